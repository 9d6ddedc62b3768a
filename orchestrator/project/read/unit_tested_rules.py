"""Rules of segment families in unit tests: rendered again, with the overrides of the test."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from orchestrator.config.values import is_template
from orchestrator.errors import Problem, ProjectError
from orchestrator.nodes import Model, UnitTest
from orchestrator.project.read.family_declarations import DeclaredFamily, declared_family
from orchestrator.project.read.reading import FileReading, NodeDraft, Reading
from orchestrator.project.read.segments import ReadFamilies, Rules, expanded
from orchestrator.project.template_names.mocked_names import mocked_names


def with_rules_of_tests(
    readings: Sequence[FileReading], families: ReadFamilies, root: str
) -> list[FileReading]:
    """Return the readings; each unit test of a family has its SQL with the test's overrides.

    Rules are rendered when a family is read, not when its SQL is compiled. Without this, a test
    would use the variables of the project and fail when they change. `root` is the name of the root
    package.
    """
    models = _models(draft for reading in readings for draft in reading.drafts)
    return [_with_overrides(reading, models, families, root) for reading in readings]


def _models(drafts: Iterable[NodeDraft]) -> dict[str, dict[str, Model]]:
    """Return the enabled models by name and package."""
    found: dict[str, dict[str, Model]] = {}
    for draft in drafts:
        if draft.is_enabled and isinstance(draft.node, Model):
            found.setdefault(draft.node.name, {})[draft.node.package] = draft.node
    return found


def _with_overrides(
    found: FileReading,
    models: Mapping[str, Mapping[str, Model]],
    families: ReadFamilies,
    root: str,
) -> FileReading:
    for draft in found.drafts:
        test = draft.node
        if isinstance(test, UnitTest) and test.mocked.is_any:
            named = models.get(test.model, {})
            model = next((named[it] for it in (test.package, root, *named) if it in named), None)
            family = None if model is None else model.family
            declared = None if model is None else _declared(model, families)
            if family is not None and declared is not None:
                found = _with_test_rules(found, draft, declared, family.as_of, families.rules)
    return found


def _declared(model: Model, families: ReadFamilies) -> DeclaredFamily | None:
    """Return the family of a model, if one of its rules is a template."""
    for declared, draft in families.drafts:
        if draft.node.unique_id == model.unique_id:
            rules = (entry.get("where") for entry in declared.declaration.keys["segments"])
            return declared if any(map(is_template, filter(None, rules))) else None
    return None


def _with_test_rules(
    found: FileReading,
    draft: NodeDraft,
    declared: DeclaredFamily,
    as_of: str | None,
    rules: Rules,
) -> FileReading:
    test = draft.node
    assert isinstance(test, UnitTest)
    reading = Reading(declared.reading.context, declared.reading.path)
    overridden = None
    try:
        package, renderer = reading.package.name, reading.renderer
        reading.override_names(mocked_names(test, package, reading.names, renderer))
        overridden = declared_family(declared.declaration, reading)
    except ProjectError as error:
        reading.problems.extend(error)
    if overridden is not None:
        before, rules = rules.used_families(declared), rules.with_family(overridden)
        reading.problems.found += rules.problems(overridden)
        reading.problems.found += _added_families(test, before, rules.used_families(overridden))
        if not reading.problems.found and rules.are_complete(overridden):
            _, sql = expanded(overridden, as_of, rules)
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


def _added_families(
    test: UnitTest, before: Collection[str], now: Collection[str]
) -> Iterator[Problem]:
    """Yield a problem for each family that the rules use only in the test: it has no given rows."""
    for name in now:
        if name not in before:
            what = (
                f"its overrides make a rule use the family '{name}', which no rule uses otherwise"
            )
            fix = "override the values that conditions compare with, not the families that they use"
            yield Problem(what, test.place, fix)
