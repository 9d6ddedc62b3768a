"""The shipped program of the site was built from the sources in this repository."""

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest

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


def colours(theme: str) -> dict[str, str]:
    """The colours of a theme of the page, by name."""
    css = (SOURCES / "src" / "site.css").read_text("utf-8")
    block = css.partition(theme)[2].partition("}")[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2's ratio."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [":root {", ':root[data-theme="dark"] {'], ids=["light", "dark"])
def test_text_can_be_read_on_the_page(theme: str) -> None:
    found = colours(theme)
    texts = ["ink", "quiet", "accent", "good", "look", "bad", *(f"c{n}" for n in range(8))]
    ratios = {
        (text, ground): round(contrast(found[text], found[ground]), 2)
        for text in texts
        for ground in ("paper", "panel")
    }
    assert {key: ratio for key, ratio in ratios.items() if ratio < 4.5} == {}


def test_dark_is_the_same_by_choice_and_by_the_system() -> None:
    chosen = colours(':root[data-theme="dark"] {')
    assert len(chosen) > 15
    assert colours(':root:not([data-theme="light"]) {') == chosen
