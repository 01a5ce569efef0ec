"""A claim: a sentence with a number, the function that computes the number, and its sources."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType

from demos.kit.typesetting import typeset


@dataclass(frozen=True)
class Claim:
    """A number that the prose states.

    Attributes
    ----------
    value : float
        The number.
    tolerance : float
        Largest allowed difference between the number and the computed one.
    form : str
        Format specification of the number, as for `format`.
    sources : sequence of str
        Keys of references.
    compute : callable
        Function that computes the number. Its docstring is the statement, with ``{}`` in place of the number.
    """

    value: float
    tolerance: float
    form: str
    sources: Sequence[str]
    compute: Callable[[], float]

    @property
    def text(self) -> str:
        """The number as it is written in the prose."""
        return self.write(self.value)

    @property
    def statement(self) -> str:
        """The sentence with its number."""
        return " ".join((self.compute.__doc__ or "").split()).format(self.text)

    @property
    def code(self) -> str:
        """Source code of the file that computes the number."""
        return inspect.getsource(inspect.getmodule(self.compute) or self.compute)

    def write(self, number: float) -> str:
        """Return a number in the claim's form, typeset."""
        return typeset(format(number, self.form).replace("%", " %"))

    def agrees(self, computed: float) -> bool:
        """Return whether a computed number agrees with the stated one."""
        return abs(computed - self.value) <= self.tolerance


def claim(
    *, value: float, tolerance: float, form: str, sources: Sequence[str] = ()
) -> Callable[[Callable[[], float]], Claim]:
    """Decorate a function that computes a number as a claim."""
    return lambda compute: Claim(value, tolerance, form, sources, compute)


def claims_of(module: ModuleType) -> Mapping[str, Claim]:
    """Return the claims of a module by the names of their functions, in order."""
    return {name: item for name, item in vars(module).items() if isinstance(item, Claim)}
