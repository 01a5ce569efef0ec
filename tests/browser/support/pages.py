"""Addresses of the site's pages, relative to its root."""

from __future__ import annotations

import re

from demos import DEMOS
from tests.browser.support.server import ROOT

#: The essay and the pages of the demos.
DEMO_PAGES = (
    "",
    *(f"demos/{name.replace('_', '-')}/" for name in DEMOS if (ROOT / "demos" / name / "page.md").exists()),
)
_SOURCES = re.findall(r"(\S+)\.md$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), flags=re.MULTILINE)
#: All pages in the navigation of mkdocs.yml.
EVERY_PAGE = [f"{path}/".removesuffix("index/") for path in _SOURCES]
