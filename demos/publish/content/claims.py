"""The numbers of the prose: taken from the ledger, each with what stands behind it."""

from __future__ import annotations

import html
import re

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from demos.essay.claims import all_claims, load_claim
from demos.essay.claims.claim import Claim
from demos.publish.content import references

_NUMBER = re.compile(r"\{\{([a-z_]+\.[a-z0-9_]+)\}\}")


def fill(markdown: str, up: str) -> str:
    """Put numbers where the prose names claims; `up` leads from the page to the site's root."""
    uses: dict[str, int] = {}

    def number(match: re.Match[str]) -> str:
        name = match[1]
        uses[name] = uses.get(name, 0) + 1
        return _inline(name, load_claim(name), f"claim-{name.replace('.', '-')}-{uses[name]}", up)

    return _NUMBER.sub(number, markdown)


def checked() -> dict[str, float]:
    """Compute every claim; one that does not agree with what it states fails the build."""
    found = {}
    for name, claim in all_claims().items():
        found[name] = claim.compute()
        if not claim.agrees(found[name]):
            raise ValueError(
                f"claim {name} states {claim.value:g} ± {claim.tolerance:g}, computed {found[name]:g}"
            )
    return found


def ledger(up: str) -> str:
    """Return all claims with what was computed when the site was built, file by file, as HTML."""
    computed, parts, file = checked(), [], ""
    for name, claim in all_claims().items():
        if name.partition(".")[0] != file:
            file = name.partition(".")[0]
            parts.append(_code(file, claim))
        parts.append(_entry(name, claim, computed[name], up))
    return "\n".join(parts)


def _entry(name: str, claim: Claim, computed: float, up: str) -> str:
    return (
        f'<div class="fdnn-entry" id="{name.replace(".", "-")}"><p>{html.escape(claim.statement)}</p>'
        f"<p><small><code>{name}</code>: stated {claim.text}, within {claim.tolerance:g}; "
        f"computed when this page was built: {computed:.6g}. {_sources(claim, up)}</small></p>"
        f'<fdnn-claim name="{name}">{_button()}</fdnn-claim></div>'
    )


def _inline(name: str, claim: Claim, id_: str, up: str) -> str:
    anchor = f"{up}ledger/#{name.replace('.', '-')}"
    return (
        f'<fdnn-claim name="{name}"><button type="button" class="fdnn-number" popovertarget="{id_}">'
        f'{claim.text}</button><span popover id="{id_}" class="fdnn-behind">'
        f"<span>{html.escape(claim.statement)}</span> <span>{_sources(claim, up)}</span> "
        f'<a href="{anchor}">Its code</a> {_button()}</span></fdnn-claim>'
    )


def _button() -> str:
    return '<button type="button" data-claim="compute" hidden>Compute it here</button> <output></output>'


def _sources(claim: Claim, up: str) -> str:
    cited = "; ".join(references.link(key, up) for key in claim.sources)
    return f"Source: {cited}." if cited else "Computed, not cited."


def _code(file: str, claim: Claim) -> str:
    code = highlight(claim.code, PythonLexer(), HtmlFormatter(cssclass="highlight", wrapcode=True))
    title = file.replace("_", " ").capitalize()
    return (
        f'<h2 id="{file}">{title}</h2><details class="fdnn-code" data-search-exclude>'
        f"<summary>demos/essay/claims/{file}.py</summary>{code}</details>"
    )
