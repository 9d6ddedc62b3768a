"""Filters that convert a text: `env_var('DBT_THREADS') | as_number`.

In packages that are not strict, they convert only values of YAML files.
"""

from ast import literal_eval
from collections.abc import Callable, Mapping, Sequence
from random import choice
from typing import Any

_BOOLEANS = {"true": True, "false": False}


def as_bool(value: Any) -> bool:
    """Return true or false, also from their names in any case; raises ValueError otherwise."""
    if isinstance(value, bool):
        return value
    found = _BOOLEANS.get(str(value).strip().lower())
    if found is None:
        raise ValueError(f"as_bool: {str(value)!r} is neither true nor false")
    return found


def as_number(value: Any) -> int | float:
    """Return an int if the text is one, otherwise a float; raises ValueError for anything else."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = str(value).strip()
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    raise ValueError(f"as_number: {str(value)!r} is not a number")


def as_native(value: Any) -> Any:
    """Return the value of a literal (number, string, list, dict); the text itself if it is none."""
    if not isinstance(value, str):
        return value
    try:
        return literal_eval(value.strip())
    except (ValueError, SyntaxError):
        return value


def as_text(value: Any) -> str:
    """Return the value as text, so that '007' stays '007'."""
    return str(value)


class NotOfType(str):
    """A text that a filter could not convert, which is an error only if it is the entire value.

    `target.type == 'duckdb' | as_bool` compares texts, because the filter binds more tightly.
    """

    why: str


def converted_or_marked(convert: Callable[[Any], Any], value: Any) -> Any:
    """Return the converted value; for a text that cannot be converted, that text, marked."""
    try:
        return convert(value)
    except ValueError as error:
        if not isinstance(value, str):
            raise
        marked = NotOfType(value)
        marked.why = str(error)
        return marked


OF_THE_RUN = "invocation_id"


def random_filter(names: Callable[[], Mapping[str, Any]]) -> Callable[[Sequence[Any]], Any]:
    """Return a random one of some values; it counts as using `names` that differ in each run."""

    def random(values: Sequence[Any]) -> Any:
        if OF_THE_RUN in (known := names()):
            known[OF_THE_RUN]
        return choice(values)

    return random


FILTERS: Mapping[str, Callable[[Any], Any]] = {
    "as_bool": as_bool,
    "as_number": as_number,
    "as_native": as_native,
    "as_text": as_text,
}
