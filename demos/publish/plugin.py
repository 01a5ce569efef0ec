"""MkDocs plugin: everything that this project adds to a build of the site.

MkDocs calls the functions ``on_*`` in the order in which they stand here; the body of each is the list of
its steps. `mkdocs.yml` names this file as its only hook.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from demos import DEMOS, folder, load
from demos.publish.content import (
    api_reference,
    citation,
    claims,
    faults,
    glossary,
    measurements,
    reading_time,
    references,
)
from demos.publish.content.element import demo_html
from demos.publish.content.social_card import social_card
from demos.publish.delivery import compress, hosting, offline, page_weight, security_policy, version
from demos.publish.runtime import vendor
from demos.publish.runtime.manifest import megabytes, write_runtime
from demos.publish.runtime.wheels import CORE, build_wheels

_DEMOS = Path(__file__).parents[1]
_BUILD = _DEMOS.parent / "build"
_READING_TIME = "<fdnn-minutes></fdnn-minutes>"
_DEMO = re.compile(r'(?:<p>)?<fdnn-demo name="(\w+)"></fdnn-demo>(?:</p>)?')
_OWN_PARAGRAPH = re.compile(r"<p>(<fdnn-[a-z]+></fdnn-[a-z]+>)</p>")  # Markdown wraps a lone element in <p>
_CARD_DEMO = "energy_compaction"  # its figure stands on the social cards of pages without a demo
_UPLOT = ("dist/uPlot.esm.js", "dist/uPlot.min.css", "LICENSE")
_log = get_plugin_logger("fdnn")


@dataclass(frozen=True)
class Runtime:
    """The Python that the pages of this build load; kept in ``config.extra["fdnn"]``."""

    manifest: Mapping[str, Any]  # contents of pyodide/manifest.json
    core_stamp: str  # version and hash of the wheel fdnn-core
    stamp: str  # versions and hashes of both wheels


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add files to those in docs/."""
    _add_demo_pages(files, config)
    _add_api_reference(files, config)
    config.extra["fdnn"] = _add_python(files, config)
    _add_scripts_and_styles(files, config)
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Fill placeholders in the Markdown of a page."""
    root = _root(page)
    markdown = markdown.replace(_READING_TIME, str(reading_time.minutes(markdown)))
    markdown = claims.insert_numbers(markdown, root)
    return references.insert_citations(markdown, root)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Add to the HTML made from the Markdown of a page."""
    runtime: Runtime = config.extra["fdnn"]
    if not page.url.startswith("reference/"):
        html = glossary.explain(html, _root(page))  # before generated HTML is added, which it must not change
    html = _insert_demos(html, runtime)
    return _insert_generated_lists(html, page, runtime, config.site_url or "")


def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Any) -> Any:
    """Set variables of a page's template."""
    if page.canonical_url and not config.extra["preview"]:  # other sites need the card's absolute URL
        page.meta["card"] = _write_social_card(page, config)
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Change the complete HTML of a page."""
    return _label_search_dialog(output)


@event_priority(-100)  # after all other plugins have written their files
def on_post_build(config: MkDocsConfig) -> None:
    """Finish the written site."""
    site, stages = Path(config.site_dir), config.extra["fdnn"].manifest["stages"]
    security_policy.write_policy(site)
    version.write_version(site)  # hashes the pages with their policy
    hosting.write_server_settings(site)  # reads the policy from a page
    offline.write_service_worker(site, stages)  # hashes all files: nothing may change them afterwards
    if not config.extra["preview"]:
        compress.compress(site)
        for line in page_weight.report(site, stages):
            _log.info(line)


def _add_demo_pages(files: Files, config: MkDocsConfig) -> None:
    """Add the page of each demo that has one; the other demos are figures of the essay."""
    for name in DEMOS:
        page = folder(name) / "page.md"
        if page.exists():
            uri = f"demos/{name.replace('_', '-')}.md"
            files.append(File.generated(config, uri, abs_src_path=str(page)))


def _add_api_reference(files: Files, config: MkDocsConfig) -> None:
    for name, markdown in api_reference.pages().items():
        files.append(File.generated(config, f"reference/{name}.md", content=markdown))
    for name, html in api_reference.redirects().items():
        files.append(File.generated(config, f"reference/{name}/index.html", content=html))


def _add_python(files: Files, config: MkDocsConfig) -> Runtime:
    """Add Pyodide, its packages, the project's wheels and the memory snapshot."""
    wheels = build_wheels(_BUILD / "wheel")
    served = _BUILD / "served"
    manifest = write_runtime(served, wheels)
    for name in ("pyodide", "wheels"):
        _add_folder(files, config, served / name, f"{name}/")
    return Runtime(manifest, citation.code_stamp({CORE: wheels[CORE]}), citation.code_stamp(wheels))


def _add_scripts_and_styles(files: Files, config: MkDocsConfig) -> None:
    _add_folder(files, config, _DEMOS / "web", "assets/fdnn/")
    for path in _UPLOT:
        uri = f"assets/fdnn/vendor/{Path(path).name}"
        files.append(File.generated(config, uri, content=vendor.read(f"uplot/{path}")))


def _add_folder(files: Files, config: MkDocsConfig, folder: Path, prefix: str) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            uri = prefix + path.relative_to(folder).as_posix()
            files.append(File.generated(config, uri, abs_src_path=str(path)))


def _insert_demos(html: str, runtime: Runtime) -> str:
    """Fill each <fdnn-demo> with its controls and figures."""

    def filled(match: re.Match[str]) -> str:
        demo = load(match[1])
        bibtex = citation.figure_entry(demo.name, demo.title, runtime.stamp)
        sizes = megabytes(runtime.manifest), megabytes(runtime.manifest, demo.packages)
        return demo_html(demo, bibtex, *sizes)

    return _DEMO.sub(filled, html)


def _insert_generated_lists(html: str, page: Page, runtime: Runtime, site_url: str) -> str:
    """Replace the placeholders of tables and lists that are generated from data."""
    generated: Mapping[str, Callable[[], str]] = {
        "citation": lambda: citation.entries(runtime.core_stamp, site_url),
        "faults": faults.table,
        "glossary": glossary.all_terms,
        "ledger": lambda: claims.ledger(_root(page)),
        "measurements": measurements.table,
        "references": references.bibliography,
    }
    html = _OWN_PARAGRAPH.sub(r"\1", html)
    for name, content in generated.items():
        placeholder = f"<fdnn-{name}></fdnn-{name}>"
        if placeholder in html:
            html = html.replace(placeholder, content())
    return html


def _write_social_card(page: Page, config: MkDocsConfig) -> str:
    """Draw the social card of a page, and return its URL."""
    path = f"assets/cards/{page.url.strip('/').replace('/', '-') or 'essay'}.png"
    demo = _DEMO.search(page.markdown or "")
    file = Path(config.site_dir, path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(social_card(str(page.meta.get("title", page.title)), demo[1] if demo else _CARD_DEMO))
    return f"{config.site_url}{path}"


def _label_search_dialog(output: str) -> str:
    """Name the theme's search dialog for screen readers."""
    dialog = 'data-md-component="search" role="dialog"'
    return output.replace(dialog, f'{dialog} aria-label="Search"')


def _root(page: Page) -> str:
    """Return the URL of the site's root relative to a page."""
    return "../" * page.url.count("/")
