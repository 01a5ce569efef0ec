"""The development server on a small site with a real demo, edited while it is served."""

import os
import re
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
COMMAND = [sys.executable, "-m", "demos.publish.serve"]
CONFIG = """
site_name: Small
hooks: [demos/publish/plugin.py]
extra: { preview: !ENV [FDNN_PREVIEW, false] }
theme: { name: mkdocs }
plugins: []
"""
CLAIM = '''"""A claim that is added while the site is served."""

from demos.essay.claims.claim import claim


@claim(value=7, tolerance=0, form="g")
def seven() -> float:
    """{} is added."""
    return 7.0
'''
PAGE = '# Page\n\n<fdnn-demo name="diagonalisation"></fdnn-demo>\n\n'


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project whose site is one page."""
    root = tmp_path_factory.mktemp("serve") / "checkout"
    unwanted = shutil.ignore_patterns("page.md", "__pycache__")
    for name in ("demos", "fdnn_core"):
        shutil.copytree(ROOT / name, root / name, ignore=unwanted)
    for name in ("pyproject.toml", "README.md", "LICENSE", "CITATION.cff", ".gitignore"):
        shutil.copyfile(ROOT / name, root / name)
    (root / "docs").mkdir()
    for name in ("references.json", "glossary.json"):
        shutil.copyfile(ROOT / "docs" / name, root / "docs" / name)
    (root / "docs" / "index.md").write_text(PAGE)
    (root / "mkdocs.yml").write_text(CONFIG)
    return root


@pytest.fixture(scope="module")
def server(checkout: Path) -> Iterator[tuple[str, subprocess.Popen]]:
    """The address of the server, once the site is built, and its process."""
    port = free_port()
    environment = os.environ | {"PYTHONPATH": str(checkout), "FDNN_VENDOR": str(ROOT / ".cache" / "vendor")}
    with subprocess.Popen(
        [*COMMAND, "--port", str(port)],
        cwd=checkout,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        wait_for(process, "Serving on")
        yield f"http://127.0.0.1:{port}/", process
        process.terminate()
        process.communicate()


def wait_for(process: subprocess.Popen, text: str) -> None:
    """Read the output of the server up to a line with this text."""
    printed = []
    for line in process.stdout:
        printed.append(line)
        if text in line:
            return
    pytest.fail("".join(printed))


def get(address: str) -> str:
    with urllib.request.urlopen(address) as response:
        return response.read().decode()


def edit(path: Path, pattern: str, replacement: str) -> None:
    text, count = re.subn(pattern, replacement, path.read_text(encoding="utf-8"), count=1)
    assert count == 1, (path, pattern)
    path.write_text(text, encoding="utf-8")


def test_after_an_edit_the_page_shows_the_new_code(server, checkout):
    address, process = server
    assert "An edited title" not in get(address)
    home = checkout / "demos" / "essay" / "diagonalisation"
    demo = home / "demo.py"
    edit(demo, r'title="[^"]*"', 'title="An edited title"')
    slider = 'added: Annotated[float, Slider(label="Added", low=0, high=3)] = 2'
    edit(demo, r"def diagonalisation\(", f"def diagonalisation(\n    {slider},")
    edit(home / "report.py", "text=text", 'text="An edited first paint"')
    (checkout / "demos" / "essay" / "claims" / "added.py").write_text(CLAIM)
    (checkout / "docs" / "index.md").write_text(PAGE + "The number is {{added.seven}}.\n")
    wait_for(process, "Reloading browsers")
    page = get(address)
    assert 'aria-label="An edited title: controls"' in page
    assert 'name="added" min="0" max="3"' in page
    assert "<p>An edited first paint</p>" in page
    assert ">7</button>" in page


def test_after_a_failed_build_the_pages_stay_and_the_next_build_is_served(server, checkout):
    address, process = server
    index = checkout / "docs" / "index.md"
    before = get(address)
    index.write_text(PAGE + "{{no.claim}}\n")
    wait_for(process, "the build failed")
    wait_for(process, "Reloading browsers")
    figures = re.compile("<fdnn-demo.*</fdnn-demo>", flags=re.DOTALL)
    assert figures.findall(get(address)) == figures.findall(before)
    index.write_text(PAGE + "Repaired.\n")
    wait_for(process, "Reloading browsers")
    assert "Repaired." in get(address)


def test_no_file_of_the_checkout_is_deleted(server, checkout):
    files = {path.relative_to(checkout) for path in checkout.rglob("*.py")}
    assert {path.relative_to(ROOT) for path in (ROOT / "demos").rglob("*.py")} <= files
    assert {"CITATION.cff", "LICENSE", "README.md", "docs", "mkdocs.yml", "pyproject.toml"} <= {
        path.name for path in checkout.iterdir()
    }


def test_a_taken_port_is_reported_in_one_line_before_the_build():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        ran = subprocess.run([*COMMAND, "--port", str(port)], cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 1
    assert ran.stdout == ""
    (line,) = ran.stderr.splitlines()
    assert line.startswith(
        f"serve: port {port} cannot be used: Address already in use. Try `make serve PORT="
    )


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_a_port_out_of_range_is_refused(port):
    ran = subprocess.run([*COMMAND, "--port", port], cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 2
    assert f"must be a whole number from 1 to 65535, got {port!r}" in ran.stderr
