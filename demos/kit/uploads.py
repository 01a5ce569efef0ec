"""Decode picture files that the reader uploads, to the array that the page makes of the same file."""

from __future__ import annotations

import io
import warnings

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageOps

from demos.kit.pictures import lanczos_square

MAX_PIXELS = 120e6  # as in demos/web/controls/decode.js


def read_picture(file: bytes, side: int) -> NDArray[np.uint8]:
    """Return the centre square of a picture file as (side, side, 3) sRGB bytes.

    The orientation and the colour profile in the file are applied; transparent pixels lie on white.

    Raises
    ------
    ValueError
        If the file is not a picture that can be decoded, or has more than 120 million pixels.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the limit is checked here
            picture = Image.open(io.BytesIO(_ended(file)))
        with picture:
            width, height = picture.size
            if width * height > MAX_PIXELS:
                raise Image.DecompressionBombError
            return lanczos_square(_srgb_over_white(ImageOps.exif_transpose(picture)), side)
    except Image.DecompressionBombError as error:
        raise ValueError(f"it has more than {MAX_PIXELS / 1e6:g} million pixels") from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:  # what Pillow raises for damaged files
        raise ValueError("it is not a picture that can be decoded") from error


def _ended(file: bytes) -> bytes:
    """Return the file, a JPEG with the end marker that some cameras omit."""
    return file + b"\xff\xd9" if file.startswith(b"\xff\xd8") else file


def _srgb_over_white(picture: Image.Image) -> NDArray[np.uint8]:
    """Return (H, W, 3) sRGB bytes."""
    profile = picture.info.get("icc_profile")
    if picture.mode.startswith("I"):  # 16-bit grey, which Pillow would clip to 8 bits
        grey = np.rint(np.asarray(picture, np.float64) / 257).clip(0, 255)
        picture = Image.fromarray(grey.astype(np.uint8))
    is_opaque = "transparency" not in picture.info and not picture.mode.endswith("A")
    rgba = picture.convert("RGBA")
    colour = picture.convert("L") if picture.mode in ("1", "L", "LA") else picture
    if colour.mode in ("P", "PA", "RGBA"):
        colour = rgba.convert("RGB")
    rgb = np.asarray(_in_srgb(colour, profile) if profile else colour.convert("RGB"))
    if is_opaque:
        return rgb
    alpha = np.asarray(rgba)[..., 3:].astype(np.uint16)
    return ((rgb * alpha + 255 * (255 - alpha) + 127) // 255).astype(np.uint8)


def _in_srgb(opaque: Image.Image, profile: bytes) -> Image.Image:
    """Return a picture converted from its colour profile; a profile that cannot be used is ignored."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(opaque, source, target, outputMode="RGB") or opaque
    except (ImageCms.PyCMSError, OSError):
        return opaque.convert("RGB")
