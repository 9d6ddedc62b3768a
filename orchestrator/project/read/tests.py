"""Data tests: those declared for columns and models, and those in files of their own."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from orchestrator.config.config_keys import KNOWN_KEYS
from orchestrator.config.node_config import data_test_config
from orchestrator.config.settings import NodeSettings, check_keys
from orchestrator.config.values import placed, plain, shown
from orchestrator.errors import Place, Problem, Problems, ProjectError, UnknownName
from orchestrator.lazy_regex import lazy_regex
from orchestrator.names import RelationName, did_you_mean
from orchestrator.nodes import DataTest
from orchestrator.project.files import SourceFile
from orchestrator.project.read.captures import Captured, call_references, captured_digest
from orchestrator.project.read.node_fields import node_fields
from orchestrator.project.read.reading import NodeDraft, Reading, switched_off_at
from orchestrator.project.read.test_names import (
    metadata_of,
    short_test_name,
    test_digest,
    test_name_of,
    tested_name,
)
from orchestrator.project.references import Reference
from orchestrator.properties.declared import NodeDeclaration, SourceDeclaration, TestDeclaration
from orchestrator.templates.library import TESTED_ROWS, Macro
from orchestrator.templates.static import parse

# Where failing rows are stored, unless the configuration names another schema.
FAILURES_SCHEMA = "dbt_test__audit"

_ABOUT_THE_NODE = ("model", "column_name")

# A macro that uses one of these names can add references or settings to its test.
_DECLARING = frozenset({"ref", "source", "config"})

# dbt writes these without rendering their arguments, and records no macro except their own.
_CALL_NOTHING = ("unique", "not_null")

# Arguments written as a bare call are evaluated, as in `to: ref('customers')`.
_BARE_CALL = lazy_regex(r"\s*(?:ref|source|var|env_var|doc)\s*\(.+\)\s*", re.DOTALL)


def read_singular(file: SourceFile, reading: Reading) -> Iterator[NodeDraft]:
    """Yield the draft of a data test in a file of its own."""
    source_code = file.read(reading.problems)
    yield _singular(file.stem, file.path, file.folders, source_code, reading)


def tests_of_node(node: NodeDeclaration, reading: Reading) -> Iterator[NodeDraft]:
    """Yield a draft for each data test declared for a model or a seed."""
    name, version = node.called
    target = name if node.version is None else node.version.file_name
    reference = Reference("ref", (name,), node.place, version)
    yield from tests_on(node.tests, target, reference, reading)


def tests_of_source(table: SourceDeclaration, reading: Reading) -> Iterator[NodeDraft]:
    """Yield a draft for each data test declared for a source table."""
    reference = Reference("source", (table.source_name, table.name), table.place)
    yield from tests_on(table.tests, tested_name(reference), reference, reading)


def tests_on(
    tests: Sequence[TestDeclaration], target: str, tested: Reference, reading: Reading
) -> Iterator[NodeDraft]:
    """Yield a draft for each data test of one node, `tested`; test names contain `target`."""
    for test in tests:
        name = test_name_of(test, target, tested)
        try:
            yield _generic(name, test, target, tested, reading)
        except ProjectError as error:
            reading.problems.extend(error)
            reading.broken.add(name)


def _generic(
    name: str, test: TestDeclaration, target: str, tested: Reference, reading: Reading
) -> NodeDraft:
    macro = _macro(test, reading)
    package = reading.package.name
    arguments = {name: _evaluable(plain(value)) for name, value in test.arguments.items()}
    fqn = (package, *reading.folders_of(test.place.path), name)
    captured = _captured(test, arguments, reading)
    settings = reading.settings(
        "tests",
        fqn,
        placed(captured.settings, test.place),
        test.config,
        tested=target,
    )
    changed = _changed_arguments(settings, test, macro)
    arguments |= {name: _evaluable(plain(value)) for name, value in changed.items()}
    changed_at = settings.value_place("arguments")
    places = {
        name: changed_at if name in changed else test.arguments.value_place(name)
        for name in arguments
    }
    references = (tested, *_argument_references(arguments, places), *captured.references)
    metadata = metadata_of(test, tested)
    digest = test_digest(name, metadata)
    description = reading.described(test.description)
    short_name = short_test_name(name, test, target, tested)
    fields = node_fields(DataTest, fqn, test.place, settings, description, digest=digest)
    own = test.config.get("tags") or ()
    tags = sorted({*test.tags, *((own,) if isinstance(own, str) else own)})
    if tags:
        fields["tags"] = tuple(dict.fromkeys((*tags, *fields["tags"])))
    node = DataTest(
        **fields,
        config=data_test_config(settings, test.place, reading.problems),
        source_code=_call(test, reading),
        macros=_macros(test, macro, reading),
        test_name=test.test_name,
        arguments=arguments,
        column=test.column,
        kwargs=metadata["kwargs"],
        short_name=short_name,
        failures=_failures(fqn, short_name, settings, reading),
    )
    return NodeDraft(node, references, switched_off_at(settings, test.place))


def _call(test: TestDeclaration, reading: Reading) -> str:
    """Return the call of a test's macro, on the rows that the project's own macro selects."""
    macro = f"test_{test.test_name.replace('.', '_')}"
    if reading.renderer.macros.is_replaced(TESTED_ROWS, reading.package.name):
        return f"{{{{ {macro}(model={TESTED_ROWS}(model), **arguments) }}}}"
    return f"{{{{ {macro}(**arguments) }}}}"


def _macros(test: TestDeclaration, macro: Macro | None, reading: Reading) -> tuple[str, ...]:
    """Return the macros that a test calls, as manifests list them."""
    found = [] if macro is None else [macro]
    rows = reading.renderer.macros.find((TESTED_ROWS,), reading.package.name)
    if rows is not None and test.test_name not in _CALL_NOTHING:
        found.append(rows)
    reading.macros.update(each.unique_id for each in found)
    return tuple(each.unique_id for each in found)


def _failures(
    fqn: Sequence[str], short_name: str, settings: NodeSettings, reading: Reading
) -> RelationName:
    """Return the relation for the failing rows of a test; `fqn` ends in the test's name."""
    name = fqn[-1]
    alias = short_name if short_name != name else None
    return reading.relation(name, settings, "test", fqn, schema=FAILURES_SCHEMA, alias=alias)


