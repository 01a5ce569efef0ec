"""Read damaged files: each must be refused with its name, or give finite samples of the declared shape."""

from __future__ import annotations

from base64 import b64encode
from random import Random
from typing import Any

from playwright.sync_api import Page

from demos.sparsity_cliff.record_files import read_record
from tests.fuzz.mutants import damaged, documents, pictures, sounds

# Returns for each file a description of the failure, or an empty string.
_READ = """async ([script, kind, files]) => {
    const { readPicture, readSound } = await import(script);
    const read = kind === "picture" ? (file) => readPicture(file, 32) : (file) => readSound(file, 16000);
    const timeout = () => new Promise((resolve) => setTimeout(resolve, 20_000, "it took longer than 20 s"));
    const fault = async (name, text) => {
        const file = new File([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], name);
        try {
            const { samples, shape } = await read(file);
            const isValid =
                samples.length === shape.reduce((a, b) => a * b) && samples.every(Number.isFinite);
            return isValid ? "" : `${samples.length} samples as ${shape}`;
        } catch (error) {
            const isRefusal = error.constructor === Error && error.message.startsWith(`“${name}”`);
            return isRefusal ? "" : `${error.name}: ${error.message}`;
        }
    };
    const faults = [];
    for (const [name, text] of files) faults.push(await Promise.race([fault(name, text), timeout()]));
    return faults;
}"""


def failures_in_page(page: Page, script: str, random: Random, count: int) -> list[str]:
    """Read damaged pictures and sounds in a page; return a description of each failure.

    Parameters
    ----------
    page : Page
    script : str
        Address of `decode.js`.
    random : Random
    count : int
        Number of damaged files of each format.
    """
    found = []
    for kind, originals in (("picture", pictures()), ("sound", sounds())):
        for name, content in originals.items():
            mutants = [damaged(content, random) for _ in range(count)]
            files = [[name, b64encode(mutant).decode()] for mutant in mutants]
            results = page.evaluate(_READ, [script, kind, files])
            found += [
                f"{name}: {fault}: {mutant.hex()}"
                for fault, mutant in zip(results, mutants, strict=True)
                if fault
            ]
    return found


def failures_in_documents(random: Random, count: int) -> list[str]:
    """Read damaged records of measurements; return each error that is not a ValueError."""
    found = []
    for name, content in documents().items():
        for _ in range(count):
            mutant: Any = damaged(content, random)
            try:
                read_record(mutant.decode("utf-8", "replace"))
            except ValueError:
                continue
            except Exception as error:
                found.append(f"{name}: {type(error).__name__}: {error}")
    return found
