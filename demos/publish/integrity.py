"""SHA-256 hashes in the form of subresource integrity and of the Content-Security-Policy."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256


def integrity(content: bytes) -> str:
    """Return the hash of a file or script, "sha256-..." in base 64."""
    return f"sha256-{b64encode(sha256(content).digest()).decode()}"
