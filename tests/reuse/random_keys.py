"""Random edits of a project that is refreshed by key, each build compared with one from nothing.

Every published table, every verdict with its count, and the exit code must be the same in both.
What is built once for a day may lag behind: the build from nothing takes it as it is published.
"""

import math
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from orchestrator.commands.run.run import RunResult
from orchestrator.runner import narrowing
from tests.reuse.keyed_shop import (
    FILES,
    ORDERS,
    PEOPLE,
    Keyed,
    Order,
    Person,
    literal,
    project_file,
    visits,
)
from tests.reuse.outcomes import outcome_of, unlike

KEPT_SHARE = narrowing.LARGEST_SHARE


@dataclass
class Edited:
    """A project, the random numbers that edit it, and all that its rows are made from."""

    shop: Keyed
    chance: random.Random
    people: list[Person] = field(default_factory=lambda: list(PEOPLE))
    orders: list[Order] = field(default_factory=lambda: list(ORDERS))
    files: dict[str, str] = field(default_factory=lambda: dict(FILES))
    variables: dict[str, int] = field(
        default_factory=lambda: {"wide": 0, "day": 0, "most": 1_000_000, "clock": 0}
    )
    arguments: dict[str, Any] = field(default_factory=dict)
    gone: list[Person] = field(default_factory=list)
    refreshed: int = 0
    """How many nodes were made again in part."""

    def put(self, path: str, text: str) -> None:
        self.files[path] = text
        self.shop.write(path, text)

    def toggled(self, path: str, old: str, new: str) -> None:
        """One text in a file replaced by the other, whichever is there."""
        text = self.files[path]
        self.put(path, text.replace(old, new) if old in text else text.replace(new, old))

    def variable(self, name: str, value: int) -> None:
        self.variables[name] = value
        self.put("seg_project.yml", project_file(**self.variables))

    def fill(self) -> None:
        self.shop.fill(self.people, self.orders)

    def run(self, *arguments: Any, **options: Any) -> RunResult:
        result = self.shop.run(*arguments, **options)
        self.refreshed += sum(
            (found.message or "").startswith("REFRESH") for found in result.results.values()
        )
        return result


def _some_people(it: Edited, other: Callable[[Person], Person]) -> None:
    for at in it.chance.sample(range(len(it.people)), it.chance.randrange(1, 3)):
        it.people[at] = other(it.people[at])
    it.fill()


def _some_orders(it: Edited, other: Callable[[Order], Order]) -> None:
    for at in it.chance.sample(range(len(it.orders)), it.chance.randrange(1, 4)):
        it.orders[at] = other(it.orders[at])
    it.fill()


def _scores(it: Edited) -> None:
    _some_people(it, lambda row: (row[0], row[1], it.chance.choice([*range(12), 0, -3])))


def _amounts(it: Edited) -> None:
    _some_orders(it, lambda row: (*row[:3], float(it.chance.choice(AMOUNTS))))


def _new_orders(it: Edited) -> None:
    used = {row[0] for row in it.orders}
    numbers = [number for number in range(60) if number not in used]
    for number in numbers[: it.chance.randrange(1, 3)]:
        whose = it.chance.choice(it.people)[0]
        it.orders.append((number, whose, it.chance.randrange(1, 5), 7.0))
    it.fill()


def _fewer_orders(it: Edited) -> None:
    if len(it.orders) > 9:
        it.orders.pop(it.chance.randrange(len(it.orders)))
    it.fill()


def _person_goes(it: Edited) -> None:
    if len(it.people) > 9:
        it.gone.append(it.people.pop(it.chance.randrange(len(it.people))))
    it.fill()


def _person_comes(it: Edited) -> None:
    it.people.append(it.gone.pop() if it.gone else (f"k{it.chance.randrange(30)}", "d", 3))
    it.fill()


def _twice(it: Edited) -> None:
    it.people.append(it.chance.choice(it.people))
    it.orders.append(it.chance.choice(it.orders))
    it.fill()


def _once(it: Edited) -> None:
    it.people = list(dict.fromkeys(it.people))
    it.orders = list(dict.fromkeys(it.orders))
    it.fill()


def _without_key(it: Edited) -> None:
    _some_people(it, lambda row: (None, *row[1:]))


def _order_without_key(it: Edited) -> None:
    _some_orders(it, lambda row: (row[0], None, *row[2:]))


def _with_keys(it: Edited) -> None:
    it.people = [row for row in it.people if row[0] is not None]
    it.orders = [row for row in it.orders if row[1] is not None]
    it.fill()


def _shuffled(it: Edited) -> None:
    it.chance.shuffle(it.people)
    it.chance.shuffle(it.orders)
    it.fill()


