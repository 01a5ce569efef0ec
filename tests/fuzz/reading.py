"""How damaged files are read: each is refused by its name, or read as what it says it is."""

from __future__ import annotations

from base64 import b64encode
from random import Random
from typing import Any

from playwright.sync_api import Page

from demos.sparsity_cliff.recorded import read_run
from tests.fuzz.mutants import damaged, documents, pictures, sounds

# Returns for each file what is wrong with how it was read; nothing for most.
_READ = """async ([script, kind, files]) => {
    const { readPicture, readSound } = await import(script);
    const read = kind === "picture" ? (file) => readPicture(file, 32) : (file) => readSound(file, 16000);
    const late = () => new Promise((resolve) => setTimeout(resolve, 20_000, "it took too long"));
    const fault = async (name, text) => {
        const file = new File([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], name);
        try {
            const { samples, shape } = await read(file);
            const right = samples.length === shape.reduce((a, b) => a * b) && samples.every(Number.isFinite);
            return right ? "" : `${samples.length} samples as ${shape}`;
        } catch (error) {
            const refused = error.constructor === Error && error.message.startsWith(`“${name}”`);
            return refused ? "" : `${error.name}: ${error.message}`;
        }
    };
    const faults = [];
    for (const [name, text] of files) faults.push(await Promise.race([fault(name, text), late()]));
    return faults;
}"""


def faults_in_page(page: Page, script: str, random: Random, count: int) -> list[str]:
    """Have a page read damaged pictures and sounds; return what was wrong with how it did.

    Parameters
    ----------
    page : Page
    script : str
        Address of files.js.
    random : Random
    count : int
        Files of each form.
    """
    found = []
    for kind, originals in (("picture", pictures()), ("sound", sounds())):
        for name, content in originals.items():
            mutants = [damaged(content, random) for _ in range(count)]
            files = [[name, b64encode(mutant).decode()] for mutant in mutants]
            told = page.evaluate(_READ, [script, kind, files])
            found += [
                f"{name}: {fault}: {mutant.hex()}"
                for fault, mutant in zip(told, mutants, strict=True)
                if fault
            ]
    return found


def faults_in_documents(random: Random, count: int) -> list[str]:
    """Read damaged records of measurements; return the errors that are not the refusals they should be."""
    found = []
    for name, content in documents().items():
        for _ in range(count):
            mutant: Any = damaged(content, random)
            try:
                read_run(mutant.decode("utf-8", "replace"))
            except ValueError:
                continue
            except Exception as error:
                found.append(f"{name}: {type(error).__name__}: {error}")
    return found
