"""Sentence: the result in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from demos.kit.figures.figure import Figure, check_text


@dataclass(frozen=True)
class Sentence(Figure):
    """The result in one or more sentences."""

    text: str

    def __post_init__(self) -> None:
        super().__post_init__()
        check_text(f"figure {self.title!r}", "text", [self.text])

    def csv_rows(self) -> Iterable[Iterable[Any]]:
        """Return the text as a single cell."""
        return [[self.text]]
