"""Finds the family and segment that a command names, and where they are read."""

from collections.abc import Sequence

from orchestrator.engines.boundary import Catalogue
from orchestrator.errors import UsageError
from orchestrator.names import composed, did_you_mean
from orchestrator.nodes import BuiltNode, Family, Model, RelationNode, Segment
from orchestrator.plan.relations import Relations
from orchestrator.project.read.segment_list import families_among
from orchestrator.roles import ACCOUNTS, CUSTOMERS
from orchestrator.segments.family_sql import FamilyInputs, Spelling
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import not_built

ADD_FAMILIES = (
    "add 'segment_families:' to a property file next to the models (docs/segment-families.md)"
)
_MOST_NAMES = 3
_TURN_ON = "set 'enabled: true' there"


def choose_segment(workspace: Workspace, text: str) -> tuple[Model, Family, Segment]:
    """Return the segment that `family.segment` names; raises UsageError."""
    name, dot, segment_name = text.partition(".")
    families = families_among(workspace.project.nodes.values())
    if not dot or not name or not segment_name:
        raise _not_a_segment(text, families)
    name, segment_name = composed(name), composed(segment_name)
    model = next((found for found in families if composed(found.name) == name), None)
    if model is None or model.family is None:
        for node in families_among(workspace.project.disabled.values()):
            if composed(node.name) == name:
                what = f"the segment family '{name}' is disabled: {node.place}"
                raise UsageError(what, fix=_TURN_ON)
        names = [found.name for found in families]
        raise no_family(name, names)
    segments = model.family.segments
    segment = next((found for found in segments if composed(found.name) == segment_name), None)
    if segment is None:
        if segment_name in map(composed, model.family.left_out):
            raise UsageError(f"the segment '{text}' is disabled: {model.place}", fix=_TURN_ON)
        names = [found.name for found in segments]
        fix = did_you_mean(segment_name, names) or f"segments of '{name}': {', '.join(names)}"
        raise UsageError(f"no segment '{segment_name}' in the family '{name}'", fix=fix)
    return model, model.family, segment


def _not_a_segment(text: str, families: Sequence[Model]) -> UsageError:
    """Return the error for a name that is no family, or no segment of it."""
    what, name = f"'{text}' is not a segment", composed(text.strip("."))
    if not families:
        return UsageError(f"{what}: the project has no segment families", fix=ADD_FAMILIES)
    of_family = {
        composed(model.name): [f"{model.name}.{found.name}" for found in model.family.segments]
        for model in families
        if model.family is not None
    }
    if name in of_family:
        return UsageError(
            f"{what} but a segment family",
            fix=f"name one of its segments: {', '.join(of_family[name])}",
        )
    known = [each for segments in of_family.values() for each in segments]
    same = [each for each in known if composed(each.partition(".")[2]) == name]
    if same:
        return UsageError(what, fix=f"did you mean {' or '.join(map(repr, same[:_MOST_NAMES]))}?")
    nearest = did_you_mean(name, of_family)
    example = f"write family.segment, as in '{known[0]}'" if known else "write family.segment"
    return UsageError(what, fix=nearest or example)


def no_family(name: str, known: Sequence[str]) -> UsageError:
    """Return the error for a family that the project does not have."""
    if not known:
        return UsageError(f"no segment family '{name}': the project has none", fix=ADD_FAMILIES)
    fix = did_you_mean(name, known) or f"segment families: {', '.join(sorted(known))}"
    return UsageError(f"no segment family '{name}'", fix=fix)


def entities_of(workspace: Workspace, model: Model) -> RelationNode:
    """Return the node that a family divides."""
    on = workspace.project.nodes[model.depends_on[0]]
    assert isinstance(on, RelationNode)
    return on


def value_column_of(workspace: Workspace, model: Model) -> str | None:
    """Return the value column of what a family divides, if its role has one."""
    on = entities_of(workspace, model)
    roles = map(workspace.project.roles.get, (CUSTOMERS, ACCOUNTS))
    played = [role for role in roles if role is not None and role.unique_id == on.unique_id]
    return played[0].declared.columns.get("value") if played else None


def published_sources(workspace: Workspace, model: Model, catalogue: Catalogue) -> FamilyInputs:
    """Return the published entities of a family, and the families that it refers to.

    Raises UsageError if one of them was never built.
    """
    relations = Relations(workspace.project, workspace.dialect, {})
    families: dict[str, str] = {}
    for unique_id in model.depends_on:
        node = workspace.project.nodes[unique_id]
        if isinstance(node, BuiltNode) and unique_id not in catalogue.published:
            raise not_built(node.name, catalogue)
        families[node.name] = relations.published(unique_id)
    return FamilyInputs(relations.published(model.depends_on[0]), families)


def spelling_of(workspace: Workspace) -> Spelling:
    """Return how the target's dialect writes names and values."""
    return Spelling(workspace.dialect.column, workspace.dialect.literal)
