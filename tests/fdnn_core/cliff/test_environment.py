import sys

import numpy as np
import pytest
import scipy

from fdnn_core import Device, blas_of, race, record_of, this_device


@pytest.fixture
def found():
    *_, last = race((8, 8, 2), structures=["csr"], sparsities=[0.5], rounds=1)
    return last.race


def test_a_browser_has_the_name_it_is_given(monkeypatch):
    monkeypatch.setattr(sys, "platform", "emscripten")
    assert this_device()[:2] == ("a browser", "browser")
    assert this_device("Firefox 140")[:2] == ("Firefox 140", "browser")


def test_a_processor_has_a_name(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    device = this_device()
    assert device.kind == "cpu"
    assert device.name.strip() == device.name != ""
    assert device.cores >= device.threads >= 1


def test_a_record_holds_the_device_and_isolation_it_is_given(found):
    device = Device("Firefox 140", "browser", 8, 1)
    record = record_of([found], device=device, isolated=False)
    assert (record.device, record.isolated) == (device, False)
    record = record_of([found])
    assert (record.device, record.isolated) == (this_device(), None)


def test_a_record_holds_versions_and_the_blas_of_the_baseline(found):
    record = record_of([found])
    python = ".".join(map(str, sys.version_info[:3]))
    assert record.libraries == {"python": python, "numpy": np.__version__, "scipy": scipy.__version__}
    blas = blas_of("scipy" if "scipy" in found.contenders["dense"].kernel else "numpy")
    assert record.blas == (f"{blas.name} {blas.version}" if blas else "numpy without BLAS")
    assert record.races == [found]


def test_a_record_without_races_is_refused():
    with pytest.raises(ValueError, match="races must not be empty"):
        record_of([])
