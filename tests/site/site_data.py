"""Reads the data of the pages of a written site."""

import json
from pathlib import Path
from typing import Any


def parts(folder: Path) -> Path:
    """Where all but the page of a project's site is."""
    (found,) = (folder / "target" / "docs").glob("parts-*")
    return found


def document(folder: Path, name: str) -> Any:
    """The value that a script of the site hands over."""
    text = (parts(folder) / "data" / f"{name}.js").read_text("utf-8")
    head = f'seg.put("{name}",'
    assert text.startswith(head)
    assert text.endswith(");\n")
    return json.loads(text[len(head) : -3])


def family(folder: Path, name: str) -> Any:
    """The document of a family."""
    names = [each["name"] for each in document(folder, "site")["families"]]
    return document(folder, f"family-{names.index(name)}")


def chart(found: Any, name: str) -> list[dict[str, Any]]:
    """The rows of a chart, by column."""
    figures = found[name]
    return [dict(zip(figures["columns"], row, strict=True)) for row in figures["rows"]]
