"""Templates and their results as files: macros (if any), template, text."""

from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from orchestrator.nodes import MacroFile
from orchestrator.templates.library import Macros
from orchestrator.templates.rendering import Renderer
from orchestrator.templates.static import parse

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.sql"))
BUILT_IN = MacroFile("dbt", "built_in.sql", "{% macro hello() %}built-in{% endmacro %}")


def sections(file: Path) -> Mapping[str, str]:
    """The parts of a golden file, by the words of their headings."""
    parts = ("\n" + file.read_text("utf-8")).split("\n---- ")[1:]
    return dict(part.split("\n", 1) for part in parts)


def names() -> dict[str, Any]:
    """Stand-ins for what the compiler gives a template."""
    results: dict[str, str] = {}

    def statement(name: str, fetch_result: bool, caller: Any) -> str:
        results[name] = caller().strip()
        return ""

    return {
        "ref": lambda name: f"<{name}>",
        "this": SimpleNamespace(schema="main"),
        "statement": statement,
        "load_result": results.get,
    }


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: file.stem)
def test_golden(file: Path) -> None:
    given = sections(file)
    macros = Macros([MacroFile("shop", "macros.sql", given.get("macros", "")), BUILT_IN], "shop")
    template = parse(given["template"] + "\n", file.name)
    rendered = Renderer(macros).render(template, names(), "shop")
    assert rendered.text == given["text"].removesuffix("\n")
