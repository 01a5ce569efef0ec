import importlib
import json
import os
import random
import sys
import time
from types import SimpleNamespace

import numpy as np
import pytest

from demos.kit.waking import look_again, wake

CLOCK = ("timezone", "altzone", "daylight", "tzname")


@pytest.fixture
def world(monkeypatch):
    """A world to wake in; what waking changes is put back after the test."""
    for name in CLOCK:
        monkeypatch.setattr(time, name, getattr(time, name))
    monkeypatch.setenv("FDNN_BROWSER", "a browser")
    chance = random.getstate(), np.random.get_state()  # noqa: NPY002
    yield {"environment": {"FDNN_BROWSER": "Firefox 153"}, "offsets": [18000, 14400], "zone": ["EST", "EDT"]}
    random.setstate(chance[0])
    np.random.set_state(chance[1])  # noqa: NPY002


def test_the_clock_is_that_of_the_place(world):
    wake(json.dumps(world))
    assert [getattr(time, name) for name in CLOCK] == [18000, 14400, 1, ("EST", "EDT")]


def test_south_of_the_equator_summer_is_in_january(world):
    wake(json.dumps(world | {"offsets": [-39600, -36000], "zone": ["AEST", "AEDT"]}))
    assert (time.timezone, time.altzone, time.daylight) == (-36000, -39600, 1)


def test_without_daylight_saving_there_is_none(world):
    wake(json.dumps(world | {"offsets": [0, 0], "zone": ["UTC", "UTC"]}))
    assert (time.timezone, time.altzone, time.daylight) == (0, 0, 0)


def test_the_environment_is_taken_over(world):
    wake(json.dumps(world))
    assert os.environ["FDNN_BROWSER"] == "Firefox 153"


@pytest.mark.parametrize("draw", [random.random, np.random.random])
def test_two_that_wake_from_the_same_state_draw_different_numbers(world, draw):
    drawn = set()
    for _ in range(2):
        random.seed(0)
        np.random.seed(0)  # noqa: NPY002
        wake(json.dumps(world))
        drawn.add(draw())
    assert len(drawn) == 2


def test_names_of_temporary_files_begin_anew(world, monkeypatch):
    tempfile = SimpleNamespace(_name_sequence=object())
    monkeypatch.setitem(sys.modules, "tempfile", tempfile)
    wake(json.dumps(world))
    assert tempfile._name_sequence is None


def test_where_there_was_nothing_is_looked_again(monkeypatch, tmp_path):
    place = tmp_path / "not_yet"
    monkeypatch.syspath_prepend(place)
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("comes_later")
    place.mkdir()
    (place / "comes_later.py").write_text("HERE = True")
    look_again()
    assert importlib.import_module("comes_later").HERE
