"""A shop whose segments change in every way, and what its events must add up to."""

import json
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.projects import Outcome, reading, rows, seg, write_project
from tests.running.stopped.kills import started

FAMILIES = ("tier", "level", "traits", "place")
"""All names that a family of the shop ever has: `level` is what `tier` is called at times."""

Members = set[tuple[str, str, str, str]]


@dataclass(slots=True)
class Shop:
    """What the shop's files say now; `seen` are all events that were read so far."""

    folder: Path
    random: random.Random
    name: str = "tier"
    threshold: int = 5
    place_entity: str = "customer_id"
    has_traits: bool = True
    is_view: bool = False
    keep_generations: int = 4
    seen: list[dict[str, Any]] = field(default_factory=list)

    def customers(self, *, is_broken: bool = False) -> None:
        """Other customers, who spent other amounts; a test fails if those of places are broken."""
        ids = self.random.sample(range(1, 9), self.random.randint(0, 6))
        spent = [f"{id},{self.random.randint(0, 9)}" for id in ids]
        towns = [f"{id},c{id},{'north' if id % 2 else 'south'}" for id in ids]
        towns += ["-1,c,nowhere"] if is_broken else []
        write_project(
            self.folder,
            {
                "seeds/customers.csv": "\n".join(["customer_id,spent", *spent]) + "\n",
                "seeds/towns.csv": "\n".join(["customer_id,code,town", *towns]) + "\n",
            },
        )

    def write(self) -> None:
        """The files of families."""
        traits = f"""
  - name: traits
    on: ref('customers')
    entity: customer_id
    as_of: "date '2025-01-01'"
    mode: overlapping
    config: {{materialized: {"view" if self.is_view else "table"}}}
    segments:
      - {{name: even, where: customer_id % 2 = 0}}
      - {{name: high, where: in_segment('{self.name}.high')}}
"""
        families = f"""
seeds:
  - name: customers
    config: {{column_types: {{customer_id: integer, spent: integer}}}}
  - name: towns
    config: {{column_types: {{customer_id: integer, code: varchar, town: varchar}}}}
    columns: [{{name: customer_id, data_tests: [{{accepted_range: {{min_value: 0}}}}]}}]
segment_families:
  - name: {self.name}
    on: ref('customers')
    entity: customer_id
    as_of: "date '2025-01-01'"
    mode: exclusive
    segments:
      - {{name: high, where: spent > {self.threshold}}}
      - {{name: rest, otherwise: true}}
  - name: place
    on: ref('towns')
    entity: {self.place_entity}
    as_of: "date '2025-01-01'"
    mode: exclusive
    segments:
      - {{name: north, where: town = 'north'}}
      - {{name: south, otherwise: true}}
{traits if self.has_traits else ""}"""
        readers = f"{{keep_generations: {self.keep_generations}, readers: readers.duckdb}}"
        write_project(
            self.folder,
            {
                "seg_project.yml": f"name: shop\npublish: {readers}\n",
                "models/families.yml": families,
            },
        )

    def build(self, *arguments: str) -> Outcome:
        """A build of what the files say now."""
        self.write()
        return seg(self.folder, "build", "--quiet", *arguments)

    def killed(self, stage: str) -> None:
        """A build that is killed at a stage of publishing."""
        self.write()
        with started(self.folder, ("build", "--quiet"), stage):
            pass

    def rolled_back(self) -> None:
        """Any generation that is kept, again."""
        numbers = rows(self.folder, "select number from _seg.generations order by 1")
        number = str(self.random.choice(numbers)[0])
        assert seg(self.folder, "rollback", number).exit_code == 0

    def look(self) -> None:
        """All events are those from before and new ones, and add up to what is published."""
        for database in ("warehouse.duckdb", "readers.duckdb"):
            if (self.folder / database).exists():
                assert self.members(database) == self.published(database), database
        listed = seg(self.folder, "events", "--output", "json", "--limit", "100000")
        found = json.loads(listed.stdout)
        assert found["is_complete"], listed
        events = found["events"]
        assert events[: len(self.seen)] == self.seen
        assert len({event["id"] for event in events}) == len(events)
        behind = ("--since", self.seen[-1]["id"]) if self.seen else ()
        news = seg(self.folder, "events", "--output", "jsonl", "--limit", "100000", *behind)
        lines = [json.loads(line) for line in news.stdout.splitlines()]
        assert lines == events[len(self.seen) :]
        self.seen = events

    def members(self, database: str) -> Members:
        """Who is in which segment after all events."""
        there: Members = set()
        with reading(self.folder / database) as connection:
            told = connection.execute(
                "select event, family, entity_column, entity, segment "
                "from _seg.segment_events order by number"
            ).fetchall()
        for event, *who in told:
            found = (who[0], who[1], who[2], who[3])
            assert (found in there) == (event == "exited"), (event, found)
            (there.remove if event == "exited" else there.add)(found)
        return there

    def published(self, database: str) -> Members:
        """Who is in which segment as people read it, of families that are tables."""
        found: Members = set()
        with reading(self.folder / database) as connection:
            for name, is_table in connection.execute(
                "select identifier, family is not null from _seg.relations where until is null"
            ).fetchall():
                if name not in FAMILIES or not is_table:
                    continue
                relation = connection.execute(f"select * from main.{name}")
                assert relation.description is not None
                entity = relation.description[0][0]
                found |= {
                    (name, entity, str(row[0]), row[2])
                    for row in relation.fetchall()
                    if row[0] is not None
                }
        return found
