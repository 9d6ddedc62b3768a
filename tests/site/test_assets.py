"""The program of the site as it is shipped: built from the sources that are here."""

import json
import re
from hashlib import sha256
from pathlib import Path

from orchestrator.site.files import ASSETS

SOURCES = Path(__file__).parents[2] / "site"


def test_it_was_built_from_these_sources() -> None:
    names = ["package-lock.json", *(f"src/{file.name}" for file in (SOURCES / "src").iterdir())]
    digest = sha256()
    for name in sorted(names):
        digest.update(name.encode() + b"\0" + (SOURCES / name).read_bytes())
    first = (ASSETS / "site.js").read_text("utf-8").splitlines()[0]
    assert digest.hexdigest() in first, "run: cd site && npm ci && npm run build"


def test_the_licence_of_all_that_is_in_it_is_there() -> None:
    texts = (ASSETS / "LICENSES.txt").read_text("utf-8")
    heads = re.findall(r"^(@?[\w/.-]+) (\d+\.\d+\.\d+) \(([\w.-]+)\)$", texts, re.MULTILINE)
    locked = json.loads((SOURCES / "package-lock.json").read_text("utf-8"))["packages"]
    assert len(heads) > 10
    assert {(name, version) for name, version, _ in heads} <= {
        (path.removeprefix("node_modules/"), each["version"])
        for path, each in locked.items()
        if path
    }
    assert {licence for _, _, licence in heads} <= {"MIT", "ISC", "BSD-3-Clause"}


def test_it_asks_nothing_of_the_network() -> None:
    for file in ("site.js", "site.css"):
        urls = set(re.findall(r"https?://[\w./-]+", (ASSETS / file).read_text("utf-8")))
        # Names of XML, which nobody looks up.
        assert {url for url in urls if not url.startswith("http://www.w3.org/")} == set()


def test_no_lock_file_names_a_registry() -> None:
    assert '"resolved"' not in (SOURCES / "package-lock.json").read_text("utf-8")
