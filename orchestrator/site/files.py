"""The files of the site: its program as it is shipped, and documents as scripts.

A page that is opened as a file may run scripts beside it, and read nothing else: so each document
is a script that hands its value over.
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
<link rel="stylesheet" href="assets/site.css">
</head>
<body>
<div id="app"><noscript>This page needs JavaScript.</noscript></div>
<script src="assets/site.js"></script>
<script src="data/site.js"></script>
</body>
</html>
"""


def site_files(given: SiteInput, mask: Mask) -> Iterator[tuple[str, str]]:
    """Each file of the site by its path in the folder; the page that is opened comes last."""
    for asset in sorted(ASSETS.iterdir()):
        yield f"assets/{asset.name}", asset.read_text("utf-8")
    for name, value in documents(given):
        yield f"data/{name}.js", f'seg.put("{name}",{json_text(value, mask)});\n'
    yield "index.html", _PAGE.format(title=escape(f"{given.project.name} · segments"))
