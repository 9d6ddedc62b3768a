"""Unit tests: from declarations to drafts, one for each version of a model."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from orchestrator.config.key_effects import UnusedKey
from orchestrator.config.node_config import check_common
from orchestrator.config.values import Map, plain, shown
from orchestrator.errors import Problem, Problems, ProjectError
from orchestrator.ids import unique_id_of
from orchestrator.names import NAME_RULE, is_valid_name
from orchestrator.nodes import THIS_INPUT, GivenInput, MockedNames, Model, Node, Seed, UnitTest
from orchestrator.project.read.captures import call_references
from orchestrator.project.read.fixtures import fixture_of
from orchestrator.project.read.node_fields import node_fields
from orchestrator.project.read.reading import NodeDraft, Reading, switched_off_at
from orchestrator.project.references import Reference, References
from orchestrator.properties.declared import InputDeclaration, UnitTestDeclaration
from orchestrator.templates.static import parse


def read_unit_test(declared: UnitTestDeclaration, reading: Reading) -> Iterator[NodeDraft]:
    """Yield a draft of a unit test for its model, or for each version that it tests."""
    if not is_valid_name(declared.name):
        what = f"'{declared.name}' is not a valid name of a unit test"
        reading.problems.add(what, declared.place, f"use {NAME_RULE}")
        return
    versions = _versions(declared, reading)
    if versions is None:
        yield from _drafts(declared, None, reading)
        return
    for version in versions:
        yield from _drafts(declared, version, reading)


def _drafts(
    declared: UnitTestDeclaration, version: str | None, reading: Reading
) -> Iterator[NodeDraft]:
    package = reading.package.name
    fqn = (package, *reading.folders_of(declared.place.path), declared.model, declared.name)
    settings = reading.settings("unit_tests", fqn, declared.config)
    check_common(settings, declared.place, reading.problems)
    description = reading.described(declared.description)
    fields = node_fields(UnitTest, fqn, declared.place, settings, description, declared.model)
    found = Problems()
    given, references = _given(declared, reading, found)
    try:
        expect = fixture_of(declared.expect, reading, may_be_whole=False)
    except ProjectError as error:
        found.extend(error)
    reading.problems.found += found.found
    if found.found:
        return
    node = UnitTest(
        **fields,
        model=declared.model,
        given=given,
        expect=expect,
        mocked=_mocked(declared, reading.problems),
        version=version,
        versions=plain(declared.versions) or None,
        settings=settings,
    )
    if version is not None:
        names = (declared.model, node.versioned_name)
        node = replace(node, unique_id=unique_id_of(node.resource.word, package, *names))
    tested = Reference("ref", (declared.model,), declared.place, version)
    switched_off = switched_off_at(settings, declared.place)
    yield NodeDraft(node, (tested, *references), switched_off)


def _versions(declared: UnitTestDeclaration, reading: Reading) -> list[str] | None:
    """Return the versions of the model to test; None for a model without versions."""
    models = reading.package.declared.models.values()
    known = [
        model.version.v
        for model in models
        if model.version is not None and model.version.model == declared.model
    ]
    chosen = {
        key: [str(each) for each in value] if isinstance(value, list) else [str(value)]
        for key, value in declared.versions.items()
        if value is not None
    }
    if not known:
        if chosen:
            what = f"the model '{declared.model}' has no versions"
            reading.problems.add(what, declared.versions.place, "remove 'versions'")
        return None
    for key, versions in chosen.items():
        for version in versions:
            if version not in known and not (key == "include" and version in ("*", "all")):
                what = f"'{key}': the model '{declared.model}' has no version {version}"
                fix = f"its versions: {', '.join(known)}"
                reading.problems.add(what, declared.versions.value_place(key), fix)
    include = chosen.get("include", known)
    wanted = known if "*" in include or "all" in include else include
    return [each for each in known if each in wanted and each not in chosen.get("exclude", ())]


def _given(
    declared: UnitTestDeclaration, reading: Reading, problems: Problems
) -> tuple[tuple[GivenInput, ...], tuple[Reference, ...]]:
    """Return the inputs and the reference of each; `this` refers to the model."""
    given, references = [], []
    for each in declared.given:
        try:
            reference = _reference(each, declared.model)
            fixture = fixture_of(each.fixture, reading, may_be_whole=each.call != THIS_INPUT)
        except ProjectError as error:
            problems.extend(error)
            continue
        given.append(GivenInput(each.call, fixture))
        references.append(reference)
    return tuple(given), tuple(references)


def _reference(given: InputDeclaration, model: str) -> Reference:
    if given.call.strip() == THIS_INPUT:
        return Reference("ref", (model,), given.place)
    try:
        calls = call_references(parse(f"{{{{ {given.call} }}}}", given.place.path))
    except ProjectError:
        calls = []
    if len(calls) != 1:
        what = f"'input': {shown(given.call)} is not an input"
        fix = "write ref('model'), source('source', 'table') or this"
        raise ProjectError.of(what, given.place, fix)
    return replace(calls[0], place=given.place)


def _mocked(declared: UnitTestDeclaration, problems: Problems) -> MockedNames:
    found: dict[str, Any] = {}
    for key in ("macros", "vars", "env_vars"):
        value = declared.overrides.get(key)
        if value is not None and not isinstance(value, Map):
            what = f"'{key}': expected values by name, found {shown(value)}"
            problems.add(what, declared.overrides.value_place(key), f"write '{key}: {{name: 1}}'")
            value = None
        found[key] = {str(name): plain(each) for name, each in (value or {}).items()}
    environment = {name: str(value) for name, value in found["env_vars"].items()}
    return MockedNames(found["macros"], found["vars"], environment)


def resolved_unit_test(
    node: UnitTest,
    draft: NodeDraft,
    references: References,
    problems: Problems,
    broken: Collection[str],
) -> UnitTest | None:
    """Return the unit test with its dependencies and inputs; None if its model is disabled."""
    tested, *inputs = draft.references
    if references.is_disabled(tested):
        return None
    found: list[str] = []
    for reference in (tested, *inputs):
        try:
            found.append(references.find(reference, node.package))
        except ProjectError as error:
            found.append("")
            if reference.arguments[-1] not in broken:
                problems.extend(error)
    given = tuple(
        replace(each, unique_id=found[0] if each.call.strip() == THIS_INPUT else unique_id)
        for each, unique_id in zip(node.given, found[1:], strict=True)
    )
    return replace(node, given=given, depends_on=tuple(name for name in found[:1] if name))


def input_problems(node: UnitTest, nodes: Mapping[str, Node]) -> Iterator[UnusedKey | Problem]:
    """Yield the problems of a unit test that require all nodes to be known.

    A key that merely has no effect is yielded as such.
    """
    model = nodes.get(node.attached_to or "")
    if not isinstance(model, Model):
        if model is not None:
            fix = f"name a model: '{model.name}' is a {model.resource.noun}"
            yield Problem("unit tests test models only", node.place, fix)
        return
    if model.language == "python":
        fix = "test its result with data tests"
        yield Problem("unit tests test SQL models only", node.place, fix)
    first: dict[str, GivenInput] = {}
    for given in node.given:
        place, other = given.fixture.place, first.setdefault(given.unique_id, given)
        if other is not given:
            yield Problem(f"{given.call} is given twice", node.place, "merge the two")
        is_read = given.unique_id in model.depends_on or given.call.strip() == THIS_INPUT
        if given.unique_id and not is_read:
            what = f"rows are given for {given.call}, but '{model.name}' does not read it"
            yield UnusedKey(Problem(what, place, "remove them, or use it in the model"))
        if given.fixture.has_all_rows and not isinstance(nodes.get(given.unique_id), Seed):
            fix = "write 'rows:' below it, 'rows: []' for none"
            yield Problem(f"no rows are given for {given.call}", place, fix)
