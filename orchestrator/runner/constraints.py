"""Checks the constraints of a contract on a new version, before anybody can read it.

Tables in the database have no constraints: published rows are checked, in the same way on every
engine. For a table that is continued, row constraints are checked on new rows only.
"""

from collections.abc import Iterator, Sequence

from orchestrator.engines.boundary import Change
from orchestrator.errors import Problem, ProjectError, StatementError
from orchestrator.names import counted
from orchestrator.nodes import Constraint
from orchestrator.plan.steps import ApplyDelta, Build
from orchestrator.project.personal_columns import personal_in
from orchestrator.runner.closing import Closing
from orchestrator.warehouse import Warehouse

_MOST_SHOWN = 3


def require_constraints(
    step: Build, change: Change, closing: Closing, warehouse: Warehouse
) -> None:
    """Raise ProjectError with all violated constraints: how many rows, and an example."""
    if step.contract is None or not step.contract.constraints:
        return
    judging = _Judging(step, change, closing, warehouse)
    problems = [
        problem
        for constraint in step.contract.constraints
        for problem in judging.broken(constraint)
    ]
    if problems:
        raise ProjectError(problems)


class _Judging:
    """The new rows of a step, and all rows that its table will have."""

    def __init__(self, step: Build, change: Change, closing: Closing, warehouse: Warehouse) -> None:
        self._step = step
        self._closing = closing
        self._warehouse = warehouse
        self._quote = closing.dialect.quote
        self._all = closing.dialect.relation(change.preview or change.version)
        self._delta = None if change.delta is None else warehouse.name(change.delta.rows)

    def broken(self, constraint: Constraint) -> Iterator[Problem]:
        """Yield a problem for each kind of violation: a primary key can be NULL, or a duplicate."""
        try:
            match constraint.type:
                case "not_null":
                    yield from self._nulls(constraint)
                case "check":
                    yield from self._unchecked(constraint)
                case "unique":
                    yield from self._repeated(constraint)
                case "primary_key":
                    yield from self._nulls(constraint)
                    yield from self._repeated(constraint)
                case "foreign_key":
                    yield from self._orphans(constraint)
        except StatementError as error:
            if error.cancelled:
                raise
            what = f"the constraint {constraint} cannot be checked: {error.message}"
            yield Problem(what, constraint.place)

    def _nulls(self, constraint: Constraint) -> Iterator[Problem]:
        are_null = (f"seg_row.{self._quote(name)} is null" for name in constraint.columns)
        yield from self._rows(constraint, self._delta or self._all, " or ".join(are_null))

    def _unchecked(self, constraint: Constraint) -> Iterator[Problem]:
        # As in every database, a condition that is NULL is satisfied.
        yield from self._rows(
            constraint, self._delta or self._all, f"not coalesce(({constraint.expression}), true)"
        )

    def _orphans(self, constraint: Constraint) -> Iterator[Problem]:
        assert constraint.to is not None
        is_own = constraint.to == self._step.unique_id
        target = self._all if is_own else self._closing.relations.building(constraint.to)
        pairs = zip(constraint.columns, constraint.to_columns, strict=True)
        same = (f"seg_to.{self._quote(other)} = seg_row.{self._quote(own)}" for own, other in pairs)
        is_there = f"exists (select 1 from {target} as seg_to where {' and '.join(same)})"
        known = (f"seg_row.{self._quote(name)} is not null" for name in constraint.columns)
        condition = f"{' and '.join(known)} and not {is_there}"
        yield from self._rows(constraint, self._all, condition, constraint.columns)

    def _repeated(self, constraint: Constraint) -> Iterator[Problem]:
        columns = [self._quote(name) for name in constraint.columns]
        known = " and ".join(f"seg_row.{column} is not null" for column in columns)
        if self._delta is not None:
            same = " and ".join(f"seg_new.{column} = seg_row.{column}" for column in columns)
            known += f" and exists (select 1 from {self._delta} as seg_new where {same})"
        listed = ", ".join(columns)
        grouped = (
            f"select {listed}, count(*) as seg_rows from {self._all} as seg_row where {known} "
            f"group by {listed} having count(*) > 1"
        )
        keys, rows = self._warehouse.rows(f"select count(*), sum(seg_rows) from ({grouped}) as k")[
            0
        ]
        if keys:
            shown = f"({grouped}) as seg_row"
            yield self._problem(constraint, int(rows), shown, "true", constraint.columns)

    def _rows(
        self, constraint: Constraint, rows: str, condition: str, key: Sequence[str] = ()
    ) -> Iterator[Problem]:
        source = f"{rows} as seg_row"
        count = self._warehouse.count(source, condition)
        if count:
            yield self._problem(constraint, count, source, condition, key or self._key())

    def _key(self) -> tuple[str, ...]:
        """Return columns that identify a row for people; empty if none are known."""
        contract = self._step.contract
        assert contract is not None
        if isinstance(self._step, ApplyDelta) and self._step.key:
            return self._step.key
        for kind in ("primary_key", "unique"):
            for constraint in contract.constraints:
                if constraint.type == kind:
                    return constraint.columns
        return tuple(column.name for column in contract.columns[:_MOST_SHOWN])

    def _problem(
        self, constraint: Constraint, count: int, rows: str, condition: str, key: Sequence[str]
    ) -> Problem:
        broken = f"{counted(count, 'row')} break{'s' if count == 1 else ''}"
        what = (
            f"{broken} the constraint {constraint} of {constraint.place}"
            f"{self._example(rows, condition, key)}"
        )
        return Problem(what, self._step.origin.place, "correct the rows, or the constraint")

    def _example(self, rows: str, condition: str, key: Sequence[str]) -> str:
        """Return one of the rows, identified by key columns that are not personal."""
        personal = personal_in(self._closing.relations.project.nodes, self._step.unique_id)
        shown = [name for name in key if name.casefold() not in personal]
        if not shown:
            return ""
        listed = ", ".join(f"seg_row.{self._quote(name)}" for name in shown)
        values = self._warehouse.rows(
            f"select {listed} from {rows} where {condition} order by {listed} limit 1"
        )[0]
        pairs = zip(shown, values, strict=True)
        return f", such as {', '.join(f'{name} {_text(value)}' for name, value in pairs)}"


def _text(value: object) -> str:
    return "NULL" if value is None else str(value)
