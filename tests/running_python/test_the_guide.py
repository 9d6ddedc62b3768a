"""docs/python-models.md: its model is built as shown."""

import re
from pathlib import Path

from tests.projects import rows, seg, write_project

GUIDE = Path(__file__).parents[2] / "docs" / "python-models.md"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)


def test_the_example_is_built(tmp_path: Path) -> None:
    (code, _), (properties,) = blocks("python"), blocks("yaml")
    files = {
        "seg_project.yml": "name: shop\nvars: {large_from: 10}\n",
        "seeds/orders.csv": "customer_id,amount\na,10\nb,5\na,7\n",
        "models/totals.py": code,
        "models/totals.yml": properties,
    }
    assert seg(write_project(tmp_path, files), "build").exit_code == 0
    assert rows(tmp_path, "from totals order by 1") == [("a", 17, True), ("b", 5, False)]


def test_sql_of_ones_own_is_run_as_it_stands_there(tmp_path: Path) -> None:
    (call,) = re.findall(r"``(session\.sql\(.*?\)\.df\(\))``", GUIDE.read_text("utf-8"))
    files = {
        "seeds/orders.csv": "customer_id,amount\na,10\nb,5\n",
        "models/counted.py": f"def model(dbt, session):\n    return {call}\n",
    }
    assert seg(write_project(tmp_path, files), "build").exit_code == 0
    assert rows(tmp_path, "from counted") == [(2,)]


def test_an_incremental_model_goes_on_from_what_is_published(tmp_path: Path) -> None:
    _, code = blocks("python")
    files = {
        "seeds/orders.csv": "id,customer,amount\n1,a,10\n2,b,5\n",
        "models/twice.py": code,
    }
    assert seg(write_project(tmp_path, files), "build").exit_code == 0
    (tmp_path / "seeds/orders.csv").write_text("id,customer,amount\n1,a,9\n3,c,6\n")
    assert seg(tmp_path, "build").exit_code == 0
    assert rows(tmp_path, "from twice order by id") == [(1, "a", 20), (3, "c", 12)]