def _rows(it: Edited) -> None:
    """A few rows are others."""
    EDITS[
        it.chance.choice(
            ["scores", "amounts", "new orders", "a person goes", "a new file", "later marks"]
        )
    ](it)


def _with_rows(it: Edited) -> None:
    """A definition is another one, and so are a few rows."""
    EDITS[it.chance.choice(["worth", "a view", "a definition", "python", "a rule", "columns"])](it)
    _rows(it)


def _clock_and_rows(it: Edited) -> None:
    """Another stamp, and a few rows are others."""
    it.variable("clock", it.variables["clock"] + 1)
    _rows(it)


def _killed(it: Edited) -> None:
    """A build that is killed at some moment, of another state than the next one's."""
    it.chance.choice([_rows, _with_rows])(it)
    it.shop.run_and_be_killed(it.chance.random() * 0.5)


def _rolled_back(it: Edited) -> None:
    numbers = it.shop.sql("select count(*) from _seg.generations where target_schema = 'main'")
    if numbers[0][0] > 1:
        it.shop.rollback()


def _part(it: Edited) -> None:
    """Some of it built, of another state than the rest, and then the same rows others again."""
    _rows(it)
    it.run("build", it.chance.choice(["people", "orders", "people+", "spent", "tier", "paid+"]))
    _scores(it)
    _amounts(it)


def _failing_part(it: Edited) -> None:
    """What does not fail is published, and what does is mended before the next build."""
    most = it.variables["most"]
    it.variable("most", 1)
    _rows(it)
    it.run(publish="passing")
    it.variable("most", most)


def _moment(it: Edited) -> int:
    """Later than all before."""
    return sum(text.count("\n") for path, text in it.files.items() if path.endswith(".csv"))


def _new_file(it: Edited) -> None:
    """Visits come, or take the place of others, in a file of their own."""
    at, count = _moment(it), it.chance.randrange(1, 4)
    path = f"visits/{at}.csv"
    it.put(path, visits((it.chance.randrange(40) for _ in range(count)), at))


def _other_file(it: Edited) -> None:
    """A file that was there has other rows, or is gone."""
    path = it.chance.choice([path for path in it.files if path.startswith("visits/")])
    if path == "visits/0.csv" or it.chance.random() < 0.5:
        it.put(path, visits(range(it.chance.randrange(20, 30)), it.chance.randrange(5)))
    else:
        del it.files[path]
        (it.shop.root / path).unlink()


def _later_marks(it: Edited) -> None:
    at, mark = _moment(it), it.chance.randrange(40)
    it.put("marks.csv", f"{it.files['marks.csv']}{mark},9,{at}\n{mark + 1},1,{at}\n")


def _other_marks(it: Edited) -> None:
    """A line with an earlier moment, or one line less."""
    head, *lines = it.files["marks.csv"].splitlines(keepends=True)
    if it.chance.random() < 0.5 and len(lines) > 9:
        lines.pop(it.chance.randrange(len(lines)))
    else:
        lines.append(f"{it.chance.randrange(40)},8,0\n")
    it.put("marks.csv", "".join([head, *lines]))


def _declared(it: Edited) -> None:
    """A table that is, or is no longer, refreshed by key."""
    name = it.chance.choice(["spent", "by_group", "copied", "paid"])
    keyed = f"name: {name}\n    config: {{refresh_by: {'grp' if name == 'by_group' else 'id'}}}\n"
    if (
        keyed not in it.files["models/shop.yml"]
        and f"name: {name}\n" not in it.files["models/shop.yml"]
    ):
        key = f"{{name: {name}, config: {{refresh_by: id}}"
        it.toggled("models/shop.yml", key, f"{{name: {name}")
        return
    it.toggled("models/shop.yml", keyed, f"name: {name}\n")


