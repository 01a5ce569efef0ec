"""Valid files and URL hashes, and endless random mutations of them, reproducible by seed."""

from __future__ import annotations

import io
import wave
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from urllib.parse import quote

import numpy as np
from PIL import Image

from demos.kit.declare import Demo

_RECORDS = Path(__file__).parents[2] / "demos" / "sparsity_cliff" / "records"
_SIDE, _RATE = 48, 16000
_TEXTS = (
    "",
    "nan",
    "-Infinity",
    "1e999",
    "0x10",
    "٣",
    "true",
    "null",
    "__proto__",
    "constructor",
    "<b>",
    "'; --",
)


def pictures() -> dict[str, bytes]:
    """Return a small picture in each format that pages read, by file name."""
    noise = Random(0).randbytes(_SIDE * _SIDE * 3)
    pixels = np.frombuffer(noise, np.uint8).reshape(_SIDE, _SIDE, 3)
    found = {}
    for kind in ("png", "jpeg", "webp", "gif", "bmp"):
        file = io.BytesIO()
        Image.fromarray(pixels).save(file, kind)
        found[f"picture.{kind}"] = file.getvalue()
    return found


def sounds() -> dict[str, bytes]:
    """Return a short sound, by file name."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 2, _RATE, 0, "NONE", ""))
        sound.writeframes(Random(0).randbytes(2000))
    return {"sound.wav": file.getvalue()}


def documents() -> dict[str, bytes]:
    """Return the records of measurements, by file name."""
    return {path.name: path.read_bytes() for path in sorted(_RECORDS.glob("cpu-*.json"))}


def damaged(content: bytes, random: Random) -> bytes:
    """Return a file with flipped bits, a missing end, or a deleted or repeated piece.

    Most changes lie in the first 64 bytes, which hold the header.
    """
    changed = bytearray(content)
    near = min(len(changed), 64) if random.random() < 0.6 else len(changed)
    at = random.randrange(near)
    match random.choice(("cut", "bits", "bits", "deleted", "repeated")):
        case "cut":
            del changed[at:]
        case "bits":
            for _ in range(random.choice((1, 1, 2, 8))):
                changed[random.randrange(near)] ^= 1 << random.randrange(8)
        case "deleted":
            del changed[at : at + random.randrange(1, 16)]
        case "repeated":
            changed[at:at] = changed[at : at + random.randrange(1, 16)]
    return bytes(changed)


def hashes(demo: Demo, random: Random) -> Iterator[str]:
    """Yield URL hashes for a demo without end: valid and invalid names and values."""
    names = [*demo.controls, "__proto__", "toString", "no_such_name", f"{demo.name}.n", ""]
    while True:
        pairs = [(random.choice(names), _value(demo.defaults, random)) for _ in range(random.randrange(1, 5))]
        text = "&".join(f"{quote(name)}={quote(value)}" for name, value in pairs)
        yield text if random.random() < 0.8 else damaged(text.encode(), random).decode("latin-1")


def _value(defaults: Mapping[str, object], random: Random) -> str:
    default = random.choice([str(value) for value in defaults.values()])
    number = f"{random.choice((1, -1)) * 10 ** random.uniform(-3, 12):.6g}"
    return random.choice((default, number, str(random.randrange(100)), random.choice(_TEXTS)))
