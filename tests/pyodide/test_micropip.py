from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from demos.publish.runtime import vendor
from demos.publish.runtime.lock import LOCK

CODE = """
import os
import micropip
await micropip.install(os.environ["CORE"])
import fdnn_core, numpy
assert "site-packages" in fdnn_core.__file__
numpy.testing.assert_allclose(fdnn_core.idct(fdnn_core.dct([1.0, 2.0, 4.0])), [1.0, 2.0, 4.0])
await micropip.install(os.environ["DEMOS"])
from demos import load
assert load("activation_xray")(activation="relu", frequency=5)["sentence"].text.startswith("ReLU")
print(micropip.list()["fdnn-core"].source, micropip.list()["fdnn-demos"].source)
"""


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def url(site: Path, tmp_path: Path) -> Iterator[str]:
    """Address of the site, served below a path as on a host with project pages."""
    (tmp_path / "some").mkdir()
    (tmp_path / "some" / "where").symlink_to(site)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=tmp_path)) as server:
        thread = Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/some/where"
        server.shutdown()
        thread.join()


def test_micropip_installs_both_wheels_by_their_urls(in_pyodide, site, url):
    (micropip,) = LOCK.group("micropip")
    core, demos = (f"{url}/wheels/{wheel.name}" for wheel in sorted((site / "wheels").iterdir()))
    packages = [(vendor.cache_folder() / micropip.path).as_uri()]
    printed = in_pyodide(CODE, packages, CORE=core, DEMOS=demos)
    assert printed.splitlines()[-1] == f"{core} {demos}"
