"""Whether a database was written to since it was last checked, without opening it."""

import hashlib
from pathlib import Path

from orchestrator.engines.door import Connection
from orchestrator.engines.duckdb.database.settings import database_file

# These make other places part of the database, where changes are not visible here.
_ELSEWHERE = ("attach", "extensions", "secrets", "plugins")
# The main header and the two database headers: each checkpoint increments a counter in one of them.
# https://duckdb.org/docs/stable/internals/storage
_HEADERS_BYTES = 3 * 4096


def state_at_rest(connection: Connection) -> str | None:
    """Return a text that changes with every commit; None if that cannot be determined.

    Every commit is in the database's file or in its write-ahead log. With a log, the answer is
    None.
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
