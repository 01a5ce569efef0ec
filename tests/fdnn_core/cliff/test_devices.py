import sys

import numpy as np
import pytest
import scipy

from fdnn_core import blas_of, race, record_of, this_device


@pytest.fixture
def found():
    *_, last = race((8, 8, 2), structures=["csr"], sparsities=[0.5], rounds=1)
    return last.race


def test_a_browser_is_named_by_its_page(monkeypatch):
    monkeypatch.setattr(sys, "platform", "emscripten")
    monkeypatch.delenv("FDNN_BROWSER", raising=False)
    assert this_device()[:2] == ("a browser", "browser")
    monkeypatch.setenv("FDNN_BROWSER", "Firefox 140")
    assert this_device()[:2] == ("Firefox 140", "browser")


def test_a_processor_has_a_name(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    device = this_device()
    assert device.kind == "cpu"
    assert device.name.strip() == device.name != ""
    assert device.cores >= device.threads >= 1


@pytest.mark.parametrize(("said", "isolated"), [("1", True), ("0", False), ("", None), ("yes", None)])
def test_isolation_is_what_the_page_says(said, isolated, monkeypatch, found):
    monkeypatch.setenv("FDNN_ISOLATED", said)
    assert record_of([found]).isolated is isolated


def test_a_record_names_versions_and_the_blas_that_raced(found):
    record = record_of([found])
    python = ".".join(map(str, sys.version_info[:3]))
    assert record.libraries == {"python": python, "numpy": np.__version__, "scipy": scipy.__version__}
    blas = blas_of("scipy" if "scipy" in found.contenders["dense"].kernel else "numpy")
    assert record.blas == (f"{blas.name} {blas.version}" if blas else "numpy without BLAS")
    assert record.races == [found]


def test_refuses_no_races():
    with pytest.raises(ValueError, match="races must not be empty"):
        record_of([])
