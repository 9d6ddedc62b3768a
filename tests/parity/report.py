"""The table for people, followed by each difference."""

from collections.abc import Iterator, Mapping

from tests.parity.comparing import KINDS, Compared

SHOWN = 100


def report(compared: Mapping[str, Compared], most: int) -> Iterator[str]:
    """Lines: a row a project (same of all, by kind), then at most `most` differences a project."""
    width = max(map(len, compared), default=0)
    heads = " ".join(f"{kind:>11}" for kind in KINDS)
    yield f"{'':{width}} {heads}  passed: dbt   seg"
    for name, each in compared.items():
        cells = " ".join(f"{_cell(each, kind):>11}" for kind in KINDS)
        yield f"{name:{width}} {cells}  {each.passed[0]:>11} {each.passed[1]:>5}"
    for name, each in compared.items():
        if each.differences:
            yield ""
            yield f"{name}: {len(each.differences)} differences"
        for what in KINDS:
            of_kind = [difference for difference in each.differences if difference.what == what]
            for it in of_kind[:most]:
                yield f"  {what}: {it.of}"
                yield f"    dbt {_short(it.dbt)}"
                yield f"    seg {_short(it.seg)}"
            if of_kind[most:]:
                yield f"  {what}: {len(of_kind) - most} more"


def _cell(compared: Compared, kind: str) -> str:
    count, same = compared.counts[kind]
    return f"{same}/{count}" if count else "-"


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 3]}..."
