"""Lists that seg wrote to files: a person who is erased leaves those too."""

import csv
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from orchestrator.artifacts.files import write_atomically
from orchestrator.cli.export import SALT
from orchestrator.cli.workspace import Workspace
from orchestrator.engines.boundary import Engine, Person, Session
from orchestrator.people.ledger import open_ledger

_PARQUET = b"PAR1"


def rewrite_lists(
    workspace: Workspace, engine: Engine, session: Session, person: Person, *, is_trial: bool
) -> Iterator[tuple[str, int]]:
    """The files that hold the person, each with how many rows it had; they have none now."""
    writings = workspace.dialect.relation(open_ledger(engine, workspace.dialect).writings)
    rows = session.query(f"select distinct file from {writings} order by file").values
    # A file was asked for from the project's folder, which a relative path begins at.
    for file in [workspace.file.root / str(row[0]) for row in rows]:
        if not file.is_file():
            continue
        content = file.read_bytes()
        if content.startswith(_PARQUET):
            found = _from_parquet(workspace, session, person, file, content, is_trial=is_trial)
        else:
            found = _from_csv(workspace, person, file, content, is_trial=is_trial)
        if found:
            yield _shown(workspace, file), found


def _from_csv(
    workspace: Workspace, person: Person, file: Path, content: bytes, *, is_trial: bool
) -> int:
    header, *rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    values = _values(workspace, person, header)
    kept = [
        row
        for row in rows
        if not any(row[at] in wanted for at, wanted in values.items() if at < len(row))
    ]
    if len(kept) < len(rows) and not is_trial:
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerows([header, *kept])
        write_atomically(file, text.getvalue())
    return len(rows) - len(kept)


def _from_parquet(
    workspace: Workspace,
    session: Session,
    person: Person,
    file: Path,
    content: bytes,
    *,
    is_trial: bool,
) -> int:
    # The engine may read and write below the project only.
    read, written = (workspace.file.root / f".{uuid4()}.aside.parquet" for _ in range(2))
    dialect = workspace.dialect
    try:
        read.write_bytes(content)
        rows = f"select * from {dialect.file(str(read))}"
        names = [name for name, _ in session.describe(rows)]
        conditions = [
            f"{dialect.quote(names[at])} in ({', '.join(map(dialect.literal, sorted(wanted)))})"
            for at, wanted in _values(workspace, person, names).items()
        ]
        if not conditions:
            return 0
        theirs = " or ".join(conditions)
        counted = session.query(f"select count(*) from ({rows}) as list_rows where {theirs}")
        found = int(counted.values[0][0])
        if found and not is_trial:
            session.unload(f"{rows} where not coalesce({theirs}, false)", written, "parquet")
            write_atomically(file, written.read_bytes())
        return found
    finally:
        read.unlink(missing_ok=True)
        written.unlink(missing_ok=True)


def _values(workspace: Workspace, person: Person, names: list[str]) -> dict[int, frozenset[str]]:
    """What names the person in a file's columns, by position: keys, or what they were hashed to."""
    salt = workspace.invocation.environment.get(SALT, "")
    hashed = (hashlib.sha256((salt + key).encode()).hexdigest() for key in person.keys)
    by_name = {
        person.column.casefold(): frozenset(person.keys),
        f"{person.column}_sha256".casefold(): frozenset(hashed),
    }
    return {
        at: by_name[name.casefold()] for at, name in enumerate(names) if name.casefold() in by_name
    }


def _shown(workspace: Workspace, file: Path) -> str:
    root = workspace.file.root
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)
