"""MkDocs hook: what a server should send with the files, in three dialects from one source."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

_META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
SENT: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",  # these three isolate the page: clocks are finer then
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",  # kept, and asked about each time: names stay when contents change
}
TYPES: Mapping[str, str] = {"mjs": "text/javascript", "wasm": "application/wasm", "whl": "application/zip"}


def headers(site: Path) -> dict[str, str]:
    """Return what is sent with every file of a built site: the policy that its pages have, and more."""
    (found,) = _META.findall((site / "index.html").read_text(encoding="utf-8"))
    return {"Content-Security-Policy": f"{found}; frame-ancestors 'self'", **SENT}


def netlify(sent: Mapping[str, str]) -> str:
    """Return the file `_headers`, as Netlify and Cloudflare Pages read it."""
    return "\n".join(["/*", *(f"  {name}: {value}" for name, value in sent.items())]) + "\n"


def nginx(sent: Mapping[str, str]) -> str:
    """Return a server of nginx."""
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


@event_priority(-50)
def on_post_build(config: MkDocsConfig) -> None:
    """Write the three files into the site."""
    site = Path(config.site_dir)
    sent = headers(site)
    (site / "hosting").mkdir(exist_ok=True)
    (site / "_headers").write_text(netlify(sent))
    (site / "hosting" / "nginx.conf").write_text(nginx(sent))
    (site / "hosting" / "Caddyfile").write_text(caddy(sent))
