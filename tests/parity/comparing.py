"""Compares the answers of two tools: what is the same, and each difference."""

from collections import Counter
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from itertools import takewhile
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from tests.parity.answers import Answers, Node, Relation, Step

KINDS = ("node", "field", "selection", "SQL", "exit code", "status", "columns", "rows")
PASSED = {"success", "pass", "warn", "no-op", "reused"}
FIELDS = [name for name in Node.__struct_fields__ if name != "told"]


class Difference(Struct, frozen=True, order=True):
    """What differs (a column of the table), of which node, relation or selection, and how."""

    what: str
    of: str
    dbt: str
    seg: str


class Departure(Struct, frozen=True, forbid_unknown_fields=True):
    """A difference that is meant: what differs, of what (with `*` for any text), and why."""

    what: str
    of: str
    because: str

    def fits(self, difference: Difference) -> bool:
        """Whether it is this one."""
        return self.what == difference.what and fnmatchcase(difference.of, self.of)


class Compared(Struct, frozen=True):
    """What two tools' answers about a project have in common, by kind: how many, how many same."""

    counts: dict[str, tuple[int, int]]
    passed: tuple[int, int]
    differences: tuple[Difference, ...]

    def without(self, meant: Sequence[Departure]) -> "Compared":
        """The same without the differences that are meant.

        One that is meant, and is not there, is a difference, too.
        """
        fits = {each: [it for it in self.differences if each.fits(it)] for each in meant}
        known = {it for found in fits.values() for it in found}
        gone = [
            Difference(each.what, each.of, "as seg", "a difference that is meant is not there")
            for each, found in fits.items()
            if not found
        ]
        left = [it for it in self.differences if it not in known]
        return replace(self, differences=tuple(sorted([*left, *gone])))


def compare(dbt: Answers, seg: Answers) -> Compared:
    """Seg's answers beside dbt's."""
    found = [
        *_ids(dbt, seg),
        *_fields(dbt, seg),
        *_texts("selection", dbt.selected, seg.selected),
        *_texts("SQL", dbt.compiled, seg.compiled),
    ]
    relations = sum(len(step.relations) for step in dbt.steps)
    counts = {
        "node": len(dbt.nodes),
        "field": sum(map(_field_count, dbt.nodes.values())),
        "selection": len(dbt.selected),
        "SQL": len(set(dbt.compiled) & set(seg.compiled)),
        "exit code": len(dbt.steps),
        "status": sum(len(set(step.statuses) & set(seg.nodes)) for step in dbt.steps),
        "columns": relations,
        "rows": relations,
    }
    for theirs, ours in zip(dbt.steps, seg.steps, strict=True):
        found += _of_step(theirs, ours, set(dbt.nodes) & set(seg.nodes))
    differing = Counter(what for what, _ in {(each.what, each.of) for each in found})
    return Compared(
        counts={what: (count, max(0, count - differing[what])) for what, count in counts.items()},
        passed=(_passed(dbt), _passed(seg)),
        differences=tuple(sorted(found)),
    )


def _field_count(node: Node) -> int:
    return len(FIELDS) + len(node.told)


def _passed(answers: Answers) -> int:
    return sum(status in PASSED for step in answers.steps for status in step.statuses.values())


def _ids(dbt: Answers, seg: Answers) -> Iterator[Difference]:
    for name in sorted(set(dbt.nodes) - set(seg.nodes)):
        yield Difference("node", name, "there", "not there")
    for name in sorted(set(seg.nodes) - set(dbt.nodes)):
        yield Difference("node", name, "not there", "there")


def _fields(dbt: Answers, seg: Answers) -> Iterator[Difference]:
    for name in sorted(set(dbt.nodes) & set(seg.nodes)):
        theirs, ours = dbt.nodes[name], seg.nodes[name]
        for field in FIELDS:
            if getattr(theirs, field) != getattr(ours, field):
                yield Difference(
                    "field",
                    f"{name}: {field}",
                    str(getattr(theirs, field)),
                    str(getattr(ours, field)),
                )
        for key in sorted({*theirs.told, *ours.told}):
            pair = theirs.told.get(key), ours.told.get(key)
            if pair[0] != pair[1]:
                yield Difference("field", f"{name}: {key}", *_parts(*pair))


def _parts(theirs: Any, ours: Any) -> tuple[str, str]:
    """Of two mappings, what is not the same in both."""
    if not isinstance(theirs, dict) or not isinstance(ours, dict):
        return str(theirs), str(ours)
    keys = [key for key in (*theirs, *ours) if theirs.get(key) != ours.get(key)]
    apart = ({key: each[key] for key in keys if key in each} for each in (theirs, ours))
    return str(next(apart)), str(next(apart))


def _texts(what: str, dbt: dict[str, Any], seg: dict[str, Any]) -> Iterator[Difference]:
    for name in sorted(set(dbt) & set(seg)):
        if dbt[name] != seg[name]:
            yield Difference(what, name, *_apart(dbt[name], seg[name]))


def _apart(dbt: Any, seg: Any) -> tuple[str, str]:
    """Texts from where they part; of lists, what the other one has not."""
    if isinstance(dbt, str):
        pairs = zip(dbt, seg, strict=False)
        begin = max(0, len(list(takewhile(lambda pair: pair[0] == pair[1], pairs))) - 20)
        return dbt[begin:], seg[begin:]
    return _without(dbt, seg), _without(seg, dbt)


def _without(these: tuple[str, ...], those: tuple[str, ...]) -> str:
    return ", ".join(each for each in these if each not in those) or "-"


def _of_step(dbt: Step, seg: Step, known: set[str]) -> Iterator[Difference]:
    """Of nodes that both know, as the others are told of as nodes."""
    if dbt.exit_code != seg.exit_code:
        yield Difference("exit code", dbt.command, str(dbt.exit_code), str(seg.exit_code))
    for name in sorted((set(dbt.statuses) | set(seg.statuses)) & known):
        theirs, ours = dbt.statuses.get(name, "-"), seg.statuses.get(name, "-")
        if theirs != ours:
            yield Difference("status", name, theirs, ours)
    for name in sorted(set(dbt.relations) | set(seg.relations)):
        of = f"{name} after {dbt.command}"
        yield from _of_relation(of, dbt.relations.get(name), seg.relations.get(name))


def _of_relation(of: str, dbt: Relation | None, seg: Relation | None) -> Iterator[Difference]:
    if dbt is None or seg is None:
        yield Difference("columns", of, *("there" if it else "not there" for it in (dbt, seg)))
        return
    if dbt.columns != seg.columns:
        yield Difference("columns", of, *_apart(*(_declared(it) for it in (dbt, seg))))
    there = {name for name, _ in dbt.columns} & {name for name, _ in seg.columns}
    compared = [name for name, _ in dbt.columns if name in there - set(dbt.passing)]
    theirs, ours = _values(dbt, compared), _values(seg, compared)
    if theirs != ours:
        only = ((theirs - ours).elements(), (ours - theirs).elements())
        yield Difference("rows", of, *(_told(sorted(map(str, rows))) for rows in only))


def _declared(relation: Relation) -> tuple[str, ...]:
    return tuple(f"{name} {type_}" for name, type_ in relation.columns)


def _values(relation: Relation, names: list[str]) -> Counter[tuple[str | None, ...]]:
    there = [name for name, _ in relation.columns]
    places = [there.index(name) for name in names]
    return Counter(tuple(row[at] for at in places) for row in relation.rows)


def _told(rows: list[str]) -> str:
    return f"{len(rows)} other rows" + "".join(f", as {row}" for row in rows[:1])
