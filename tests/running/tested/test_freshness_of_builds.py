"""The age of sources compared with what builds published from them."""

from pathlib import Path

from tests.projects import seg, write_project

FILES = {
    "seeds/raw_orders.csv": "id,loaded_at\n1,2020-01-01 00:00:00\n",
    "models/shop.yml": """
sources:
  - name: raw
    schema: main
    tables:
      - name: raw_orders
        config:
          loaded_at_field: loaded_at
          freshness: {warn_after: {count: 1, period: day}}
""",
}


def test_what_was_published_is_there_when_ages_are_looked_at(tmp_path: Path) -> None:
    shop = write_project(tmp_path, FILES)
    assert seg(shop, "seed").exit_code == 0
    looked = seg(shop, "source", "freshness")
    assert (looked.exit_code, "WARN=1" in looked.stdout) == (0, True)
    assert "has no record of it" not in looked.stdout