EDITS: dict[str, Callable[[Edited], object]] = {
    "scores": _scores,
    "more scores": _scores,
    "amounts": _amounts,
    "more amounts": _amounts,
    "new orders": _new_orders,
    "fewer orders": _fewer_orders,
    "a person goes": _person_goes,
    "a person comes": _person_comes,
    "other groups": lambda it: _some_people(
        it, lambda row: (row[0], it.chance.choice(GROUPS), row[2])
    ),
    "orders of others": lambda it: _some_orders(
        it, lambda row: (row[0], it.chance.choice(it.people)[0], *row[2:])
    ),
    "rows twice": _twice,
    "rows once": _once,
    "a person without a key": _without_key,
    "an order without a key": _order_without_key,
    "keys again": _with_keys,
    "rows in another order": _shuffled,
    "a reference": lambda it: it.put(
        "seeds/prices.csv", f"item,price\n1,10\n2,{it.chance.randrange(9)}\n3,30\n"
    ),
    "a new day": lambda it: it.variable("day", it.variables["day"] + 1),
    "an old day": lambda it: it.variable("day", max(0, it.variables["day"] - 1)),
    "clock": lambda it: it.variable("clock", it.variables["clock"] + 1),
    "clock again": lambda it: it.variable("clock", it.variables["clock"] + 1),
    "clock back": lambda it: it.variable("clock", max(0, it.variables["clock"] - 1)),
    "clock and rows": _clock_and_rows,
    "columns": lambda it: it.variable("wide", it.chance.randrange(3)),
    "worth": lambda it: it.toggled("macros/worth.sql", "* 2", "* 3"),
    "a view": lambda it: it.toggled("models/paid.sql", "p.price as", "(p.price + 1) as"),
    "a table or view": lambda it: it.toggled("models/paid.sql", "'view'", "'table'"),
    "a definition": lambda it: it.toggled("models/copied.sql", "> 5", "> 6"),
    "what comes out the same": lambda it: it.toggled("models/spent.sql", "by id", "by 1"),
    "a rule": lambda it: it.toggled("models/shop.yml", "paid > 400", "paid > 500"),
    "a definition and rows": _with_rows,
    "another definition and rows": _with_rows,
    "python": lambda it: it.toggled("models/scored.py", "K = 1", "K = 2"),
    "declared": _declared,
    "a new file": _new_file,
    "another new file": _new_file,
    "one more new file": _new_file,
    "another file": _other_file,
    "later marks": _later_marks,
    "more later marks": _later_marks,
    "other marks": _other_marks,
    "failing test": lambda it: it.variable("most", 5),
    "mended test": lambda it: it.variable("most", 1_000_000),
    "failing part": _failing_part,
    "part": _part,
    "another part": _part,
    "models only": lambda it: it.run("run"),
    "other target": lambda it: it.run(target="other"),
    "force": lambda it: it.arguments.update(run_all=True),
    "full refresh": lambda it: it.arguments.update(full_refresh=True),
    "without reuse": lambda it: it.run(reuse=False),
    "rollback": _rolled_back,
    "kill": _killed,
}


# Values that are easily taken for others: zeros, no text, what no number is equal to.
AMOUNTS = (*range(100), *([0.0, math.nan, math.inf] * 10))
GROUPS = ("a", "b", "c", None, "", "A", " a", "null")

FEW = ("scores", "amounts", "new orders", "a person goes", "a new file", "later marks")


def at_random(seed: int, count: int) -> list[str]:
    """So many kinds of edits, each of them any."""
    return random.Random(seed).choices(list(EDITS), k=count)


def dealt(seed: int, hands: int) -> list[list[str]]:
    """All kinds of edits in a random order, dealt out to so many shops."""
    shuffled = random.Random(seed).sample(list(EDITS), len(EDITS))
    return [shuffled[hand::hands] for hand in range(hands)]


def difference(root: Path, seed: int, edits: Iterable[str]) -> tuple[str | None, int]:
    """What a build with reuse gave otherwise than one from nothing, after any of some edits; and
    how many tables were made again in part.
    """
    chance = random.Random(seed)
    # In a small shop a change of two people is a large one.
    narrowing.LARGEST_SHARE = chance.choice([KEPT_SHARE, 0.5, 1.0])
    it = Edited(Keyed(root / "shop"), chance)
    it.run()
    done = []
    for name in edits:
        if chance.random() < 0.2:
            it.run()
        done.append(name)
        it.arguments = {}
        EDITS[name](it)
        found = outcome_of(it.run(**it.arguments), it.shop.root)
        expected = _expected(it)
        if found != expected:
            shown = f"seed {seed} after {', '.join(done)}:\n{unlike(found, expected)}"
            return shown, it.refreshed
    return None, it.refreshed


def _expected(it: Edited) -> tuple[Any, ...]:
    (top,) = it.shop.sql("select top from levels") or [(0.0,)]
    return _from_nothing(tuple(it.files.items()), tuple(it.people), tuple(it.orders), float(top[0]))


@lru_cache(1_000)
def _from_nothing(
    files: tuple[tuple[str, str], ...],
    people: tuple[Person, ...],
    orders: tuple[Order, ...],
    top: float,
) -> tuple[Any, ...]:
    """The outcome of a first build, which goes by these alone, of what was built once per day
    `top` is taken as it is."""
    reference = f"select {literal(top)} as top"
    with TemporaryDirectory(prefix="seg-from-nothing-") as root:
        shop = Keyed(Path(root), {**dict(files), "models/levels.sql": reference}, people, orders)
        return outcome_of(shop.run(reuse=False, partial_parse=False), shop.root)
