"""Runs seg commands on a shop's project, each in its own process, at the shop's current moment."""

import datetime as dt
import subprocess
import sys
from pathlib import Path

from benchmarks.orders import ROOT

WITHOUT_TESTS = ("--exclude-resource-type", "test")


class Wrong(Exception):
    """Something is wrong."""


class Seg:
    """seg on the simulation's current day and moment."""

    def __init__(self, folder: Path, today: dt.date) -> None:
        self.folder, self.today = folder, today
        self.moment = dt.datetime.combine(today, dt.time())

    def run(
        self, *arguments: str, folder: Path | None = None, expected: tuple[int, ...] = (0,)
    ) -> None:
        """Run a command in the project or a copy of it, which must end as expected."""
        command = self._command(arguments, folder or self.folder)
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode not in expected:
            said = "\n".join((done.stdout + done.stderr).splitlines()[-60:])
            raise Wrong(f"seg {' '.join(arguments)} ended with {done.returncode}:\n{said}")

    def run_and_kill(self, seconds: float, *arguments: str) -> bool:
        """Send a command SIGKILL after this many seconds; return whether it was running."""
        nowhere = subprocess.DEVNULL
        command = self._command(arguments, self.folder)
        process = subprocess.Popen(command, cwd=ROOT, stdout=nowhere, stderr=nowhere)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return True
        return False

    def _command(self, arguments: tuple[str, ...], folder: Path) -> list[str | Path]:
        command: list[str | Path] = [sys.executable, "-m", "orchestrator", *arguments]
        command += ["--project-dir", folder, "--threads", "2"]
        # Retries and rollbacks keep the day and moment of the original run.
        if arguments[0] not in ("rollback", "retry"):
            command += ["--vars", f"{{as_of_date: {self.today}}}"]
            command += ["--now", f"{self.moment.isoformat()}+00:00"]
        return command
