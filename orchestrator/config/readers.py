"""The copy for readers, as configured in the project file under `publish:`."""

from typing import Annotated

from msgspec import Struct

from orchestrator.config.decoder import Key
from orchestrator.config.values import Map, Render, rendered
from orchestrator.errors import Problems

KEY = "readers"


class Readers(Struct, frozen=True):
    """Where a copy of what is published is stored, and the selection of its content (empty: all).

    A relative `path` starts at the project's folder.
    """

    path: str
    select: Annotated[tuple[str, ...], Key(may_be_one=True)] = ()


def check_readers(readers: Readers, publish: Map, problems: Problems) -> None:
    """Report an empty path or selection."""
    written = publish[KEY]
    place = written.value_place if isinstance(written, Map) else lambda _: publish.value_place(KEY)
    if not readers.path.strip():
        problems.add(f"'{KEY}': the path is empty", place("path"), "name a file: readers.duckdb")
    has_selection = isinstance(written, Map) and written.get("select") is not None
    if has_selection and not any(text.strip() for text in readers.select):
        what = "'select': the selection is empty"
        problems.add(what, place("select"), "leave it out for all that is published")


def with_rendered_values(readers: Readers, publish: Map, render: Render) -> Readers:
    """Return the same, rendered: it can contain the target."""
    written = publish[KEY]
    is_path = not isinstance(written, Map)
    path_place = publish.value_place(KEY) if is_path else written.value_place("path")
    select_place = path_place if is_path else written.value_place("select")
    return Readers(
        str(rendered(readers.path, path_place, render)),
        tuple(str(rendered(text, select_place, render)) for text in readers.select),
    )
