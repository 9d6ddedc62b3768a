"""Rules of segment families in unit tests: rendered again, with what a test tells templates."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from orchestrator.config.values import is_template
from orchestrator.errors import Problem, ProjectError
from orchestrator.nodes import Model, UnitTest
from orchestrator.project.family_declarations import DeclaredFamily, declared_family
from orchestrator.project.mocked_names import mocked_names
from orchestrator.project.read_segments import ReadFamilies, Rules, expanded
from orchestrator.project.reading import FileReading, NodeDraft, Reading


def with_rules_of_tests(
    readings: Sequence[FileReading], families: ReadFamilies, root: str
) -> list[FileReading]:
    """What all files gave, where each unit test of a family has its SQL with the test's overrides.

    Rules are rendered when a family is read, and not with its SQL: without this a test would see
    the variables of the project, and fail as soon as these are set otherwise. `root` is the package
    of the project itself.
    """
    models = _models(draft for reading in readings for draft in reading.drafts)
    return [_told_otherwise(reading, models, families, root) for reading in readings]


def _models(drafts: Iterable[NodeDraft]) -> dict[str, dict[str, Model]]:
    """The models that are on, by name and package."""
    found: dict[str, dict[str, Model]] = {}
    for draft in drafts:
        if draft.is_enabled and isinstance(draft.node, Model):
            found.setdefault(draft.node.name, {})[draft.node.package] = draft.node
    return found


def _told_otherwise(
    found: FileReading,
    models: Mapping[str, Mapping[str, Model]],
    families: ReadFamilies,
    root: str,
) -> FileReading:
    for draft in found.drafts:
        test = draft.node
        if isinstance(test, UnitTest) and test.mocked.is_any:
            named = models.get(test.model, {})
            meant = next((named[it] for it in (test.package, root, *named) if it in named), None)
            family = None if meant is None else meant.family
            declared = None if meant is None else _declared(meant, families)
            if family is not None and declared is not None:
                found = _retold(found, draft, declared, family.as_of, families.rules)
    return found


def _declared(model: Model, families: ReadFamilies) -> DeclaredFamily | None:
    """The family that a model is made of, where a rule of it is a template."""
    for declared, draft in families.drafts:
        if draft.node.unique_id == model.unique_id:
            rules = (entry.get("where") for entry in declared.declaration.keys["segments"])
            return declared if any(map(is_template, filter(None, rules))) else None
    return None


def _retold(
    found: FileReading,
    draft: NodeDraft,
    declared: DeclaredFamily,
    as_of: str | None,
    rules: Rules,
) -> FileReading:
    test = draft.node
    assert isinstance(test, UnitTest)
    reading = Reading(declared.reading.context, declared.reading.path)
    told = None
    try:
        package, renderer = reading.package.name, reading.renderer
        reading.tell_otherwise(mocked_names(test, package, reading.names, renderer))
        told = declared_family(declared.declaration, reading)
    except ProjectError as error:
        reading.problems.extend(error)
    if told is not None:
        before, rules = rules.others(declared), rules.with_family(told)
        reading.problems.found += rules.problems(told)
        reading.problems.found += _more_asked(test, before, rules.others(told))
        if not reading.problems.found and rules.are_whole(told):
            _, sql = expanded(told, as_of, rules)
            new = replace(draft, node=replace(test, family_sql=sql))
            drafts = tuple(new if each is draft else each for each in found.drafts)
            found = replace(found, drafts=drafts)
    where = f"in the unit test '{test.name}': "
    return replace(
        found,
        problems=(
            *found.problems,
            *(replace(each, what=where + each.what) for each in reading.problems.found),
        ),
        uses=found.uses | reading.uses,
        macros=found.macros | reading.macros,
    )


def _more_asked(test: UnitTest, before: Collection[str], now: Collection[str]) -> Iterator[Problem]:
    """A problem for each family that the rules ask for in the test alone: no rows stand for it."""
    for name in now:
        if name not in before:
            what = (
                f"its overrides make a rule use the family '{name}', which no rule uses otherwise"
            )
            fix = "override the values that conditions compare with, not the families that they use"
            yield Problem(what, test.place, fix)
