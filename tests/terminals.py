"""`seg` on a terminal of a given size."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path


def on_terminal(
    folder: Path, *arguments: str, columns: int = 80, lines: int = 24, **environment: str
) -> str:
    """What `seg` prints on a terminal of this size, with its control characters."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    unset = {"COLUMNS", "LINES", "CI", "NO_COLOR", "PAGER", "LESS", "GITHUB_ACTIONS"}
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    with subprocess.Popen(
        [sys.executable, "-m", "orchestrator", *arguments],
        cwd=folder,
        env={**kept, "TERM": "xterm", **environment},
        stdin=follower,
        stdout=follower,
        stderr=follower,
        start_new_session=True,
    ):
        os.close(follower)
        told = []
        while True:
            try:
                part = os.read(leader, 65_536)
            except OSError:  # how Linux says that the other side is closed
                break
            if not part:
                break
            told.append(part)
    os.close(leader)
    return b"".join(told).decode().replace("\r\n", "\n")
