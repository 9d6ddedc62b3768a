"""What a Python model depends on implicitly: modules, and uses of the clock or randomness."""

import ast
import hashlib
import os
import re
import sys
import time
from collections import deque
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from msgspec import Struct

from orchestrator.lazy_regex import lazy_regex
from orchestrator.state.distributions import names_of, version_of

# Standard modules whose results depend only on arguments; those of all others can depend on
# the clock, chance, files, the network or other programs.
_PURE = frozenset({
    "__future__", "abc", "array", "ast", "base64", "binascii", "bisect", "cmath", "collections",
    "colorsys", "contextlib", "copy", "dataclasses", "decimal", "difflib", "enum", "fractions",
    "functools", "graphlib", "hashlib", "heapq", "hmac", "html", "itertools", "json", "keyword",
    "logging", "math", "numbers", "operator", "re", "statistics", "string", "struct", "textwrap",
    "types", "typing", "unicodedata", "warnings", "zlib", "zoneinfo",
})  # fmt: skip
# Third-party packages that read files, use the network, or start at random.
_OUTSIDE = frozenset({
    "aiohttp", "boto3", "duckdb", "fsspec", "httpx", "polars", "psutil", "pyarrow", "requests",
    "sqlalchemy", "tensorflow", "torch", "urllib3",
})  # fmt: skip
# Modules of which the harmless names do not count.
_HARMLESS = {
    "datetime": frozenset({"date", "datetime", "timedelta", "timezone", "UTC", "time"}),
}
_CLOCK_CALLS = frozenset({"now", "today", "utcnow", "fromtimestamp", "time", "Timestamp"})
# Functions that accept the clock as a text.
_CLOCK_TEXT_CALLS = frozenset({"Timestamp", "datetime64", "to_datetime"})
_READERS = frozenset({
    "open", "exec", "eval", "compile", "input", "__import__", "globals", "read_csv", "read_json",
    "read_parquet", "read_excel", "read_sql", "read_sql_query", "read_sql_table", "read_pickle",
    "read_table", "read_html", "read_xml", "read_feather", "read_orc", "read_hdf", "read_stata",
    "read_sas", "read_spss", "read_clipboard", "read_fwf", "read_gbq", "loadtxt", "genfromtxt",
    "fromfile", "memmap", "load", "hash", "id",
})  # fmt: skip
# Here a mention is enough: a call under a different name would not be noticed.
_READING_FUNCTIONS = frozenset({"__import__", "compile", "eval", "exec", "input", "open"})
_TELLING_NAMES = frozenset({"now", "today", "utcnow", "fromtimestamp", "loadtxt", "genfromtxt"}) | {
    name for name in _READERS if name.startswith("read_")
}
# Methods of DuckDB's client that run SQL, and those that read undeclared inputs.
_RUN_SQL = frozenset({"execute", "executemany", "from_query", "sql"})
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
_TOLD_NAMES = _READING_FUNCTIONS | _TELLING_NAMES
_TOLD_ATTRIBUTES = _TELLING_NAMES | _RUN_SQL
_SEEDED = frozenset({"random_state", "seed"})
# Packages whose estimators start at random without a seed.
_CHANCE = frozenset({"sklearn", "xgboost", "lightgbm", "catboost", "statsmodels", "implicit"})


class _Tree:
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


class PythonDefinition(Struct, frozen=True):
    """What a Python model's rows depend on: versions and files as text, SQL in it, and doubts.

    `files` are the modules that were read because they belong to no installed package. That happens
    once per process, as Python imports modules once, and was at `read_at_ns`.
    """

    versions: tuple[str, ...]
    sql: tuple[str, ...]
    reads_itself: bool
    doubts: tuple[str, ...]
    files: tuple[Path, ...] = ()
    read_at_ns: int = 0


@cache
def python_definition(source_code: str) -> PythonDefinition:
    """Read a model's source, and the modules that belong to no installed package."""
    at = time.time_ns()
    found = _Found()
    found.read(source_code)
    return PythonDefinition(
        tuple(sorted(found.versions)),
        tuple(found.sql),
        found.reads_itself,
        tuple(sorted(found.doubts)),
        tuple(sorted(found.files)),
        at,
    )


