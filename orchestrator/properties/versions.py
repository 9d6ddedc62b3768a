"""Versions of a model: each has a file of its own, and inherits the model's description."""

from collections.abc import Collection, Iterator

from msgspec.structs import replace

from orchestrator.config.property_keys import BESIDE_CONFIG, VERSION_KEYS
from orchestrator.config.values import Map, Seq
from orchestrator.errors import Problems
from orchestrator.properties.columns import read_columns
from orchestrator.properties.constraints import read_constraints
from orchestrator.properties.data_tests import read_tests
from orchestrator.properties.declared import ModelVersion, NodeDeclaration, TestDeclaration
from orchestrator.properties.entries import (
    check_entry_keys,
    config_of,
    items,
    moment,
    over,
    string,
    text,
    wrong,
)

_INCLUDES = ("include", "exclude")


def versions_of(
    model: NodeDeclaration, entry: Map, problems: Problems
) -> Iterator[NodeDeclaration]:
    """Yield a declaration for each version of a model, under the name of its file."""
    versions = [each for each in items(entry, "versions", problems) if _is_version(each, problems)]
    if not versions:
        return
    latest = entry.get("latest_version")
    if latest is None:
        latest = max((each["v"] for each in versions), key=version_order)
    for each in versions:
        check_entry_keys(each, VERSION_KEYS, problems)
        version = ModelVersion(model.name, str(each["v"]), str(each["v"]) == str(latest))
        own = NodeDeclaration(
            string(each, "defined_in", problems) or version.file_name,
            each.place,
            text(each, "description", problems),
            config_of(each, "models", BESIDE_CONFIG, problems),
            deprecation_date=moment(each, "deprecation_date", problems),
        )
        yield _merged(model, own, each, version, problems)


def under_its_file(declared: NodeDeclaration, files: Collection[str]) -> NodeDeclaration:
    """Return the latest version under the model's own name if only that file exists, as in dbt."""
    version = declared.version
    if version is None or not version.is_latest or declared.name in files:
        return declared
    return replace(declared, name=version.model) if version.model in files else declared


def _merged(
    model: NodeDeclaration,
    own: NodeDeclaration,
    entry: Map,
    version: ModelVersion,
    problems: Problems,
) -> NodeDeclaration:
    tests: list[TestDeclaration] = []
    columns = read_columns(_own_columns(entry), tests, problems)
    read_tests(entry, None, tests, problems)
    overridden = {column.name for column in columns}
    left_out = _left_out(model, entry, problems) | overridden
    has_own_tests = any(test.column is None for test in tests) or "tests" in entry
    inherited = [
        test
        for test in model.tests
        if (test.column not in left_out if test.column is not None else not has_own_tests)
    ]
    return replace(
        own,
        description=own.description if own.description.value else model.description,
        config=over(model.config, own.config),
        columns=(*(each for each in model.columns if each.name not in left_out), *columns),
        tests=(*inherited, *tests),
        constraints=read_constraints(entry, None, problems) or model.constraints,
        version=version,
    )


def _left_out(model: NodeDeclaration, entry: Map, problems: Problems) -> set[str]:
    """Return the columns of the model that a version excludes."""
    names = {column.name for column in model.columns}
    for item in items(entry, "columns", problems):
        if not isinstance(item, Map) or not any(key in item for key in _INCLUDES):
            continue
        include, exclude = item.get("include", "all"), item.get("exclude") or []
        included = names if include in ("all", "*") else set(include)
        return (names - included) | set(exclude)
    return set()


def _own_columns(entry: Map) -> Map:
    """Return the entry without columns that only include or exclude columns of the model."""
    columns = entry.get("columns")
    if not isinstance(columns, Seq):
        return entry
    kept = Seq(columns.path, columns.mark)
    for at, item in enumerate(columns):
        if not (isinstance(item, Map) and any(key in item for key in _INCLUDES)):
            kept.append(item)
            kept.marks.append(columns.marks[at])
    result = Map(entry.path, entry.mark)
    result.update({**entry, "columns": kept})
    result.marks = entry.marks
    return result


def _is_version(entry: object, problems: Problems) -> bool:
    if not isinstance(entry, Map):
        return False
    if isinstance(entry.get("v"), str | int | float) and not isinstance(entry["v"], bool):
        return True
    if "v" in entry:
        wrong(entry, "v", "a number or a name", problems)
    else:
        problems.add("'v' is missing", entry.place, "write '- v: 1'")
    return False


def version_order(version: str | int | float) -> tuple[bool, float, str]:
    """Return a sort key: numbers in order, before names."""
    try:
        return (False, float(version), "")
    except ValueError:
        return (True, 0.0, str(version))
