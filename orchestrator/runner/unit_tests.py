"""Runs unit tests: replaces a model's inputs by given rows, and checks the result.

Relations of the project are read only for their columns, and none is written.
"""

from collections.abc import Mapping
from itertools import chain

from msgspec.structs import replace

from orchestrator.compiler.closing import Ephemerals, Sql
from orchestrator.compiler.sql import SqlTemplate, placeholder
from orchestrator.data_tests.fixtures import (
    Columns,
    expected_columns,
    expected_select,
    given_select,
)
from orchestrator.data_tests.row_diff import diff_of, diff_text, headline
from orchestrator.dialects.boundary import Dialect
from orchestrator.dialects.sql_text import clean_select
from orchestrator.engines.boundary import Session
from orchestrator.errors import ProjectError, StatementError
from orchestrator.names import RelationName
from orchestrator.nodes import Fixture
from orchestrator.plan.steps import GivenRows, RunUnitTest
from orchestrator.results import NodeResult
from orchestrator.runner.closing import ClosedSelect, Closing


def closed_unit_test(step: RunUnitTest, closing: Closing, session: Session) -> ClosedSelect:
    """Return the model's SELECT on the given rows; raises ProjectError, or StatementError."""
    sql = closing.compiled(step.sql, session)
    fixtures = {}
    for given in step.given:
        name = given.unique_id
        if not given.fixture.has_all_rows:
            fixtures[name] = SqlTemplate(_given_select(given, step, closing, session))
        elif (
            _described(f"select * from {closing.rows(given.rows, step.unique_id)}", session) is None
        ):
            fixtures[name] = _loaded(name, step, session, closing.dialect)
    closed = closing.sql(Sql(sql.template, Ephemerals(fixtures)), step.unique_id)
    return ClosedSelect(clean_select(closed.text), step.origin.at(closed.lines))


def unit_tested(
    step: RunUnitTest, closed: ClosedSelect, session: Session, dialect: Dialect
) -> NodeResult:
    """Return the result of a unit test; raises ProjectError, or StatementError of the SELECT."""
    name, expect = step.unique_id, step.expect
    columns = session.describe(f"select * from (\n{closed.text}\n) as actual")
    named: tuple[str, ...] = expect.columns
    if expect.sql is not None:
        try:
            named = tuple(each for each, _ in session.describe(clean_select(expect.sql)))
        except StatementError as error:
            raise _wrong("the expected rows", expect, error) from error
    compared = expected_columns(expect, named, columns, step.model)
    shown = ", ".join(map(dialect.quote, (column for column, _ in compared)))
    actual = session.query(f"select {shown} from (\n{closed.text}\n) as actual").values
    expected = _expected(expect, compared, session, dialect)
    diff = diff_of([column for column, _ in compared], expected, actual)
    if not diff:
        return NodeResult(name, "pass", failures=0)
    # Rows written for the test are not of real people; those of a seed may be.
    tell = headline if step.are_personal else diff_text
    return NodeResult(name, "fail", tell(diff, len(expected)), failures=1)


def _expected(
    expect: Fixture, compared: Columns, session: Session, dialect: Dialect
) -> tuple[tuple[object, ...], ...]:
    try:
        return session.query(expected_select(expect, compared, dialect)).values
    except StatementError as error:
        if error.cancelled:
            raise
        raise _wrong_row("the expected rows", expect, compared, error, session, dialect) from error


def _given_select(given: GivenRows, step: RunUnitTest, closing: Closing, session: Session) -> str:
    """Return the given rows of an input, cast to the types of its columns."""
    fixture, dialect = given.fixture, closing.dialect
    columns, why = _columns_of(given, step, closing, session)
    what = f"the rows for {given.call}"
    if fixture.sql is not None:
        try:
            named = {name.casefold() for name, _ in session.describe(clean_select(fixture.sql))}
        except StatementError as error:
            raise _wrong(what, fixture, error) from error
        unnamed = [column for column in columns or () if column[0].casefold() not in named]
        return _with_nulls(clean_select(fixture.sql), unnamed, dialect)
    if columns is None:
        fix = "build it once, or declare a 'data_type' for all its columns"
        missing = f"{given.call} does not exist, and the types of its columns are unknown: {why}"
        raise ProjectError.of(missing, fixture.place, fix)
    select = given_select(fixture, columns, f"{given.call} has", dialect)
    try:
        # Cast errors are reported here, with their row, and not as an error of the model.
        session.query(select)
    except StatementError as error:
        if error.cancelled:
            raise
        raise _wrong_row(what, fixture, columns, error, session, dialect) from error
    return select


