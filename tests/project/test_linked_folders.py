"""Folders that are links, as dbt takes them: they are read, and looked at again by the cache."""

from pathlib import Path

from tests.projects import Outcome, seg, write_project
from tests.running.reading import published, said

VIEW = "select {} as i"


def linked(folder: Path) -> tuple[Path, Path]:
    """A project with a model behind a link that leads out of it, and the folder behind."""
    shop, shared = folder / "shop", folder / "shared"
    write_project(shop, {"models/own.sql": VIEW.format(1)})
    (shared / "deep").mkdir(parents=True)
    (shared / "deep/behind.sql").write_text(VIEW.format(2))
    (shop / "models/link").symlink_to(shared)
    return shop, shared


def names(folder: Path) -> list[str]:
    """What `seg ls` says, with the cache and without it."""
    cached, read = (seg(folder, "ls", *flag) for flag in ((), ("--no-partial-parse",)))
    assert cached == read
    return cached.stdout.split() if cached.exit_code == 0 else cached.stderr.splitlines()


def test_a_linked_folder_is_read_and_seen_to_change(tmp_path: Path) -> None:
    shop, shared = linked(tmp_path)
    assert names(shop) == ["shop.link.deep.behind", "shop.own"]
    for _ in range(3):
        assert seg(shop, "build").exit_code == 0
    assert "nothing to do" in said(seg(shop, "build"))
    (shared / "deep/behind.sql").write_text(VIEW.format(3))
    assert seg(shop, "build").exit_code == 0
    assert published(shop)["behind"] == [(3,)]
    (shared / "added.sql").write_text(VIEW.format(4))
    assert names(shop) == ["shop.link.added", "shop.link.deep.behind", "shop.own"]


def test_a_link_that_leads_elsewhere_now(tmp_path: Path) -> None:
    shop, _ = linked(tmp_path)
    assert seg(shop, "build").exit_code == 0
    other = tmp_path / "other/deep"
    other.mkdir(parents=True)
    (other / "behind.sql").write_text(VIEW.format(5))
    (shop / "models/link").unlink()
    (shop / "models/link").symlink_to(other.parent)
    assert seg(shop, "build").exit_code == 0
    assert published(shop)["behind"] == [(5,)]


def test_a_seed_behind_a_link_needs_leave_to_be_read(tmp_path: Path) -> None:
    """The database reads no file outside of the project."""
    shop, shared = linked(tmp_path)
    (shared / "codes.csv").write_text("code\n1\n")
    (shop / "seeds").symlink_to(shared)
    refused = seg(shop, "seed")
    assert refused.exit_code == 1
    assert "SQL reads files of the project only: name the directory under 'readable'" in said(
        refused
    )
    inside = shop / "data/seeds"
    inside.mkdir(parents=True)
    (inside / "codes.csv").write_text("code\n1\n")
    (shop / "seeds").unlink()
    (shop / "seeds").symlink_to(inside)
    assert seg(shop, "seed").exit_code == 0


def test_links_that_lead_in_circles_are_refused(tmp_path: Path) -> None:
    shop, _ = linked(tmp_path)
    assert len(names(shop)) == 2
    up = shop / "models/up"
    up.symlink_to(shop)
    circle = [
        "models/up: this link leads to a folder that holds it",
        "  fix: remove it",
    ]
    assert names(shop) == circle
    up.unlink()
    for one, other in (("a", "b"), ("b", "a")):
        (shop / "models" / one).mkdir()
        (shop / "models" / one / other).symlink_to(shop / "models" / other)
    assert names(shop) == [
        "models/a/b/a: this link leads to a folder that holds it",
        "  fix: remove it",
        "models/b/a/b: this link leads to a folder that holds it",
        "  fix: remove it",
    ]
    assert seg(shop, "parse") == Outcome(2, "", "\n".join(names(shop)) + "\n")
