"""The support table in docs/from-dbt.md, built from the answers of both tools."""

from collections.abc import Iterable
from pathlib import Path

from tests.parity import answers
from tests.parity.cases import HERE, Case, copied
from tests.parity.collecting import ask
from tests.parity.comparing import KINDS, Compared, compare
from tests.parity.tools import SegHere

PAGE = HERE.parents[1] / "docs" / "from-dbt.md"
BEGIN, END = "<!-- table -->\n", "<!-- end of table -->\n"
# In the order of KINDS.
_HEADS = (
    *("nodes", "fields", "selections", "SQL"),
    *("exit codes", "statuses", "columns", "rows"),
)
_AS_BEFORE = "the same"


def compared_here(case: Case, folder: Path) -> Compared:
    """What seg answers in this process, beside the answers that dbt gave."""
    recorded = answers.read(HERE / "answers" / f"{case.project.name}.json")
    return compare(recorded, ask(SegHere(copied(case, folder, "dev")), case))


def row(case: Case, compared: Compared) -> str:
    """A project's line: how many answers are the same, by kind, and what is meant to differ."""
    cells = [_cell(*compared.counts[kind]) for kind in KINDS]
    reasons = dict.fromkeys(each.because for each in case.differs if each.because != _AS_BEFORE)
    return f"| {' | '.join([case.title, *cells, '; '.join(reasons)])} |\n"


def _cell(count: int, same: int) -> str:
    return "" if not count else str(count) if same == count else f"{same} of {count}"


def table(rows: Iterable[str]) -> str:
    """The whole table."""
    heads = ["what", *_HEADS, "what differs, and why"]
    return f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}\n{''.join(rows)}"


def with_table(page: str, rows: Iterable[str]) -> str:
    """A page with its table written anew."""
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}{table(rows)}{END}{rest.partition(END)[2]}"