class _Found:
    """Collects what a source depends on, through all modules that belong to no installed package.

    Such a module is code of the model: its bytes count, and it is read like the model.
    """

    def __init__(self) -> None:
        # Timestamps without a zone are in that of the process.
        zone = "/".join((*time.tzname, os.environ.get("TZ", "")))
        self.versions = {f"python {sys.version.partition(' ')[0]} in {zone}"}
        self.sql: list[str] = []
        self.reads_itself = False
        self.doubts = set[str]()
        self.files = set[Path]()
        self._seen = set[str]()

    def read(self, source_code: str | bytes) -> None:
        """Process one source."""
        tree = _Tree(source_code)
        modules = dict(_modules(tree))
        for module, names in modules.items():
            self._imported(module, names)
        self.doubts.update(_calls(tree))
        self.doubts.update(_hidden(tree))
        self.doubts.update(_mentioned(tree))
        self.doubts.update(_client(tree))
        if any(name.partition(".")[0] in _CHANCE for name in modules) and not _names_a_seed(tree):
            self.doubts.add("an estimator without random_state")
        self.sql += _sql(tree)
        self.reads_itself |= any(node.attr == "this" for node in tree.attributes)

    def _imported(self, module: str, names: frozenset[str]) -> None:
        top = module.partition(".")[0]
        is_standard = top in sys.stdlib_module_names
        if top in _OUTSIDE or (is_standard and top not in _PURE):
            if not (names and names <= _HARMLESS.get(top, frozenset())):
                self.doubts.add(f"import {module}")
        elif not is_standard and top not in self._seen:
            self._seen.add(top)
            self._package(top)

    def _package(self, top: str) -> None:
        found = _version(top)
        if found is None:
            self.doubts.add(f"import {top}")
        elif isinstance(found, str):
            self.versions.add(found)
        else:
            digest = hashlib.sha256()
            self.files.update(found)
            for file in found:
                source = file.read_bytes()
                digest.update(str(file).encode() + b"\0" + source + b"\0")
                try:
                    self.read(source)
                except (SyntaxError, ValueError):
                    self.doubts.add(f"import {top}")
            self.versions.add(f"{top} {digest.hexdigest()}")


def _modules(tree: _Tree) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the imported modules, and the names that are imported from each."""
    for node in tree.imports:
        if isinstance(node, ast.Import):
            yield from ((alias.name, frozenset[str]()) for alias in node.names)
        else:
            yield ("." * node.level) + (node.module or ""), frozenset(a.name for a in node.names)


def _calls(tree: _Tree) -> Iterator[str]:
    """Yield calls and names that may use the clock, randomness or something external."""
    is_seeded = _is_seeded_generator(tree)
    for attribute in tree.attributes:
        if attribute.attr == "random":
            if not is_seeded:
                yield "numpy.random without a seed"
        elif attribute.attr in ("environ", "getenv", "globals"):
            yield attribute.attr
    for node in tree.calls:
        name = _called(node.func)
        keywords = {keyword.arg for keyword in node.keywords}
        if (name in _CLOCK_CALLS and (name != "Timestamp" or not node.args)) or (
            name in _READERS and not (name == "load" and isinstance(node.func, ast.Name))
        ):
            yield f"{name}()"
        elif name in ("sample", "shuffle", "permutation", "train_test_split"):
            if not keywords & _SEEDED and not is_seeded:
                yield f"{name}() without random_state"
        elif name == "default_rng" and not node.args and not keywords & _SEEDED:
            yield "default_rng() without a seed"


def _mentioned(tree: _Tree) -> Iterator[str]:
    """Yield what reads, tells the time or runs SQL without being called by its own name."""
    called = {id(node.func) for node in tree.calls}
    names = [
        *(n.attr for n in tree.attributes if n.attr in _TOLD_ATTRIBUTES and id(n) not in called),
        *(
            n.id
            for n in tree.names
            if n.id in _TOLD_NAMES and isinstance(n.ctx, ast.Load) and id(n) not in called
        ),
        *(n.name for n in tree.aliases if n.asname is not None and n.name in _TELLING_NAMES),
    ]
    yield from (f"{name} under another name" for name in names)
    for node in tree.calls:
        if _called(node.func) == "getattr":
            wanted = node.args[1] if len(node.args) > 1 else None
            known = wanted.value if isinstance(wanted, ast.Constant) else None
            if not isinstance(known, str) or known in _TELLING_NAMES | _READERS | _RUN_SQL:
                yield "getattr()"


def _takes_chance(node: ast.Import | ast.ImportFrom) -> bool:
    """Return whether numpy's random functions get a name that hides their calls."""
    if isinstance(node, ast.Import):
        return any(each.name == "numpy.random" and each.asname for each in node.names)
    names = {each.name for each in node.names}
    if node.module == "numpy":
        return "random" in names
    return node.module == "numpy.random" and not names <= {"default_rng", "Generator"}


