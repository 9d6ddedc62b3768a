"""The ids of nodes, steps and runs: only this module knows their format."""

from collections.abc import Iterable

_INPUTS = "inputs."


def unique_id_of(word: str, package: str, *names: str) -> str:
    """Return an id such as `model.shop.orders`.

    A source table has its source before it, as `shop.raw.orders`; a declared data test ends in a
    digest.
    """
    return ".".join((word, package, *names))


def numbered(unique_id: str, number: int) -> str:
    """Return a distinct id for a repeated node: a test that is declared more than once."""
    return f"{unique_id}.{number}"


def word_in(unique_id: str) -> str:
    """Return `model` of `model.shop.orders`: the word of its type."""
    return unique_id.split(".", 1)[0]


def package_in(unique_id: str) -> str:
    """Return `shop` of `model.shop.orders`."""
    return unique_id.split(".", 2)[1]


def name_in(unique_id: str) -> str:
    """Return `orders` of `model.shop.orders`, `raw.orders` of `source.shop.raw.orders`.

    The names of data tests contain no dots: what follows distinguishes tests of one name.
    """
    word, _, name = (*unique_id.split(".", 2), "", "")[:3]
    return name.partition(".")[0] if word == "test" else name or unique_id


def names_in(unique_ids: Iterable[str]) -> str:
    """Return the names of several nodes as text."""
    return ", ".join(map(name_in, unique_ids))


def short_id(run_id: str) -> str:
    """Return a run's id as shown to people: its first eight characters."""
    return run_id[:8]


def input_check_id(unique_id: str) -> str:
    """Return the id of the step that checks a model's inputs; other steps use node ids."""
    return f"{_INPUTS}{unique_id}"


def is_input_check(step_id: str) -> bool:
    """Return whether a step checks the age of a model's inputs."""
    return step_id.startswith(_INPUTS)


def node_id_in(step_id: str) -> str:
    """Return the unique id of a step's node."""
    return step_id.removeprefix(_INPUTS)