def _with_nulls(select: str, columns: Columns, dialect: Dialect) -> str:
    """Return the SELECT with NULL in additional columns."""
    if not columns:
        return select
    more = ", ".join(f"cast(null as {kind}) as {dialect.column(name)}" for name, kind in columns)
    return f"select given.*, {more} from (\n{select}\n) as given"


def _columns_of(
    given: GivenRows, step: RunUnitTest, closing: Closing, session: Session
) -> tuple[Columns | None, str]:
    """Return the columns of an input: as built, as published, or derived from its inputs.

    None, and why, if they cannot be determined.
    """
    rows = closing.rows(given.rows, step.unique_id)
    if found := _described(f"select * from {rows}", session):
        return found, ""
    found, why = _derived(given.unique_id, step, closing, session)
    return found or step.unbuilt.declared.get(given.unique_id), why


def _derived(
    unique_id: str, step: RunUnitTest, closing: Closing, session: Session
) -> tuple[Columns | None, str]:
    """Return the columns of a missing relation, from the SQL of all that it is made from.

    None, and what is missing, if that is not possible.
    """
    unbuilt, dialect = step.unbuilt, closing.dialect
    declared = {
        name: SqlTemplate(given_select(Fixture(place=step.origin.place), columns, "", dialect))
        for name, columns in unbuilt.declared.items()
        if name not in unbuilt.models and name not in unbuilt.seeds
    }
    everything = SqlTemplate(f"select * from {placeholder(unique_id)}")
    read = chain([unique_id], *(sql.reads for sql in unbuilt.models.values()))
    try:
        seeds = {
            name: _loaded(name, step, session, dialect)
            for name in dict.fromkeys(read)
            if name in unbuilt.seeds
        }
        # Prefer the columns of existing relations: use declared ones only if that fails.
        try:
            return _by_sql(everything, {**unbuilt.models, **seeds}, step, closing, session), ""
        except StatementError as error:
            if error.cancelled:
                raise
            made_of = {**declared, **unbuilt.models, **seeds}
            return _by_sql(everything, made_of, step, closing, session), ""
    except (ProjectError, StatementError) as error:
        if isinstance(error, StatementError) and error.cancelled:
            raise
        return None, str(error).splitlines()[0]


def _by_sql(
    everything: SqlTemplate,
    made_of: Mapping[str, SqlTemplate],
    step: RunUnitTest,
    closing: Closing,
    session: Session,
) -> Columns:
    select = closing.sql(Sql(everything, Ephemerals(made_of)), step.unique_id).text
    return session.describe(select)


def _loaded(unique_id: str, step: RunUnitTest, session: Session, dialect: Dialect) -> SqlTemplate:
    """Return the rows of a missing seed, in a table of the session."""
    version = dialect.temporary_name(RelationName("", unique_id))
    session.execute(f"drop table if exists {dialect.relation(version)}")
    session.load(step.unbuilt.seeds[unique_id], version)
    return SqlTemplate(f"select * from {dialect.relation(version)}")


def _described(select: str, session: Session) -> Columns | None:
    try:
        return session.describe(select)
    except StatementError as error:
        if error.cancelled:
            raise
        return None


def _wrong(what: str, fixture: Fixture, error: StatementError) -> ProjectError:
    """Return the error that the engine rejects rows of a unit test."""
    if error.cancelled:
        raise error
    return ProjectError.of(f"{what}: {error.message}", fixture.place)


def _wrong_row(
    what: str,
    fixture: Fixture,
    columns: Columns,
    error: StatementError,
    session: Session,
    dialect: Dialect,
) -> ProjectError:
    """Return the same, at the first row that it rejects."""
    for at, row in enumerate(fixture.rows):
        single_row = replace(fixture, rows=(row,))
        try:
            session.query(expected_select(single_row, columns, dialect))
        except StatementError as refused:
            return ProjectError.of(f"{what}: {refused.message}", fixture.place_of(at))
    return _wrong(what, fixture, error)
