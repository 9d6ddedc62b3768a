"""What nodes, steps and runs are called: only this file knows the form of an id."""

_INPUTS = "inputs."


def unique_id_of(word: str, package: str, *names: str) -> str:
    """`model.shop.orders`; the table of a source has its source before it, as `shop.raw.orders`,
    and a data test that is declared has a digest behind it."""
    return ".".join((word, package, *names))


def numbered(unique_id: str, number: int) -> str:
    """The id of a node that is the same as others before it: of a test that is declared twice."""
    return f"{unique_id}.{number}"


def word_in(unique_id: str) -> str:
    """`model` of `model.shop.orders`: the word of its type."""
    return unique_id.split(".", 1)[0]


def package_in(unique_id: str) -> str:
    """`shop` of `model.shop.orders`."""
    return unique_id.split(".", 2)[1]


def name_in(unique_id: str) -> str:
    """`orders` of `model.shop.orders`, `raw.orders` of `source.shop.raw.orders`.

    The names of data tests have no dots: what follows them tells tests of one name apart.
    """
    word, _, name = (*unique_id.split(".", 2), "", "")[:3]
    return name.partition(".")[0] if word == "test" else name or unique_id


def short_id(run_id: str) -> str:
    """The id of a run as people read it in a line: its first eight characters."""
    return run_id[:8]


def input_check_id(unique_id: str) -> str:
    """The step that looks at the age of a model's inputs; other steps are called as their nodes."""
    return f"{_INPUTS}{unique_id}"


def is_input_check(step_id: str) -> bool:
    """Whether a step looks at the age of a model's inputs."""
    return step_id.startswith(_INPUTS)


def node_id_in(step_id: str) -> str:
    """The unique id of the node that a step is about."""
    return step_id.removeprefix(_INPUTS)
