import pytest
from msgspec.structs import replace

from orchestrator.config import profile
from orchestrator.config.profile import Target, TargetChoice, read_target
from orchestrator.config.project_file import read_project_file
from orchestrator.config.target_keys import TARGET_KEYS
from orchestrator.engines.door import ENGINES
from orchestrator.errors import Place, UsageError
from tests.config.refusal import refusal, unrendered

PROFILES = """\
config: {use_colors: true}
shop:
  target: dev
  outputs:
    dev: {type: duckdb, path: dev.duckdb}
    prod:
      type: duckdb
      path: "{{ env_var('WAREHOUSE') }}"
      schema: live
      threads: 8
    lake: {type: lake}
other: {outputs: {default: {type: duckdb}}}
"""


@pytest.fixture
def shop(tmp_path):
    (tmp_path / "dbt_project.yml").write_text("name: shop\nprofile: shop\n")
    (tmp_path / "profiles.yml").write_text(PROFILES)
    return read_project_file(tmp_path, unrendered)


def choice(root, **chosen):
    return TargetChoice(cwd=root, home=root / "home", **chosen)


def usage(project, chosen, render=unrendered):
    with pytest.raises(UsageError) as caught:
        read_target(project, chosen, render)
    return str(caught.value)


def test_the_default_target_of_a_profile(shop):
    assert read_target(shop, choice(shop.root), unrendered) == Target(
        name="dev",
        engine="duckdb",
        schema="main",
        database=None,
        threads=1,
        settings={"type": "duckdb", "path": "dev.duckdb"},
        profile_name="shop",
        place=Place(str(shop.root / "profiles.yml"), 5, 10),
        warnings=(
            f"{shop.root / 'profiles.yml'}:1:1: 'config' has no effect: flags are read from the "
            "command line, the environment and the project file\n"
            "  fix: move what it sets to 'flags:' in the project file",
        ),
    )


def test_a_chosen_target_and_only_that_is_rendered(shop):
    def render(text, place):
        assert text == "{{ env_var('WAREHOUSE') }}"
        assert place == Place(str(shop.root / "profiles.yml"), 8, 13)
        return "live.duckdb"

    target = read_target(shop, choice(shop.root, target="prod", threads=2), render)

    assert (target.schema, target.threads, target.settings["path"]) == ("live", 2, "live.duckdb")


def test_a_chosen_profile_whose_target_has_the_default_name(shop):
    target = read_target(shop, choice(shop.root, profile="other"), unrendered)

    assert (target.profile_name, target.name) == ("other", "default")


def test_folders_are_searched_in_order(shop, tmp_path):
    home = tmp_path / "home"
    (home / ".dbt").mkdir(parents=True)
    (home / ".dbt" / "profiles.yml").write_text(
        "shop: {target: home, outputs: {home: {type: duckdb}}}"
    )
    chosen = choice(tmp_path, profiles_dir=None)
    assert read_target(shop, chosen, unrendered).name == "dev"

    (tmp_path / "profiles.yml").unlink()
    assert read_target(shop, chosen, unrendered).name == "home"

    explicit = replace(chosen, profiles_dir=tmp_path / "elsewhere")
    assert usage(shop, explicit) == (
        f"no profiles.yml with the profile 'shop'; searched {tmp_path / 'elsewhere'}\n"
        "  fix: write one, or pass the folder that contains it"
    )


def test_names_that_do_not_exist(shop):
    file = shop.root / "profiles.yml"

    assert usage(shop, choice(shop.root, profile="shopp")) == (
        f"no profile 'shopp'\n  fix: did you mean 'shop'? {file} has: other, shop"
    )
    assert usage(shop, choice(shop.root, target="prd")) == (
        "no target 'prd' in profile 'shop'\n"
        f"  fix: did you mean 'prod'? {file} has: dev, lake, prod"
    )
    assert usage(shop, choice(shop.root, profile="config")) == (
        f"no profile 'config'\n  fix: {file} has: other, shop"
    )
    assert usage(shop, choice(shop.root, target="lake")) == (
        f"{file}:11:18: unsupported engine 'lake'\n  fix: supported engines: duckdb, spark"
    )


def test_a_dbt_project_must_name_its_profile(tmp_path):
    (tmp_path / "dbt_project.yml").write_text("name: shop\n")

    assert usage(read_project_file(tmp_path, unrendered), choice(tmp_path)) == (
        "dbt_project.yml names no profile\n  fix: add 'profile: <name>' to it, or pass a profile"
    )


