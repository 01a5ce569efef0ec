import io
import tarfile
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from demos.publish.runtime import download_sources
from demos.publish.runtime.download_sources import Package, UnavailableError, UnusableError

METADATA = {
    "tiny-1.0.dist-info/METADATA": b"Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\nRequires-Python: <3\n",
    "tiny-1.0.dist-info/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    "tiny-1.0.dist-info/RECORD": b"",
}
MEMBERS = {"tiny/frontend/a.js": b"the file", "../outside.js": b"evil"}


@pytest.fixture
def wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A wheel, for a Python that is not this one, in the only folder that pip searches."""
    folder = tmp_path / "index"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    path = folder / "tiny-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in (METADATA | MEMBERS).items():
            archive.writestr(name, content)
    return path


@pytest.fixture
def tarball(tmp_path: Path) -> Path:
    path = tmp_path / "tiny-1.0.0.tgz"
    package = {"tiny/package.json": b'{"name": "tiny", "version": "1.0.0"}'} | MEMBERS
    with tarfile.open(path, "w:gz") as archive:
        for name, content in package.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
        link = tarfile.TarInfo("tiny/frontend/link.js")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return path


@pytest.fixture
def package(tmp_path: Path) -> Callable[..., Package]:
    (tmp_path / "scratch").mkdir()

    def make(tool: str, specifier: str, archive: Path) -> Package:
        digest = sha256(archive.read_bytes()).hexdigest()
        return Package(tool, specifier, digest, "tiny/frontend/", tmp_path / "scratch")

    return make


def scratch_files(tmp_path: Path) -> list[str]:
    return [path.name for path in (tmp_path / "scratch").rglob("*") if path.is_file()]


def test_a_member_of_a_wheel_is_read_and_nothing_is_unpacked(package, wheel, tmp_path):
    source = package("pip", "tiny==1.0", wheel)
    assert source.read("a.js", 100) == b"the file"
    assert source.read("a.js", 2) == b"the"
    with pytest.raises(UnavailableError, match="not in the archive"):
        source.read("b.js", 100)
    assert scratch_files(tmp_path) == [wheel.name]


def test_the_wheel_itself_can_be_read(package, wheel):
    assert package("pip", "tiny==1.0", wheel).read(wheel.name, 10**6) == wheel.read_bytes()


def test_a_member_of_an_npm_package_is_read_and_nothing_is_unpacked(package, tarball, tmp_path):
    source = package("npm", str(tarball), tarball)
    assert source.read("a.js", 100) == b"the file"
    assert source.read("a.js", 2) == b"the"
    for name in ("b.js", "link.js"):
        with pytest.raises(UnavailableError, match="not in the archive"):
            source.read(name, 100)
    assert scratch_files(tmp_path) == [tarball.name]


def test_an_archive_with_another_hash_is_refused(package, wheel, tmp_path):
    source = package("pip", "tiny==1.0", wheel)
    expected = sha256(wheel.read_bytes()).hexdigest()
    with zipfile.ZipFile(wheel, "a") as archive:
        archive.writestr("tiny/more.js", b"")
    found = sha256(wheel.read_bytes()).hexdigest()
    with pytest.raises(UnusableError, match=f"{wheel.name}: expected sha256 {expected}, found {found}"):
        source.read("a.js", 100)


def test_a_package_that_cannot_be_downloaded_is_tried_once(package, wheel, tmp_path):
    source = package("pip", "tiny==2.0", wheel)
    with pytest.raises(UnusableError, match="No matching distribution found for tiny"):
        source.read("a.js", 100)
    folders = list((tmp_path / "scratch").iterdir())
    with pytest.raises(UnavailableError, match="No matching distribution found for tiny"):
        source.read("a.js", 100)
    assert list((tmp_path / "scratch").iterdir()) == folders


def test_a_tool_that_is_not_installed_is_named(package, tarball, monkeypatch):
    monkeypatch.setitem(download_sources.DOWNLOAD, "npm", ("/nowhere/npm", "pack"))
    with pytest.raises(UnusableError, match="/nowhere/npm"):
        package("npm", str(tarball), tarball).read("a.js", 100)
