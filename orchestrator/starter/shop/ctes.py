"""How staging models are written: a list of CTEs, and a SELECT from the last one."""

from collections.abc import Mapping


def with_ctes(parts: Mapping[str, str]) -> str:
    """Return a SELECT made of the given CTEs; the last one must be called `final`."""
    texts = [f"{name} as (\n\n{text}\n\n)" for name, text in parts.items()]
    return "with\n\n" + ",\n\n".join(texts) + "\n\nselect * from final\n"
