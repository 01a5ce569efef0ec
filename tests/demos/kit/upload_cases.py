"""Picture files with the arrays that an upload must give, in the notebook and in the page alike.

The expected arrays follow from the file formats, not from an implementation: the pictures are as large as the
demo asks for, so nothing is resized.
"""

import io
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image

SIDE = 32
_CHANNELS = {1: 0, 2: 4, 3: 2, 4: 6}  # channels: PNG colour type


@dataclass(frozen=True)
class UploadCase:
    """A file and the (SIDE, SIDE, 3) sRGB bytes that it must give."""

    name: str
    file: Callable[[], bytes]
    expected: Callable[[], np.ndarray]
    tolerance: int = 1


def ramp(channels, top, height=SIDE, width=SIDE):
    """Return (height, width, channels) whole numbers that run over 0 ... top, differently in each channel."""
    steps = np.linspace(0, 1, height * width).reshape(height, width)
    return np.rint(top * np.stack([(steps + i / 3) % 1 for i in range(channels)], axis=-1)).astype(int)


def png(pixels, bits=8, chunks=()):
    """Return a PNG file of (H, W, 1 to 4) pixels: grey, grey and alpha, RGB or RGBA."""
    height, width, channels = pixels.shape
    rows = pixels.astype(">u2" if bits == 16 else np.uint8)
    lines = b"".join(b"\0" + row.tobytes() for row in rows)
    header = struct.pack(">IIBBBBB", width, height, bits, _CHANNELS[channels], 0, 0, 0)
    parts = [(b"IHDR", header), *chunks, (b"IDAT", zlib.compress(lines)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, data) for kind, data in parts)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def linear_profile(space):
    """Return an ICC profile of linear grey, or of linear RGB with red and green swapped."""

    def xyz(*values):
        return b"XYZ \0\0\0\0" + b"".join(struct.pack(">i", round(65536 * value)) for value in values)

    red, green, blue = (0.4361, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7141)
    linear = b"curv\0\0\0\0" + struct.pack(">I", 0)
    text = b"Linear\0"
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + bytes(78),
        b"cprt": b"text\0\0\0\0" + b"None\0",
        b"wtpt": xyz(0.9642, 1.0, 0.8249),
    }
    if space == b"GRAY":
        tags[b"kTRC"] = linear
    else:
        tags |= {b"rXYZ": xyz(*green), b"gXYZ": xyz(*red), b"bXYZ": xyz(*blue)}
        tags |= {b"rTRC": linear, b"gTRC": linear, b"bTRC": linear}
    offset = 128 + 4 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    for name, data in tags.items():
        padded = data + bytes(-len(data) % 4)
        table += name + struct.pack(">II", offset + len(body), len(data))
        body += padded
    size = offset + len(body)
    header = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x02100000, b"mntr", space, b"XYZ ")
    header += struct.pack(">6H4s", 2020, 1, 1, 0, 0, 0, b"acsp") + bytes(28)
    header += b"".join(struct.pack(">i", round(65536 * value)) for value in (0.9642, 1.0, 0.8249))
    return header.ljust(128, b"\0") + table + body


def srgb_of_linear(values):
    """Return sRGB bytes of linear values in [0, 1]."""
    encoded = np.where(
        values <= 0.0031308, 12.92 * values, 1.055 * np.maximum(values, 1e-9) ** (1 / 2.4) - 0.055
    )
    return 255 * encoded


def over_white(colour, opacity):
    """Return the bytes of a colour (H, W, C) of this opacity (H, W, 1) over white."""
    return np.broadcast_to(255 + (colour - 255) * opacity, (*colour.shape[:2], 3))


def _jpeg(**more):
    blocks = np.kron(ramp(3, 255, 2, 4), np.ones((16, 8, 1))).astype(np.uint8)
    file = io.BytesIO()
    Image.fromarray(blocks).save(file, "jpeg", quality=100, subsampling=0, **more)
    return blocks, file.getvalue()


