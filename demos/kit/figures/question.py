"""Question: a prediction that the reader makes before seeing the figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from demos.kit.figures.figure import Figure


@dataclass(frozen=True)
class Question(Figure):
    """A question whose answer, a number or one of the options, the figures in `hides` would give away."""

    prompt: str
    answer: float | str
    explanation: str
    hides: Sequence[str] = ()
    options: Sequence[str] = ()
    at_once: bool = False  # asked from the start, not only when the reader presses a button

    def csv_rows(self) -> Iterable[Iterable[Any]]:
        """Return the question and its answer."""
        return [[self.prompt, self.answer]]


def prediction(
    prompt: str, answer: float | str, explanation: str, hides: Sequence[str], options: Sequence[str] = ()
) -> Question:
    """Return a question that is asked when the reader presses "Predict, then see"."""
    return Question(
        title="Predict, then see",
        summary="A question to answer before the figures are shown.",
        prompt=prompt,
        answer=answer,
        explanation=explanation,
        hides=hides,
        options=options,
    )
