"""The architecture in CONTRIBUTING.md: layers, doors to third parties, sizes, names."""

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "orchestrator"

# Imports point down this list. What stands on one line does not import each other.
LAYERS = (
    ("__main__",),
    ("cli",),
    ("reports", "api"),
    ("serving",),
    ("commands",),
    ("workspace",),
    ("site",),
    ("artifacts", "editors"),
    ("runner",),
    ("plan",),
    ("state",),
    ("compiler",),
    ("data_tests",),
    ("selection",),
    ("reading_cache",),
    ("project",),
    ("properties",),
    ("segments", "people", "installing"),
    ("warehouse",),
    ("config", "templates", "scheduler", "engines", "starter", "lineage"),
    ("generations",),
    ("dialects",),
    ("results",),
    ("nodes", "graph", "installed", "value_text", "csv_headers"),
    ("json_text",),
    ("roles",),
    ("names", "errors", "ids", "secrets"),
    ("lazy_regex",),
)

# The only folders, or files, that may import a third party: one, but for what reads SQL.
DOORS = {
    "click": ("orchestrator/cli",),
    "_duckdb": ("orchestrator/engines/duckdb",),
    "py4j": ("orchestrator/engines/spark",),
    "pyspark": ("orchestrator/engines/spark",),
    "jinja2": ("orchestrator/templates",),
    "phonenumbers": ("orchestrator/people/phone_numbers",),
    "rich": ("orchestrator/reports",),
    "sqlglot": ("orchestrator/lineage", "orchestrator/dialects/spark"),
    "starlette": ("orchestrator/serving/http",),
    "urllib3": ("orchestrator/people/delivery",),
    "uvicorn": ("orchestrator/serving/listening",),
    "yaml": ("orchestrator/config",),
}

# The one library that every file may import: all values of the house are its structs.
WHAT_VALUES_ARE_MADE_OF = "msgspec"

# The only files that may import by name, when a command needs it.
LAZY_DOORS = (
    "orchestrator/__init__.py",
    "orchestrator/__main__.py",
    "orchestrator/cli/lazy.py",
    "orchestrator/config/time_zones.py",
    "orchestrator/config/yaml_door.py",
    "orchestrator/dialects/spark/door.py",
    "orchestrator/engines/door.py",
    "orchestrator/engines/spark/door.py",
    "orchestrator/project/door.py",
    "orchestrator/templates/door.py",
    "orchestrator/workspace/earlier/door.py",
    "orchestrator/workspace/problems_door.py",
    "orchestrator/commands/run/door.py",
    "orchestrator/commands/run/manifest_door.py",
    "orchestrator/lineage/door.py",
    "orchestrator/people/libraries_door.py",
    "orchestrator/serving/door.py",
    "orchestrator/state/distributions.py",
    "orchestrator/engines/duckdb/client.py",
)

# The only file that may end what any exception began: it runs the users' own Python.
RUNS_CODE_OF_USERS = "orchestrator/runner/python_call.py"

LONGEST_FILE_LINES = 400
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}


@dataclass(frozen=True)
class Import:
    """`file` imports `module` at `line`, inside a function or not."""

    file: str
    module: str
    line: int
    is_local: bool

    @property
    def from_layer(self) -> str:
        return layer_of(self.file.removesuffix(".py").replace("/", "."))

    def __str__(self) -> str:
        return f"{self.file}:{self.line} imports {self.module}"


def layer_of(module: str) -> str:
    """`selection` for `orchestrator.selection.grammar`."""
    return [*module.split("."), ""][1]


def python_files(folder: Path) -> Iterator[Path]:
    return (file for file in sorted(folder.rglob("*.py")) if "__pycache__" not in file.parts)


@cache
def source_of(file: Path) -> str:
    return file.read_text("utf-8")


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(source_of(file))


@cache
def imports() -> tuple[Import, ...]:
    """All of the package, read when a test asks for them: every worker collects this file."""
    return tuple(found for file in python_files(PACKAGE) for found in _imports_of(file))


