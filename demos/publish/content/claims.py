"""Numbers of the prose, taken from the ledger of claims, each with its statement, source and code."""

from __future__ import annotations

import re

from markupsafe import Markup

from demos.essay.claims import all_claims, load_claim
from demos.essay.claims.claim import Claim
from demos.publish.content import references
from demos.publish.content.templating import python_code, render, render_inline

_PLACEHOLDER = re.compile(r"\{\{([a-z_]+\.[a-z0-9_]+)\}\}")


def insert_numbers(markdown: str, root: str) -> str:
    """Replace each ``{{file.claim}}`` by the number of that claim.

    Parameters
    ----------
    markdown : str
    root : str
        URL of the site's root relative to the page.
    """
    uses: dict[str, int] = {}

    def number(match: re.Match[str]) -> str:
        name = match[1]
        uses[name] = uses.get(name, 0) + 1
        anchor = name.replace(".", "-")
        claim = load_claim(name)
        return render_inline(
            "claim_number",
            name=name,
            id=f"claim-{anchor}-{uses[name]}",
            claim=claim,
            cited=_cited(claim, root),
            ledger=f"{root}ledger/#{anchor}",
        )

    return _PLACEHOLDER.sub(number, markdown)


def compute_all() -> dict[str, float]:
    """Compute every claim.

    Raises
    ------
    ValueError
        If a computed number does not agree with the stated one.
    """
    computed = {}
    for name, claim in all_claims().items():
        computed[name] = claim.compute()
        if not claim.agrees(computed[name]):
            raise ValueError(
                f"claim {name} must be within {claim.tolerance:g} of the stated {claim.value:g}, "
                f"computed {computed[name]:g}"
            )
    return computed


def ledger(root: str) -> Markup:
    """Return all claims, file by file, with their computed numbers and their code, as HTML."""
    computed = compute_all()
    files: dict[str, list[tuple[str, Claim]]] = {}
    for name, claim in all_claims().items():
        files.setdefault(name.partition(".")[0], []).append((name, claim))
    return render(
        "ledger",
        files=files,
        computed=computed,
        code=lambda claims: python_code(claims[0][1].code),
        cited=lambda claim: _cited(claim, root),
    )


def _cited(claim: Claim, root: str) -> Markup:
    return Markup("; ").join(references.link(key, root) for key in claim.sources)