def _sideways():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter clockwise
    return _jpeg(exif=exif)


def _palette():
    indices = (ramp(1, 255)[..., 0] // 64).astype(np.uint8)
    picture = Image.fromarray(indices, "P")
    picture.putpalette([255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9])
    file = io.BytesIO()
    picture.save(file, "png", transparency=bytes([255, 128, 0, 255]))
    return file.getvalue()


def _palette_pixels():
    colours = np.array([[255, 0, 0], [0, 255, 0], [0, 0, 255], [9, 9, 9]])
    opacities = np.array([255, 128, 0, 255])[:, None] / 255
    indices = ramp(1, 255)[..., 0] // 64
    return over_white(colours[indices], opacities[indices])


def _profile_chunk(space=b"RGB "):
    return (b"iCCP", b"Linear\0\0" + zlib.compress(linear_profile(space)))


def _linear():
    return srgb_of_linear(ramp(3, 255)[..., [1, 0, 2]] / 255)


CASES = [
    UploadCase("rgb", lambda: png(ramp(3, 255)), lambda: ramp(3, 255), 0),
    UploadCase(
        "wide", lambda: png(ramp(3, 255, SIDE, 77)), lambda: ramp(3, 255, SIDE, 77)[:, 22 : 22 + SIDE], 0
    ),
    UploadCase("tall", lambda: png(ramp(3, 255, 50, SIDE)), lambda: ramp(3, 255, 50, SIDE)[9:41], 0),
    UploadCase("grey", lambda: png(ramp(1, 255)), lambda: ramp(1, 255)),
    UploadCase("grey-16-bit", lambda: png(ramp(1, 65535), 16), lambda: ramp(1, 65535) / 257),
    UploadCase("rgb-16-bit", lambda: png(ramp(3, 65535), 16), lambda: ramp(3, 65535) / 257),
    UploadCase(
        "transparent",
        lambda: png(ramp(4, 255)),
        lambda: over_white(ramp(4, 255)[..., :3], ramp(4, 255)[..., 3:] / 255),
        2,
    ),
    UploadCase(
        "grey-alpha",
        lambda: png(ramp(2, 255)),
        lambda: over_white(ramp(2, 255)[..., :1], ramp(2, 255)[..., 1:] / 255),
        2,
    ),
    UploadCase(
        "grey-alpha-16-bit",
        lambda: png(ramp(2, 65535), 16),
        lambda: over_white(ramp(2, 65535)[..., :1] / 257, ramp(2, 65535)[..., 1:] / 65535),
        2,
    ),
    UploadCase("palette", _palette, _palette_pixels, 2),
    UploadCase("profile", lambda: png(ramp(3, 255), chunks=[_profile_chunk()]), _linear, 3),
    UploadCase(
        "profile-transparent",
        lambda: png(np.dstack([ramp(3, 255), np.full((SIDE, SIDE), 128)]), chunks=[_profile_chunk()]),
        lambda: over_white(_linear(), np.array(128 / 255)),
        3,
    ),
    UploadCase(
        "grey-profile-alpha",
        lambda: png(ramp(2, 255), chunks=[_profile_chunk(b"GRAY")]),
        lambda: over_white(srgb_of_linear(ramp(2, 255)[..., :1] / 255), ramp(2, 255)[..., 1:] / 255),
        3,
    ),
    UploadCase("jpeg", lambda: _jpeg()[1], lambda: _jpeg()[0], 4),
    UploadCase("jpeg-sideways", lambda: _sideways()[1], lambda: np.rot90(_sideways()[0], -1), 4),
    UploadCase("jpeg-without-end", lambda: _jpeg()[1].removesuffix(b"\xff\xd9"), lambda: _jpeg()[0], 4),
]

#: Files that are no pictures.
BAD_FILES = {
    "text": lambda: b"not a picture",
    "empty": lambda: b"",
    "header-alone": lambda: png(ramp(3, 255))[:40],
}
