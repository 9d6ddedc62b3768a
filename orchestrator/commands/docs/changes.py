"""How the newest generation changed the segments' members, and whether rules or data caused it."""

from collections.abc import Sequence

from orchestrator.commands.diff.diff import diff
from orchestrator.commands.diff.families import FamilyDiff
from orchestrator.commands.docs.reading import first_line
from orchestrator.engines.boundary import Catalogue
from orchestrator.errors import UsageError
from orchestrator.nodes import Model
from orchestrator.segments.comparison import Causes, SegmentMoves
from orchestrator.site.small_cells import Total, shown_rows
from orchestrator.site.values import ChangedFamily, Changes, Figures
from orchestrator.workspace.selection import Selection
from orchestrator.workspace.value import Workspace

_CAUSES = ("definition", "model", "data", "several")
_COUNTS = (
    "before",
    "after",
    "entered",
    "left",
    *(f"{way}_by_{cause}" for way in ("entered", "left") for cause in _CAUSES),
)
_TOTALS = (
    Total(("segment",), ("before", "after", "entered", "left")),
    *(
        Total(("segment",), (way, *(f"{way}_by_{cause}" for cause in _CAUSES)))
        for way in ("entered", "left")
    ),
)


def changes_of(
    workspace: Workspace, catalogue: Catalogue, families: Sequence[Model], least: int
) -> tuple[Changes | None, tuple[str, ...]]:
    """Return how the newest generation differs from the one before, by family, if both exist.

    Also returns why they cannot be compared, if so.
    """
    # A copy for readers contains only its own generation.
    if len(catalogue.generations) < 2 or not families or catalogue.copy_of is not None:
        return None, ()
    selection = Selection(
        select=tuple(model.selector for model in families), resource_types=("model",)
    )
    try:
        found = diff(workspace, selection, against=catalogue.generations[1].number, examples=0)
    except UsageError as error:
        return None, (f"changes: {first_line(error)}",)
    changes = Changes(
        before=catalogue.generations[1].number,
        after=catalogue.generations[0].number,
        families=tuple(_changed(family, least) for family in found.families),
        same=found.same_families,
        not_compared=(
            *((each.name, each.why) for each in found.not_compared),
            *((each.family, f"{found.before} does not have it") for each in found.new_families),
        ),
    )
    return changes, ()


def _changed(family: FamilyDiff, least: int) -> ChangedFamily:
    rows = [[each.segment, *_counts(each)] for each in family.segments]
    columns = ("segment", *_COUNTS)
    shown = shown_rows(columns, rows, least, hides=_COUNTS, totals=_TOTALS)
    return ChangedFamily(
        name=family.family,
        is_redefined=family.is_redefined,
        redefined_above=family.redefined_above,
        untold=family.untold,
        models_untold=family.models_untold,
        figures=Figures(columns, shown, family.family),
    )


def _counts(moves: SegmentMoves) -> list[int | None]:
    return [
        moves.before,
        moves.after,
        moves.entered,
        moves.left,
        *_by(moves.entered_by),
        *_by(moves.left_by),
    ]


def _by(causes: Causes | None) -> list[int | None]:
    """Return people by cause; None if causes are unknown."""
    return [None if causes is None else getattr(causes, cause) for cause in _CAUSES]
