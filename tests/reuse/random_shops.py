"""Random edits of a project, each followed by a build with reuse and one from nothing.

Every published table, every verdict and the exit code must be the same in both.
"""

import os
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from orchestrator.state import sources
from tests.reuse.outcomes import tables_of
from tests.reuse.shop import FILES, Shop

MORE_FILES = {
    **FILES,
    "data/a.csv": "x,y\n1,2\n",
    "data/b.csv": "x,y\n3,4\n",
    "models/prices_twice.sql": (
        "{{ config(materialized='ephemeral') }}\n"
        "select item, {{ doubled('price') }} as price from {{ ref('prices') }}\n"
    ),
    "models/dear.sql": (
        "{{ config(materialized='table') }}\n"
        "select item, price from {{ ref('prices_twice') }} where price > 20\n"
    ),
    "models/stamped.sql": (
        "{{ config(materialized='table') }}\n"
        "select item, {{ run_moment() }} > timestamp '2000-01-01' as is_new\n"
        "from {{ ref('sales') }}\n"
    ),
    "models/sales_again.sql": "select * from {{ ref('sales') }}\n",
    "models/joined.sql": (
        "{{ config(materialized='table') }}\nselect s.item, s.amount, d.price\n"
        "from {{ ref('sales_again') }} as s left join {{ ref('dear') }} as d on d.item = s.item\n"
    ),
    "models/points.sql": (
        "{{ config(materialized='table') }}\nselect sum(x) as x, {{ env_var('RATE', '1') }} as r\n"
        "from {{ source('raw', 'points') }}\n"
    ),
    "models/log_size.sql": (
        "{{ config(materialized='table') }}\nselect count(*) as n from {{ ref('log') }}\n"
    ),
    "models/scored.py": (
        "K = 1\n\n\ndef model(dbt, session):\n"
        "    frame = dbt.ref('sales_again').df()\n"
        "    frame['score'] = frame['amount'] * K\n    return frame[['item', 'score']]\n"
    ),
    "tests/small.sql": "select * from {{ ref('sales') }} where amount > {{ var('most') }}\n",
}
VARS = {"least": 1, "most": 100_000, "unread": 1}
YML = (
    "sources:\n  - name: raw\n    schema: raw\n    tables:\n      - name: orders\n"
    "      - name: points\n        config: {external_location: 'data/*.csv'}\n"
    "models:\n  - name: sales\n    columns: [{name: item, data_tests: [unique, not_null]}]\n"
    "  - name: joined\n    columns: [{name: item, data_tests: [not_null]}]\n"
)


@dataclass
class Edited:
    """A project, the random numbers that edit it, and all that its files are made from."""

    shop: Shop
    chance: random.Random
    rows: list[tuple[int, int]]
    files: dict[str, str]
    variables: dict[str, int] = field(default_factory=lambda: dict(VARS))
    rate: str = "1"
    arguments: dict[str, Any] = field(default_factory=dict)
    is_shorter: bool = False
    is_to_refresh: bool = False
    """Whether incremental tables hold rows that are no more: until a refresh of them succeeds."""

    def put(self, path: str, text: str) -> None:
        self.files[path] = text
        self.shop.write(path, text)

    def replaced(self, path: str, choices: list[tuple[str, str]]) -> None:
        """One of several replacements of a text in a file, or of the other way round."""
        old, new = self.chance.choice(choices)
        text = self.files[path]
        self.put(path, text.replace(old, new) if old in text else text.replace(new, old))

    def variable(self, name: str, value: int) -> None:
        self.variables[name] = value
        shown = ", ".join(f"{key}: {known}" for key, known in self.variables.items())
        self.put(
            "seg_project.yml",
            f"name: shop\nversion: '1.0'\nprofile: shop\nvars: {{{shown}}}\n",
        )

    def source(self, rows: list[tuple[int, int]]) -> None:
        self.rows = rows
        self.shop.orders(rows)


def _new_orders(it: Edited) -> None:
    last = max(number for number, _ in it.rows)
    count = it.chance.randrange(1, 3)
    more = [(last + 1 + n, it.chance.randrange(1, 4)) for n in range(count)]
    it.source([*it.rows, *more])


def _other_items(it: Edited) -> None:
    it.source([(number, it.chance.randrange(1, 4)) for number, _ in it.rows])


def _fewer_orders(it: Edited) -> None:
    it.source(it.rows[: max(1, len(it.rows) - 1)])
    it.is_shorter = it.is_to_refresh = True


def _seed(it: Edited) -> None:
    prices = "".join(f"{n},{it.chance.randrange(5, 25)}\n" for n in (1, 2, 3))
    it.put("seeds/prices.csv", f"item,price\n{prices}")


def _file(it: Edited) -> None:
    name = it.chance.choice(["a", "b", "c"])
    path = f"data/{name}.csv"
    it.put(path, f"x,y\n{it.chance.randrange(9)},4\n")
    os.utime(it.shop.root / path, (1_700_000_000, 1_700_000_000))


def _touch(it: Edited) -> None:
    os.utime(it.shop.root / "data/a.csv")


def _killed(it: Edited) -> None:
    """A build that is killed at some moment, of another state than the next one's."""
    EDITS[it.chance.choice(["seed", "sales", "macro", "view", "cut off"])](it)
    it.shop.run_and_be_killed(it.chance.random() * 0.5)


def _rolled_back(it: Edited) -> None:
    numbers = it.shop.sql("select count(*) from _seg.generations where target_schema = 'main'")
    if numbers[0][0] > 1:
        it.shop.rollback()
        # An incremental table from before goes on with rows that are no more, reused or not.
        it.is_to_refresh |= it.is_shorter


