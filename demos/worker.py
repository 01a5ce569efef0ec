"""The functions that the page's worker calls: those of the kit's wire, and `compute` for claims."""

import json

from demos.essay.claims import load_claim
from demos.kit.wire import Flat, advance, answer, forget, run, save

__all__ = ["advance", "compute", "forget", "run", "save"]


def compute(name: str) -> tuple[str, list[Flat]]:
    """Compute the number of a claim; the answer has both numbers as text, and whether they agree."""

    def check(_: list[Flat]) -> str:
        claim = load_claim(name)
        number = claim.compute()
        return json.dumps({"stated": claim.text, "computed": f"{number:.6g}", "agrees": claim.agrees(number)})

    return answer(check)
