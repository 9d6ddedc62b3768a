"""The variables and macros behind a node's SQL, as far as its text shows: only for reasons."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from orchestrator.lazy_regex import lazy_regex
from orchestrator.nodes import DataTest, Model
from orchestrator.templates.library import Macros
from orchestrator.templates.reach import Reaches
from orchestrator.templates.static import parse

_VARIABLE = lazy_regex(r"""\bvar\(\s*(['"])(?P<name>[^'"]+)\1""")

Used = Mapping[str, Mapping[str, str]]


class Uses:
    """Finds what nodes use; `value_of` returns a variable's value in a package."""

    def __init__(self, macros: Macros, value_of: Callable[[str, str], Any]) -> None:
        self._reaches = Reaches(macros)
        self._sources = {macro.unique_id: macro.source_code for macro in macros}
        self._value_of = value_of

    def of(self, node: Model | DataTest) -> Used:
        """Return the `variables` with values, and the `macros` with the digest of their source."""
        source = node.source_code
        macros: dict[str, str] = {}
        texts = [source]
        if node.language == "sql":
            reach = self._reaches.of_template(parse(source, node.path), node.package)
            for name in sorted(reach.macros):
                text = self._sources[name]
                texts.append(text)
                macros[name] = hashlib.sha256(text.encode()).hexdigest()[:16]
        names = {found["name"] for text in texts for found in _VARIABLE.finditer(text)}
        values = {name: repr(self._value_of(name, node.package)) for name in sorted(names)}
        return {"variables": values, "macros": macros}
