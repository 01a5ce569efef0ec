import os
import stat
from dataclasses import replace

import numpy as np
import pytest

from fdnn_core import (
    CliffRecord,
    Contender,
    Device,
    Measurement,
    ProductShape,
    Race,
    RecordError,
    Structure,
    load_cliff_record,
    save_cliff_record,
    write_cliff_record,
)
from fdnn_core.cliff.writing import check_writable

DENSE = np.linspace(0.02, 0.021, 12)  # seconds
RACE = Race(
    "float32",
    ProductShape(64, 32, 16),
    0,
    {"dense": Contender("numpy @", Structure("dense"), 0.0)},
    Measurement({"dense": DENSE}, "dense", DENSE, 1e-7, {}),
)
RECORD = CliffRecord(Device("a laptop", "cpu", 8, 1), {"numpy": "2.4"}, "OpenBLAS 0.3.30", [RACE])


@pytest.mark.parametrize("changes", [{"blas": ""}, {"races": []}, {"libraries": {"numpy": ""}}])
def test_a_record_that_could_not_be_read_is_not_written(changes, tmp_path):
    for write in (write_cliff_record, lambda record: save_cliff_record(record, tmp_path / "run.json")):
        with pytest.raises(RecordError, match=r"must be .*, got"):
            write(replace(RECORD, **changes))
    assert not list(tmp_path.iterdir())


def test_saving_replaces_a_file_and_leaves_nothing_else(tmp_path):
    path = tmp_path / "run.json"
    path.write_text("old")
    save_cliff_record(RECORD, str(path))
    assert path.read_text(encoding="utf-8") == write_cliff_record(RECORD)
    assert write_cliff_record(load_cliff_record(path)) == write_cliff_record(RECORD)
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_and_its_target_is_replaced(tmp_path):
    (tmp_path / "folder").mkdir()
    link, target = tmp_path / "link.json", tmp_path / "folder" / "run.json"
    link.symlink_to(target)
    check_writable(link)
    save_cliff_record(RECORD, link)
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == write_cliff_record(RECORD)


def test_a_failure_while_saving_keeps_the_old_file(tmp_path, monkeypatch):
    def fail(descriptor):
        raise OSError("No space left on device")

    path = tmp_path / "run.json"
    path.write_text("old")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space left"):
        save_cliff_record(RECORD, path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_device_is_written_to_and_not_replaced():
    check_writable(os.devnull)
    save_cliff_record(RECORD, os.devnull)
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


def test_checking_changes_nothing(tmp_path):
    path = tmp_path / "run.json"
    check_writable(path)
    assert not list(tmp_path.iterdir())
    path.write_text("old")
    check_writable(path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_target_that_cannot_be_written_is_refused(tmp_path, monkeypatch):
    with pytest.raises(IsADirectoryError, match="must be a file, got a folder"):
        check_writable(tmp_path)
    with pytest.raises(FileNotFoundError, match="must be in a folder that exists"):
        check_writable(tmp_path / "no" / "run.json")
    path = tmp_path / "run.json"
    path.write_text("old")
    monkeypatch.setattr(os, "access", lambda target, mode: False)  # as for a user who is not root
    with pytest.raises(PermissionError, match=r"run\.json must be writable"):
        check_writable(path)


def test_a_folder_that_cannot_be_written_is_refused(tmp_path, monkeypatch):
    def refuse(self, **options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.touch", refuse)
    with pytest.raises(PermissionError, match="must be in a writable folder: Permission denied"):
        check_writable(tmp_path / "run.json")
