"""`--select` and `--exclude` over a project: criteria become the names of nodes."""

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct

from orchestrator.errors import UsageError
from orchestrator.names import closest, did_you_mean
from orchestrator.nodes import RESOURCE_TYPES, resource_type
from orchestrator.project.value import ParsedProject
from orchestrator.selection.grammar import Criterion, Term, parse
from orchestrator.selection.indirect import Chosen, Indirect, admit, with_tests
from orchestrator.selection.methods import named_by, values_of

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
"""What the value of a method is, for one node and for several, where a list of them helps."""


class Selected(Struct, frozen=True):
    """What was chosen: unique ids, parents first; `unmatched` are criteria that name no node."""

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
) -> Selected:
    """The nodes that `select` names (all, when empty) and `exclude` does not.

    A term whose criteria name nodes, but none in common, is unmatched as a whole. Raises
    UsageError for a selection that cannot be understood.
    """
    wanted, unwanted = parse("select", select), parse("exclude", exclude)
    types = _wanted_types(resource_types, exclude_resource_types)
    unmatched: list[str] = []
    names = set(project.nodes)
    if wanted:
        names = _union(project, wanted, indirect, unmatched).names
    if unwanted:
        names = names - _union(project, unwanted, indirect, unmatched).names
    if types is not None:
        names = {name for name in names if resource_type(project.nodes[name]) in types}
    return Selected(
        names=tuple(name for name in project.graph.sorted() if name in names),
        unmatched=tuple(dict.fromkeys(unmatched)),
    )


def fix_for(project: ParsedProject, unmatched: str) -> str:
    """What to do about a criterion that matches nothing: the nearest one, else what there is."""
    term, *_ = parse("select", [unmatched])
    criterion = term.criteria[0]
    if len(term.criteria) > 1:
        return "no node matches all of them: a space instead of the comma selects what matches any"
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


def _union(
    project: ParsedProject, terms: Sequence[Term], indirect: Indirect, unmatched: list[str]
) -> Chosen:
    found = [_intersection(project, term, indirect, unmatched) for term in terms]
    return admit(
        project,
        Chosen(
            set().union(*(chosen.names for chosen in found)),
            set().union(*(chosen.names | chosen.waiting for chosen in found)),
        ),
        indirect,
    )


def _intersection(
    project: ParsedProject, term: Term, indirect: Indirect, unmatched: list[str]
) -> Chosen:
    found = []
    for criterion in term.criteria:
        names = named_by(criterion, project)
        if not names:
            unmatched.append(criterion.text)
        found.append(with_tests(project, names | _around(project, criterion, names), indirect))
    if len(found) == 1:
        return found[0]
    chosen = admit(
        project,
        Chosen(
            set.intersection(*(chosen.names for chosen in found)),
            set.intersection(*(chosen.names | chosen.waiting for chosen in found)),
        ),
        indirect,
    )
    if not chosen.names and all(part.names for part in found):
        unmatched.append(term.text)
    return chosen


def _around(project: ParsedProject, criterion: Criterion, names: set[str]) -> set[str]:
    """What the criterion's `+` and `@` add to the nodes that it names."""
    graph = project.selected_graph
    around: set[str] = set()
    if criterion.childrens_parents:
        below = graph.descendants(names)
        around |= below | graph.ancestors(names | below)
    if criterion.parents is not None:
        around |= graph.ancestors(names, criterion.parents.depth)
    if criterion.children is not None:
        around |= graph.descendants(names, criterion.children.depth)
    return around


def _wanted_types(include: Collection[str], exclude: Collection[str]) -> set[str] | None:
    """The resource types to keep, or None for all of them."""
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