def _by_hand(it: Edited) -> None:
    """Somebody puts another view under a published name, or takes it away."""
    name = it.chance.choice(["sales", "sales_again", "log", "report"])
    replaced = "create or replace view {} as select {} from raw.orders"
    statement = it.chance.choice([replaced, replaced + " where false", "drop view if exists {}"])
    it.shop.sql(statement.format(name, "99 as number"))


VIEWS = (
    "select * from {{ ref('sales') }}\n",
    "select *, 1 as one from {{ ref('sales') }}\n",
    "select item, amount * 2 as amount from {{ ref('sales') }}\n",
    "select * from {{ ref('sales') }} where amount > {{ var('least') }}\n",
)
EDITS: dict[str, Callable[[Edited], object]] = {
    "nothing": lambda it: None,
    "new orders": _new_orders,
    "other items": _other_items,
    "fewer orders": _fewer_orders,
    "orders in another order": lambda it: it.source(it.chance.sample(it.rows, len(it.rows))),
    "seed": _seed,
    "file": _file,
    "touched file": _touch,
    "variable": lambda it: it.variable("least", it.chance.randrange(1, 4)),
    "unread variable": lambda it: it.variable("unread", it.chance.randrange(9)),
    "failing test": lambda it: it.variable("most", 1),
    "mended test": lambda it: it.variable("most", 100_000),
    "macro": lambda it: it.replaced("macros/money.sql", [("* 2", "* 3"), ("* 2", "+ 0")]),
    "comment": lambda it: it.replaced("models/dear.sql", [("select", "-- why\nselect")]),
    "sales": lambda it: it.replaced("models/sales.sql", [("as amount", "+ 1 as amount")]),
    "view": lambda it: it.put("models/sales_again.sql", it.chance.choice(VIEWS)),
    "cut off": lambda it: it.replaced("models/any_sales.sql", [("> 0", ">= 1"), ("> 0", "> 2")]),
    "materialized": lambda it: it.replaced(
        "models/any_sales.sql", [("materialized='table'", "materialized='view'")]
    ),
    "ephemeral": lambda it: it.replaced("models/prices_twice.sql", [("select", "select 1 as k,")]),
    "python": lambda it: it.put(
        "models/scored.py", f"K = {it.chance.randrange(9)}\n" + it.files["models/scored.py"][6:]
    ),
    "environment": lambda it: setattr(it, "rate", str(it.chance.randrange(4))),
    "declared tests": lambda it: it.replaced(
        "models/shop.yml", [("unique, not_null", "not_null"), ("[not_null]}]\n", "[]}]\n")]
    ),
    "part": lambda it: it.shop.run(
        "build", it.chance.choice(["sales+", "stg_orders", "+joined", "log"])
    ),
    "models only": lambda it: it.shop.run("run"),
    "other target": lambda it: it.shop.run(target="other"),
    "force": lambda it: it.arguments.update(run_all=True),
    "without reuse": lambda it: it.shop.run(reuse=False),
    "by hand": _by_hand,
    "rollback": _rolled_back,
    "kill": _killed,
    "kill again": _killed,
}


def at_random(seed: int, count: int) -> list[str]:
    """So many kinds of edits, each of them any."""
    return random.Random(seed).choices(list(EDITS), k=count)


def dealt(seed: int, hands: int) -> list[list[str]]:
    """All kinds of edits in a random order, dealt out to so many shops."""
    shuffled = random.Random(seed).sample(list(EDITS), len(EDITS))
    return [shuffled[hand::hands] for hand in range(hands)]


def difference(root: Path, seed: int, edits: Iterable[str]) -> str | None:
    """What a build with reuse gave otherwise than one from nothing, after any of some edits."""
    # Files are trusted after a moment that is longer than a tick of the clock, not after seconds.
    sources.RACY_NS = 20_000_000
    chance = random.Random(seed)
    files = {**MORE_FILES, "models/shop.yml": YML}
    it = Edited(Shop(root / "shop", files), chance, [(1, 1), (2, 2), (3, 2)], dict(files))
    # Where a test fails, nothing is published, and runs go on with what those before them left.
    it.variable("most", chance.choice([1, 100_000, 100_000]))
    os.environ["RATE"] = it.rate
    it.shop.run()
    done = []
    for name in edits:
        if chance.random() < 0.5:
            # Two builds without an edit: the second may leave word that there is nothing to do.
            it.shop.run()
            it.shop.run()
        done.append(name)
        os.environ["RATE"] = it.rate
        it.arguments = {}
        EDITS[name](it)
        os.environ["RATE"] = it.rate
        found = _outcome(it.shop, full_refresh=it.is_to_refresh, **it.arguments)
        expected = _from_nothing(tuple(it.files.items()), tuple(it.rows), it.rate)
        if found != expected:
            return f"seed {seed} after {', '.join(done)}:\n{found}\nfrom nothing:\n{expected}"
        if found[0] == 0:
            it.is_to_refresh = False
    return None


@lru_cache(1_000)
def _from_nothing(
    files: tuple[tuple[str, str], ...], rows: tuple[tuple[int, int], ...], rate: str
) -> tuple[Any, ...]:
    """The outcome of a first build, which goes by these alone: many edits leave them as they are.

    `rate` is in the environment.
    """
    with TemporaryDirectory(prefix="seg-from-nothing-") as root:
        # With all of reuse off, also what only a later build would use.
        return _outcome(Shop(Path(root), dict(files), rows), reuse=False, partial_parse=False)


def _outcome(shop: Shop, **arguments: Any) -> tuple[Any, ...]:
    """The exit code, the nodes that failed, and if none did every table that people read."""
    result = shop.run(**arguments)
    failed = sorted(name for name, found in result.results.items() if found.is_failed)
    return (result.exit_code, failed, None if result.exit_code else tables_of(shop.root))
