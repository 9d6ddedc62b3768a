"""Applies a selection to a project: criteria become names of nodes."""

from collections.abc import Callable, Collection, Mapping, Sequence

from msgspec import Struct

from orchestrator.errors import UsageError
from orchestrator.names import closest, did_you_mean
from orchestrator.nodes import RESOURCE_TYPES, resource_type
from orchestrator.project.value import ParsedProject
from orchestrator.selection.earlier import Known
from orchestrator.selection.grammar import parse, spec_of
from orchestrator.selection.indirect import Chosen, admit, with_tests
from orchestrator.selection.methods import named_by, values_of
from orchestrator.selection.spec import Combined, Criterion, Indirect, Spec, criteria_of

NOTHING_KNOWN = Known()
ANY_TYPE = ("all", "default")
_MOST_LISTED = 10

WHAT: Mapping[str, tuple[str, str]] = {
    "config": ("this setting", "values"),
    "group": ("a group", "groups"),
    "package": ("a package", "packages"),
    "source": ("a source", "sources"),
    "tag": ("a tag", "tags"),
    "test_name": ("a generic test", "test names"),
}
"""What a method's value is, for one node and for several, if a list of them helps."""


class Selected(Struct, frozen=True):
    """The selected unique ids, parents first; `unmatched` are criteria that name no node."""

    names: tuple[str, ...]
    unmatched: tuple[str, ...] = ()


def select(
    project: ParsedProject,
    select: Sequence[str] = (),
    exclude: Sequence[str] = (),
    *,
    indirect: Indirect = "eager",
    resource_types: Collection[str] = (),
    exclude_resource_types: Collection[str] = (),
    known: Known = NOTHING_KNOWN,
) -> Selected:
    """Return the nodes that `select` names (all, if empty) and `exclude` does not.

    Raises UsageError for an invalid selection.
    """
    return selected_by(
        project,
        spec_of(select, exclude),
        indirect=indirect,
        resource_types=resource_types,
        exclude_resource_types=exclude_resource_types,
        known=known,
    )


def selected_by(
    project: ParsedProject,
    spec: Spec,
    *,
    indirect: Indirect = "eager",
    resource_types: Collection[str] = (),
    exclude_resource_types: Collection[str] = (),
    known: Known = NOTHING_KNOWN,
) -> Selected:
    """Return the nodes of a selection.

    A term whose criteria name nodes, but none in common, is unmatched as a whole. Raises UsageError
    for an unknown type, selector or state.
    """
    types = _wanted_types(resource_types, exclude_resource_types)
    selecting = _Selecting(project, known, indirect, [], {})
    try:
        names = selecting.of(spec).names
    except RecursionError:
        raise UsageError("the selection is nested too deeply") from None
    if types is not None:
        names = {name for name in names if resource_type(project.nodes[name]) in types}
    return Selected(
        names=tuple(name for name in project.graph.sorted() if name in names),
        unmatched=tuple(dict.fromkeys(selecting.unmatched)),
    )


def fix_for(project: ParsedProject, unmatched: str) -> str:
    """Return a hint for a criterion that matches nothing: the nearest value, or existing ones."""
    term, *_ = parse("select", [unmatched])
    criterion, *others = criteria_of(term)
    if others:
        return (
            "no node matches all of them; use a space instead of the comma to select nodes that "
            "match any"
        )
    known = sorted(set(values_of(criterion, project)))
    nearest = closest(criterion.value, known)
    if nearest is not None:
        before, _, after = criterion.text.rpartition(criterion.value)
        return f"did you mean '{before}{nearest}{after}'?"
    what = WHAT.get(criterion.method)
    if what is None:
        return "'seg ls' lists the nodes"
    if not known:
        return f"no node has {what[0]}"
    more = f" and {len(known) - _MOST_LISTED} more" if len(known) > _MOST_LISTED else ""
    return f"{what[1]}: {', '.join(known[:_MOST_LISTED])}{more}"


