"""Missing references and cycles are reported with each place, before anything runs."""

from pathlib import Path

import pytest

from tests.faults.refusal import Files, refusal
from tests.projects import seg, write_project

OFF = "fix: 'orders' is disabled ({}): enable it, or remove the reference\n"

CASES: dict[str, tuple[Files, str]] = {
    "two models wait for each other": (
        {
            "models/a.sql": "select 1 as id from {{ ref('b') }}\n",
            "models/b.sql": "-- all of a\nselect *\nfrom {{ ref('a') }}\n",
        },
        "models/a.sql:1:24: dependency cycle: "
        "a (models/a.sql:1:24) -> b (models/b.sql:3:9) -> a\n"
        "  fix: remove one of the references\n",
    ),
    "a model waits for itself": (
        {"models/a.sql": "select 1 as id\nfrom {{ ref('a') }}\n"},
        "models/a.sql:2:9: dependency cycle: a (models/a.sql:2:9) -> a\n"
        "  fix: remove one of the references\n",
    ),
    "a loop of three, one of them needs Jinja": (
        {
            "models/a.sql": '{% if true %}\nselect * from {{ ref( "b" ) }}\n{% endif %}',
            "models/b.sql": "select * from {{ ref('c') }}",
            "models/c.sql": "select * from {{ ref('shop', 'a') }}",
        },
        "models/a.sql:2:18: dependency cycle: a (models/a.sql:2:18) -> "
        "b (models/b.sql:1:18) -> c (models/c.sql:1:18) -> a\n"
        "  fix: remove one of the references\n",
    ),
    "the same name in two folders": (
        {"models/x/a.sql": "select 1 as i", "models/y/a.sql": "select 1 as i"},
        "models/y/a.sql: the model 'a' is also in models/x/a.sql\n  fix: rename one of them\n",
    ),
    "names that differ in case only": (
        {"models/Orders.sql": "select 1 as i", "models/x/orders.sql": "select 1 as i"},
        "models/x/orders.sql: the model 'orders' is also in models/Orders.sql\n"
        "  fix: rename one of them\n",
    ),
    "a model and a seed of one name": (
        {"models/a.sql": "select 1 as i", "seeds/a.csv": "i\n1\n"},
        "models/a.sql: 'a' is built as main.a, and so is seeds/a.csv\n"
        "  fix: rename one of them, or give it an alias\n",
    ),
    "two models of one alias": (
        {
            "models/a.sql": "{{ config(alias='x') }} select 1 as i",
            "models/b.sql": "{{ config(alias='X') }} select 1 as i",
        },
        "models/b.sql: 'b' is built as main.X, and so is models/a.sql\n"
        "  fix: rename one of them, or give it an alias\n",
    ),
    "a typo": (
        {
            "models/orders.sql": "select 1 as i",
            "models/b.sql": "select *\nfrom {{ ref('ordres') }}",
        },
        "models/b.sql:2:9: ref('ordres') names no model\n  fix: did you mean 'orders'?\n",
    ),
    "a typo where Jinja is needed": (
        {
            "models/orders.sql": "select 1 as i",
            "models/b.sql": "{% set x = 1 %}\nselect {{ x }}\nfrom {{ ref('ordres') }}",
        },
        "models/b.sql:3:9: ref('ordres') names no model\n  fix: did you mean 'orders'?\n",
    ),
    "a typo in a data test's argument": (
        {
            "models/orders.sql": "select 1 as i",
            "models/orders.yml": "models:\n  - name: orders\n    columns:\n      - name: i\n"
            "        data_tests:\n          - relationships:\n              arguments:\n"
            "                field: i\n                to: ref('ordres')\n",
        },
        "models/orders.yml:9:21: ref('ordres') names no model\n  fix: did you mean 'orders'?\n",
    ),
    "two typos are told at once": (
        {"models/b.sql": "select *\nfrom {{ ref('x1') }}\njoin {{ ref('x2') }} using (i)"},
        "models/b.sql:2:9: ref('x1') names no model\nmodels/b.sql:3:9: ref('x2') names no model\n",
    ),
    "a table that a source does not have": (
        {
            "models/s.yml": "sources:\n  - name: raw\n    tables:\n      - name: orders\n",
            "models/b.sql": "select *\nfrom {{ source('raw', 'ordres') }}",
        },
        "models/b.sql:2:9: source('raw', 'ordres') names no source\n"
        "  fix: did you mean 'orders'?\n",
    ),
    "a source that is not declared": (
        {"models/b.sql": "select *\nfrom {{ source('raw', 'orders') }}"},
        "models/b.sql:2:9: source('raw', 'orders') names no source\n"
        "  fix: declare it under sources: in a .yml file, as raw with the table orders\n",
    ),
    "a model switched off in its file": (
        {
            "models/orders.sql": "{{ config(enabled=false) }} select 1 as i",
            "models/b.sql": "select *\nfrom {{ ref('orders') }}",
        },
        "models/b.sql:2:9: ref('orders') names a disabled model\n  "
        + OFF.format("models/orders.sql:1:1"),
    ),
    "a model switched off in its property file": (
        {
            "models/orders.sql": "select 1 as i",
            "models/orders.yml": "models:\n  - name: orders\n    config:\n      enabled: false\n",
            "models/b.sql": "select *\nfrom {{ ref('orders') }}",
        },
        "models/b.sql:2:9: ref('orders') names a disabled model\n  "
        + OFF.format("models/orders.yml:4:16"),
    ),
    "a folder switched off in the project file": (
        {
            "seg_project.yml": "name: shop\nmodels:\n  shop:\n    off:\n      +enabled: false\n",
            "models/off/orders.sql": "select 1 as i",
            "models/b.sql": "select *\nfrom {{ ref('orders') }}",
        },
        "models/b.sql:2:9: ref('orders') names a disabled model\n  "
        + OFF.format("seg_project.yml:5:17"),
    ),
    "something that is no reference": (
        {"models/b.sql": "select * from {{ ref('a', 'b', 'c') }}, {{ source('a') }}"},
        "models/b.sql:1:18: ref('a', 'b', 'c') cannot be read\n  fix: write ref('model')\n",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_refused_with_the_place_of_the_reference(case: tuple[Files, str], tmp_path: Path) -> None:
    files, message = case
    assert refusal(tmp_path, files) == message
    assert refusal(tmp_path, {}, "ls") == message


def test_a_test_of_a_disabled_model_goes_with_it(tmp_path: Path) -> None:
    files = {
        "models/a.sql": "select 1 as i",
        "models/orders.sql": "{{ config(enabled=false) }} select 1 as i",
        "models/orders.yml": "models:\n  - name: orders\n    columns:\n      - name: i\n"
        "        data_tests: [not_null]\n",
    }
    outcome = seg(write_project(tmp_path, files), "ls")
    assert (outcome.exit_code, outcome.stdout, outcome.stderr) == (0, "shop.a\n", "")


def test_a_long_loop_is_walked_without_recursion(tmp_path: Path) -> None:
    files = {f"models/m{n}.sql": f"select * from {{{{ ref('m{n - 1}') }}}}" for n in range(1, 2000)}
    files["models/m0.sql"] = "select * from {{ ref('m1999') }}"
    message = refusal(tmp_path, files, "ls")
    assert message.startswith("models/m0.sql:1:18: dependency cycle: m0 (models/")
    assert message.count(" -> ") == 2000
