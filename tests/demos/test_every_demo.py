"""What must hold for each demo, whatever it shows."""

import itertools
import json

import numpy as np
import pytest

from demos import DEMOS, load
from demos.kit import drawing, export, wire
from demos.kit.controls import Choice, Documents, Mask, Picture, Recording, Seed, Slider, Switch
from demos.kit.figures import Document, Image, Plot, Question, Scatter, Sentence, Sound, Table

ALL = pytest.mark.parametrize("name", DEMOS)


def corners(control):
    """The values at the ends of a control."""
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
    """Those of all corners where each control that is set matters."""
    for values in corners_of_all(demo):
        chosen = {**demo.defaults, **values}
        if all(chosen[other] in of for name in values for other, of in demo.controls[name].when.items()):
            yield values


def corners_of_all(demo):
    """Every corner of every control; and all corners of each pair of a choice with another control."""
    for name, control in demo.controls.items():
        for value in corners(control):
            yield {name: value}
    for (first, a), (second, b) in itertools.combinations(demo.controls.items(), 2):
        if isinstance(a, Choice) or isinstance(b, Choice):
            for x, y in itertools.product(corners(a)[-3:], corners(b)[-3:]):
                yield {first: x, second: y}


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
            case Sentence(text=text):
                assert text, key
            case Question(answer=answer, hides=hides, options=options, at_once=at_once):
                assert answer in options if options else np.isfinite(answer), key
                assert at_once or set(hides) & set(figures), key


@ALL
def test_the_defaults_give_figures(name):
    check(load(name)())


@ALL
def test_the_corners_of_all_controls_give_figures_or_a_refusal_by_name(name):
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
def test_the_same_values_give_the_same_figures(name, monkeypatch):
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
        assert export.to_csv(figure).count("\n") >= 1, key
        if not isinstance(figure, Question):
            svg = drawing.svg(figure)
            assert svg.startswith("<svg"), key
            assert svg == drawing.svg(figure), key


@ALL
def test_every_control_that_matters_only_sometimes_names_real_values(name):
    demo = load(name)
    for parameter, control in demo.controls.items():
        assert control.label, parameter
        for other, values in control.when.items():
            for value in values:
                demo.controls[other].resolve(other, value)


@ALL
def test_the_page_gets_the_same_numbers(name):
    text, flat = wire.run(name, "{}")
    sent = json.loads(text)["answer"]["figures"]
    for key, figure in next(load(name).frames()).figures.items():
        assert sent[key]["title"] == figure.title
        if isinstance(figure, Plot):
            place = sent[key]["x"]
            np.testing.assert_array_equal(flat[place["array"]].reshape(place["shape"]), figure.x)
