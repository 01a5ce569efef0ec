"""Cells of a table."""

import pytest

from demos.kit.figures import FigureError, Table


def table(rows):
    return Table(title="T", summary="t", columns=["name", "value"], rows=rows)


def test_mistakes_in_a_table_are_named():
    with pytest.raises(FigureError, match=r"figure 'T': each cell must be text, got 3.5 \(float\)"):
        table([["a", 3.5]])
    with pytest.raises(FigureError, match=r"figure 'T': each row must have 2 cells, got 1 in \['a'\]"):
        table([["a"]])
