"""Points with intervals and notes, drawn and saved."""

import csv
import io

import numpy as np
import pytest

from demos.kit import drawing, export
from demos.kit.figures import Axis, Document, Group, Scatter


def scatter(**more):
    x, y = np.array([0.5, 0.9, 0.99]), np.array([0.4, 1.0, 8.0])
    return Scatter(
        title="Speed",
        summary="It rises.",
        groups=[
            Group("measured", x, y, "after", "path", y - 0.1, y + 0.1, ["one", "two", "three"]),
            Group("ideal", x, 1 / (1 - x), "theory", "dashes"),
            Group("read off", x[:1], y[:1], "third", "rings"),
        ],
        x_axis=Axis("zeros", "nines", 0, 0.999),
        y_axis=Axis("speed-up", "log", 0.1, 100),
        **more,
    )


def test_every_point_is_a_row_with_its_interval_and_note():
    rows = list(csv.reader(io.StringIO(export.to_csv(scatter()))))
    assert rows[0] == ["group", "zeros", "speed-up", "low", "high", "note"]
    assert rows[2] == ["measured", "0.9", "1.0", "0.9", "1.1", "two"]
    assert rows[4] == ["ideal", "0.5", "2.0", "2.0", "2.0", ""]
    assert len(rows) == 1 + 3 + 3 + 1


def test_shares_near_one_are_as_far_apart_as_their_nines():
    (axes,) = drawing.draw(scatter(chosen=0.9)).axes
    places = [axes.transData.transform((share, 1))[0] for share in (0, 0.9, 0.99, 0.999)]
    assert np.diff(places) == pytest.approx(places[1] - places[0], rel=1e-6)
    assert drawing.svg(scatter()).startswith("<svg")
    assert [tick.get_text() for tick in axes.get_xticklabels()][:4] == ["0 %", "50 %", "80 %", "90 %"]


def test_a_group_needs_as_many_of_each():
    for wrong in ({"y": np.zeros(1)}, {"low": np.zeros(3)}, {"notes": ["one"]}):
        with pytest.raises(ValueError, match="group 'g' must have 2 of each"):
            Group(**{"label": "g", "x": np.zeros(2), "y": np.zeros(2), "role": "after", **wrong})


def test_a_document_is_written_when_it_is_asked_for():
    document = Document(title="Run", summary="One run.", name="run.json", write=lambda: "{}")
    assert export.to_file(document) == "{}"
    with pytest.raises(TypeError, match="figure must be a document, got Scatter"):
        export.to_file(scatter())
