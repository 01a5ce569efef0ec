"""Settings of the visitor's machine replace those of the machine that made the snapshot."""

import importlib
import json
import os
import random
import sys
import time
from types import SimpleNamespace

import numpy as np
import pytest

from demos.kit.restore import forget_missing_paths, update_environment

CLOCK = ("timezone", "altzone", "daylight", "tzname")


@pytest.fixture
def settings(monkeypatch):
    """Settings for the restored Python; the changes to this one are undone after the test."""
    for name in CLOCK:
        monkeypatch.setattr(time, name, getattr(time, name))
    monkeypatch.setenv("FDNN_BROWSER", "a browser")
    states = random.getstate(), np.random.get_state()  # noqa: NPY002
    yield {"environment": {"FDNN_BROWSER": "Firefox 153"}, "offsets": [18000, 14400], "zone": ["EST", "EDT"]}
    random.setstate(states[0])
    np.random.set_state(states[1])  # noqa: NPY002


def test_time_zone_is_set(settings):
    update_environment(json.dumps(settings))
    assert [getattr(time, name) for name in CLOCK] == [18000, 14400, 1, ("EST", "EDT")]


def test_summer_in_january_is_recognised(settings):
    update_environment(json.dumps(settings | {"offsets": [-39600, -36000], "zone": ["AEST", "AEDT"]}))
    assert (time.timezone, time.altzone, time.daylight) == (-36000, -39600, 1)


def test_zone_without_daylight_saving(settings):
    update_environment(json.dumps(settings | {"offsets": [0, 0], "zone": ["UTC", "UTC"]}))
    assert (time.timezone, time.altzone, time.daylight) == (0, 0, 0)


def test_environment_variables_are_set(settings):
    update_environment(json.dumps(settings))
    assert os.environ["FDNN_BROWSER"] == "Firefox 153"


@pytest.mark.parametrize("draw", [random.random, np.random.random])
def test_random_numbers_differ_after_each_restore(settings, draw):
    drawn = set()
    for _ in range(2):
        random.seed(0)
        np.random.seed(0)  # noqa: NPY002
        update_environment(json.dumps(settings))
        drawn.add(draw())
    assert len(drawn) == 2


def test_temporary_file_names_are_reset(settings, monkeypatch):
    tempfile = SimpleNamespace(_name_sequence=object())
    monkeypatch.setitem(sys.modules, "tempfile", tempfile)
    update_environment(json.dumps(settings))
    assert tempfile._name_sequence is None


def test_path_created_after_the_snapshot_is_searched(monkeypatch, tmp_path):
    place = tmp_path / "not_yet"
    monkeypatch.syspath_prepend(place)
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("comes_later")
    place.mkdir()
    (place / "comes_later.py").write_text("HERE = True")
    forget_missing_paths()
    assert importlib.import_module("comes_later").HERE
