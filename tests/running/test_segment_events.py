"""Segment events add up to what is published, whatever happens to a project."""

import random
from pathlib import Path

import pytest

from tests.projects import rows, seg
from tests.running.event_shop import Shop

KILLED_AT = (
    "publish:begin",
    "publish:events",
    "publish:manifest",
    "publish:commit",
    "publish:read back",
    "publish:checkpoint",
    "readers:manifest",
    "readers:rename",
)


def data(shop: Shop) -> None:
    shop.customers()
    assert shop.build().exit_code == 0


def failed(shop: Shop) -> None:
    shop.customers(is_broken=True)
    assert shop.build().exit_code == 1


def passing(shop: Shop) -> None:
    shop.customers(is_broken=True)
    assert shop.build("--publish", "passing").exit_code == 1


def retried(shop: Shop) -> None:
    failed(shop)
    shop.look()
    shop.customers()
    assert seg(shop.folder, "retry").exit_code == 0


def ruled(shop: Shop) -> None:
    shop.threshold = shop.random.randint(0, 9)
    assert shop.build().exit_code in (0, 1)


def renamed(shop: Shop) -> None:
    shop.name = "level" if shop.name == "tier" else "tier"
    assert shop.build().exit_code in (0, 1)


def removed(shop: Shop) -> None:
    shop.has_traits = not shop.has_traits
    assert shop.build().exit_code in (0, 1)


def seen_as_view(shop: Shop) -> None:
    shop.is_view = not shop.is_view
    assert shop.build().exit_code in (0, 1)


def of_others(shop: Shop) -> None:
    shop.place_entity = "code" if shop.place_entity == "customer_id" else "customer_id"
    assert shop.build().exit_code in (0, 1)


def cleaned(shop: Shop) -> None:
    shop.write()
    seg(shop.folder, "clean", "--orphans", "--yes")


def rolled_back(shop: Shop) -> None:
    shop.rolled_back()


def killed(shop: Shop) -> None:
    shop.customers()
    shop.killed(shop.random.choice(KILLED_AT))


# Each of them happens to each shop, in an order of its own.
ALL = (
    data, data, failed, passing, retried, ruled, renamed, removed, seen_as_view, of_others, cleaned,
    rolled_back, rolled_back, killed, killed,
)  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("seed", range(3))
def test_events_add_up_to_the_published_members(tmp_path: Path, seed: int) -> None:
    shop = Shop(tmp_path, random.Random(seed))
    shop.customers()
    shop.build()
    shop.look()
    for happens in shop.random.sample(ALL, len(ALL)):
        happens(shop)
        shop.look()


@pytest.mark.parametrize("stage", ["publish:events", "publish:commit", "publish:checkpoint"])
def test_a_kill_while_publishing_tells_all_or_nothing(tmp_path: Path, stage: str) -> None:
    shop = Shop(tmp_path, random.Random(1))
    shop.customers()
    shop.build()
    before = rows(tmp_path, "select max(generation) from _seg.segment_events")
    shop.customers()
    shop.killed(stage)
    shop.look()
    after = rows(tmp_path, "select max(generation) from _seg.segment_events")
    assert (after > before) == (stage == "publish:checkpoint")
    shop.build()
    shop.look()
