"""Whether schemas take what decoders take, and refuse what they refuse.

What a schema cannot say is listed: names that are used twice, what a value means in another place,
and what has to be on disk.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from jsonschema import Draft7Validator

from orchestrator.editors.schemas import SCHEMAS
from orchestrator.errors import Problem

# What is wrong with a value in its surroundings, not with its shape.
BEYOND = re.compile(
    "|".join(
        (
            r"\{\{",  # a template, which is rendered before its value is decoded
            r"is described twice",
            r"needs (a unique_key|refresh_by)",
            r"^(a snapshot|strategy '\w+') needs",
            r"'check_cols' is for 'check'",
            r"are both set",
            r"which is greater than 'max'",
            r"no size can shrink by more than",
            r"but the median is taken of",
            r"'(count|period)' is missing",  # a source's table may inherit it
            r"found \d{4}-\d{2}-\d{2}",  # a date for us, and a text for editors
            r"found '\{\{",  # a template that is rendered before it is read
            r"are the same key",
            r"is both in",
            r"are mutually exclusive",
            r"is not a valid project name",
            r"is not a valid name",
            r"time zone",
            r"is always strict",
            r"the path is empty",
            r"the selection is empty",
            r"expected model\.column",
            r"is a key of seg_project\.yml only",
            r"is a mapping, and a mapping without '\+' is a folder",
        )
    )
)


@cache
def validator(name: str) -> Draft7Validator:
    schema = SCHEMAS[name]()
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def plain(value: Any) -> Any:
    """A value of YAML as JSON has it; raises TypeError where JSON has no such thing."""
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("a key that is no text")
        return {key: plain(held) for key, held in value.items()}
    if isinstance(value, list):
        return [plain(held) for held in value]
    return value.isoformat() if isinstance(value, date) else value


def complaints(name: str, value: Any) -> list[str]:
    """What the schema says against a value; each with its place in it."""
    return [
        f"{'.'.join(map(str, error.absolute_path))}: {error.message[:300]}"
        for error in validator(name).iter_errors(plain(value))
    ]


def disagreement(name: str, value: Any, problems: Iterable[Problem]) -> str | None:
    """What schema and decoder do not agree on; None if they do."""
    told = [problem.what for problem in problems]
    within = [what for what in told if not BEYOND.search(what)]
    try:
        said = complaints(name, value)
    except TypeError:
        return None
    if told and not within:
        return None
    if bool(said) is bool(within):
        return None
    return f"{name}: the schema says {said}, the decoder {within} of {plain(value)}"