@pytest.mark.parametrize(("cores", "threads"), [(1, 1), (3, 3), (64, 4)])
def test_a_seg_project_without_a_profile_has_a_target_of_its_own(
    tmp_path, monkeypatch, cores, threads
):
    monkeypatch.setattr(profile, "_cores", lambda: cores)
    (tmp_path / "seg_project.yml").write_text("name: shop\n")
    project = read_project_file(tmp_path, unrendered)

    assert read_target(project, choice(tmp_path), unrendered) == Target(
        name="dev",
        engine="duckdb",
        schema="main",
        database=None,
        threads=threads,
        settings={"path": "warehouse.duckdb"},
        place=Place("seg_project.yml", 1, 1),
    )
    assert usage(project, choice(tmp_path, target="prod")) == (
        "no target 'prod'\n  fix: seg_project.yml names no profile, so its only target is 'dev'"
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("shop: {target: dev}\n", "shop"),
        ("config: {}\na: {}\nb: {}\n", "a or b"),
        ("", "<name>"),
        ("{", "<name>"),
    ],
    ids=["one", "two", "none", "broken"],
)
def test_a_profiles_file_that_is_not_read_is_told(tmp_path, text, name):
    (tmp_path / "seg_project.yml").write_text("name: shop\n")
    (tmp_path / "profiles.yml").write_text(text)
    project = read_project_file(tmp_path, unrendered)
    fix = f"  fix: add 'profile: {name}' to seg_project.yml"
    warning = f"profiles.yml: it is not read: seg_project.yml names no profile\n{fix}"

    assert read_target(project, choice(tmp_path), unrendered).warnings == (warning,)
    assert usage(project, choice(tmp_path, target="prod")) == (
        f"no target 'prod'\n{fix}, so that profiles.yml is read"
    )
    strict = replace(project, flags={"warn_error": True})
    assert refusal(read_target, strict, choice(tmp_path), unrendered) == [warning]


def test_the_engine_of_a_seg_project_is_checked(tmp_path):
    (tmp_path / "seg_project.yml").write_text(
        "name: shop\nengine: {pth: x, schema: 3, threads: 0}\n"
    )
    project = read_project_file(tmp_path, unrendered)

    assert refusal(read_target, project, choice(tmp_path), unrendered) == [
        "seg_project.yml:2:10: unknown key 'pth'\n  fix: did you mean 'path'?",
        "seg_project.yml:2:26: 'schema': expected a string, found 3",
        "seg_project.yml:2:38: 'threads': expected a whole number of 1 or more, found 0",
    ]
    (tmp_path / "seg_project.yml").write_text("name: shop\nengine: {schema: ' '}\n")
    project = read_project_file(tmp_path, unrendered)
    assert refusal(read_target, project, choice(tmp_path), unrendered) == [
        "seg_project.yml:2:18: 'schema' is empty\n  fix: remove it, or name one",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- a", ": expected a mapping of profiles, found a list"),
        ("shop: x", ":1:7: profile 'shop': expected a mapping, found 'x'"),
        (
            "shop: {outputs: {}, targt: a}",
            ":1:21: unknown key 'targt'\n  fix: did you mean 'target'?",
        ),
        ("shop: {outputs: 3}", ":1:17: 'outputs': expected a mapping of targets, found 3"),
        (
            "shop: {target: 3, outputs: {dev: {}}}",
            ":1:16: 'target': expected a string, found 3",
        ),
        (
            "shop: {target: dev, outputs: {dev: 7}}",
            ":1:36: target 'dev': expected a mapping, found 7",
        ),
    ],
    ids=["list", "no profile", "typo", "no outputs", "no target name", "no target"],
)
def test_a_profiles_file_of_the_wrong_shape(shop, text, message):
    file = shop.root / "profiles.yml"
    file.write_text(text)

    assert refusal(read_target, shop, choice(shop.root), unrendered) == [f"{file}{message}"]


def test_a_target_of_no_engine(shop):
    file = shop.root / "profiles.yml"
    file.write_text("shop: {target: dev, outputs: {dev: {path: x}}}")

    assert usage(shop, choice(shop.root)) == (
        f"{file}:1:36: 'type' is missing\n  fix: supported engines: duckdb, spark"
    )


def test_the_engines_are_those_that_can_be_opened():
    assert tuple(TARGET_KEYS) == ENGINES
