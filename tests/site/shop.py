"""A shop of twelve people in two families, whose site is small."""

import json
from pathlib import Path

from tests.projects import Outcome, seg, write_project

EMAIL = "jane.canary@example.com"
LEAST = 3

PEOPLE = "customer_id,email,spent\n" + "".join(
    f"C{number},{EMAIL if number == 1 else f'x{number}@example.com'},{number * 10}\n"
    for number in range(1, 13)
)
HISTORY = """
select * from (values
    ('C1', 'tier', 'high', date '2025-06-01', cast(null as date), 'start', cast(null as varchar)),
    ('C2', 'tier', 'low', date '2025-06-01', date '2025-06-05', 'start', 'data'),
    ('C3', 'tier', 'low', date '2025-06-01', date '2025-06-05', 'start', 'data'),
    ('C4', 'tier', 'low', date '2025-06-01', date '2025-06-05', 'start', 'data'),
    ('C5', 'tier', 'low', date '2025-06-01', date '2025-06-06', 'start', 'definition')
) as stays(customer_id, family, segment, valid_from, valid_to, entry_reason, exit_reason)
"""
REACH = """
select * from (values
    ('tier', 'high', 'email', 4, 2, 1, 0), ('tier', 'low', 'email', 6, 3, 0, 3),
    ('tier', 'rest', 'email', 2, 1, 1, 0), ('other', 'x', 'email', 9, 9, 0, 0)
) as reach(family, segment, channel, members, reachable, blocked_by_bounce, blocked_by_fatigue)
"""
FILES = {
    "seg_project.yml": json.dumps(
        {
            "name": "shop",
            "vars": {"minimum_cell": LEAST, "as_of_date": "2025-06-30"},
            "roles": {
                "customers": {"relation": "ref('people')", "columns": {"value": "spent"}},
                "main_segments": "ref('tier')",
                "membership_history": "ref('history')",
                "segment_channels": "ref('reach')",
            },
        }
    ),
    "seeds/raw.csv": PEOPLE,
    "seeds/raw.yml": "seeds: [{name: raw, columns: [{name: email, tags: [personal]}]}]\n",
    "models/people.sql": "{{ config(materialized='table') }}\n"
    "select *, 'by ' || email as seen, date '2025-06-30' as as_of_date from {{ ref('raw') }}",
    "models/people.yml": """
models:
  - name: people
    description: Everybody who `bought`.
    columns:
      - {name: customer_id, description: Key., data_tests: [unique]}
      - {name: email, tags: [personal], data_tests: [{accepted_values: {values: [x], config: {severity: warn}}}]}
      - {name: seen, tags: [personal]}
""",  # noqa: E501
    "models/history.sql": HISTORY,
    "models/reach.sql": REACH,
    "models/families.yml": """
segment_families:
  - name: tier
    on: ref('people')
    entity: customer_id
    mode: exclusive
    owner: growth
    purpose: who gets a call
    description: By what they spent.
    review_by: 2025-07-05
    segments:
      - {name: high, description: Spent much., where: spent > 80}
      - {name: low, where: spent > 20 and not in_segment('second.odd')}
      - {name: rest, otherwise: true}
  - name: second
    on: ref('people')
    entity: customer_id
    mode: overlapping
    segments: [{name: odd, where: spent < 0}, {name: rest, otherwise: true}]
""",
}


def made(folder: Path, **changed: str) -> Outcome:
    """The site of the shop, after a build."""
    write_project(folder, FILES | changed)
    built = seg(folder, "build")
    assert built.exit_code == 0, built.stdout + built.stderr
    outcome = seg(folder, "docs", "generate")
    assert outcome.exit_code == 0, outcome.stderr
    return outcome