def _hidden(tree: _Tree) -> Iterator[str]:
    """Yield the clock as a text, and randomness under a different name."""
    if any(map(_takes_chance, tree.imports)):
        yield "import numpy.random"
    for node in tree.calls:
        name = _called(node.func)
        if name in _CLOCK_TEXT_CALLS and any(map(_is_clock_text, node.args)):
            yield f"{name}('now')"


def _is_clock_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value in ("now", "today")


def _is_seeded_generator(tree: _Tree) -> bool:
    """Return whether the only use of numpy.random is a generator with a seed."""
    uses = [node for node in tree.attributes if node.attr == "random"]
    seeded = [
        node
        for node in tree.calls
        if _called(node.func) in ("default_rng", "RandomState", "SeedSequence")
        and (node.args or node.keywords)
    ]
    return bool(seeded) and len(uses) <= len(seeded)


def _names_a_seed(tree: _Tree) -> bool:
    return any(keyword.arg in _SEEDED for keyword in tree.keywords)


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _sql(tree: _Tree) -> Iterator[str]:
    """Yield the SQL that is run, with placeholders for inserted parts; empty if unknown.

    DataFrames also have a `query` method, which takes a condition.
    """
    for node in tree.calls:
        name = _called(node.func) if isinstance(node.func, ast.Attribute) else ""
        texts = [_text(given) for given in node.args]
        if name in _RUN_SQL:
            yield texts[0] if texts else ""
        elif name == "query":
            yield from (text for text in texts if not text or _IS_SQL.match(text))
        elif name:
            yield from (f"select {text}" for text in texts if _HAS_SELECT.search(text))


def _client(tree: _Tree) -> Iterator[str]:
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
        given for node in tree.calls if _called(node.func) == "sql" for given in node.args
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


@cache
def _version(package: str) -> str | tuple[Path, ...] | None:
    """Return what identifies a package's state; None if nothing does.

    The name and version of its distribution; if it is not installed but in a folder, such as
    modules of the project, its files.
    """
    try:
        found = find_spec(package)
    except (ImportError, ValueError):
        found = None
    if found is None:
        return f"{package} missing"
    places = [Path(place) for place in found.submodule_search_locations or ()]
    origin = Path(found.origin) if found.origin else None
    is_installed = any(
        part in _INSTALLED for path in (origin, *places) if path for part in path.parts
    )
    # `pip install --target` can use folders of any name.
    if is_installed or any(any(place.parent.glob("*.dist-info")) for place in places):
        name = _DISTRIBUTIONS.get(package, package)
        version = version_of(name)
        if version is not None:
            return f"{name} {version}"
        if is_installed:
            return _by_files(package)
    files = sorted(file for place in places for file in place.rglob("*.py"))
    if files:
        return tuple(files)
    return (origin,) if origin is not None and origin.suffix == ".py" and origin.is_file() else None


def _by_files(package: str) -> str | None:
    return ", ".join(f"{name} {version_of(name)}" for name in names_of(package)) or None


_INSTALLED = ("site-packages", "dist-packages")
# Packages whose import name differs from their distribution name.
_DISTRIBUTIONS = {
    "PIL": "pillow",
    "dateutil": "python-dateutil",
    "sklearn": "scikit-learn",
    "yaml": "PyYAML",
}
