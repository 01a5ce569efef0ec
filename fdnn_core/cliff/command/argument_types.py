"""Types of command-line arguments that argparse checks, with uniform error messages."""

from argparse import ArgumentTypeError
from collections.abc import Callable
from typing import TypeVar

from fdnn_core.sparse.structures import parse_structure

__all__ = ["number", "structure_name", "whole_number"]

T = TypeVar("T")


def whole_number(
    low: int, high: int | None = None, multiple_of: int = 1, keyword: str | None = None
) -> Callable[[str], int]:
    """Return a type for whole numbers from `low` to `high`; `keyword`, if given, is allowed and means 0."""
    allowed = "a whole number" if multiple_of == 1 else f"a multiple of {multiple_of}"
    allowed += f", at least {low}" if high is None else f" from {low} to {high}"
    if keyword:
        allowed += f" or {keyword}"

    def read(text: str) -> int:
        if text == keyword:
            return 0
        value = int(text)
        if value < low or (high is not None and value > high) or value % multiple_of:
            raise ValueError
        return value

    return checked(allowed, read)


def number(allowed: str, fits: Callable[[float], bool]) -> Callable[[str], float]:
    """Return a type for finite numbers that fit, with a description of these."""

    def read(text: str) -> float:
        value = float(text)
        if not abs(value) < float("inf") or not fits(value):
            raise ValueError
        return value

    return checked(allowed, read)


def checked(allowed: str, read: Callable[[str], T]) -> Callable[[str], T]:
    """Return a type that reads a text, and reports what is allowed where `read` raises `ValueError`."""

    def checked_read(text: str) -> T:
        try:
            return read(text)
        except ValueError:
            raise ArgumentTypeError(f"must be {allowed}, got {text!r}") from None

    return checked_read


structure_name = checked(
    "csr, bsr:SIDE, N:M, rows, columns or low-pass", lambda text: str(parse_structure(text))
)
