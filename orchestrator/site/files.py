"""The files of the site: its prebuilt program, and documents as scripts.

A page opened from disk can run scripts next to it, but read no other files. So each document is a
script that passes on its value.
"""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from orchestrator.json_text import json_text
from orchestrator.secrets import Mask
from orchestrator.site.documents import documents
from orchestrator.site.values import SiteInput

ASSETS = Path(__file__).parent / "assets"

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; script-src 'self' file:; style-src 'self' file: 'unsafe-inline'; \
img-src data:">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{parts}/assets/site.css">
</head>
<body>
<div id="app"><noscript>This page needs JavaScript.</noscript></div>
<script src="{parts}/assets/site.js"></script>
<script src="{parts}/data/site.js"></script>
</body>
</html>
"""


def site_files(given: SiteInput, mask: Mask, parts: str) -> Iterator[tuple[str, str]]:
    """Yield each file of the site by its path; the entry page comes last, the rest is in `parts`.

    The program locates documents relative to itself.
    """
    for asset in sorted(ASSETS.iterdir()):
        yield f"{parts}/assets/{asset.name}", asset.read_text("utf-8")
    for name, value in documents(given):
        yield f"{parts}/data/{name}.js", f'seg.put("{name}",{json_text(value, mask)});\n'
    title = escape(f"{given.project.name} · segments")
    yield "index.html", _PAGE.format(title=title, parts=parts)
