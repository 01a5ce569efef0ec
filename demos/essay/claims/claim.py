"""A claim: a sentence with a number in it, the function that computes the number, and where it comes from."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType

from demos.kit.typesetting import typeset


@dataclass(frozen=True)
class Claim:
    """A number that the prose states.

    The docstring of `compute` is the statement, with ``{}`` where the number stands; `form` is how that is
    written (as of `format`), `tolerance` how far a computed one may be from it, and `sources` are keys of the
    references.
    """

    value: float
    tolerance: float
    form: str
    sources: Sequence[str]
    compute: Callable[[], float]

    @property
    def text(self) -> str:
        """The number as the prose has it."""
        return self.write(self.value)

    @property
    def statement(self) -> str:
        """The sentence with its number."""
        return " ".join((self.compute.__doc__ or "").split()).format(self.text)

    @property
    def code(self) -> str:
        """The file in which it is computed."""
        return inspect.getsource(inspect.getmodule(self.compute) or self.compute)

    def write(self, number: float) -> str:
        """Return a number in the claim's form, typeset."""
        return typeset(format(number, self.form).replace("%", " %"))

    def agrees(self, computed: float) -> bool:
        """Return whether a computed number is the one that is stated."""
        return abs(computed - self.value) <= self.tolerance


def claim(
    *, value: float, tolerance: float, form: str, sources: Sequence[str] = ()
) -> Callable[[Callable[[], float]], Claim]:
    """Make a function that computes a number a claim about it."""
    return lambda compute: Claim(value, tolerance, form, sources, compute)


def claims_of(module: ModuleType) -> Mapping[str, Claim]:
    """Return the claims that a module makes, by the names of their functions, in their order."""
    return {name: item for name, item in vars(module).items() if isinstance(item, Claim)}
