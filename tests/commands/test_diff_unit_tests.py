"""`seg diff` and unit tests: failures are reported, and what was built is still compared."""

import json
from pathlib import Path

from tests.projects import seg, write_project

FILES = {
    "models/o.sql": "select 10 as amount\n",
    "models/a.sql": "select amount * 2 as twice from {{ ref('o') }}\n",
    "models/t.yml": "unit_tests:\n  - name: twice\n    model: a\n"
    "    given: [{input: ref('o'), rows: [{amount: 1}]}]\n    expect: {rows: [{twice: 2}]}\n",
}


def test_a_unit_test_that_fails_holds_no_comparison_back(tmp_path: Path) -> None:
    assert seg(write_project(tmp_path, FILES), "build").exit_code == 0
    same = json.loads(seg(tmp_path, "diff", "--json").stdout)
    assert (same["tests"], same["relations"], same["failed"]) == ([], [], [])
    write_project(tmp_path, {"models/a.sql": FILES["models/a.sql"].replace("* 2", "* 3")})

    compared = seg(tmp_path, "diff", "--json")
    found = json.loads(compared.stdout)
    assert (compared.exit_code, found["failed"]) == (1, ["twice"])
    assert found["tests"] == [
        {
            "name": "twice",
            "tested": "a",
            "before": None,
            "after": {"status": "fail", "failures": None},
        }
    ]
    assert [(each["name"], each["added"], each["gone"]) for each in found["relations"]] == [
        ("a", 1, 1)
    ]