class _Selecting(Struct, frozen=True):
    """Resolves one selection; `unmatched` collects the criteria that name no node.

    `decided` caches results by the id of a selection, as selectors may refer to one many times.
    """

    project: ParsedProject
    known: Known
    indirect: Indirect
    unmatched: list[str]
    decided: dict[int, Chosen]

    def of(self, spec: Spec) -> Chosen:
        """Return what a selection contains."""
        match spec:
            case Criterion(method="selector"):
                return self._named(spec)
            case Criterion():
                return self._criterion(spec)
            case Combined():
                if id(spec) not in self.decided:
                    self.decided[id(spec)] = self._combined(spec)
                return self.decided[id(spec)]
            case _:
                return Chosen(set(self.project.nodes), set())

    def _criterion(self, criterion: Criterion) -> Chosen:
        names = named_by(criterion, self.project, self.known.earlier)
        if not names and criterion.is_expected:
            self.unmatched.append(criterion.text)
        neighbours = names | _neighbours(self.project, criterion, names)
        return with_tests(self.project, neighbours, criterion.indirect or self.indirect)

    def _named(self, criterion: Criterion) -> Chosen:
        """Return what a selector contains, with the nodes around it."""
        found = self.of(selector_named(criterion.value, self.known.selectors))
        neighbours = _neighbours(self.project, criterion, found.names)
        if not neighbours:
            return found
        indirect = criterion.indirect or self.indirect
        return with_tests(self.project, found.names | neighbours, indirect)

    def _combined(self, spec: Combined) -> Chosen:
        found = [self.of(part) for part in spec.parts]
        if len(found) < 2:
            return found[0] if found else Chosen(set(), set())
        combine = _WAYS[spec.way]
        chosen = admit(
            self.project,
            Chosen(
                combine(*(each.names for each in found)),
                combine(*(each.names | each.waiting for each in found)),
            ),
            spec.indirect or self.indirect,
        )
        if spec.text and not chosen.names and all(part.names for part in found):
            is_sure = all(criterion.is_expected for criterion in criteria_of(spec))
            if is_sure:
                self.unmatched.append(spec.text)
        return chosen


_WAYS: Mapping[str, Callable[..., set[str]]] = {
    "union": set.union,
    "intersection": set.intersection,
    "difference": set.difference,
}


def selector_named(name: str, selectors: Mapping[str, Spec]) -> Spec:
    """Return a selector of the project; raises UsageError if it does not exist."""
    found = selectors.get(name)
    if found is None:
        known = f"selectors: {', '.join(selectors)}" if selectors else "selectors.yml has none"
        raise UsageError(f"no selector '{name}'", fix=did_you_mean(name, selectors) or known)
    return found


def _neighbours(project: ParsedProject, criterion: Criterion, names: set[str]) -> set[str]:
    """Return what the criterion's `+` and `@` add to the nodes that it names."""
    graph = project.selected_graph
    neighbours: set[str] = set()
    if criterion.childrens_parents:
        below = graph.descendants(names)
        neighbours |= below | graph.ancestors(names | below)
    if criterion.parents is not None:
        neighbours |= graph.ancestors(names, criterion.parents.depth)
    if criterion.children is not None:
        neighbours |= graph.descendants(names, criterion.children.depth)
    return neighbours


def _wanted_types(include: Collection[str], exclude: Collection[str]) -> set[str] | None:
    """Return the resource types to keep, or None for all."""
    known = set(RESOURCE_TYPES.values())
    for value in (*include, *exclude):
        if value not in known and value not in ANY_TYPE:
            raise UsageError(
                f"no resource type '{value}'",
                fix=did_you_mean(value, known) or f"resource types: {', '.join(sorted(known))}",
            )
    if not include and not exclude:
        return None
    takes_all = not include or any(value in ANY_TYPE for value in include)
    return (known if takes_all else set(include)) - set(exclude)
