"""A shop whose families divide people by spending, and the expected result of a comparison."""

import json
import random
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tests.projects import seg, write_project

Person = tuple[int, bool]
People = Mapping[str, Person]
Rules = Callable[[Person], set[str]]

FAMILIES = """
segment_families:
  - name: tier
    on: ref('customers')
    entity: customer_id
    mode: exclusive
    segments:
      - {{name: high, where: spent > {high}}}
      - {{name: low, where: spent > 20}}
  - name: wishes
    on: ref('customers')
    entity: customer_id
    mode: overlapping
    segments:
      - {{name: soothe, where: "is_angry and in_segment('tier.high')"}}
      - {{name: ask, where: not is_angry}}
      - {{name: rest, otherwise: true}}
  - name: mood
    on: ref('customers')
    entity: customer_id
    mode: exclusive
    segments: [{{name: angry, where: is_angry}}, {{name: calm, otherwise: true}}]
"""
CUSTOMERS = """
select customer_id, spent, is_angry, cast(spent as double) as worth, date '2025-06-30' as as_of_date
from {{ ref('people') }}
"""
PROJECT = """
name: shop
vars: {minimum_cell: 3}
roles: {customers: {relation: ref('customers'), columns: {value: worth}}}
"""


def tier_of(high: int) -> Rules:
    return lambda person: {"high"} if person[0] > high else {"low"} if person[0] > 20 else set()


def wishes_of(high: int) -> Rules:
    def rules(person: Person) -> set[str]:
        spent, is_angry = person
        found = {"soothe"} if is_angry and spent > high else set()
        found |= set() if is_angry else {"ask"}
        return found or {"rest"}

    return rules


def people_of(seed: int, numbers: range) -> People:
    chance = random.Random(seed)
    return {f"c{number}": (chance.randrange(100), chance.random() < 0.5) for number in numbers}


def write(folder: Path, people: People, high: int, *, materialized: str = "table") -> None:
    rows = [f"{name},{spent},{angry}" for name, (spent, angry) in people.items()]
    customers = f"{{{{ config(materialized='{materialized}') }}}}\n{CUSTOMERS}"
    write_project(
        folder,
        {
            "seg_project.yml": PROJECT,
            "seeds/people.csv": "\n".join(["customer_id,spent,is_angry", *rows, ""]),
            "models/customers.sql": customers,
            "models/families.yml": FAMILIES.format(high=high),
        },
    )


def build(folder: Path) -> None:
    outcome = seg(folder, "build")
    assert outcome.exit_code == 0, outcome


def compared(folder: Path, *options: str) -> dict[str, Any]:
    outcome = seg(folder, "diff", "--json", *options)
    assert outcome.exit_code == 0, outcome
    found: dict[str, Any] = json.loads(outcome.stdout)
    return found


def as_it_is(person: Person) -> Person:
    return person


def with_bonus(person: Person) -> Person:
    return (person[0] + 7, person[1])


def expected(
    old: People, new: People, was: Rules, now: Rules, model: Callable[[Person], Person] = as_it_is
) -> dict[str, dict[str, Any]]:
    """By segment, what must be said: from the rules as Python has them.

    `model` is what becomes of a person by the models of the side after.
    """
    found: dict[str, dict[str, Any]] = {}

    def members(segment: str, *, rules: bool, models: bool, data: bool) -> set[str]:
        judge, seen = now if rules else was, model if models else as_it_is
        people = new if data else old
        return {name for name, person in people.items() if segment in judge(seen(person))}

    everybody = [seen(p) for people in (old, new) for p in people.values()
                 for seen in (as_it_is, model)]  # fmt: skip
    for segment in {name for p in everybody for rules in (was, now) for name in rules(p)}:
        before = members(segment, rules=False, models=False, data=False)
        after = members(segment, rules=True, models=True, data=True)
        if not before and not after:
            continue
        alone = {
            "definition": members(segment, rules=True, models=False, data=False),
            "model": members(segment, rules=False, models=True, data=False),
            "data": members(segment, rules=False, models=False, data=True),
        }
        without = {
            "definition": members(segment, rules=False, models=True, data=True),
            "model": members(segment, rules=True, models=False, data=True),
            "data": members(segment, rules=True, models=True, data=False),
        }
        if model is as_it_is:
            del alone["model"]
        causes = {}
        for what, moved in (("entered_by", after - before), ("left_by", before - after)):
            is_in = what == "entered_by"
            kinds = Counter[str]()
            for name in moved:
                by = [
                    cause
                    for cause in alone
                    if (name in alone[cause]) is is_in and (name in without[cause]) is not is_in
                ]
                kinds[by[0] if len(by) == 1 else "several"] += 1
            kinds_told = ("definition", "model", "data", "several")
            causes[what] = {kind: kinds[kind] for kind in kinds_told}
        found[segment] = {
            "before": len(before),
            "after": len(after),
            "entered": len(after - before),
            "left": len(before - after),
            **causes,
        }
    return found


def told(family: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    keys = ("before", "after", "entered", "left", "entered_by", "left_by")
    return {each["segment"]: {key: each[key] for key in keys} for each in family["segments"]}


def mood_of(person: Person) -> set[str]:
    return {"angry" if person[1] else "calm"}
