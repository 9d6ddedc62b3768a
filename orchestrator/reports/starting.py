"""What `seg init` found in a shop's files: certain, guessed and missing columns."""

from collections.abc import Iterator
from itertools import chain
from textwrap import wrap
from typing import Any

from orchestrator.commands.init import Started
from orchestrator.names import counted
from orchestrator.reports.terminal import cell_width, printable
from orchestrator.starter.shop.contract import Input, inputs
from orchestrator.starter.shop.guess import Match
from orchestrator.starter.shop.understanding import Shop, StagedTable

_WORDS = {"certain": "", "specified": "as specified", "guessed": "guessed"}


def started_text(started: Started, width: int | None = None) -> str:
    """Return what was found and written, for a person."""
    lines = [f"  {path}" for path in started.files]
    if started.shop is not None:
        told = [*_tables(started.shop), *_left_out(started.shop), *_variables(started.shop)]
        lines = [
            *chain.from_iterable(_wrapped(printable(line), width) for line in told),
            "",
            "Written:",
            *lines,
        ]
    folder = started.folder
    return "\n".join(
        [*lines, f"\nYour project is in {folder}. Next:", f"  cd {folder}", "  seg build"]
    )


def _wrapped(line: str, width: int | None) -> list[str]:
    """Return the line in pieces that fit the width; continuation lines are indented."""
    if width is None or len(line) <= width:
        return [line]
    return wrap(line, width, subsequent_indent="      ", drop_whitespace=True, tabsize=1) or [line]


def started_json(started: Started) -> dict[str, Any]:
    """Return the same as a JSON object."""
    shop = started.shop
    return {
        "folder": str(started.folder),
        "files": [path.as_posix() for path in started.files],
        "tables": [_table_json(table) for table in shop.tables] if shop else [],
        "left_out": [
            {"input": each.name, "loses": each.costs, "missing": list(each.missing)}
            for each in (shop.left_out if shop else ())
        ],
        "variables": dict(shop.variables) if shop else {},
    }


def _table_json(table: StagedTable) -> dict[str, Any]:
    return {
        "name": table.name,
        "model": table.model,
        "file": table.read.shown if table.read else None,
        "rows": table.read.count if table.read else None,
        "columns": [
            {
                "column": name,
                "is": match.column.name if match.column else None,
                "certainty": match.certainty,
                "notes": list(match.notes),
            }
            for name, match in table.found.items()
        ],
        "remarks": list(table.remarks),
    }


def _tables(shop: Shop) -> Iterator[str]:
    for table in shop.tables:
        read = table.read
        yield f"{table.name}: {read.shown}, {counted(read.count, 'row')}" if read else table.name
        rows = [
            (name, match.column.name, _certainty(match))
            for name, match in table.found.items()
            if match.column is not None
        ]
        missing = list(_missing_columns(table, inputs()[table.name]))
        if read is not None:
            rows += [(name, "-", f"missing: {costs}") for name, costs in missing]
        yield from _aligned(rows)
        if read is None and missing:
            yield f"  missing: {', '.join(name for name, _ in missing)}"
        yield from (f"  * {line}" for line in table.remarks)
        yield from (f"  * {note}: not used" for note in _unfit(table, inputs()[table.name]))
        unused = _unused(table)
        if unused:
            yield f"  not used: {', '.join(unused)}"
        yield ""


def _missing_columns(table: StagedTable, input_: Input) -> Iterator[tuple[str, str]]:
    """Yield the missing columns whose lack costs something, with the cost."""
    for name, target in input_.columns.items():
        match = table.found.get(name)
        if target.costs and not target.helps and (match is None or match.column is None):
            unfit = "; ".join(match.notes) if match is not None else ""
            yield name, f"{target.costs} ({unfit})" if unfit else target.costs


def _unfit(table: StagedTable, input_: Input) -> Iterator[str]:
    """Yield why columns are not used that have the right name, of what costs nothing to lack."""
    for name, match in table.found.items():
        if match.column is None and not input_.columns[name].costs:
            yield from match.notes


def _aligned(rows: list[tuple[str, str, str]]) -> Iterator[str]:
    widths = [max((cell_width(row[part]) for row in rows), default=0) for part in (0, 1)]
    for name, column, said in rows:
        pads = [
            " " * (width - cell_width(text))
            for width, text in zip(widths, (name, column), strict=True)
        ]
        yield f"  {name}{pads[0]}  {column}{pads[1]}  {said}".rstrip()


def _certainty(match: Match) -> str:
    return ": ".join(filter(None, (_WORDS[match.certainty], "; ".join(match.notes))))


def _unused(table: StagedTable) -> list[str]:
    used = {match.column.name for match in table.found.values() if match.column}
    return [
        each.name for each in (table.read.columns if table.read else ()) if each.name not in used
    ]


def _left_out(shop: Shop) -> Iterator[str]:
    alone = [each for each in shop.left_out if each.missing]
    absent = [each for each in shop.left_out if not each.missing]
    if alone:
        yield "Not used without another file:"
        for each in alone:
            needs = " and ".join(f"--{inputs()[name].option}" for name in each.missing)
            yield f"  --{each.option:<12}  needs {needs}"
        yield ""
    if absent:
        yield "Left out until you provide the file:"
        yield from (f"  --{each.option:<12}  {each.costs}" for each in absent)


def _variables(shop: Shop) -> Iterator[str]:
    if shop.remarks:
        yield ""
        yield "Variables in seg_project.yml:"
        yield from (f"  * {line}" for line in shop.remarks)
