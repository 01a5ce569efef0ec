from pathlib import Path

import pytest

from demos.publish.delivery import hosting

POLICY = "default-src 'none'; script-src 'self' 'sha256-abc='"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    meta = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    (tmp_path / "index.html").write_text(f"<html><head>{meta}</head></html>")
    return tmp_path


def test_the_policy_of_the_pages_is_sent_as_a_header(site):
    assert hosting.headers(site)["Content-Security-Policy"] == f"{POLICY}; frame-ancestors 'self'"


def test_all_three_servers_send_the_same_headers(site):
    sent = hosting.headers(site)
    hosting.write_server_settings(site)
    netlify, nginx, caddy = (
        (site / name).read_text() for name in ("_headers", "hosting/nginx.conf", "hosting/Caddyfile")
    )
    for written in (netlify, nginx, caddy):
        lines = written.splitlines()
        for name, value in sent.items():
            assert sum(name in line and value in line for line in lines) == 1
    for written in (nginx, caddy):
        assert written.count("{") == written.count("}")
        assert all(kind in written for kind in hosting.TYPES.values())


def test_no_line_is_longer_than_cloudflare_allows(site):
    assert max(map(len, hosting.netlify(hosting.headers(site)).splitlines())) < 2000
