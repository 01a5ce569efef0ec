"""Properties of every demo."""

import copy
import itertools
import json
import pickle
import re
from dataclasses import is_dataclass

import numpy as np
import pytest
from allpairspy import AllPairs

from demos import DEMOS, load
from demos.kit import drawing, wire
from demos.kit.controls import Choice, Documents, Mask, Picture, Recording, Seed, Slider, Switch
from demos.kit.figures import Document, Image, Plot, Question, Scatter, Sentence, Sound, Table

ALL = pytest.mark.parametrize("name", DEMOS)
NEGATIVE_ZERO = re.compile(r"-0(\.0+)?(?![\d.])")


def extremes(control):
    """The values to test for a control: the ends of a range, every option, and arrays of extreme shapes."""
    match control:
        case Slider(low=low, high=high):
            return [low, high]
        case Choice(options=options):
            return list(options)
        case Switch():
            return [False, True]
        case Seed(high=high):
            return [0, high]
        case Picture(library=library):
            return [*library, np.zeros((8, 8)), np.ones((9, 11, 3), np.uint8)]
        case Recording(library=library):
            return [*library, np.zeros(64), np.sin(np.arange(999))]
        case Mask(side=side):
            return [None, np.zeros((side, side)), np.ones((side, side), np.uint8)]
        case Documents():
            return [[]]
    raise TypeError(control)


def settings(demo):
    """Every extreme of every control alone, then all pairs of extremes of two controls in few combinations.

    In the pairs a control has three extremes at most. Where it is not relevant, it keeps its default.
    """
    for name, control in demo.controls.items():
        relevant = {other: values[0] for other, values in control.when.items()}
        for value in extremes(control):
            yield {**relevant, name: value}
    if len(demo.controls) < 2:
        return
    values = {name: extremes(control)[-3:] for name, control in demo.controls.items()}
    for row in AllPairs([range(len(options)) for options in values.values()]):
        chosen = {name: options[i] for (name, options), i in zip(values.items(), row, strict=True)}
        for name, control in demo.controls.items():
            if not control.is_relevant(chosen):
                chosen[name] = demo.defaults[name]
        yield chosen


def check(figures):
    """A figure has a title, a summary and finite numbers."""
    for key, figure in figures.items():
        assert figure.title, key
        assert figure.summary, key
        match figure:
            case Plot(x=x, series=series):
                assert np.isfinite(x).all(), key
                assert (np.diff(x) > 0).all(), key
                assert all(np.isfinite(s.y[~np.isnan(s.y)]).all() for s in series), key
            case Scatter(groups=groups, x_axis=x_axis, y_axis=y_axis):
                for group in groups:
                    assert np.isfinite([group.x, group.y]).all(), (key, group.label)
                    if group.mark not in ("line", "dashes"):
                        assert ((x_axis.low <= group.x) & (group.x <= x_axis.high)).all(), (key, group.label)
                        assert ((y_axis.low <= group.y) & (group.y <= y_axis.high)).all(), (key, group.label)
            case Document(name=name, write=write):
                assert name, key
                assert write(), key
            case Image(values=values, low=low, high=high):
                assert np.isfinite(values).all(), key
                assert low - 1e-9 <= values.min() <= values.max() <= high + 1e-9, key
            case Sound(clips=clips):
                assert all(np.abs(clip.samples).max() <= 0.5 for clip in clips), key
            case Table(columns=columns, rows=rows):
                assert {len(row) for row in rows} == {len(columns)}, key
                assert not [cell for row in rows for cell in row if NEGATIVE_ZERO.match(cell)], key
            case Sentence(text=text):
                assert text, key
            case Question(answer=answer, hides=hides, options=options, at_once=at_once):
                assert answer in options if options else np.isfinite(answer), key
                assert at_once or set(hides) & set(figures), key


@ALL
def test_defaults_give_figures(name):
    check(load(name)())


