"""What an earlier run left behind, as `state:`, `result:` and `source_status:` ask for it."""

from collections.abc import Mapping

from msgspec import Struct, field

from orchestrator.errors import UsageError
from orchestrator.selection.spec import Criterion, Spec

PARTS = ("body", "configs", "relation", "macros", "contract", "persisted_descriptions")
"""What of a node can be modified, as `state:modified.<part>` names it."""


class Modification(Struct, frozen=True):
    """How a node differs from what it was: `parts` are those of `PARTS` that do.

    `is_modified` is what `state:modified` says, and `why` are its reasons, each a word: it asks for
    more than for these parts, and of data tests for less.
    """

    is_new: bool = False
    is_modified: bool = False
    parts: frozenset[str] = frozenset()
    why: tuple[str, ...] = ()


class EarlierState(Struct, frozen=True):
    """By unique id, the changes since a state, how its run ended, and which sources are fresher.

    None where the state does not tell; a node without a change is as it was. `where` is what
    messages call the state.
    """

    changes: Mapping[str, Modification] | None = None
    statuses: Mapping[str, str] | None = None
    fresher: frozenset[str] | None = None
    where: str = ""


class Known(Struct, frozen=True):
    """What a selection is decided by, beside the project: named selectors, and an earlier state."""

    selectors: Mapping[str, Spec] = field(default_factory=dict)
    earlier: EarlierState = field(default_factory=EarlierState)


UNCHANGED = Modification()


def named_by_state(criterion: Criterion, unique_id: str, earlier: EarlierState) -> bool:
    """Whether a node is in the state that the criterion names; raises UsageError without one."""
    if earlier.changes is None:
        raise _missing(criterion, earlier, "manifest.json")
    change = earlier.changes.get(unique_id, UNCHANGED)
    match criterion.value:
        case "new":
            return change.is_new
        case "old":
            return not change.is_new
        case "modified":
            return change.is_modified
        case "unmodified":
            return not change.is_modified
        case value:
            return value.removeprefix("modified.") in change.parts


def named_by_result(criterion: Criterion, unique_id: str, earlier: EarlierState) -> bool:
    """Whether a node ended so in the earlier run; raises UsageError without one."""
    if earlier.statuses is None:
        raise _missing(criterion, earlier, "run_results.json")
    ended = earlier.statuses.get(unique_id, "")
    return ended.replace(" ", "_") == criterion.value.replace(" ", "_")


def named_by_freshness(criterion: Criterion, unique_id: str, earlier: EarlierState) -> bool:
    """Whether a source has newer rows than it had; raises UsageError where that is not known."""
    if earlier.fresher is None:
        raise _missing(criterion, earlier, "sources.json")
    return unique_id in earlier.fresher


def _missing(criterion: Criterion, earlier: EarlierState, file: str) -> UsageError:
    what = f"'{criterion.text}' needs an earlier state"
    if not earlier.where:
        return UsageError(f"{what}, but none is given", fix=f"name the folder of a {file}")
    if file == "sources.json":
        both = f"{earlier.where} and the target path must both have a sources.json"
        return UsageError(f"{what}: {both}", fix="run 'seg source freshness' before and after")
    return UsageError(f"{what}: there is no {file} in {earlier.where}", fix="name another folder")
