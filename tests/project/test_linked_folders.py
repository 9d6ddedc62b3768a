"""Folders that are symbolic links: they are read as in dbt, and checked by the cache."""

from pathlib import Path

from tests.projects import Outcome, rows, seg, write_project
from tests.running.reading import published, said

VIEW = "select {} as i"


def linked(folder: Path) -> tuple[Path, Path]:
    """A project with a model behind a link that leads out of it, and the folder behind."""
    shop, shared = folder / "shop", folder / "shared"
    project = "name: shop\noutside_paths: [..]\n"
    write_project(shop, {"seg_project.yml": project, "models/own.sql": VIEW.format(1)})
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


def test_a_seed_behind_a_link_is_read(tmp_path: Path) -> None:
    shop, shared = linked(tmp_path)
    (shared / "codes.csv").write_text("code\n1\n")
    (shop / "seeds").symlink_to(shared)
    assert seg(shop, "seed").exit_code == 0
    inside = shop / "data/seeds"
    inside.mkdir(parents=True)
    (inside / "codes.csv").write_text("code\n2\n")
    (shop / "seeds").unlink()
    (shop / "seeds").symlink_to(inside)
    assert seg(shop, "seed").exit_code == 0
    assert published(shop)["codes"] == [(2,)]


FIX = (
    "  fix: move it into the project, make it a package, "
    "or name the folder under 'outside_paths:'\n"
)


def test_what_leads_out_of_the_project_is_refused_unless_allowed(tmp_path: Path) -> None:
    shop, shared = linked(tmp_path)
    (shared / "far").mkdir()
    (shop / "models/file.sql").symlink_to(shared / "deep/behind.sql")
    (shared / "one.sql").write_text(VIEW.format(1))
    (shop / "seg_project.yml").write_text(
        "name: shop\nmacro-paths: [../shared/far, macros]\ntarget-path: ../out\n"
    )
    assert seg(shop, "parse") == Outcome(
        2,
        "",
        f"models/file.sql: this link leads outside the project\n{FIX}"
        f"models/link: this link leads outside the project\n{FIX}"
        f"seg_project.yml:2:14: 'macro-paths': '../shared/far' is outside the project\n{FIX}"
        f"seg_project.yml:3:14: 'target-path': '../out' is outside the project\n{FIX}",
    )
    with (shop / "seg_project.yml").open("a") as file:
        file.write("outside_paths: [../shared, ../out]\n")
    (shop / "models/file.sql").unlink()
    assert seg(shop, "parse").exit_code == 0
    assert (tmp_path / "out").is_dir()


def test_a_dbt_project_is_warned_of_what_leads_out(tmp_path: Path) -> None:
    shop, _ = linked(tmp_path)
    (shop / "seg_project.yml").unlink()
    (shop / "dbt_project.yml").write_text("name: shop\nprofile: shop\n")
    (shop / "profiles.yml").write_text("shop: {outputs: {default: {type: duckdb}}}\n")
    parsed = seg(shop, "parse")
    assert parsed.exit_code == 0
    assert f"models/link: this link leads outside the project\n{FIX}" in parsed.stderr


def test_links_that_lead_in_circles_are_refused(tmp_path: Path) -> None:
    shop, _ = linked(tmp_path)
    assert len(names(shop)) == 2
    up = shop / "models/up"
    up.symlink_to(shop)
    circle = [
        "models/up: this link leads to a folder that contains it",
        "  fix: remove it",
    ]
    assert names(shop) == circle
    up.unlink()
    for one, other in (("a", "b"), ("b", "a")):
        (shop / "models" / one).mkdir()
        (shop / "models" / one / other).symlink_to(shop / "models" / other)
    assert names(shop) == [
        "models/a/b/a: this link leads to a folder that contains it",
        "  fix: remove it",
        "models/b/a/b: this link leads to a folder that contains it",
        "  fix: remove it",
    ]
    assert seg(shop, "parse") == Outcome(2, "", "\n".join(names(shop)) + "\n")


def test_the_folder_above_a_link_is_that_of_what_it_leads_to(tmp_path: Path) -> None:
    """Resolved as text, the path would lead to another project with different rows."""
    for top in ("text", "real"):
        write_project(tmp_path / top / "shop", {"seeds/s.csv": f"id\n{top}\n"})
    (tmp_path / "real/other").mkdir()
    (tmp_path / "text/link").symlink_to(tmp_path / "real/other")
    assert seg(tmp_path / "text/link/../shop", "build").exit_code == 0
    assert rows(tmp_path / "real/shop", "select id from s") == [("real",)]
    assert not (tmp_path / "text/shop/warehouse.duckdb").exists()
