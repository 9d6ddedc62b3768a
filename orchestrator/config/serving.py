"""What `seg serve` is allowed to show, and its rate limit, from `serve:` in the project file."""

from msgspec import Struct

from orchestrator.config.values import Map
from orchestrator.errors import Problems

KEY = "serve"


class Serving(Struct, frozen=True):
    """The `personal` columns that are shown, as `model.column`, and the limit per address."""

    personal: tuple[str, ...] = ()
    requests_per_second: int = 100


def check_serving(serving: Serving, written: Map, problems: Problems) -> None:
    """Report a column without a model, and an invalid rate."""
    for number, text in enumerate(serving.personal):
        model, dot, column = text.partition(".")
        if not (model and dot and column):
            what = f"'personal': expected model.column, found '{text}'"
            problems.add(what, written["personal"].value_place(number))
    if serving.requests_per_second < 1:
        what = f"'requests_per_second': expected 1 or more, found {serving.requests_per_second}"
        problems.add(what, written.value_place("requests_per_second"))
