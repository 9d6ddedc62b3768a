"""Which rules get a new version when one thing in the families' files changes, and which do not."""

import json
from pathlib import Path

import pytest

from tests.projects import seg
from tests.segments.shop import CUSTOMERS, write_shop

FAMILIES = """
segment_families:
  - name: tier
    on: ref('customers')
    entity: customer_id
    mode: exclusive
    segments:
      - {name: high, where: "spent > {{ var('high', 50) }}"}
      - {name: middle, where: spent > 20}
      - {name: low, where: spent > 5}
      - {name: rest, otherwise: true}
  - name: traits
    on: ref('customers')
    entity: customer_id
    mode: overlapping
    segments:
      - {name: german, where: country = 'DE'}
      - {name: angry, where: is_angry}
      - {name: neither, otherwise: true}
  - name: mixed
    on: ref('customers')
    entity: customer_id
    mode: overlapping
    segments:
      - {name: fan, where: in_segment('tier.high') and not is_angry}
      - {name: plain, where: in_segment('tier.low') or in_segment('traits.german')}
      - {name: own, where: spent > 1}
  - name: campaign
    on: ref('customers')
    entity: customer_id
    mode: overlapping
    segments:
      - {name: call, where: in_segment('mixed.fan')}
      - {name: write, where: in_segment('traits.angry')}
"""


def versions(folder: Path, yaml: str, *arguments: str) -> dict[str, str]:
    write_shop(folder, yaml, other=CUSTOMERS)
    found = json.loads(seg(folder, "segments", "--json", *arguments).stdout)
    rules = [each["rule"].split("@") for each in found["segments"]]
    assert all(len(version) == 8 for _, version in rules)
    return dict(rules)


def changed(folder: Path, yaml: str, *arguments: str) -> str:
    before, after = versions(folder, FAMILIES), versions(folder, yaml, *arguments)
    return " ".join(name for name in before if before[name] != after.get(name))


def test_what_a_family_is_decided_by_is_part_of_all_its_rules(tmp_path: Path) -> None:
    named = "decided_by: [map, \"{{ var('high', 50) }}\"]\n    mode: exclusive"
    yaml = FAMILIES.replace("mode: exclusive", named).replace("> {{ var('high', 50) }}", "> 50")
    told = "tier.high tier.middle tier.low tier.rest mixed.fan mixed.plain campaign.call"
    assert changed(tmp_path, yaml) == told
    before, after = versions(tmp_path, yaml), versions(tmp_path, yaml, "--vars", "{high: 60}")
    assert " ".join(name for name in before if before[name] != after[name]) == told


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        pytest.param("spent > 20", "spent  > 20 /* why */", "", id="a comment"),
        pytest.param(
            "spent > 20",
            "spent > 30",
            "tier.middle tier.low tier.rest mixed.plain",
            id="a rule that others come after",
        ),
        pytest.param(
            "var('high', 50)",
            "var('high', 60)",
            "tier.high tier.middle tier.low tier.rest mixed.fan mixed.plain campaign.call",
            id="a rule that is asked for by one that is asked for",
        ),
        pytest.param(
            "country = 'DE'", "country = 'NL'", "traits.german traits.neither mixed.plain",
            id="a rule in an overlapping family",
        ),
        pytest.param("spent > 1}", "spent > 2}", "mixed.own", id="a rule that nobody asks for"),
        pytest.param(
            "on: ref('customers')\n    entity: customer_id\n    mode: exclusive",
            "on: ref('other')\n    entity: customer_id\n    mode: exclusive",
            "tier.high tier.middle tier.low tier.rest mixed.fan mixed.plain campaign.call",
            id="what is divided",
        ),
        pytest.param(
            "mode: exclusive", "mode: overlapping", "tier.middle tier.low mixed.plain",
            id="no rule comes first any more",
        ),
        pytest.param(
            "spent > 20}", "spent > 20, enabled: false}",
            "tier.middle tier.low tier.rest mixed.plain",
            id="a disabled segment",
        ),
        pytest.param(
            "      - {name: middle, where: spent > 20}\n      - {name: low, where: spent > 5}\n",
            "      - {name: low, where: spent > 5}\n      - {name: middle, where: spent > 20}\n",
            "tier.middle tier.low mixed.plain",
            id="two rules in another order, not those around them",
        ),
        pytest.param(
            "in_segment('tier.low') or in_segment('traits.german')",
            "in_segment('traits.german') or in_segment('tier.low')",
            "mixed.plain",
            id="the words of a rule",
        ),
        pytest.param("{name: write,", "{name: write, description: Mail,", "", id="a description"),
    ],
)  # fmt: skip
def test_what_gets_a_new_version(tmp_path: Path, old: str, new: str, names: str) -> None:
    assert old in FAMILIES
    assert changed(tmp_path, FAMILIES.replace(old, new, 1)) == names


def test_a_variable_is_part_of_the_rule_that_it_is_filled_in(tmp_path: Path) -> None:
    names = "tier.high tier.middle tier.low tier.rest mixed.fan mixed.plain campaign.call"
    assert changed(tmp_path, FAMILIES, "--vars", "{high: 60}") == names
    assert changed(tmp_path, FAMILIES, "--vars", "{high: 50}") == ""
    assert changed(tmp_path, FAMILIES, "--vars", "{unused: 1}") == ""
    written = FAMILIES.replace("{{ var('high', 50) }}", "50")
    assert changed(tmp_path, written) == ""


def test_the_model_that_is_divided_is_data(tmp_path: Path) -> None:
    before = versions(tmp_path, FAMILIES)
    write_shop(tmp_path, FAMILIES, customers=CUSTOMERS.replace("60", "70"))
    found = json.loads(seg(tmp_path, "segments", "--json").stdout)["segments"]
    assert {each["rule"].split("@")[0]: each["rule"].split("@")[1] for each in found} == before
