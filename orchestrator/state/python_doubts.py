"""Uses of the clock, of randomness, and of anything else outside, in a Python source."""

import ast
from collections.abc import Iterable, Iterator

from orchestrator.state.python_sql import RUN_SQL
from orchestrator.state.python_tree import SourceTree, called_name

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
_TOLD_NAMES = _READING_FUNCTIONS | _TELLING_NAMES
_TOLD_ATTRIBUTES = _TELLING_NAMES | RUN_SQL
_SEEDED = frozenset({"random_state", "seed"})
# Packages whose estimators start at random without a seed.
_CHANCE = frozenset({"sklearn", "xgboost", "lightgbm", "catboost", "statsmodels", "implicit"})


def doubts_of(tree: SourceTree, modules: Iterable[str]) -> Iterator[str]:
    """Yield why the result of a source, which imports `modules`, may differ each time."""
    yield from _calls(tree)
    yield from _hidden(tree)
    yield from _mentioned(tree)
    if any(name.partition(".")[0] in _CHANCE for name in modules) and not _names_a_seed(tree):
        yield "an estimator without random_state"


def _calls(tree: SourceTree) -> Iterator[str]:
    """Yield calls and names that may use the clock, randomness or something external."""
    is_seeded = _is_seeded_generator(tree)
    for attribute in tree.attributes:
        if attribute.attr == "random":
            if not is_seeded:
                yield "numpy.random without a seed"
        elif attribute.attr in ("environ", "getenv", "globals"):
            yield attribute.attr
    for node in tree.calls:
        name = called_name(node.func)
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


def _mentioned(tree: SourceTree) -> Iterator[str]:
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
        if called_name(node.func) == "getattr":
            wanted = node.args[1] if len(node.args) > 1 else None
            known = wanted.value if isinstance(wanted, ast.Constant) else None
            if not isinstance(known, str) or known in _TELLING_NAMES | _READERS | RUN_SQL:
                yield "getattr()"


def _takes_chance(node: ast.Import | ast.ImportFrom) -> bool:
    """Return whether numpy's random functions get a name that hides their calls."""
    if isinstance(node, ast.Import):
        return any(each.name == "numpy.random" and each.asname for each in node.names)
    names = {each.name for each in node.names}
    if node.module == "numpy":
        return "random" in names
    return node.module == "numpy.random" and not names <= {"default_rng", "Generator"}


def _hidden(tree: SourceTree) -> Iterator[str]:
    """Yield the clock as a text, and randomness under a different name."""
    if any(map(_takes_chance, tree.imports)):
        yield "import numpy.random"
    for node in tree.calls:
        name = called_name(node.func)
        if name in _CLOCK_TEXT_CALLS and any(map(_is_clock_text, node.args)):
            yield f"{name}('now')"


def _is_clock_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value in ("now", "today")


def _is_seeded_generator(tree: SourceTree) -> bool:
    """Return whether the only use of numpy.random is a generator with a seed."""
    uses = [node for node in tree.attributes if node.attr == "random"]
    seeded = [
        node
        for node in tree.calls
        if called_name(node.func) in ("default_rng", "RandomState", "SeedSequence")
        and (node.args or node.keywords)
    ]
    return bool(seeded) and len(uses) <= len(seeded)


def _names_a_seed(tree: SourceTree) -> bool:
    return any(keyword.arg in _SEEDED for keyword in tree.keywords)
