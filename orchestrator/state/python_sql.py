"""SQL that a Python source runs, and what it reads through the client of the engine."""

import ast
import re
from collections.abc import Iterator

from orchestrator.lazy_regex import lazy_regex
from orchestrator.state.python_tree import SourceTree, called_name

# Methods of DuckDB's client that run SQL, and those that read undeclared inputs.
RUN_SQL = frozenset({"execute", "executemany", "from_query", "sql"})
_READ_BY_NAME = frozenset({"from_csv_auto", "from_parquet", "table", "table_function", "view"})
# The clock and randomness in a text that may be SQL: `relation.filter("random() < 0.5")`.
_VOLATILE_SQL = lazy_regex(
    r"\b(?:current_date|current_time|current_timestamp|localtime|localtimestamp"
    r"|(?:gen_random_uuid|get_current_time|get_current_timestamp|nextval|now|random|setseed|today"
    r"|transaction_timestamp|uuid|uuidv4|uuidv7|reservoir|bernoulli)\s*\()",
    re.IGNORECASE,
)
# A SELECT in an expression: `relation.filter("id in (select id from other)")`.
_HAS_SELECT = lazy_regex(r"\(\s*(?:from|select|with)\b", re.IGNORECASE)
_IS_SQL = lazy_regex(r"\s*(?:--[^\n]*\n\s*)*(?:from|select|with)\b", re.IGNORECASE)


def sql_in(tree: SourceTree) -> Iterator[str]:
    """Yield the SQL that is run, with placeholders for inserted parts; empty if unknown.

    DataFrames also have a `query` method, which takes a condition.
    """
    for node in tree.calls:
        name = called_name(node.func) if isinstance(node.func, ast.Attribute) else ""
        texts = [_text(given) for given in node.args]
        if name in RUN_SQL:
            yield texts[0] if texts else ""
        elif name == "query":
            yield from (text for text in texts if not text or _IS_SQL.match(text))
        elif name:
            yield from (f"select {text}" for text in texts if _HAS_SELECT.search(text))


def client_doubts(tree: SourceTree) -> Iterator[str]:
    """Yield what the engine's client reads or runs, apart from SQL given in full."""
    modules = {each.asname or each.name.partition(".")[0] for each in tree.aliases}
    given = list[ast.expr]()
    for node in tree.calls:
        if not isinstance(node.func, ast.Attribute):
            continue
        given += [each for each in node.args if _text(each)]
        # `pyarrow.table(...)` creates a table.
        owner = node.func.value
        is_function = isinstance(owner, ast.Name) and owner.id in modules
        if node.func.attr in _READ_BY_NAME and not is_function:
            yield f"{node.func.attr}()"
    # The parser covers these.
    statements = [
        given for node in tree.calls if called_name(node.func) == "sql" for given in node.args
    ]
    known = {id(part) for given in statements for part in ast.walk(given)}
    read = {id(part) for each in given for part in ast.walk(each)}
    for constant in tree.constants:
        if not isinstance(constant.value, str):
            continue
        found = None if id(constant) in known else _VOLATILE_SQL.search(constant.value)
        if found is not None:
            yield f"'{found[0].rstrip('( ').lower()}' in a text"
        if id(constant) not in read and _HAS_SELECT.search(constant.value):
            yield "a SELECT in a text"


def _text(node: ast.expr) -> str:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            parts = [_text(v) if isinstance(v, ast.Constant) else '"\ue000"' for v in values]
            return "".join(parts)
    return ""
