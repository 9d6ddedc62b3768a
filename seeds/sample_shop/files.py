"""CSV files whose bytes are the same on every system."""

import csv
from pathlib import Path


def write(path: Path, columns: list[str], rows: list[dict[str, str]]) -> None:
    """A CSV file in UTF-8 with LF, whatever the system."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
