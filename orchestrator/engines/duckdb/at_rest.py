"""Whether anybody wrote to a database since it was last looked at, told without opening it."""

import hashlib
from pathlib import Path

from orchestrator.engines.door import Connection
from orchestrator.engines.duckdb.settings import database_file

# What makes other places part of the database: nothing here tells of changes there.
_ELSEWHERE = ("attach", "extensions", "secrets", "plugins")
# The main header and the two of the database: each checkpoint counts up in one of them.
# https://duckdb.org/docs/stable/internals/storage
_HEADERS_BYTES = 3 * 4096


def state_at_rest(connection: Connection) -> str | None:
    """What is another text after anything was committed; None where that cannot be told.

    Every commit is in the database's file or in a log beside it. With a log there is no answer.
    """
    if any(connection.settings.get(key) for key in _ELSEWHERE):
        return None
    file = database_file(connection)
    if file is None or Path(f"{file}.wal").exists():
        return None
    try:
        found = file.stat()
        with file.open("rb") as opened:
            headers = hashlib.blake2b(opened.read(_HEADERS_BYTES), digest_size=16).hexdigest()
    except OSError:
        return None
    times = (found.st_mtime_ns, found.st_ctime_ns)
    return "/".join(map(str, (file, found.st_ino, found.st_size, *times, headers)))
