"""MkDocs hook: adds the demos, their scripts and their Python to the site."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from demos import DEMOS, folder, load
from demos.publish.content import (
    citation,
    claims,
    element,
    faults,
    glossary,
    measurements,
    reference,
    references,
)
from demos.publish.content.card import card
from demos.publish.content.reading import minutes
from demos.publish.runtime import vendor
from demos.publish.runtime.runtime import lay_out, megabytes
from demos.publish.runtime.wheel import build_wheel

_DEMOS = Path(__file__).parents[1]
_BUILD = _DEMOS.parent / "build"
_MARK = re.compile(r'(?:<p>)?<fdnn-demo name="(\w+)"></fdnn-demo>(?:</p>)?')
_ALONE = re.compile(r"<p>(<fdnn-[a-z]+></fdnn-[a-z]+>)</p>")  # a mark that Markdown took for a paragraph
_ESSAY_DEMO = "energy_compaction"  # stands for pages that show none
_MINUTES = "<fdnn-minutes></fdnn-minutes>"
_UPLOT = ("dist/uPlot.esm.js", "dist/uPlot.min.css", "LICENSE")


_command = "build"


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether the site is built for others to see."""
    global _command
    _command = command


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add each demo's page, the scripts and styles, and what Python in the page loads."""
    for name in DEMOS:
        page = folder(name) / "page.md"
        if page.exists():  # else the demo is a figure of another page
            uri = f"demos/{name.replace('_', '-')}.md"
            files.append(File.generated(config, uri, abs_src_path=str(page)))
    for name, markdown in reference.pages().items():
        files.append(File.generated(config, f"reference/{name}.md", content=markdown))
    wheel = build_wheel(_BUILD / "wheel")
    config.extra["fdnn"] = _lay_out_assets(wheel)
    config.extra["fdnn_code"] = citation.stamp(wheel)
    for source, prefix in ((_DEMOS / "web", "assets/fdnn/"), (_BUILD / "served", "")):
        for path in sorted(source.rglob("*")):
            if path.is_file():
                uri = prefix + path.relative_to(source).as_posix()
                files.append(File.generated(config, uri, abs_src_path=str(path)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put numbers from the ledger, and citations, where the prose names them."""
    up = _up(page)
    markdown = markdown.replace(_MINUTES, str(minutes(markdown)))
    return references.fill(claims.fill(markdown, up), up)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Fill each <fdnn-demo> with its controls and its figures."""
    manifest, code = config.extra["fdnn"], config.extra["fdnn_code"]

    def rendered(match: re.Match[str]) -> str:
        demo = load(match[1])
        bibtex = citation.figure(demo.name, demo.title, code)
        return element.render(demo, bibtex, megabytes(manifest), megabytes(manifest, demo.packages))

    if not page.url.startswith("reference/"):
        html = glossary.explain(html, _up(page))
    html = _ALONE.sub(r"\1", _MARK.sub(rendered, html))
    marks = {
        "citation": lambda: citation.rendered(code, config.site_url or ""),
        "faults": faults.table,
        "glossary": glossary.listed,
        "ledger": lambda: claims.ledger(_up(page)),
        "measurements": measurements.rendered,
        "references": references.listed,
    }
    for name, made in marks.items():
        mark = f"<fdnn-{name}></fdnn-{name}>"
        if mark in html:
            html = html.replace(mark, made())
    return html


def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Any) -> Any:
    """Make the page's card, where its address will be known to those who show it."""
    if page.canonical_url and _command != "serve":
        path = f"assets/cards/{page.url.strip('/').replace('/', '-') or 'essay'}.png"
        demo = re.search(_MARK, page.markdown or "")
        file = Path(config.site_dir, path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(card(str(page.meta.get("title", page.title)), demo[1] if demo else _ESSAY_DEMO))
        page.meta["card"] = f"{config.site_url}{path}"
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Name the theme's search dialog for screen readers."""
    dialog = 'data-md-component="search" role="dialog"'
    return output.replace(dialog, f'{dialog} aria-label="Search"')


def _up(page: Page) -> str:
    """Return what leads from a page to the site's root."""
    return "../" * page.url.count("/")


def _lay_out_assets(wheel: Path) -> dict[str, Any]:
    """Write Pyodide, the wheels and the JavaScript libraries into the build folder; return the manifest."""
    manifest = lay_out(_BUILD / "served", wheel)
    libraries = _BUILD / "served" / "assets" / "fdnn" / "vendor"
    libraries.mkdir(parents=True, exist_ok=True)
    for path in _UPLOT:
        (libraries / Path(path).name).write_bytes(vendor.read(f"uplot/{path}"))
    return manifest
