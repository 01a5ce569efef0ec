import sys
from pathlib import Path

from demos.publish.runtime.download_progress import DownloadProgress
from demos.publish.runtime.download_sources import Package
from demos.publish.runtime.lock import VendoredFile

FILES = [VendoredFile(f"pyodide/{name}", "runtime", 2_000_000, "") for name in "ab"]
SOURCE = Package("npm", "pyodide@0", "", "", Path())


def show(files: list[VendoredFile]) -> None:
    progress = DownloadProgress(sum(file.size for file in files))
    for file in files:
        progress.started(file, SOURCE)
        progress.finished(file, SOURCE)


def test_a_log_has_one_line_for_each_file(capsys):
    show(FILES)
    assert capsys.readouterr().err.splitlines() == [
        "vendored pyodide/a (2.0 MB) from npm pyodide@0",
        "vendored pyodide/b (2.0 MB) from npm pyodide@0",
    ]


def test_a_terminal_shows_a_bar_that_fits_its_width(capsys, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "60")
    show(FILES)
    first, second, last = capsys.readouterr().err.removeprefix("\r\033[K").split("\r\033[K")
    assert first == f"[{'-' * 24}] 0 of 4 MB: pyodide/a, npm pyodide@0"[:59]
    assert second == f"[{'#' * 12}{'-' * 12}] 2 of 4 MB: pyodide/b, npm pyodide@0"[:59]
    assert last == "vendored 4 MB\n"
