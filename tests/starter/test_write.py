"""`write_starter`: the written files, and refusals."""

import csv
from pathlib import Path

import pytest

from orchestrator.errors import EnvironmentFault, UsageError
from orchestrator.names import NAME_RULE
from orchestrator.starter.write import write_starter

FILES = (
    ".gitignore",
    "README.md",
    "models/segments/customer_segments.sql",
    "models/segments/segments.yml",
    "models/segments/unit_tests.yml",
    "models/staging/staging.yml",
    "models/staging/stg_customers.sql",
    "models/staging/stg_orders.sql",
    "seeds/customers.csv",
    "seeds/orders.csv",
    "seg_project.yml",
    "tests/data/every_customer_is_in_a_segment.sql",
)


def on_disk(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


@pytest.mark.parametrize("is_there", [True, False], ids=["an empty folder", "a new folder"])
def test_all_files_are_written_under_the_name(tmp_path: Path, is_there: bool) -> None:
    target = tmp_path / "new" / "shop"
    if is_there:
        target.mkdir(parents=True)
    written = write_starter(target, "café_nord")
    assert sorted(path.as_posix() for path in written) == sorted(FILES)
    assert on_disk(target) == sorted(FILES)
    project_file = (target / "seg_project.yml").read_text("utf-8")
    assert project_file.startswith('name: café_nord\nversion: "0.1.0"\n')
    assert "\n  café_nord:\n" in project_file
    assert "__project_name__" not in "".join((target / path).read_text("utf-8") for path in written)


def test_every_order_has_a_customer(tmp_path: Path) -> None:
    write_starter(tmp_path, "shop")
    with (tmp_path / "seeds/customers.csv").open(newline="", encoding="utf-8") as file:
        customers = {row["customer_id"] for row in csv.DictReader(file)}
    with (tmp_path / "seeds/orders.csv").open(newline="", encoding="utf-8") as file:
        orders = list(csv.DictReader(file))
    assert len(orders) == 20
    assert {row["customer_id"] for row in orders} < customers


@pytest.mark.parametrize("name", ["my-shop", "", "a b", "../x", "a.b", "a'b"])
def test_a_bad_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError) as error:
        write_starter(tmp_path / "shop", name)
    assert str(error.value) == (f"'{name}' is not a valid project name\n  fix: use {NAME_RULE}")
    assert not (tmp_path / "shop").exists()


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".hidden").touch()
    with pytest.raises(UsageError) as error:
        write_starter(tmp_path, "shop")
    assert str(error.value) == (
        f"{tmp_path} already exists\n  fix: name a folder that is new or empty"
    )
    assert on_disk(tmp_path) == [".hidden"]


def test_a_file_in_the_way_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "shop"
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="already exists"):
        write_starter(file, "shop")
    assert file.read_text("utf-8") == "mine"


def test_a_failed_write_says_what_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Path.write_text

    def full_disk(path: Path, *args: object, **kwargs: object) -> int:
        if path.name == "segments.yml":
            raise OSError(28, "No space left on device")
        return whole(path, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "write_text", full_disk)
    target = tmp_path / "shop"
    with pytest.raises(EnvironmentFault) as error:
        write_starter(target, "shop")
    assert str(error.value) == (
        f"{target}/models/segments/segments.yml cannot be written: No space left on device; "
        f"3 of 12 files are in {target}\n"
        "  fix: fix the cause, remove the folder, and run 'seg init' again"
    )
    assert len(on_disk(target)) == 3