@ALL
def test_extreme_values_give_figures_or_an_error_that_names_the_control(name):
    demo = load(name)
    drawn = 0
    for values in settings(demo):
        try:
            for frame in itertools.islice(demo.frames(**values), 1 if demo.action else 2):
                check(frame.figures)
            drawn += 1
        except ValueError as error:
            assert getattr(error, "control", None) in demo.controls, f"{values}: {error!r}"
    assert drawn >= 2 * len(demo.controls)


@ALL
def test_equal_values_give_equal_figures(name, monkeypatch):
    answers = []
    for _ in range(2):
        monkeypatch.setattr(wire, "_shown", {})  # as for a page that has no figure yet
        answers.append(wire.run(name, "{}"))
    first, second = answers
    assert first[0] == second[0]
    for a, b in zip(first[1], second[1], strict=True):
        np.testing.assert_array_equal(a, b)


@ALL
def test_every_figure_can_be_saved(name):
    for key, figure in load(name)().items():
        assert figure.csv().count("\n") >= 1, key
        if not isinstance(figure, Question):
            svg = drawing.svg(figure)
            assert svg.startswith("<svg"), key
            assert svg == drawing.svg(figure), key


@ALL
def test_conditions_of_controls_name_real_values(name):
    demo = load(name)
    for parameter, control in demo.controls.items():
        assert control.label, parameter
        for other, values in control.when.items():
            for value in values:
                demo.controls[other].resolve(other, value)


@ALL
def test_page_receives_the_same_numbers(name):
    text, flat = wire.run(name, "{}")
    sent = json.loads(text)["answer"]["figures"]
    for key, figure in next(load(name).frames()).figures.items():
        assert sent[key]["title"] == figure.title
        if isinstance(figure, Plot):
            place = sent[key]["x"]
            np.testing.assert_array_equal(flat[place["array"]].reshape(place["shape"]), figure.x)


def arrays_of(part):
    """All arrays in a figure and its parts."""
    for value in vars(part).values():
        if isinstance(value, np.ndarray):
            yield value
        for item in value if isinstance(value, list | tuple) else ():
            if is_dataclass(item):
                yield from arrays_of(item)


@ALL
def test_figures_cannot_be_changed(name):
    demo = load(name)
    figures = next(demo.frames()).figures
    before = {key: figure.csv() for key, figure in figures.items()}
    for array in itertools.chain.from_iterable(map(arrays_of, figures.values())):
        with pytest.raises(ValueError, match="read-only"):
            array -= array.mean()
    again = next(demo.frames()).figures
    assert {key: figure.csv() for key, figure in again.items()} == before


def lists_of(value):
    """All lists in a figure and its parts, inner ones first."""
    parts = vars(value).values() if is_dataclass(value) else value if isinstance(value, list | tuple) else ()
    for part in parts:
        yield from lists_of(part)
    if isinstance(value, list):
        yield value


@ALL
def test_changed_lists_do_not_change_later_figures(name):
    demo = load(name)
    figures = next(demo.frames()).figures
    before = {key: figure.csv() for key, figure in figures.items()}
    for items in list(itertools.chain.from_iterable(map(lists_of, figures.values()))):
        items.clear()
    again = next(demo.frames()).figures
    assert {key: figure.csv() for key, figure in again.items()} == before


@ALL
def test_demos_and_figures_can_be_pickled_and_copied(name):
    demo = load(name)
    figures = next(demo.frames()).figures
    written = {key: figure.csv() for key, figure in figures.items()}
    for duplicate in (copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))):
        assert duplicate(demo) is demo
        assert {key: duplicate(figure).csv() for key, figure in figures.items()} == written


@pytest.mark.parametrize("name", [name for name in DEMOS if load(name).takes_time and not load(name).action])
def test_earlier_frames_do_not_change_when_later_ones_are_computed(name):
    frames, texts = [], []
    for frame in itertools.islice(load(name).frames(), 3):
        frames.append(frame)
        texts.append({key: figure.csv() for key, figure in frame.figures.items()})
    assert [{key: figure.csv() for key, figure in frame.figures.items()} for frame in frames] == texts
