"""The parts of a Python source that say what it depends on."""

import ast
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any


class SourceTree:
    """The nodes of a syntax tree that may matter, by type, top down."""

    def __init__(self, source_code: str | bytes) -> None:
        self.imports: list[ast.Import | ast.ImportFrom] = []
        self.attributes: list[ast.Attribute] = []
        self.calls: list[ast.Call] = []
        self.names: list[ast.Name] = []
        self.aliases: list[ast.alias] = []
        self.keywords: list[ast.keyword] = []
        self.constants: list[ast.Constant] = []
        places: Mapping[type[ast.AST], list[Any]] = {
            ast.Import: self.imports,
            ast.ImportFrom: self.imports,
            ast.Attribute: self.attributes,
            ast.Call: self.calls,
            ast.Name: self.names,
            ast.alias: self.aliases,
            ast.keyword: self.keywords,
            ast.Constant: self.constants,
        }
        # Like `ast.walk`, without contexts that say whether a name is read or written.
        todo: deque[ast.AST] = deque([ast.parse(source_code)])
        while todo:
            node = todo.popleft()
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
                continue  # a docstring
            if (place := places.get(type(node))) is not None:
                place.append(node)
            for field in node._fields:
                value = None if field == "ctx" else getattr(node, field, None)
                if isinstance(value, list):
                    todo.extend(item for item in value if isinstance(item, ast.AST))
                elif isinstance(value, ast.AST):
                    todo.append(value)


def imported_modules(tree: SourceTree) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the imported modules, and the names that are imported from each."""
    for node in tree.imports:
        if isinstance(node, ast.Import):
            yield from ((alias.name, frozenset[str]()) for alias in node.names)
        else:
            yield ("." * node.level) + (node.module or ""), frozenset(a.name for a in node.names)


def called_name(function: ast.expr) -> str:
    """Return the last name of what is called; empty for anything but a name."""
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""
