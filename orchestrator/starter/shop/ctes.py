"""How a model of staging is written: CTEs one below the other, the last one is selected."""

from collections.abc import Mapping


def with_ctes(parts: Mapping[str, str]) -> str:
    """The SELECT of CTEs by their names; the last one is called `final`."""
    texts = [f"{name} as (\n\n{text}\n\n)" for name, text in parts.items()]
    return "with\n\n" + ",\n\n".join(texts) + "\n\nselect * from final\n"
