"""Writes the schemas that docs/ publishes: `python -m tests.editors.files`."""

from pathlib import Path

from orchestrator.editors.schemas import SCHEMAS, schema_text

FOLDER = Path(__file__).parents[2] / "docs" / "schemas"


def published() -> dict[str, str]:
    """The text of each file, by its name."""
    return {f"{name}.json": schema_text(name) + "\n" for name in SCHEMAS}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in published().items():
        (FOLDER / name).write_text(text, "utf-8")
