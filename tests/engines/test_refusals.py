"""The meaning of DuckDB errors that a small database cannot produce."""

import duckdb
import pytest

from orchestrator.engines.duckdb.refusals import meaning
from orchestrator.errors import EnvironmentFault, StatementError, WarehouseDamaged

COMMIT = "TransactionContext Error: Failed to commit: "
CHECKPOINT = "FATAL Error: Failed to create checkpoint because of error: "
LOST = "FATAL Error: Failed: database has been invalidated because of a previous fatal error. "
ANOTHER_THREAD = (
    'IO Error: Async write failed for range [offset=6, size=7]: {"exception_type":"IO",'
    '"exception_message":"Could not write file \\"a.csv\\": No space left on device","errno":"28"}'
)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (
            duckdb.TransactionException(f'{COMMIT}Cannot open file "w.wal": Permission denied'),
            'Cannot open file "w.wal": Permission denied',
        ),
        (
            duckdb.FatalException(f'{CHECKPOINT}Could not write file "w": File too large'),
            'the file would be too large: Could not write file "w": File too large',
        ),
        (
            duckdb.FatalException(
                f"{LOST}The database must be restarted prior to being used again.\n"
                f'Original error: "{CHECKPOINT}Could not write file "w": No space left on device"'
            ),
            'the disk is full: Could not write file "w": No space left on device',
        ),
        (
            duckdb.FatalException(f'{CHECKPOINT}Could not read file "w": Input/output error'),
            'Could not read file "w": Input/output error',
        ),
        (
            duckdb.IOException(ANOTHER_THREAD),
            'the disk is full: Could not write file "a.csv": No space left on device',
        ),
    ],
    ids=["rights", "a limit", "afterwards", "a disk", "another thread"],
)
def test_what_is_in_the_way_is_told_and_no_damage(error: duckdb.Error, told: str) -> None:
    found = meaning(error)

    assert (type(found), str(found).splitlines()[0]) == (EnvironmentFault, told)


def test_what_is_neither() -> None:
    assert type(meaning(duckdb.FatalException("FATAL Error: x"))) is WarehouseDamaged
    assert type(meaning(duckdb.TransactionException(f"{COMMIT}conflict"))) is StatementError
