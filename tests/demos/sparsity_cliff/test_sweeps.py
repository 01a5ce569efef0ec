"""Lines of structures with the same colour differ in their dashes."""

import re

import pytest

from demos import load
from demos.kit.drawing import svg
from demos.sparsity_cliff.record_files import RECORD_CHOICES


def chart(**values):
    return load("sparsity_cliff")(**values)["cliff"]


@pytest.mark.parametrize("choice", RECORD_CHOICES)
def test_no_two_lines_look_alike(choice):
    figure = chart(recorded=choice, model=True)
    looks = zip(figure.groups, figure.dashes, strict=True)
    lines = [(group.role, group.mark, dash) for group, dash in looks if group.mark not in ("dots", "rings")]
    assert len(lines) == len(set(lines))


def test_a_saved_drawing_dashes_one_of_the_two_sizes_of_blocks():
    figure = chart(unstructured=False, blocks=False, n_of_m=False, perfect=False)
    blocks = [
        dash for group, dash in zip(figure.groups, figure.dashes, strict=True) if "blocks" in group.label
    ]
    assert blocks == [0, 1]
    dashed = re.findall(r"stroke-dasharray", svg(figure, legend=False))
    assert len(dashed) == 1
