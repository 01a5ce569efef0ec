r"""The claims of the essay: each states a number, computes it, and names its sources.

>>> from demos.essay.claims import load_claim
>>> claim = load_claim("activations.relu_keeps_half")
>>> claim.text, claim.agrees(claim.compute())
('50\u202f%', True)
"""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from demos.essay.claims.claim import Claim, claims_of

__all__ = ["all_claims", "load_claim"]

_FILES = tuple(
    sorted(p.stem for p in Path(__file__).parent.glob("*.py") if p.stem not in ("__init__", "claim"))
)


def load_claim(name: str) -> Claim:
    """Return a claim by its name, ``file.function``; only this file is imported.

    Raises
    ------
    ValueError
        If there is no claim of this name.
    """
    file, _, function = name.partition(".")
    claims = _claims(file) if file in _FILES else {}
    if function not in claims:
        raise ValueError(f"claim must be one of the ledger's, got {name!r}")
    return claims[function]


def all_claims() -> Mapping[str, Claim]:
    """Return every claim by name, in the order of the files."""
    return {f"{file}.{function}": claim for file in _FILES for function, claim in _claims(file).items()}


def _claims(file: str) -> Mapping[str, Claim]:
    return claims_of(import_module(f"demos.essay.claims.{file}"))
