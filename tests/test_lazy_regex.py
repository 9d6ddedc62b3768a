"""Regular expressions are compiled when used, and each of them is valid."""

import re
from importlib import import_module
from pkgutil import walk_packages

import pytest

import orchestrator
from orchestrator.lazy_regex import lazy_regex
from tests.test_architecture import imports


def test_a_lazy_expression_is_one() -> None:
    word = lazy_regex(r"(\w+)!", re.IGNORECASE)
    assert word.flags == re.compile("", re.IGNORECASE).flags
    assert word.sub(r"<\1>", "a! b! c") == "<a> <b> c"
    assert [found[1] for found in word.finditer("a! B!")] == ["a", "B"]
    assert word.fullmatch("a") is None


def test_a_wrong_expression_is_refused_when_it_is_used() -> None:
    wrong = lazy_regex("(")
    with pytest.raises(re.error, match="missing \\), unterminated subpattern"):
        wrong.match("")


def test_all_expressions_of_the_house_can_be_compiled() -> None:
    using = {
        found.file.removesuffix(".py").replace("/", ".")
        for found in imports()
        if found.module == "orchestrator.lazy_regex.lazy_regex"
    }
    known = {module.name for module in walk_packages(orchestrator.__path__, "orchestrator.")}
    assert using <= known
    # Spark's client is not among what the checks install.
    using = {name for name in using if not name.startswith("orchestrator.engines.spark.")}
    lazy = type(lazy_regex(""))
    found = [
        value
        for name in sorted(using)
        for held in vars(import_module(name)).values()
        for value in (held.values() if isinstance(held, dict) else (held,))
        if isinstance(value, lazy)
    ]
    assert len(found) > 50
    assert all(value.groups >= 0 for value in found)
