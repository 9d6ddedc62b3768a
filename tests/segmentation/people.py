"""The people of the sample, by union-find over the links: the specification, without SQL."""

import datetime as dt
from collections import defaultdict
from functools import cache
from pathlib import Path

import pandas as pd

SEEDS = Path(__file__).parents[2] / "seeds"
LIMITS = {"customer": 30, "device": 6, "email": 4, "card": 4}

Id = tuple[str, str]


@cache
def _seed(name: str) -> pd.DataFrame:
    # As objects, since they are looked at one by one, which is slow with Arrow's texts.
    return pd.read_csv(SEEDS / name, dtype=object, keep_default_na=False)


def read_seed(name: str) -> pd.DataFrame:
    """A seed with all values as text; what is empty is the empty text."""
    return _seed(name).copy()


def local_day(moments: pd.Series) -> pd.Series:
    """The day in Berlin of moments in UTC; None for what is empty."""
    berlin = pd.to_datetime(moments.where(moments != ""), format="ISO8601")
    days = berlin.dt.tz_localize("UTC").dt.tz_convert("Europe/Berlin").dt.date
    return days.astype(object).where(berlin.notna(), None)


def up_to(rows: pd.DataFrame, column: str, as_of: dt.date) -> pd.DataFrame:
    """The rows whose moment is on a local day up to the given one; `day` is that day."""
    rows = rows[rows[column] != ""]
    rows = rows.assign(day=local_day(rows[column]))
    return rows[rows["day"] <= as_of]


class Groups:
    """Disjoint sets, joined by union."""

    def __init__(self) -> None:
        self.parent: dict[Id, Id] = {}

    def find(self, member: Id) -> Id:
        self.parent.setdefault(member, member)
        while self.parent[member] != member:
            self.parent[member] = self.parent[self.parent[member]]
            member = self.parent[member]
        return member

    def join(self, one: Id, other: Id) -> None:
        self.parent[self.find(one)] = self.find(other)


def protected_ids(pairs: set[tuple[Id, Id]], limits: dict[str, int]) -> set[Id]:
    """The ids with more different neighbours than their kind may have."""
    neighbours = defaultdict(set)
    for left, right in pairs:
        neighbours[left].add(right)
        neighbours[right].add(left)
    return {key for key, found in neighbours.items() if len(found) > limits.get(key[0], 4)}


def owners(
    pairs: set[tuple[Id, Id]], customers: set[str], limits: dict[str, int]
) -> dict[Id, tuple[str | None, int]]:
    """Of each id the customer behind it, if any, and how many ids that person has."""
    protected = protected_ids(pairs, limits)
    groups = Groups()
    for left, right in pairs:
        groups.find(left), groups.find(right)
        if left not in protected and right not in protected:
            groups.join(left, right)
    for customer in customers:
        groups.find(("customer", customer))
    members = defaultdict(list)
    for key in list(groups.parent):
        members[groups.find(key)].append(key)
    found = {}
    for keys in members.values():
        numbers = [value for kind, value in keys if kind == "customer" and value in customers]
        found |= {key: (min(numbers, default=None), len(keys)) for key in keys}
    return found


@cache
def sample_owners(as_of: dt.date) -> dict[Id, tuple[str | None, int]]:
    """The same for the sample, without the people who asked to be forgotten."""
    links = up_to(read_seed("raw_identity_links.csv"), "seen_at", as_of)
    pairs = {
        ((row.left_type, row.left_id), (row.right_type, row.right_id)) for row in links.itertuples()
    }
    found = owners(pairs, set(read_seed("raw_customers.csv")["customer_id"]), LIMITS)
    requests = up_to(read_seed("raw_erasure_requests.csv"), "requested_at", as_of)
    erased = {found["customer", customer][0] for customer in requests["customer_id"]}
    return {
        key: owner for key, owner in found.items() if owner[0] is None or owner[0] not in erased
    }


@cache
def people(as_of: dt.date) -> dict[str, str]:
    """The person behind each customer number that is known on a day."""
    found = sample_owners(as_of)
    created = up_to(read_seed("raw_customers.csv"), "created_at", as_of)
    orders = up_to(read_seed("raw_orders.csv"), "ordered_at", as_of)
    orders = orders[orders["status"] != "cancelled"]
    known = {*created["customer_id"], *orders["customer_id"]} - {""}
    return {
        number: found["customer", number][0] for number in known if ("customer", number) in found
    }


def of_people(rows: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    """The rows of people who are known, under the number that stands for the person."""
    rows = rows.assign(customer_id=rows["customer_id"].map(people(as_of)))
    return rows[rows["customer_id"].notna()]


ADDRESS = ("country", "region", "city", "postal_code")


@cache
def details(as_of: dt.date) -> pd.DataFrame:
    """What is known of each person: of each detail, what the oldest number says that has it."""
    customers = read_seed("raw_customers.csv")
    customers = customers.sort_values(["created_at", "customer_id"])
    found: dict[str, dict[str, str]] = {}
    for row in of_people(customers, as_of).to_dict("records"):
        known = found.setdefault(row["customer_id"], dict.fromkeys(row, ""))
        address = {name: row.pop(name) for name in ADDRESS}
        known |= {name: value for name, value in row.items() if not known[name]}
        if not known["country"]:
            known |= address
    return pd.DataFrame(found.values()).set_index("customer_id")
