"""How large segments would be if the numbers in their rules were different."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from orchestrator.commands.docs.reading import FigureReader, first_line
from orchestrator.commands.simulate import ChangedRule, simulated_sizes
from orchestrator.errors import StatementError, UsageError
from orchestrator.nodes import Model
from orchestrator.segments.conditions import Comparison, comparisons, conditions, taken_apart
from orchestrator.site.small_cells import shown_rows
from orchestrator.site.values import Figures

_STEPS = 10  # on each side of the rule's number
_COLUMNS = ("segment", "condition", "number", "threshold", "members", "share", "is_cliff")


def curves_of_families(reader: FigureReader, families: Sequence[Model]) -> dict[str, Figures]:
    """Return the curves of each family whose rules compare something with a number."""
    found: dict[str, Figures] = {}
    published = reader.roles.catalogue.published
    for model in (each for each in families if each.unique_id in published):
        try:
            rows = [row for rule in _rules(model) for row in _curve(reader, rule)]
        except (UsageError, StatementError) as error:
            if isinstance(error, StatementError) and error.cancelled:
                raise
            # What it divides does not exist, or not in the form that its rules now need.
            reader.left_out.append(f"curves of {model.name}: {first_line(error)}")
            continue
        shown = shown_rows(
            _COLUMNS, rows, reader.least, hides=("members",), hides_with=("share", "is_cliff")
        )
        if shown:
            found[model.unique_id] = Figures(_COLUMNS, shown, model.name)
    return found


def _rules(model: Model) -> Iterator[ChangedRule]:
    family = model.family
    assert family is not None
    for segment in family.segments:
        for condition in conditions(taken_apart(segment.where)) if segment.where else ():
            for changed in comparisons(condition):
                yield ChangedRule(model, family, segment, changed)


def _curve(reader: FigureReader, rule: ChangedRule) -> list[list[Any]]:
    """Return the rows for one number of one rule."""
    roles, changed = reader.roles, rule.changed
    numbers = numbers_around(changed)
    sizes = simulated_sizes(roles.workspace, roles.catalogue, reader.warehouse, rule, numbers)
    return [
        [
            rule.segment.name,
            str(changed),
            float(changed.number),
            float(each.threshold),
            each.size,
            each.share,
            each.is_cliff,
        ]
        for each in sizes
    ]


def numbers_around(changed: Comparison) -> list[Decimal]:
    """Return ten numbers on each side of a rule's own (no negative ones for a positive one).

    Plus one more on each side. Whole numbers stay whole, and arguments about events are at least 1.
    """
    own = changed.number
    is_integer = own == own.to_integral_value() and "." not in changed.text
    step = _round(abs(own) / _STEPS) if own else Decimal(1)
    if is_integer or changed.call:
        step = max(step.to_integral_value(), Decimal(1))
    least = Decimal(1) if changed.call else Decimal(0) if own >= 0 else None
    below = [own - step * number for number in range(_STEPS, 0, -1)]
    if least is not None:
        below = [number for number in below if number >= least]
    shown = [*below, own, *(own + step * number for number in range(1, _STEPS + 1))]
    return [shown[0] - step, *shown, shown[-1] + step]


def _round(number: Decimal) -> Decimal:
    """Return a nearby round number: 1, 2 or 5 times a power of ten."""
    power = Decimal(1).scaleb(number.adjusted())
    return next(each * power for each in (10, 5, 2, 1) if each * power <= number)
