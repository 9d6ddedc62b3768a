"""Rules of segment families in unit tests: rendered again, with what a test tells templates."""

from msgspec.structs import replace

from orchestrator.config.values import is_template
from orchestrator.errors import ProjectError
from orchestrator.nodes import Family, Model, UnitTest
from orchestrator.project.family_declarations import DeclaredFamily, declared_family
from orchestrator.project.mocked_names import mocked_names
from orchestrator.project.read_segments import ReadFamilies, expanded
from orchestrator.project.reading import FileReading, NodeDraft, Reading


def with_rules_of_tests(found: FileReading, families: ReadFamilies) -> FileReading:
    """What a file gave, where each unit test of a family has the family's SQL with its overrides.

    Rules are rendered when a family is read, and not with its SQL: without this a test would see
    the variables of the project, and fail as soon as these are set otherwise.
    """
    for draft in found.drafts:
        family = _tested_family(draft, families)
        if family is not None:
            found = _retold(found, draft, family, families)
    return found


def _tested_family(
    draft: NodeDraft, families: ReadFamilies
) -> tuple[DeclaredFamily, Family] | None:
    test = draft.node
    if not (isinstance(test, UnitTest) and test.mocked.is_any):
        return None
    by_package = {
        declared.reading.package.name: (declared, model.node.family)
        for declared, model in families.drafts
        if declared.name == test.model and isinstance(model.node, Model) and model.node.family
    }
    family = by_package.get(test.package) or next(iter(by_package.values()), None)
    if family is None:
        return None
    rules = (entry.get("where") for entry in family[0].declaration.keys["segments"])
    return family if any(map(is_template, filter(None, rules))) else None


def _retold(
    found: FileReading,
    draft: NodeDraft,
    family: tuple[DeclaredFamily, Family],
    families: ReadFamilies,
) -> FileReading:
    test, (declared, before) = draft.node, family
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
        _, sql = expanded(told, before.as_of, families.rules)
        new = replace(draft, node=replace(test, family_sql=sql))
        found = replace(
            found, drafts=tuple(new if each is draft else each for each in found.drafts)
        )
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