def _imports_of(file: Path) -> Iterator[Import]:
    name = file.relative_to(ROOT).as_posix()
    waiting: list[tuple[ast.AST, bool]] = [(tree_of(file), False)]
    while waiting:
        node, is_local = waiting.pop()
        for module in _modules(node, name):
            yield Import(name, module, getattr(node, "lineno", 0), is_local)
        inside = is_local or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        waiting += [(inner, inside) for inner in ast.iter_child_nodes(node)]


def _modules(node: ast.AST, file: str) -> list[str]:
    match node:
        case ast.Import():
            return [alias.name for alias in node.names]
        case ast.ImportFrom(level=0, module=str(module)):
            return [f"{module}.{alias.name}" for alias in node.names]
        case ast.ImportFrom():
            raise AssertionError(f"{file}:{node.lineno} imports by a relative path")
        case _:
            return []


RANK = {name: rank for rank, names in enumerate(reversed(LAYERS)) for name in names}


def own() -> Iterator[Import]:
    """Imports from one part of the orchestrator to another; all may read its version."""
    for found in imports():
        if found.module.startswith("orchestrator.") and found.file != "orchestrator/__init__.py":
            target = layer_of(found.module)
            if target not in (found.from_layer, "__version__"):
                yield found


def test_every_part_has_a_layer() -> None:
    parts = {
        path.stem
        for path in PACKAGE.iterdir()
        if path.suffix == ".py" or any(python_files(path) if path.is_dir() else ())
    }
    assert parts - {"__init__"} == set(RANK)