def _macro(test: TestDeclaration, reading: Reading) -> Macro | None:
    """Return the macro of a data test, which takes the test's arguments; raises ProjectError.

    In a package that is not strict, a missing macro is a problem of this test only: returns None.
    """
    *package, name = test.test_name.split(".")
    macros = reading.renderer.macros
    macro = macros.find((*package, f"test_{name}"), reading.package.name)
    if macro is not None:
        reading.macros.add(macro.unique_id)
        if reading.package.file.is_strict:
            _check_arguments(test, macro)
        return macro
    if not reading.package.file.is_strict:
        return None
    known = [
        macro.removeprefix("test_")
        for macro in macros.visible(reading.package.name)
        if macro.startswith("test_")
    ]
    fix = did_you_mean(name, known) or f"data tests: {', '.join(sorted(known))}"
    what, unknown = f"no data test '{test.test_name}'", UnknownName("data test", name)
    raise ProjectError([Problem(what, test.place, fix, unknown=unknown)])


def _check_arguments(test: TestDeclaration, macro: Macro) -> None:
    """Raise ProjectError for arguments that the macro does not have, and for missing ones."""
    problems, what = Problems(), f"the data test '{test.test_name}'"
    if not macro.takes_any:
        for name in test.arguments:
            if name not in macro.arguments:
                _unknown_argument(name, test, macro, test.arguments.key_place(name), problems)
        if test.column is not None and "column_name" not in macro.arguments:
            fix = "move it under the 'data_tests:' of the model"
            problems.add(f"{what} tests a model, not a column", test.place, fix)
    given = {"model", *test.arguments} | ({"column_name"} if test.column else set())
    for name in macro.required:
        if name not in given:
            is_column = name == "column_name"
            needed = "a column" if is_column else f"the argument '{name}'"
            fix = "write it under a column" if is_column else f"write '{name}: ...' below it"
            problems.add(f"{what} needs {needed}", test.place, fix)
    problems.raise_any()


