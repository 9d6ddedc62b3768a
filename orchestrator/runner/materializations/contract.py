"""Enforces a model's contract: casts what loses nothing, and rejects everything else."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.dialects.boundary import Dialect
from orchestrator.dialects.sql_text import clean_select
from orchestrator.engines.boundary import Session
from orchestrator.errors import Problem, ProjectError
from orchestrator.names import counted, did_you_mean
from orchestrator.nodes import Contract, ContractColumn
from orchestrator.plan.steps import Build, CreateView
from orchestrator.runner.closing import ClosedSelect
from orchestrator.runner.materializations.lossless import Loss, kind_of, loss_of
from orchestrator.warehouse import unless_refused

Columns = Sequence[tuple[str, str]]


class _Mismatch(Struct, frozen=True):
    """A column whose type differs from the contract; `wanted` is spelled as by the engine."""

    column: ContractColumn
    name: str
    found: str
    wanted: str
    loss: Loss


def under_contract(
    step: Build, select: ClosedSelect, session: Session, dialect: Dialect
) -> ClosedSelect:
    """Return a step's SELECT with the casts that its contract requires; its lines stay.

    Raises ProjectError with all columns that are missing, extra, or of a type that cannot be cast
    without changing a value.
    """
    if step.contract is None:
        return select
    found = unless_refused(lambda: session.describe(select.text))
    if found is None:
        # Building it fails for the same reason, with the right line.
        return select
    mismatches = _checked(step, step.contract, found, session, dialect)
    names = _ordered(step, step.contract, [name for name, _ in found])
    if not mismatches and names == [name for name, _ in found]:
        return select
    _require_lossless(step, mismatches, select.text, session, dialect)
    casts = {each.name: f"{each.loss.cast} as {dialect.quote(each.name)}" for each in mismatches}
    shown = ", ".join(casts.get(name, dialect.quote(name)) for name in names)
    return replace(
        select,
        text=_cast_rows(shown, select.text),
        definition=_cast_rows(shown, select.definition) if select.definition else "",
    )


def _ordered(step: Build, contract: Contract, names: list[str]) -> list[str]:
    """Return the columns in the contract's order, if it defines one; others come last."""
    if not contract.orders or isinstance(step, CreateView):
        return names
    places = {column.name.casefold(): at for at, column in enumerate(contract.columns)}
    return sorted(names, key=lambda name: places.get(name.casefold(), len(places)))


def require_contract(step: Build, found: Columns, session: Session, dialect: Dialect) -> None:
    """Reject a table from Python unless its columns match the contract."""
    if step.contract is None:
        return
    mismatches = _checked(step, replace(step.contract, casts=False), found, session, dialect)
    assert not mismatches, "without casts, all mismatches are problems"


def _checked(
    step: Build, contract: Contract, found: Columns, session: Session, dialect: Dialect
) -> tuple[_Mismatch, ...]:
    """Return the columns to cast."""
    existing = {name.casefold(): (name, kind) for name, kind in found}
    spelled = _spelled(contract, session)
    problems: list[Problem] = []
    mismatches: list[_Mismatch] = []
    for column in contract.columns:
        if column.name.casefold() not in existing:
            problems.append(_missing(step, column, [name for name, _ in found]))
            continue
        name, kind = existing[column.name.casefold()]
        accepted = [spelled[type_name] for type_name in column.types]
        if kind in accepted:
            continue
        loss = loss_of(dialect.quote(name), kind, accepted[0])
        mismatch = _Mismatch(column, name, kind, accepted[0], loss)
        if contract.casts:
            mismatches.append(mismatch)
        else:
            problems.append(_problem(step, _is_not(mismatch), _cast_it(mismatch)))
    if not contract.extra_columns:
        problems += _too_many(step, contract, found)
    if problems:
        raise ProjectError(problems)
    return tuple(mismatches)


def _spelled(contract: Contract, session: Session) -> Mapping[str, str]:
    """Return the types of a contract, as the engine spells them."""
    names = list(dict.fromkeys(kind for column in contract.columns for kind in column.types))
    casts = ", ".join(f"cast(null as {name}) as type_{at}" for at, name in enumerate(names))
    kinds = [kind for _, kind in session.describe(f"select {casts}")]
    return dict(zip(names, kinds, strict=True))


def _require_lossless(
    step: Build,
    mismatches: Sequence[_Mismatch],
    select: str,
    session: Session,
    dialect: Dialect,
) -> None:
    """Check rows where a cast could change a value; reads nothing if none can."""
    looked = [each for each in mismatches if each.loss.condition is not None]
    if not looked:
        return
    asked = []
    for each in looked:
        shown = f"cast({dialect.quote(each.name)} as varchar)"
        asked.append(f"count(case when {each.loss.condition} then 1 end)")
        asked.append(f"min(case when {each.loss.condition} then {shown} end)")
    query = f"select count(*), {', '.join(asked)} from ({clean_select(select)}\n) as built"
    rows, *answers = session.query(query).values[0]
    problems = [
        _problem(step, _would_change(each, lost, rows, example), _cast_it(each))
        for each, lost, example in zip(looked, answers[::2], answers[1::2], strict=True)
        if lost
    ]
    if problems:
        raise ProjectError(problems)


def _cast_rows(columns: str, select: str) -> str:
    return f"select {columns} from ({clean_select(select)}\n) as built"


def _too_many(step: Build, contract: Contract, found: Columns) -> Iterator[Problem]:
    declared = {column.name.casefold() for column in contract.columns}
    for name, _ in found:
        if name.casefold() not in declared:
            fix = "declare it in YAML, or remove it from the SELECT"
            yield _problem(step, f"the contract has no column '{name}'", fix)


def _missing(step: Build, column: ContractColumn, existing: Sequence[str]) -> Problem:
    kind = column.types[0]
    fix = f"select cast(null as {kind}) as {column.name} where nothing is known of it"
    near = did_you_mean(column.name, existing)
    what = f"there is no column '{column.name}' ({kind}), which the contract requires"
    return _problem(step, what, f"{near} {fix}" if near else fix)


def _is_not(each: _Mismatch) -> str:
    wanted = " or ".join(each.column.types)
    return f"column '{each.name}' is {each.found}, but must be {wanted}"


def _would_change(each: _Mismatch, lost: int, rows: int, example: str) -> str:
    values = f"{lost} of {counted(rows, 'value')} would change"
    shown = "" if each.column.is_personal else f", such as '{example}'"
    return f"{_is_not(each)}: {values}{shown}"


def _cast_it(each: _Mismatch) -> str:
    if kind_of(each.found) == "text" and kind_of(each.wanted) in ("date", "moment"):
        return f"parse it in the SELECT, for example with strptime({each.name}, '%d.%m.%Y')"
    return f"convert it in the SELECT, for example with cast({each.name} as {each.column.types[0]})"


def _problem(step: Build, what: str, fix: str) -> Problem:
    return Problem(what, step.origin.place, fix)
