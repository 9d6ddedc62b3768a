"""docs/reading-the-figures.md: each figure that it explains exists."""

import re
from pathlib import Path

import yaml

from tests.pages import DOCS, ROOT, dead_links

PAGE = DOCS / "reading-the-figures.md"
TEXT = PAGE.read_text("utf-8")


def described(file: Path) -> set[str]:
    """The models, columns and families of a file of properties."""
    found = yaml.safe_load(file.read_text("utf-8")) or {}
    names = {family["name"] for family in found.get("segment_families", [])}
    for model in found.get("models", []):
        names |= {model["name"], *(column["name"] for column in model.get("columns") or [])}
    return names


def test_each_figure_is_there() -> None:
    rows = [line.split("|")[1] for line in TEXT.splitlines() if line.startswith("| ")]
    figures = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    known = set().union(*map(described, (ROOT / "models").rglob("*.yml")))
    # One for each occasion that is declared.
    assert {name for name in figures if not name.endswith("_")} - known == set()
    assert len(figures) > 35


def test_links_lead_somewhere() -> None:
    assert dead_links(PAGE) == []
