"""The built-in tests in a project's YAML: each once passing and once failing."""

import re
from pathlib import Path

from tests.projects import seg, write_project

FILES = {
    "models/members.sql": """
        select * from (values
            (1, 'vip', timestamp '2024-02-29 12:00:00'),
            (2, 'new', timestamp '2024-02-28 12:00:00'),
            (3, 'new', null)
        ) as t (customer_id, segment, seen_at)
    """,
    "models/customers.sql": "select 1 as customer_id union all select 2",
    "models/members.yml": """
version: 2
models:
  - name: members
    data_tests:
      - expression_is_true: {name: ok_expression, arguments: {expression: customer_id > 0}}
      - expression_is_true: {name: bad_expression, arguments: {expression: customer_id > 1}}
      - row_count_between: {name: ok_rows, arguments: {min_value: 3, max_value: 3}}
      - row_count_between: {name: bad_rows, arguments: {min_value: 4}}
      - segment_size: {name: ok_size, arguments: {segment: new, min_value: 2}}
      - segment_size: {name: bad_size, arguments: {segment: gone, min_value: 1}}
      - segment_share: {name: ok_share, arguments: {max_value: 0.7, entity: customer_id}}
      - segment_share: {name: bad_share, arguments: {segment: new, max_value: 0.6}}
      - freshness:
          name: ok_fresh
          arguments:
            field: seen_at
            error_after: {count: 1, period: day}
            as_of: "2024-03-01 12:00:00"
      - freshness:
          name: bad_fresh
          arguments: {field: seen_at, error_after: {count: 1, period: day}}
      - freshness:
          name: warned_fresh
          arguments:
            field: seen_at
            error_after: {count: 2, period: day}
            warn_after: {count: 1, period: hour}
            as_of: "2024-03-01 12:00:00"
          config: {fail_calc: "coalesce(max(level), 0)", warn_if: ">= 1", error_if: ">= 2"}
    columns:
      - name: customer_id
        data_tests:
          - not_null: {name: ok_not_null}
          - unique: {name: ok_unique}
          - relationships:
              name: bad_relationships
              arguments: {to: ref('customers'), field: customer_id}
          - relationships:
              name: ok_relationships
              arguments: {to: ref('customers'), field: customer_id}
              config: {where: customer_id < 3}
          - accepted_range: {name: ok_range, arguments: {min_value: 1, max_value: 3}}
          - accepted_range: {name: bad_range, arguments: {max_value: 3, inclusive: false}}
      - name: segment
        data_tests:
          - unique: {name: bad_unique}
          - accepted_values: {name: ok_values, arguments: {values: [vip, new]}}
          - accepted_values: {name: bad_values, arguments: {values: [vip, "it's"]}}
          - segment_size: {name: bad_size_of_column, arguments: {min_value: 2}}
      - name: seen_at
        data_tests:
          - not_null: {name: bad_not_null}
          - freshness:
              name: bad_fresh_column
              arguments: {warn_after: {count: 1, period: day}}
              config: {severity: warn}
""",
}


def test_each_passes_and_fails_when_it_should(tmp_path: Path) -> None:
    built = seg(write_project(tmp_path, FILES), "build", "--no-use-colors")
    assert (built.exit_code, built.stderr) == (1, "")
    lines = re.findall(r"of \d+ (PASS|FAIL \d+|WARN \d+|ERROR) (\w+) \.", built.stdout)
    assert {name: outcome for outcome, name in lines} == {
        "ok_expression": "PASS",
        "bad_expression": "FAIL 1",
        "ok_rows": "PASS",
        "bad_rows": "FAIL 1",
        "ok_size": "PASS",
        "bad_size": "FAIL 1",
        "ok_share": "PASS",
        "bad_share": "FAIL 1",
        "ok_fresh": "PASS",
        "bad_fresh": "FAIL 1",
        "warned_fresh": "WARN 1",
        "ok_not_null": "PASS",
        "ok_unique": "PASS",
        "bad_relationships": "FAIL 1",
        "ok_relationships": "PASS",
        "ok_range": "PASS",
        "bad_range": "FAIL 1",
        "bad_unique": "FAIL 1",
        "ok_values": "PASS",
        "bad_values": "FAIL 1",
        "bad_size_of_column": "FAIL 1",
        "bad_not_null": "FAIL 1",
        "bad_fresh_column": "WARN 1",
    }
