"""Every page is valid HTML according to html-validate."""

import json
import subprocess
import sys
from pathlib import Path

TOOLS = Path(__file__).parents[2] / "web"
NODE = Path(sys.executable).with_name("node")
THEME_IDS = "#__"  # the theme's menu buttons have attributes that the standard does not allow


def test_every_page_is_valid_html(site, tmp_path):
    pages = list(site.rglob("*.html"))
    assert pages
    program = TOOLS / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
    report = tmp_path / "report.json"
    options = ["--config", TOOLS / "htmlvalidate.config.mjs", "--formatter", f"json={report}"]
    subprocess.run([NODE, program, *options, *pages], capture_output=True, check=False)
    assert [
        f"{Path(page['filePath']).relative_to(site)}:{message['line']}: {message['message']}"
        for page in json.loads(report.read_text())
        for message in page["messages"]
        if not (message["selector"] or "").startswith(THEME_IDS)
    ] == []
