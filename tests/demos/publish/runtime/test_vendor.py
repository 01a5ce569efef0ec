import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest

from demos.publish.runtime import download_sources, vendor
from demos.publish.runtime.lock import Lock, VendoredFile
from demos.publish.runtime.vendor import VendorError

GOOD = b"the right bytes"
FLIPPED = b"the right bytez"
PATH = "library/dist/good.js"


def lock(*urls: str, paths: tuple[str, ...] = (PATH,)) -> Lock:
    files = [VendoredFile(path, "library", len(GOOD), sha256(GOOD).hexdigest()) for path in paths]
    return Lock("0", "0", "", {"library": [{"cdn": url} for url in urls]}, files)


def files_below(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_missing_file_is_fetched_and_nothing_else_is_written(cdn, tmp_path):
    cdn.files = {"dist/good.js": GOOD, "dist/other.js": b"not in the lock"}
    vendor.fetch_missing(lock(cdn.url), tmp_path)
    assert files_below(tmp_path) == [PATH]
    assert (tmp_path / PATH).read_bytes() == GOOD
    assert cdn.requested == ["dist/good.js"]


@pytest.mark.parametrize("answer", [FLIPPED, GOOD[:-1], b""])
def test_wrong_bytes_are_refused_with_both_hashes_and_not_written(cdn, tmp_path, answer):
    cdn.files = {"dist/good.js": answer}
    with pytest.raises(VendorError) as error:
        vendor.fetch_missing(lock(cdn.url), tmp_path)
    for fact in (
        PATH,
        cdn.url,
        sha256(GOOD).hexdigest(),
        sha256(answer).hexdigest(),
        str(tmp_path),
        "FDNN_VENDOR",
    ):
        assert fact in str(error.value)
    assert files_below(tmp_path) == []


def test_a_file_longer_than_the_lock_says_is_refused(cdn, tmp_path):
    cdn.files = {"dist/good.js": GOOD + b"!"}
    with pytest.raises(VendorError, match=f"expected {len(GOOD)} bytes, found more"):
        vendor.fetch_missing(lock(cdn.url), tmp_path)
    assert files_below(tmp_path) == []


def test_the_error_names_why_each_source_failed(cdn, tmp_path, monkeypatch):
    monkeypatch.setattr(download_sources, "CDN_TIMEOUT", 0.2)
    cdn.files, cdn.stalled = {"stalled/dist/good.js": GOOD}, {"stalled/dist/good.js"}
    with pytest.raises(VendorError) as error:
        vendor.fetch_missing(lock(cdn.url, cdn.url + "stalled/", "http://127.0.0.1:1/"), tmp_path)
    first, missing, absent, stalled, refused, *advice = str(error.value).splitlines()
    assert first == f"no source has {PATH}:"
    assert missing == f"  cache {tmp_path}: missing"
    assert absent == f"  {cdn.url}: HTTP status 404"
    assert stalled == f"  {cdn.url}stalled/: not reachable: timed out"
    assert refused.startswith("  http://127.0.0.1:1/: not reachable: ")
    assert str(tmp_path / PATH) in "".join(advice)


def test_a_source_that_stalled_is_not_tried_again(cdn, tmp_path, monkeypatch):
    monkeypatch.setattr(download_sources, "CDN_TIMEOUT", 0.2)
    cdn.files = {"stalled/a": GOOD, "a": GOOD, "b": GOOD}
    cdn.stalled = {"stalled/a"}
    vendor.fetch_missing(lock(cdn.url + "stalled/", cdn.url, paths=("library/a", "library/b")), tmp_path)
    assert cdn.requested == ["stalled/a", "a", "b"]
    assert files_below(tmp_path) == ["library/a", "library/b"]


def test_a_source_that_lacks_one_file_is_tried_for_the_next(cdn, tmp_path):
    cdn.files = {"first/b": GOOD, "a": GOOD}
    vendor.fetch_missing(lock(cdn.url + "first/", cdn.url, paths=("library/a", "library/b")), tmp_path)
    assert cdn.requested == ["first/a", "a", "first/b"]


def test_the_cache_is_repaired_when_one_bit_is_wrong(cdn, tmp_path):
    cdn.files = {"a": GOOD, "b": GOOD}
    both = lock(cdn.url, paths=("library/a", "library/b"))
    vendor.fetch_missing(both, tmp_path)
    (tmp_path / "library/b").write_bytes(FLIPPED)
    cdn.requested.clear()
    vendor.fetch_missing(both, tmp_path)
    assert cdn.requested == ["b"]
    assert (tmp_path / "library/b").read_bytes() == GOOD


def test_a_complete_cache_needs_no_network_and_prints_nothing(tmp_path, capfd):
    (tmp_path / PATH).parent.mkdir(parents=True)
    (tmp_path / PATH).write_bytes(GOOD)
    vendor.fetch_missing(lock("http://127.0.0.1:1/"), tmp_path)
    assert capfd.readouterr() == ("", "")


def test_parallel_runs_give_the_same_cache(cdn, tmp_path):
    paths = tuple(f"library/{i}" for i in range(8))
    cdn.files = {str(i): GOOD for i in range(8)}
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: vendor.fetch_missing(lock(cdn.url, paths=paths), tmp_path), range(4)))
    assert files_below(tmp_path) == list(paths)
    assert all((tmp_path / path).read_bytes() == GOOD for path in paths)


def test_an_interrupted_write_leaves_no_file(cdn, tmp_path, monkeypatch):
    def interrupted(path: Path, content: bytes) -> None:
        with path.open("wb") as file:
            file.write(content[:3])
        raise OSError("no space left")

    cdn.files = {"dist/good.js": GOOD}
    monkeypatch.setattr(Path, "write_bytes", interrupted)
    with pytest.raises(OSError, match="no space left"):
        vendor.fetch_missing(lock(cdn.url), tmp_path)
    assert files_below(tmp_path) == []


def test_the_environment_can_name_another_cache_folder(tmp_path, monkeypatch):
    licence = vendor.read("uplot/LICENSE")
    monkeypatch.setenv("FDNN_VENDOR", str(tmp_path))
    with pytest.raises(VendorError, match=r"uplot/LICENSE: missing; run `make vendor`"):
        vendor.read("uplot/LICENSE")
    (tmp_path / "uplot").mkdir()
    (tmp_path / "uplot/LICENSE").write_bytes(licence)
    assert vendor.read("uplot/LICENSE") == licence
    (tmp_path / "uplot/LICENSE").write_bytes(licence[:-1])
    with pytest.raises(VendorError, match="expected 1078 bytes"):
        vendor.read("uplot/LICENSE")


def test_the_command_prints_nothing_when_the_cache_is_complete():
    ran = subprocess.run(
        [sys.executable, "-m", "demos.publish.runtime.vendor"], capture_output=True, text=True
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_the_command_fails_with_a_message_and_no_traceback(tmp_path):
    nowhere = {
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": "",
        "npm_config_offline": "true",
        "https_proxy": "http://127.0.0.1:1",
    }
    nowhere |= {"FDNN_VENDOR": str(tmp_path), "npm_config_cache": str(tmp_path / "npm")}
    ran = subprocess.run(
        [sys.executable, "-m", "demos.publish.runtime.vendor"],
        env=os.environ | nowhere,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 1
    assert "vendor: no source has pyodide/pyodide.mjs" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert not (tmp_path / "pyodide").exists()
