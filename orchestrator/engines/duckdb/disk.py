"""Whether there is space left on the disk of a file that is about to grow."""

import shutil
from pathlib import Path

from orchestrator.errors import EnvironmentFault

RESERVE_BYTES = 64 * 1024 * 1024


def require_space(file: Path | None, needed_bytes: int = 0) -> None:
    """Raise EnvironmentFault when less than a reserve and `needed_bytes` are free.

    A full disk leaves the file grown, so this is asked before writing. None: no file, in memory.
    """
    if file is None:
        return
    free = shutil.disk_usage(file.parent).free
    if free < RESERVE_BYTES + needed_bytes:
        raise EnvironmentFault(
            f"{file.parent}: only {free // 2**20} MiB are free on this disk, "
            f"{(RESERVE_BYTES + needed_bytes) // 2**20} MiB are needed",
            fix="free some space; nothing was written",
        )
