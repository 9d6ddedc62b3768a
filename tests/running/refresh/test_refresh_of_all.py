"""Tables with refresh_by that are rebuilt in full: when, and what is reported."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.projects import rows
from tests.running.refresh.refreshing import (
    FEAT,
    FILES,
    TWO,
    WHOLE,
    built,
    feed,
    ran,
    seen,
    started,
    values,
)


def _edit(path: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        text = (folder / path).read_text()
        assert old in text, (path, old)
        (folder / path).write_text(text.replace(old, new))

    return edit


# What keeps a change of two customers from being made by itself.
FALLBACKS: dict[str, Callable[[Path], None]] = {
    "many keys": lambda folder: feed(folder, TWO | {f"k{n}": 50 + n for n in range(3, 9)}),
    "a row without a key": lambda folder: feed(folder, TWO | {None: 1}),
    "another definition": _edit("models/feat.sql", "v % 100", "v % 100 + 0"),
    "another reference": _edit("seeds/extra.csv", "0", "1"),
    "another time zone of the project": _edit(
        "seg_project.yml", "name", "timezone: Asia/Tokyo\nname"
    ),
    "no longer declared": _edit(
        "models/s.yml", "name: feat, config: {refresh_by: id}", "name: feat"
    ),
    "its input no longer kept by key": _edit(
        "models/s.yml", "name: base, config: {refresh_by: id}", "name: base"
    ),
    "other columns of the input": _edit("models/base.sql", "id, v", "id, v, 1 as one"),
    "columns in another order": _edit("models/base.sql", "id, v", "v, id"),
}


@pytest.mark.parametrize("edit", FALLBACKS)
def test_what_makes_all_of_a_table_again(
    edit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # So few keys are made by themselves in a table of any size.
    monkeypatch.setattr("orchestrator.runner.narrowing.FEW_KEYS", 0)
    extra = {
        "seeds/extra.csv": "n\n0\n",
        "models/feat.sql": FEAT.replace("w,", "w, n,").replace(
            "{{ ref('base') }}", "{{ ref('base') }}, {{ ref('extra') }}"
        ),
    }
    started(tmp_path, extra)
    feed(tmp_path, TWO)
    FALLBACKS[edit](tmp_path)
    assert built(tmp_path)["feat"] == "OK"
    (count,) = rows(tmp_path, "select count(*) from base")[0]
    assert seen(tmp_path) == {count: count}
    assert built(tmp_path) == {}


def test_what_cannot_be_read_narrowed_is_read_whole(tmp_path: Path) -> None:
    """Row numbers exist for a complete table, but not for some of its rows."""
    started(tmp_path, {"models/feat.sql": FEAT.replace("w,", "w, rowid < 0 as is_odd,")})
    feed(tmp_path, TWO)
    assert built(tmp_path)["feat"] == "OK"
    assert seen(tmp_path) == WHOLE


def test_an_error_is_told_as_it_is_of_all_rows(tmp_path: Path) -> None:
    bad = "cast(case when v = 51 then 'bad' else v end as int) % 100"
    started(tmp_path, {"models/feat.sql": FEAT.replace("v % 100", bad)})
    feed(tmp_path, TWO)
    outcome = ran(tmp_path, "build", exit_code=1)
    assert "models/feat.sql:1: Conversion Error: Could not convert string 'bad'" in outcome.stdout
    assert seen(tmp_path) == WHOLE
    feed(tmp_path, values(k2=52))
    assert built(tmp_path)["feat"] == "REFRESH 1"


@pytest.mark.parametrize(
    ("arguments", "word"), [(["--force"], "OK"), (["--full-refresh"], "OK"), ([], "REFRESH 2")]
)
def test_all_of_it_is_made_when_that_is_asked_for(
    arguments: list[str], word: str, tmp_path: Path
) -> None:
    started(tmp_path)
    feed(tmp_path, TWO)
    assert built(tmp_path, *arguments)["feat"] == word


@pytest.mark.parametrize("asked", ["--force", "--full-refresh"])
def test_a_promise_that_is_not_true_is_told_and_mended_by_making_all(
    asked: str, tmp_path: Path
) -> None:
    started(tmp_path)
    feed(tmp_path, TWO)
    built(tmp_path)
    assert seen(tmp_path) == {20: 18, 2: 2}
    out = ran(tmp_path, "build", asked).stdout
    assert _warnings(out) == [
        "models/feat.sql: rebuilt in full, 2 keys (id k1; id k2) differ from what is published "
        "for the same data: refresh_by is wrong, or the rows depend on more than the inputs"
    ]
    assert seen(tmp_path) == WHOLE
    assert _warnings(ran(tmp_path, "build", asked).stdout) == []


def _warnings(out: str) -> list[str]:
    return [line.partition("[WARNING]: ")[2] for line in out.splitlines() if "WARNING" in line]


def test_personal_keys_are_counted_only(tmp_path: Path) -> None:
    tagged = "{name: feat, config: {refresh_by: id}, columns: [{name: id, tags: [personal]}]}"
    declared = FILES["models/s.yml"].replace("{name: feat, config: {refresh_by: id}}", tagged)
    started(tmp_path, {"models/s.yml": declared})
    feed(tmp_path, values(k1=51, k2=52, k3=53, k4=54))
    built(tmp_path)
    (warning,) = _warnings(ran(tmp_path, "build", "--force").stdout)
    assert warning.startswith("models/feat.sql: rebuilt in full, 4 keys differ from")


def test_nothing_is_told_where_the_data_is_other_data(tmp_path: Path) -> None:
    started(tmp_path)
    feed(tmp_path, TWO)
    built(tmp_path)
    feed(tmp_path, values(k3=53))
    assert _warnings(ran(tmp_path, "build", "--force").stdout) == []