def _unknown_argument(
    name: str, test: TestDeclaration, macro: Macro, place: Place | None, problems: Problems
) -> None:
    own = [name for name in macro.arguments if name not in _ABOUT_THE_NODE]
    fix = did_you_mean(name, [*own, *KNOWN_KEYS["tests"]])
    fix = fix or f"its arguments: {', '.join(own) or 'none'}"
    problems.add(f"the data test '{test.test_name}' has no argument '{name}'", place, fix)


def _changed_arguments(
    settings: NodeSettings, test: TestDeclaration, macro: Macro | None
) -> Mapping[str, Any]:
    """Return the arguments that project files change in their configuration."""
    changed = settings.get("arguments") or {}
    place, problems = settings.value_place("arguments"), Problems()
    if test.config and "arguments" in test.config:
        fix = "write 'arguments:' next to 'config:', not in it"
        problems.add("'arguments' is not a setting of this test", place, fix)
    elif not isinstance(changed, Mapping):
        what = f"'arguments': expected arguments of data tests by name, found {shown(changed)}"
        problems.add(what, place, "write '+arguments: {name: value}'")
    elif macro is not None and not macro.takes_any:
        for name in changed:
            if name not in macro.arguments or name in _ABOUT_THE_NODE:
                _unknown_argument(name, test, macro, place, problems)
    problems.raise_any()
    return changed


def _captured(test: TestDeclaration, arguments: Mapping[str, Any], reading: Reading) -> Captured:
    """Return the references and settings of a test's own macro.

    Its settings override the project file's; the test's declaration overrides them.
    """
    *package, name = test.test_name.split(".")
    path = (*package, f"test_{name}")
    reach = reading.context.reaches.of_call(path, reading.package.name)
    if reach is None or reach.names.isdisjoint(_DECLARING):
        return Captured()
    called = dict(arguments) if test.column is None else {"column_name": test.column, **arguments}
    try:
        return reading.templates.of_test(path, called, test.place)
    except ProjectError:
        if "config" in reach.names:
            raise
        # Compiling the test, which knows its model, reports what is wrong if that is no help.
        return Captured()


def _evaluable(value: Any) -> Any:
    """Return an argument with its bare calls written as templates."""
    if isinstance(value, str) and _BARE_CALL.fullmatch(value):
        return f"{{{{ {value} }}}}"
    if isinstance(value, list):
        return [_evaluable(item) for item in value]
    if isinstance(value, Mapping):
        return {name: _evaluable(item) for name, item in value.items()}
    return value


def _argument_references(
    arguments: Mapping[str, Any], places: Mapping[str, Place | None]
) -> list[Reference]:
    """Return the ref() and source() calls in arguments, each with the place of its argument."""
    found = []
    for name, value in arguments.items():
        place = places.get(name)
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and "{{" in text:
                calls = call_references(parse(text, place.path if place else ""))
                found += [replace(call, place=place) for call in calls]
    return found


def _singular(
    name: str, path: str, folders: tuple[str, ...], source_code: str, reading: Reading
) -> NodeDraft:
    package, place = reading.package.name, Place(path)
    declared = reading.package.declared.data_tests.get(name, NodeDeclaration("", place))
    template = parse(source_code, path)
    captured = reading.templates.read(template)
    in_file = placed(dict(captured.settings), place) if captured.settings else None
    if in_file:
        check_keys("tests", in_file, reading.problems)
    fqn = (package, *folders, name)
    settings = reading.settings("tests", fqn, declared.config, in_file)
    if "arguments" in settings:
        what = f"the data test '{name}' is a singular test, which has no arguments"
        reading.problems.add(what, settings.value_place("arguments"), "remove 'arguments'")
    node = DataTest(
        **node_fields(DataTest, fqn, place, settings, reading.described(declared.description)),
        config=data_test_config(settings, place, reading.problems),
        source_code=template.source_code,
        macros=captured.macros,
        short_name=name,
        failures=_failures(fqn, name, settings, reading),
    )
    switched_off = switched_off_at(settings, place)
    return NodeDraft(node, tuple(captured.references), switched_off, captured_digest(captured))
