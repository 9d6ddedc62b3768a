"""Measure the rows of benchmarks/README.md's first table, as whole processes side by side.

    python -m benchmarks.speed [ROW ...] [--quick] [--dbt dbt-core=/path/to/dbt] [--again]

Ratios are what counts: the commands of a row take turns in one run on one machine. Results of rows
are kept in a file, so that an interrupted run continues where it stopped; --again discards them.
"""

import argparse
import compileall
import dataclasses
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import orchestrator
from benchmarks.speed.measure import measured
from benchmarks.speed.rows import ROWS, Bench

Results = dict[str, dict[str, dict[str, float]]]


def main() -> None:
    """Measure the requested rows, and print a table."""
    given = _arguments()
    tools = dict(_tool(text) for text in given.dbt)
    if not tools:
        print("no dbt is given (--dbt dbt-core=/path/to/dbt): seg is measured without it")
    # As in a normal installation, even if this environment writes no bytecode.
    compileall.compile_dir(str(Path(orchestrator.__file__).parent), quiet=1)
    kept: Results = {}
    if given.results.exists() and not given.again:
        kept = json.loads(given.results.read_text("utf-8"))
    for name in given.rows or [
        name for name, row in ROWS.items() if row.is_quick or not given.quick
    ]:
        key = f"{name} (quick)" if given.quick else name
        if key not in kept:
            kept[key] = _measured(name, tools, given)
            given.results.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")
        print(_table(name, kept[key], is_quick=given.quick))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.speed",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="rows:\n" + "\n".join(f"  {name:<14} {row.title}" for name, row in ROWS.items()),
    )
    parser.add_argument("rows", nargs="*", choices=[[], *ROWS], metavar="ROW", help="default: all")
    parser.add_argument("--quick", action="store_true", help="one round of a tenth of all")
    parser.add_argument("--rounds", type=int, help="how often each command is measured")
    parser.add_argument(
        "--dbt",
        action="append",
        default=[],
        metavar="NAME=PATH",
        help="another tool that takes dbt's arguments",
    )
    parser.add_argument("--results", type=Path, default=Path("speed.json"), help="where to keep")
    parser.add_argument("--again", action="store_true", help="measure also what was measured")
    return parser.parse_args()


def _tool(text: str) -> tuple[str, str]:
    name, _, path = text.rpartition("=")
    return name or "dbt", path


def _measured(name: str, tools: dict[str, str], given: argparse.Namespace) -> dict[str, Any]:
    row = ROWS[name]
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder) / "bench", _seg(), tools, given.quick)
        rounds = given.rounds or (1 if given.quick else row.rounds)
        found = measured(row.commands(bench), rounds)
    return {command: dataclasses.asdict(used) for command, used in found.items()}


def _seg() -> tuple[str, ...]:
    """Return the console script of this environment, or the module if there is none."""
    script = Path(sys.executable).parent / "seg"
    return (str(script),) if script.exists() else (sys.executable, "-m", "orchestrator")


def _table(name: str, found: dict[str, dict[str, float]], *, is_quick: bool) -> str:
    title = f"{ROWS[name].title}{' (quick: a tenth)' if is_quick else ''}"
    first = next(iter(found.values()))
    lines = [
        f"\n{title}",
        "| command | wall s | fastest to slowest | ratio | CPU s | ratio | peak MB |",
        "|---|---|---|---|---|---|---|",
    ]
    for command, used in found.items():
        wall, cpu = used["wall_seconds"], used["cpu_seconds"]
        lines.append(
            f"| {command} | {wall:.3f} | {used['fastest_seconds']:.3f} to "
            f"{used['slowest_seconds']:.3f} | {wall / first['wall_seconds']:.2f} | {cpu:.3f} | "
            f"{cpu / first['cpu_seconds']:.2f} | {used['peak_mb']:.0f} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
