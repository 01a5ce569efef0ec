"""Brotli and gzip copies of the site's files, for servers that send precompressed files."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
CACHE = ROOT / "build" / "compressed"
SUFFIXES = ("br", "gz")

_NODE = Path(sys.executable).with_name("node")
_SCRIPT = Path(__file__).with_name("compress.mjs")
_MINIMUM = 1024  # bytes; a smaller file fits into one or two packets uncompressed
_COMPRESSIBLE = {
    *(".bin", ".css", ".html", ".ipynb", ".js", ".json", ".md", ".mjs", ".svg", ".txt", ".wasm", ".xml")
}


def compress(site: Path, cache: Path = CACHE) -> None:
    """Write `name.br` and `name.gz` beside each compressible file of a site.

    Parameters
    ----------
    site : Path
    cache : Path, optional
        Folder of the compressed contents of earlier builds, named by the hash of the content. Afterwards it
        holds those of this site only.

    Raises
    ------
    subprocess.CalledProcessError
        If Node fails to compress a file.
    FileNotFoundError
        If Node is missing.
    """
    cache.mkdir(parents=True, exist_ok=True)
    hashes = {
        path: sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.suffix in _COMPRESSIBLE and path.stat().st_size >= _MINIMUM
    }
    contents = {digest: path for path, digest in hashes.items()}
    missing = [
        [str(contents[digest]), str(cache / digest)]
        for digest in sorted(contents)
        if not all((cache / f"{digest}.{suffix}").exists() for suffix in SUFFIXES)
    ]
    if missing:
        subprocess.run([_NODE, _SCRIPT], input=json.dumps(missing), text=True, check=True)
    for path, digest in hashes.items():
        for suffix in SUFFIXES:
            shutil.copyfile(cache / f"{digest}.{suffix}", f"{path}.{suffix}")
    for path in cache.iterdir():
        if path.name.partition(".")[0] not in contents:
            path.unlink()
