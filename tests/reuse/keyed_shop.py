"""A project whose tables are refreshed by key: joins, groups, views, families, Python, references.

Its sources are two tables that `Keyed.fill` writes. Duplicate rows and rows without a key come in,
so that tests of rows warn; only `no_top` and `few_pairs` fail.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.reuse.shop import Shop

Person = tuple[str | None, str | None, int]
"""The key, a group and a score."""

Order = tuple[int, str | None, int, float]
"""Its number, whose it is, the item and the amount."""


def project_file(wide: int, day: int, most: int, clock: int) -> str:
    """The project file with its variables."""
    return (
        "name: shop\nversion: '1.0'\nprofile: shop\n"
        f"vars: {{wide: {wide}, day: {day}, most: {most}, clock: {clock}}}\n"
        "models: {shop: {+materialized: table}}\ndata_tests: {shop: {+severity: warn}}\n"
    )


def visits(numbers: Iterable[int], at: int) -> str:
    """A file of visits, which are of some order."""
    lines = (f"{n},{(n * 7 + at) % 40},{(n + at) % 10},{at}" for n in numbers)
    return "visit_id,order_id,seconds,came\n" + "".join(f"{line}\n" for line in lines)


FILES = {
    "profiles.yml": (
        "shop:\n  target: dev\n  outputs:\n"
        "    dev: {type: duckdb, path: w.duckdb, threads: 2}\n"
        "    other: {type: duckdb, path: w.duckdb, schema: other, threads: 2}\n"
    ),
    "seg_project.yml": project_file(0, 0, 1_000_000, 0),
    "seeds/prices.csv": "item,price\n1,10\n2,20\n3,30\n",
    "macros/worth.sql": "{% macro worth(amount) %}{{ amount }} * 2{% endmacro %}\n",
    "models/people.sql": (
        "select id, grp, score{% if var('wide') %}, score + {{ var('wide') }} as wide{% endif %}\n"
        "from {{ source('raw', 'people') }}\n"
    ),
    "models/orders.sql": "select * from {{ source('raw', 'orders') }}\n",
    # A view, and what is written into its reader: the one passes keys on, the other does not.
    "models/paid.sql": (
        "{{ config(materialized='view') }}\n"
        "select o.order_id, o.id, o.item, {{ worth('o.amount') }} * p.price as paid\n"
        "from {{ ref('orders') }} as o join {{ ref('prices') }} as p using (item)\n"
    ),
    "models/large.sql": (
        "{{ config(materialized='ephemeral') }}\n"
        "select id, amount from {{ ref('orders') }} where amount > 50\n"
    ),
    "models/large_orders.sql": "select id, count(*) as n from {{ ref('large') }} group by id\n",
    "models/spent.sql": (
        "select id, count(*) as orders, sum(paid) as paid from {{ ref('paid') }} group by id\n"
    ),
    # What is built once for a day: the others read what was so when the day began.
    "models/levels.sql": (
        "{{ config(once_per=var('day')) }}\n"
        "select cast(coalesce(max(amount), 0) as double) as top from {{ ref('orders') }}\n"
    ),
    "models/features.sql": (
        "select p.*, s.orders, s.paid, coalesce(s.paid > l.top, false) as is_over\n"
        "from {{ ref('people') }} as p left join {{ ref('spent') }} as s on s.id = p.id\n"
        "cross join {{ ref('levels') }} as l\n"
    ),
    "models/copied.sql": "select * from {{ ref('features') }} where score > 5\n",
    # The key is another column of the input, and two columns.
    "models/by_group.sql": (
        "select grp, count(*) as n, sum(score) as score from {{ ref('people') }} group by grp\n"
    ),
    "models/pairs.sql": (
        "select id, item, sum(amount) as amount from {{ ref('orders') }} group by id, item\n"
    ),
    "models/pair_levels.sql": ("select id, item, amount > 20 as is_high from {{ ref('pairs') }}\n"),
    # What is looked up by its own key: it has the other key, too, with another meaning.
    "models/gifts.sql": (
        "select order_id, 'k' || (order_id * 5 % 24) as id from {{ ref('orders') }}\n"
    ),
    "models/given.sql": (
        "select g.id, sum(o.amount) as amount, count(o.id) as givers\n"
        "from {{ ref('gifts') }} as g join {{ ref('orders') }} as o using (order_id)\n"
        "group by g.id\n"
    ),
    "models/flags.sql": (
        "select order_id, max(amount) > 30 as is_big from {{ ref('orders') }} group by order_id\n"
    ),
    "models/flagged.sql": (
        "select p.id, count(*) as lines, count(case when f.is_big then 1 end) as big\n"
        "from {{ ref('paid') }} as p left join {{ ref('flags') }} as f using (order_id)\n"
        "group by p.id\n"
    ),
    # A reference has the key, too, and a view goes by another column than its reader.
    "models/weights.sql": "select id, score from {{ source('raw', 'people') }}\n",
    "models/shares.sql": (
        "select id, score / (select sum(score) + 1 from {{ ref('weights') }}) as share\n"
        "from {{ ref('features') }}\n"
    ),
    "models/first_of_group.sql": (
        "{{ config(materialized='view') }}\n"
        "select grp, min(id) as id, count(*) as n from {{ ref('people') }} group by grp\n"
    ),
    "models/firsts.sql": "select id, sum(n) as n from {{ ref('first_of_group') }} group by id\n",
    # A reference is joined whole: there are rows of people of whom nothing changed.
    "models/everyone.sql": (
        "select r.id, count(o.id) as orders from {{ ref('numbers') }} as r\n"
        "left join {{ ref('orders') }} as o on o.id = r.id group by r.id\n"
    ),
    "models/numbers.sql": "select 'k' || range as id from range(30)\n",
    # Rows of orders that are gone are taken out again: a build from nothing has the same rows.
    "models/numbered.sql": (
        "select r.range as order_id, o.id, o.amount, o.order_id is null as is_gone\n"
        "from range(60) as r left join {{ ref('orders') }} as o on o.order_id = r.range\n"
    ),
    "models/log.sql": (
        "{{ config(materialized='incremental', unique_key='order_id', delete_when='is_gone') }}\n"
        "select order_id, id, amount, is_gone from {{ ref('numbered') }}\n"
    ),
    "models/logged.sql": "select order_id, amount * 2 as twice from {{ ref('log') }}\n",
    # What came into a source: in new files of a folder, behind a view by its own key, and later in
    # a file that is written anew. Visits are of orders, marks of visits.
    "models/stg_visits.sql": (
        "{{ config(materialized='view') }}\n"
        "select visit_id, order_id, seconds from {{ source('files', 'visits') }}\n"
        "qualify row_number() over (partition by visit_id order by came desc, seconds) = 1\n"
    ),
    "models/visited.sql": (
        "select order_id, count(*) as visits, sum(seconds) as seconds\n"
        "from {{ ref('stg_visits') }} group by order_id\n"
    ),
    "models/watched.sql": (
        "select o.id, count(v.visit_id) as visits, sum(v.seconds) as seconds\n"
        "from {{ ref('orders') }} as o\n"
        "left join {{ ref('stg_visits') }} as v on v.order_id = o.order_id group by o.id\n"
    ),
    "models/marks.sql": (
        "select mark, max(v) as v, count(*) as n\n"
        "from {{ source('files', 'marks') }} group by mark\n"
    ),
    "models/marked.sql": (
        "select o.id, sum(m.v) as v, sum(m.n) as n from {{ ref('orders') }} as o\n"
        "left join {{ ref('stg_visits') }} as v on v.order_id = o.order_id\n"
        "left join {{ ref('marks') }} as m on m.mark = v.visit_id group by o.id\n"
    ),
    "visits/0.csv": visits(range(30), 0),
    "marks.csv": "mark,v,came\n" + "".join(f"{n},{n % 7},0\n" for n in range(25)),
    "models/scored.py": (
        "K = 1\n\n\ndef model(dbt, session):\n"
        "    frame = dbt.ref('features').df()[['id', 'score']]\n"
        "    frame['scored'] = frame['score'] * K\n    return frame\n"
    ),
    # Stamps: in a table that counts by them, below it by threshold, behind a view, by a star.
    "models/aged.sql": "select id, score + seen as age from {{ ref('people') }}\n",
    "models/late.sql": "select id, until >= 9 as is_late from {{ ref('people') }}\n",
    "models/adults.sql": "select id, age >= 12 as is_adult from {{ ref('aged') }}\n",
    "models/seen_people.sql": (
        "{{ config(materialized='view') }}\nselect * from {{ ref('features') }}\n"
    ),
    "models/last_seen.sql": "select id, seen * 2 as twice from {{ ref('seen_people') }}\n",
    "models/starred.sql": "select * from {{ ref('aged') }}\n",
    "models/noticed.py": (
        "def model(dbt, session):\n    return dbt.ref('aged').df()[['id', 'age', 'seen']]\n"
    ),
    "models/total.sql": (
        "select (select count(*) from {{ ref('features') }}) as people,\n"
        "    (select sum(paid) from {{ ref('spent') }}) as paid,\n"
        "    (select count(*) from {{ ref('tier') }} where segment = 'high') as high,\n"
        "    (select max(score) from {{ ref('people') }}) as top_score\n"
    ),
    "models/shop.yml": (
        "sources:\n  - {name: raw, schema: raw, tables: [{name: people}, {name: orders}]}\n"
        "  - {name: files, tables: [{name: visits, config: {external_location: 'visits/*.csv', "
        "refresh_by: visit_id}}, {name: marks, config: {external_location: marks.csv, "
        "refresh_by: mark, watermark: came}}]}\n"
        "models:\n"
        "  - name: people\n    config: {refresh_by: id, stamps: {seen: \"{{ var('clock') }}\", "
        "until: seen + score}}\n"
        "    columns: [{name: id, data_tests: [unique, not_null]}, {name: grp, data_tests: "
        "[not_null]}, {name: score, data_tests: [{accepted_range: {max_value: 20}}]}]\n"
        "  - name: orders\n    config: {refresh_by: order_id}\n"
        "    columns: [{name: order_id, data_tests: [unique]}, {name: id, data_tests: "
        "[not_null, {relationships: {to: ref('people'), field: id}}]}]\n"
        "  - {name: paid, config: {refresh_by: id}, data_tests: "
        "[{expression_is_true: {expression: paid < 2000}}]}\n"
        "  - {name: large_orders, config: {refresh_by: id}}\n"
        "  - name: spent\n    config: {refresh_by: id}\n"
        "    columns: [{name: id, data_tests: [unique, not_null]}]\n"
        "  - name: levels\n    columns: [{name: top, data_tests: [{accepted_range: "
        "{max_value: 95}}]}]\n"
        "  - name: features\n    config: {refresh_by: id, stamps: {seen: \"{{ var('clock') }}\"}}\n"
        "    columns: [{name: id, data_tests: [unique, not_null]}, {name: orders, data_tests: "
        "[not_null, {accepted_range: {max_value: 4}}]}]\n"
        "  - {name: copied, config: {refresh_by: id}}\n"
        "  - name: by_group\n    config: {refresh_by: grp}\n"
        "    columns: [{name: grp, data_tests: [unique, not_null]}]\n"
        "  - {name: pairs, config: {refresh_by: [id, item]}, columns: "
        "[{name: amount, data_tests: [not_null]}]}\n"
        "  - {name: pair_levels, config: {refresh_by: [id, item]}}\n"
        "  - {name: everyone, config: {refresh_by: id}}\n"
        "  - {name: shares, config: {refresh_by: id}}\n"
        "  - {name: first_of_group, config: {refresh_by: grp}}\n"
        "  - {name: firsts, config: {refresh_by: id}}\n"
        "  - {name: gifts, config: {refresh_by: order_id}}\n"
        "  - {name: flags, config: {refresh_by: order_id}}\n"
        "  - {name: given, config: {refresh_by: id, refresh_through: {orders: gifts}}}\n"
        "  - {name: flagged, config: {refresh_by: id, refresh_through: {flags: paid}}}\n"
        "  - name: aged\n    config: {refresh_by: id, stamps: {seen: \"{{ var('clock') }}\"}}\n"
        "    columns: [{name: age, data_tests: [{accepted_range: {max_value: 14}}]}, "
        "{name: seen, data_tests: [{accepted_range: {max_value: 3}}]}]\n"
        "  - {name: adults, config: {refresh_by: id}}\n"
        "  - {name: late, config: {refresh_by: id}}\n"
        "  - {name: seen_people, config: {refresh_by: id}}\n"
        "  - {name: last_seen, config: {refresh_by: id}}\n"
        "  - {name: starred, config: {refresh_by: id}}\n"
        "  - {name: noticed, config: {refresh_by: id}}\n"
        "  - {name: numbered, config: {refresh_by: order_id}}\n"
        "  - {name: log, config: {refresh_by: order_id}, columns: [{name: id, data_tests: "
        "[not_null]}]}\n"
        "  - {name: logged, config: {refresh_by: order_id}}\n"
        "  - name: stg_visits\n    config: {refresh_by: visit_id}\n"
        "    columns: [{name: visit_id, data_tests: [unique]}, {name: seconds, data_tests: "
        "[not_null, {accepted_range: {max_value: 8}}]}, {name: order_id, data_tests: "
        "[{relationships: {to: ref('orders'), field: order_id}}]}]\n"
        "  - {name: visited, config: {refresh_by: order_id}}\n"
        "  - {name: watched, config: {refresh_by: id, refresh_through: "
        "{stg_visits: {through: orders, on: {order_id: order_id}}}}}\n"
        "  - {name: marks, config: {refresh_by: mark}}\n"
        "  - {name: marked, config: {refresh_by: id, refresh_through: "
        "{stg_visits: {through: orders, on: {order_id: order_id}}, "
        "marks: {through: stg_visits, on: {mark: visit_id}}}}}\n"
        "  - {name: scored, config: {refresh_by: id}, columns: [{name: id, data_tests: "
        "[not_null]}]}\n"
        "data_tests:\n"
        "  - {name: has_features, config: {refresh_by: id}}\n"
        "  - {name: no_repeats, config: {refresh_by: id}}\n"
        "  - {name: few_pairs, config: {severity: error, refresh_by: [id, item]}}\n"
        "  - {name: no_top, config: {severity: error}}\n"
        "segment_families:\n"
        "  - {name: tier, on: ref('features'), entity: id,\n"
        "     config: {stamps: {as_of_date: \"date '2026-01-01' + {{ var('clock') }}\"}},\n"
        "     mode: exclusive, segments: [{name: high, where: paid > 400}, "
        "{name: low, otherwise: true}]}\n"
        "  - {name: core, on: ref('people'), entity: id, as_of: cast('2026-01-01' as date),\n"
        '     mode: overlapping, segments: [{name: best, where: "score > 8 and '
        "in_segment('tier.high')\"}, {name: rest, where: score <= 8}]}\n"
    ),
    "tests/has_features.sql": (
        "select p.id from {{ ref('people') }} as p left join {{ ref('features') }} as f "
        "on f.id = p.id where f.id is null and p.id is not null\n"
    ),
    "tests/no_repeats.sql": "select id from {{ ref('people') }} group by id having count(*) > 1\n",
    "tests/few_pairs.sql": (
        "select * from {{ ref('pair_levels') }} as l join {{ ref('pairs') }} using (id, item) "
        "where amount > {{ var('most') }}\n"
    ),
    "tests/no_top.sql": "select * from {{ ref('total') }} where top_score > {{ var('most') }}\n",
}

PEOPLE: Sequence[Person] = [(f"k{n}", "abc"[n % 3], n % 12) for n in range(24)]
ORDERS: Sequence[Order] = [(n, f"k{n * 7 % 24}", n % 3 + 1, float(n * 13 % 60)) for n in range(36)]


class Keyed(Shop):
    """The project in a folder, with its sources."""

    def __init__(
        self,
        root: Path,
        files: dict[str, str] = FILES,
        people: Sequence[Person] = PEOPLE,
        orders: Sequence[Order] = ORDERS,
    ) -> None:
        super().__init__(root, files, orders=None)
        self.fill(people, orders)

    def fill(self, people: Sequence[Person], orders: Sequence[Order]) -> None:
        """Fill the sources anew."""
        self.sql(
            "create schema if not exists raw;"
            "create or replace table raw.people (id varchar, grp varchar, score int);"
            "create or replace table raw.orders (order_id int, id varchar, item int, amount double)"
        )
        for name, rows in (("people", people), ("orders", orders)):
            shown = ", ".join(f"({', '.join(map(literal, row))})" for row in rows)
            self.sql(f"insert into raw.{name} values {shown}")


def literal(value: object) -> str:
    """A value in SQL."""
    if isinstance(value, float):
        return f"cast('{value}' as double)"
    return "null" if value is None else repr(value)
