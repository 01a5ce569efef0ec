import re
import sys
from pathlib import Path

from demos.publish.runtime.download_progress import DownloadProgress
from demos.publish.runtime.download_sources import Package
from demos.publish.runtime.lock import VendoredFile

FILES = [VendoredFile(f"pyodide/{name}", "runtime", 2_000_000, "") for name in "ab"]
SOURCE = Package("npm", "pyodide@0", "", "", Path())


def show(files: list[VendoredFile]) -> None:
    with DownloadProgress(sum(file.size for file in files)) as progress:
        for file in files:
            progress.started(file, SOURCE)
            progress.finished(file, SOURCE)


def test_a_log_has_one_line_for_each_file(capsys):
    show(FILES)
    assert capsys.readouterr().err.splitlines() == [
        "vendored pyodide/a (2.0 MB) from npm pyodide@0",
        "vendored pyodide/b (2.0 MB) from npm pyodide@0",
    ]


def test_a_terminal_shows_a_bar(capsys, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    show(FILES)
    drawn = [line.rstrip() for line in re.split(r"[\r\n]+", capsys.readouterr().err) if line.strip()]
    assert any(re.fullmatch(r"0% \| +\| 0\.00B of 4\.00MB pyodide/a, npm py.*", line) for line in drawn)
    assert re.fullmatch(r"100% \|█+\| 4\.00MB of 4\.00MB pyodide/b, npm.*", drawn[-1])
