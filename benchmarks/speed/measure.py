"""Entire processes, measured in turn: wall and CPU seconds, and peak memory."""

import os
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter


def nothing() -> None:
    """Preparation that most commands need."""


@dataclass(frozen=True, slots=True)
class Command:
    """A measured command; `before` puts the folder into its initial state."""

    name: str
    arguments: tuple[str, ...]
    folder: Path
    before: Callable[[], None] = nothing
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Used:
    """The resources that one process used."""

    wall_seconds: float
    cpu_seconds: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Measured:
    """Medians over the rounds, and the fastest and the slowest of them."""

    wall_seconds: float
    fastest_seconds: float
    slowest_seconds: float
    cpu_seconds: float
    peak_mb: float

    @classmethod
    def of(cls, rounds: Sequence[Used]) -> "Measured":
        """Return the medians over the rounds."""
        wall = [used.wall_seconds for used in rounds]
        return cls(
            statistics.median(wall),
            min(wall),
            max(wall),
            statistics.median(used.cpu_seconds for used in rounds),
            statistics.median(used.peak_mb for used in rounds),
        )


def measured(commands: Sequence[Command], rounds: int) -> dict[str, Measured]:
    """Run all commands once in each round, so that a slower machine affects all of them."""
    found: dict[str, list[Used]] = {command.name: [] for command in commands}
    for _ in range(rounds):
        for command in commands:
            command.before()
            found[command.name].append(used_by(command))
    return {name: Measured.of(used) for name, used in found.items()}


def used_by(command: Command) -> Used:
    """Run a command to its end; raise SystemExit with its output if it fails."""
    with tempfile.TemporaryFile("w+") as said:
        started = perf_counter()
        process = subprocess.Popen(
            command.arguments,
            cwd=command.folder,
            env=os.environ | dict(command.environment),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        _, status, used = os.wait4(process.pid, 0)
        seconds = perf_counter() - started
        if status:
            said.seek(0)
            raise SystemExit(f"{' '.join(command.arguments)} failed:\n{said.read()[-3000:]}")
    return Used(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
