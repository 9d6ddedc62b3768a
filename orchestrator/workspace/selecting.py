"""Resolves a selection to nodes, or says clearly that there are none."""

from collections.abc import Iterator, Sequence

from orchestrator.errors import UsageError
from orchestrator.nodes import resource_type
from orchestrator.selection.earlier import Known
from orchestrator.selection.grammar import spec_of
from orchestrator.selection.select import Selected, fix_for, selected_by, selector_named
from orchestrator.selection.spec import OF_EARLIER, Spec, criteria_of
from orchestrator.workspace.earlier.door import earlier_state
from orchestrator.workspace.selection import Selection
from orchestrator.workspace.value import Workspace

_MOST_TYPES = 2
"""How many types of nodes the message lists if none is selected."""

_UNSEEN = {"operation"}
"""Types of nodes that cannot be selected."""


def choose(workspace: Workspace, selection: Selection, types: Sequence[str]) -> tuple[str, ...]:
    """Return the selected nodes of the given `types`; raises UsageError if there are none.

    In a dbt project, and if an earlier state decides, that is only a warning, as in dbt.
    """
    spec, selectors = _spec(workspace, selection), workspace.selectors.by_name
    criteria = tuple(criteria_of(spec, selectors))
    selected = selected_by(
        workspace.project,
        spec,
        indirect=selection.indirect_selection,
        resource_types=selection.resource_types,
        exclude_resource_types=selection.exclude_resource_types,
        known=Known(selectors, earlier_state(workspace, criteria)),
    )
    nodes = workspace.project.nodes
    wanted = tuple(name for name in selected.names if resource_type(nodes[name]) in types)
    if selection.allow_empty:
        return wanted
    is_of_state = any(criterion.method in OF_EARLIER for criterion in criteria)
    for problem in _problems(workspace, selected, wanted, types, is_of_state=is_of_state):
        _raise_or_warn(workspace, problem, is_error=not is_of_state)
    return wanted


def _spec(workspace: Workspace, selection: Selection) -> Spec:
    """Return what is selected: by criteria, a selector of the project, or the default selector."""
    selectors = workspace.selectors
    has_criteria = bool(selection.select or selection.exclude)
    if selection.selector is not None:
        if has_criteria:
            what = f"the selector '{selection.selector}' cannot be combined with other criteria"
            _raise_or_warn(workspace, UsageError(what, fix="use one of the two"))
        return selector_named(selection.selector, selectors.by_name)
    if not has_criteria and selectors.default is not None:
        return selectors.by_name[selectors.default]
    return spec_of(selection.select, selection.exclude)


def _raise_or_warn(workspace: Workspace, problem: UsageError, *, is_error: bool = True) -> None:
    if workspace.file.is_strict and is_error:
        raise problem
    workspace.loaded.warnings.tell_once(str(problem))


def _problems(
    workspace: Workspace,
    selected: Selected,
    wanted: Sequence[str],
    types: Sequence[str],
    *,
    is_of_state: bool,
) -> Iterator[UsageError]:
    for criterion in selected.unmatched:
        yield UsageError(
            f"The selection criterion '{criterion}' does not match any enabled nodes",
            fix=fix_for(workspace.project, criterion),
        )
    if not wanted and not selected.names and is_of_state:
        yield UsageError(
            "Nothing to do: no node matches the selection compared with the earlier state"
        )
    elif not wanted:
        nodes = workspace.project.nodes
        types_present = sorted(
            {resource_type(nodes[name]) for name in selected.names or nodes} - _UNSEEN
        )
        whose = "selection" if selected.names else "project"
        what = " or ".join(types) if len(types) <= _MOST_TYPES else "node that this command runs"
        yield UsageError(
            f"Nothing to do: no {what} is selected",
            fix=f"the {whose} holds: {', '.join(types_present)}"
            if types_present
            else "add a model",
        )
