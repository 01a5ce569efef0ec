"""Server settings: the response headers of the site, written for Netlify, nginx and Caddy."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
#: Response headers besides the Content-Security-Policy.
HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",  # these three isolate the page, which gives finer clocks
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",  # revalidate each time: file names stay the same when contents change
}
#: Content types, by file name extension, that servers may lack.
TYPES: Mapping[str, str] = {"mjs": "text/javascript", "wasm": "application/wasm", "whl": "application/zip"}


def headers(site: Path) -> dict[str, str]:
    """Return the response headers of a built site: the policy in its pages, and `HEADERS`."""
    (policy,) = _POLICY.findall((site / "index.html").read_text(encoding="utf-8"))
    return {"Content-Security-Policy": f"{policy}; frame-ancestors 'self'", **HEADERS}


def netlify(sent: Mapping[str, str]) -> str:
    """Return the file `_headers` of Netlify and Cloudflare Pages."""
    return "\n".join(["/*", *(f"  {name}: {value}" for name, value in sent.items())]) + "\n"


def nginx(sent: Mapping[str, str]) -> str:
    """Return a server block of nginx."""
    lines = "\n".join(f'    add_header {name} "{value}" always;' for name, value in sent.items())
    types = " ".join(f"{kind} {ending};" for ending, kind in TYPES.items())
    return f"""\
server {{
    listen 80;
    server_name example.org;
    root /srv/site;
    include mime.types;
    types {{ {types} }}
    gzip_static on;
    # brotli_static on;  # with the module ngx_brotli
    error_page 404 /404.html;
{lines}
}}
"""


def caddy(sent: Mapping[str, str]) -> str:
    """Return a Caddyfile."""
    lines = "\n".join(f'        {name} "{value}"' for name, value in sent.items())
    types = "\n".join(
        f"    @{ending} path *.{ending}\n    header @{ending} Content-Type {kind}"
        for ending, kind in TYPES.items()
    )
    return f"""\
example.org {{
    root * /srv/site
    header {{
{lines}
    }}
{types}
    file_server {{
        precompressed br gzip
    }}
    handle_errors {{
        rewrite * /404.html
        file_server
    }}
}}
"""


def write_server_settings(site: Path) -> None:
    """Write `_headers`, hosting/nginx.conf and hosting/Caddyfile into a built site."""
    sent = headers(site)
    (site / "hosting").mkdir(exist_ok=True)
    (site / "_headers").write_text(netlify(sent))
    (site / "hosting" / "nginx.conf").write_text(nginx(sent))
    (site / "hosting" / "Caddyfile").write_text(caddy(sent))
