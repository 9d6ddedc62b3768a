"""Removes erased people from the list files that seg wrote."""

import csv
import io
import json
import os
from codecs import BOM_UTF8
from collections.abc import Collection, Iterator
from pathlib import Path

from msgspec import Struct

from orchestrator.artifacts.aside import aside, clear_left_aside
from orchestrator.artifacts.files import write_atomically
from orchestrator.engines.boundary import Engine
from orchestrator.errors import EnvironmentFault, StatementError
from orchestrator.people.ledger import Ledger, open_ledger
from orchestrator.people.listed_keys import SALT, ListedKeys, NotAsWritten, may_hold
from orchestrator.people.person_rows import Person
from orchestrator.people.written_files import WrittenFile, written_files
from orchestrator.warehouse import Warehouse
from orchestrator.workspace.value import Workspace

_PARQUET = b"PAR1"
_PLATFORM = "a file for {} has no key: write the list again, or delete the file"


class ListFile(Struct, frozen=True):
    """The result for a file, under the name that people know it by.

    `found` rows of the person were removed; `why_left` is why that is unknown, or failed.
    """

    name: str
    found: int
    why_left: str | None = None


def rewrite_lists(
    workspace: Workspace,
    engine: Engine,
    warehouse: Warehouse,
    person: Person,
    lists: Collection[str] | None = None,
    *,
    dry_run: bool,
) -> Iterator[ListFile]:
    """Remove the person from each file; files without them are not reported.

    `lists` are those that they were on; None if unknown, as files for platforms have no key.
    """
    ledger = open_ledger(engine, workspace.dialect)
    # A relative path starts at the project's folder. The last export determines the file's
    # contents.
    files = {
        Path(os.path.normpath(workspace.file.root / written.file)): written
        for written in written_files(warehouse, ledger)
    }
    for file, written in sorted(files.items()):
        name = _shown(workspace, file)
        try:
            if not os.path.isfile(file):
                continue
            if written.upload is not None and (lists is None or written.list_ in lists):
                yield ListFile(name, 0, _PLATFORM.format(written.upload))
            if written.upload is not None or not may_hold(written, person):
                continue
            found = _rewrite(workspace, warehouse, ledger, person, file, written, dry_run=dry_run)
        except NotAsWritten as left:
            yield ListFile(name, 0, f"cannot be read: {left}")
        except OSError as error:
            yield ListFile(name, 0, f"cannot be read: {error.strerror or error}")
        except EnvironmentFault as error:
            yield ListFile(name, 0, str(error).splitlines()[0])
        else:
            if found:
                yield ListFile(name, found)


def _rewrite(
    workspace: Workspace,
    warehouse: Warehouse,
    ledger: Ledger,
    person: Person,
    file: Path,
    written: WrittenFile,
    *,
    dry_run: bool,
) -> int:
    """Remove the person from a file; return how many rows were theirs."""
    salt = workspace.invocation.environment.get(SALT, "")
    keys = ListedKeys.of(person, written, ledger, salt)
    if not dry_run:
        clear_left_aside(file.parent)
    content = file.read_bytes()
    if content.startswith(_PARQUET):
        return _from_parquet(workspace, warehouse, keys, file, content, dry_run=dry_run)
    if file.suffix.casefold() == ".jsonl":
        return _from_json_lines(keys, file, content, dry_run=dry_run)
    return _from_csv(keys, file, content, dry_run=dry_run)


def _from_csv(keys: ListedKeys, file: Path, content: bytes, *, dry_run: bool) -> int:
    try:
        # Spreadsheets save text files with a byte order mark.
        text = content.decode("utf-8-sig")
        lines = list(csv.reader(io.StringIO(text, newline="")))
    except UnicodeDecodeError:
        raise NotAsWritten("it is not UTF-8") from None
    except csv.Error as error:
        raise NotAsWritten(str(error)) from None
    if not lines:
        raise NotAsWritten("it is empty")
    header, *rows = lines
    wanted = keys.by_position(header)
    kept = [
        row
        for row in rows
        if not any(row[at] in theirs for at, theirs in wanted.items() if at < len(row))
    ]
    keys.require_sense(header, len(rows) - len(kept))
    if len(kept) < len(rows) and not dry_run:
        new = io.StringIO(newline="")
        csv.writer(new, lineterminator="\n").writerows([header, *kept])
        mark = BOM_UTF8 if content.startswith(BOM_UTF8) else b""
        write_atomically(file, mark + new.getvalue().encode())
    return len(rows) - len(kept)


def _from_json_lines(keys: ListedKeys, file: Path, content: bytes, *, dry_run: bool) -> int:
    try:
        # Not splitlines: JSON strings can contain other characters that end lines.
        lines = [line for line in content.decode("utf-8").split("\n") if line]
        people = [json.loads(line) for line in lines]
    except UnicodeDecodeError:
        raise NotAsWritten("it is not UTF-8") from None
    except ValueError as error:
        raise NotAsWritten(f"it is not JSON: {error}") from None
    if not people:
        return 0
    header = list(people[0])
    names = {header[at]: theirs for at, theirs in keys.by_position(header).items()}
    kept = [
        line
        for line, person in zip(lines, people, strict=True)
        if not any(str(person.get(name)) in theirs for name, theirs in names.items())
    ]
    keys.require_sense(header, len(lines) - len(kept))
    if len(kept) < len(lines) and not dry_run:
        write_atomically(file, "".join(f"{line}\n" for line in kept).encode())
    return len(lines) - len(kept)


def _from_parquet(
    workspace: Workspace,
    warehouse: Warehouse,
    keys: ListedKeys,
    file: Path,
    content: bytes,
    *,
    dry_run: bool,
) -> int:
    # The engine can only read and write below the project.
    with aside(workspace.file.root / "list.parquet") as read:
        read.write_bytes(content)
        written = read.with_name("without.parquet")
        rows = f"select * from {warehouse.dialect.file(str(read))}"
        try:
            names = [name for name, _ in warehouse.session.describe(rows)]
            theirs = " or ".join(
                warehouse.is_one_of(names[at], sorted(values))
                for at, values in keys.by_position(names).items()
            )
            found = warehouse.count(f"({rows}) as list_rows", theirs)
            keys.require_sense(names, found)
            if found and not dry_run:
                kept = f"{rows} where not coalesce({theirs}, false)"
                warehouse.session.unload(kept, written, "parquet")
                write_atomically(file, written.read_bytes())
            return found
        except StatementError as error:
            # The engine's message names the copy that it read.
            if error.cancelled:
                raise
            raise NotAsWritten("it is a damaged Parquet file") from error


def _shown(workspace: Workspace, file: Path) -> str:
    root = workspace.file.root
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)