def test_contributing_shows_the_same_layers_and_doors() -> None:
    table = (
        (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("| layer | holds |\n|---|---|\n")
    )
    lines = table[2].partition("\n\n")[0].splitlines()
    cells = [re.findall(r"`([\w/]+)`(?: \((\w+)\))?", line.split("|")[1]) for line in lines]
    # A folder inside a layer stands in the table for the third party whose door it is.
    assert [{name for name, _ in cell if "/" not in name} for cell in cells] == [
        set(names) for names in LAYERS[1:]
    ]
    told = {(party, f"orchestrator/{name}") for cell in cells for name, party in cell if party}
    doors = {(party.lstrip("_"), door) for party, found in DOORS.items() for door in found}
    assert told == doors


def test_the_way_of_a_build_is_as_contributing_tells_it() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    way = text.partition("## The way of `seg build`")[2].partition("\n## ")[0]
    told = re.findall(r"^\| `([\w/]+\.py):(\w+)` \|", way, re.MULTILINE)
    assert len(told) > 15
    assert [
        f"{file}:{function}"
        for file, function in told
        if f"def {function}(" not in (PACKAGE / file).read_text("utf-8")
    ] == []
    # Each layer with a part in it is on the way.
    assert {"cli", "workspace", "commands", "selection", "compiler", "plan", "runner"} <= {
        file.partition("/")[0] for file, _ in told
    }


def test_nothing_at_the_top_of_a_file_is_unused() -> None:
    """Decorated functions are used by the decorator, and dunder names by Python."""
    files = list(python_files(PACKAGE))
    words = Counter(re.findall(r"\w+", "\n".join(map(source_of, files))))
    defined = [
        node.name
        for file in files
        for node in tree_of(file).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not (isinstance(node, ast.FunctionDef) and node.decorator_list)
    ]
    assert [name for name in defined if words[name] == 1 and not name.startswith("__")] == []


def test_no_two_classes_have_one_name() -> None:
    """Private classes can share a name."""
    names = Counter(
        node.name
        for file in python_files(PACKAGE)
        for node in tree_of(file).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_imports_point_down() -> None:
    assert [
        str(found) for found in own() if RANK[layer_of(found.module)] >= RANK[found.from_layer]
    ] == []


def test_packages_have_no_cycles_inside() -> None:
    modules = {
        file.relative_to(ROOT)
        .with_suffix("")
        .as_posix()
        .replace("/", ".")
        .removesuffix(".__init__")
        for file in python_files(PACKAGE)
    }
    edges: dict[str, set[str]] = {module: set() for module in modules}
    for found in imports():
        # What the package offers is imported when it is asked for: mypy alone reads these lines.
        if found.file == "orchestrator/__init__.py":
            continue
        source = found.file.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        target = found.module if found.module in modules else found.module.rpartition(".")[0]
        if target in modules and target != source:
            edges[source].add(target)
    try:
        TopologicalSorter(edges).prepare()
    except CycleError as error:
        raise AssertionError(" -> ".join(error.args[1])) from None


def test_third_parties_have_doors() -> None:
    outside = [
        found
        for found in imports()
        if found.module.split(".")[0]
        not in {*sys.stdlib_module_names, "orchestrator", WHAT_VALUES_ARE_MADE_OF}
    ]
    assert [
        str(found)
        for found in outside
        if not found.file.startswith(
            tuple(
                door + end
                for door in DOORS.get(found.module.split(".")[0], ())
                for end in ("/", ".py")
            )
        )
    ] == []


def test_no_function_imports() -> None:
    assert [str(found) for found in imports() if found.is_local] == []


def test_only_the_lazy_doors_import_by_name() -> None:
    by_name = {
        found.file
        for found in imports()
        if found.module.split(".")[0] in ("importlib", "imp", "runpy")
        and found.module.split(".")[1:2] not in (["metadata"], ["resources"], ["util"])
    }
    assert by_name - set(LAZY_DOORS) == set()


def test_files_are_short() -> None:
    lengths = {
        file.relative_to(ROOT).as_posix(): len(source_of(file).splitlines())
        for folder in ("orchestrator", "tests", "examples", "benchmarks")
        for file in python_files(ROOT / folder)
    }
    assert {name: n for name, n in lengths.items() if n > LONGEST_FILE_LINES} == {}


def test_names_of_files_say_something() -> None:
    assert [
        path.relative_to(ROOT).as_posix()
        for folder in ("orchestrator", "tests")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.stem.strip("_") in NAMES_THAT_SAY_NOTHING
    ] == []


def test_no_model_of_the_sample_is_known_by_name() -> None:
    """The tool is for any project: roles in the project file say which relation is what.

    One of a single word has to be quoted to count.
    """
    files = [*(ROOT / "models").rglob("*.*"), *(ROOT / "seeds").rglob("*.csv")]
    names = sorted(file.stem for file in files if file.suffix in (".sql", ".py", ".csv"))
    long, short = (
        "|".join(name for name in names if ("_" in name) is is_long) for is_long in (True, False)
    )
    named = re.compile(rf"\b(?:{long})\b|[\"'`](?:{short})[\"'`]")
    found = [
        f"{file.relative_to(ROOT).as_posix()}:{number}: {line.strip()}"
        for file in python_files(PACKAGE)
        for number, line in enumerate(source_of(file).splitlines(), start=1)
        if named.search(line)
    ]
    assert found == []


def test_no_exception_is_caught_blindly() -> None:
    """`except Exception` may only clean up and re-raise."""
    found = []
    for file in python_files(PACKAGE):
        for node in ast.walk(tree_of(file)):
            if isinstance(node, ast.ExceptHandler) and _takes_all(node) and not _raises_on(node):
                found.append(file.relative_to(ROOT).as_posix())
    assert found == [RUNS_CODE_OF_USERS]


def _takes_all(handler: ast.ExceptHandler) -> bool:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(
        kind is None or (isinstance(kind, ast.Name) and kind.id in ("Exception", "BaseException"))
        for kind in kinds
    )


def _raises_on(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def test_no_regular_expression_is_compiled_when_a_module_is_imported() -> None:
    """`lazy_regex` compiles on first use: a command imports many and uses few."""
    at_the_top = re.compile(r"^\S.*\bre\.compile\(", re.MULTILINE)
    found = [
        file.relative_to(ROOT).as_posix()
        for file in python_files(PACKAGE)
        if at_the_top.search(source_of(file))
    ]
    assert found == []


def test_no_group_of_an_expression_is_repeated_possessively() -> None:
    """Python 3.11.0 to 3.11.4, as Debian 12 has it, match such groups wrongly (gh-106052)."""
    possessive = re.compile(r"\)[*+?]\+|\(\?>")
    found = [
        str(path) for path in PACKAGE.rglob("*.py") if possessive.search(path.read_text("utf-8"))
    ]
    assert found == []
