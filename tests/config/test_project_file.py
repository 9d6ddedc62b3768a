import pytest

from orchestrator.config.project_file import (
    Dispatch,
    ProjectFile,
    Publish,
    read_project_file,
    with_rendered_trees,
)
from orchestrator.config.reviewing import Reviewing, share_of
from orchestrator.errors import Place, UsageError
from orchestrator.names import NAME_RULE
from tests.config.refusal import refusal, unrendered


def write(root, text, name="seg_project.yml"):
    (root / name).write_text(text)
    return root


def test_a_short_file_leaves_everything_else_as_it_usually_is(tmp_path):
    project = read_project_file(write(tmp_path, "name: shop\n"), unrendered)

    assert project == ProjectFile(
        kind="seg",
        root=tmp_path,
        path="seg_project.yml",
        written=project.written,
        name="shop",
        model_paths=("models",),
        seed_paths=("seeds",),
        test_paths=("tests",),
        macro_paths=("macros",),
        target_path="target",
        packages_install_path="dbt_packages",
        timezone="UTC",
        publish=Publish(keep_generations=3),
        freshness_gates=True,
        store_failures_days=30,
    )


def test_every_key_of_dbt_is_accepted(tmp_path):
    text = """\
name: shop
version: 1.0
config-version: 2
profile: shop
source-paths: [src]
data-paths: [data]
test-paths: [t]
macro-paths: [m]
analysis-paths: [a]
snapshot-paths: [s]
docs-paths: [d]
asset-paths: [assets]
function-paths: [f]
target-path: out
log-path: l
packages-install-path: packages
clean-targets: [out]
require-dbt-version: [">=1.0.0", "<2.0.0"]
on-run-start: "select 1"
on-run-end: ["select 2", "select 3"]
dispatch: [{macro_namespace: dbt_utils, search_order: [shop, dbt_utils]}]
quoting: {identifier: true}
query-comment: "{{ comment }}"
restrict-access: true
vars: {days: 30}
flags: {send_anonymous_usage_stats: false}
dbt-cloud: {project-id: 1}
models: {+materialized: table}
seeds: {}
snapshots: {}
sources: {}
tests: {+severity: warn}
unit_tests: {}
exposures: {}
metrics: {}
semantic-models: {}
saved-queries: {}
functions: {}
analyses: {}
"""
    write(tmp_path, text, "dbt_project.yml")

    project = read_project_file(tmp_path, unrendered)

    assert project == ProjectFile(
        kind="dbt",
        written=project.written,
        root=tmp_path,
        path="dbt_project.yml",
        name="shop",
        version=1.0,
        config_version=2,
        profile="shop",
        model_paths=("src",),
        seed_paths=("data",),
        test_paths=("t",),
        macro_paths=("m",),
        analysis_paths=("a",),
        snapshot_paths=("s",),
        docs_paths=("d",),
        asset_paths=("assets",),
        function_paths=("f",),
        target_path="out",
        log_path="l",
        packages_install_path="packages",
        clean_targets=("out",),
        require_dbt_version=(">=1.0.0", "<2.0.0"),
        on_run_start=("select 1",),
        on_run_end=("select 2", "select 3"),
        dispatch=(Dispatch("dbt_utils", ("shop", "dbt_utils")),),
        quoting={"identifier": True},
        query_comment="{{ comment }}",
        restrict_access=True,
        vars={"days": 30},
        flags={"send_anonymous_usage_stats": False},
        dbt_cloud={"project-id": 1},
        models={"+materialized": "table"},
        seeds={},
        snapshots={},
        sources={},
        data_tests={"+severity": "warn"},
        unit_tests={},
        exposures={},
        metrics={},
        semantic_models={},
        saved_queries={},
        functions={},
        analyses={},
        freshness_gates=False,
    )


def test_segs_own_keys(tmp_path):
    text = """\
name: shop
timezone: Europe/Berlin
publish: {keep_generations: 7, keep_events_days: 30}
freshness_gates: false
store_failures_days: 7
engine: {path: shop.duckdb}
"""
    project = read_project_file(write(tmp_path, text), unrendered)

    assert project.timezone == "Europe/Berlin"
    assert project.publish == Publish(7, 30)
    assert project.freshness_gates is False
    assert project.store_failures_days == 7
    assert project.engine == {"path": "shop.duckdb"}


def test_how_far_families_may_move(tmp_path):
    text = (
        "name: shop\ndiff: {fail_if_moved: 12.5%, families: {core: 0%, tier: 100%}, examples: 0}\n"
    )
    project = read_project_file(write(tmp_path, text), unrendered)

    assert project.diff == Reviewing("12.5%", {"core": "0%", "tier": "100%"}, 0)
    assert [share_of(each) for each in ("12.5%", "0%", "100%")] == [0.125, 0, 1]

    text = "name: shop\ndiff: {fail_if_moved: 101%, families: {core: some}, examples: -1}\n"
    fix = "\n  fix: write a percentage, as in 5%"
    assert refusal(read_project_file, write(tmp_path, text), unrendered) == [
        f"seg_project.yml:2:23: 'fail_if_moved': '101%' is not a share of a family{fix}",
        f"seg_project.yml:2:46: 'families': core: 'some' is not a share of a family{fix}",
        "seg_project.yml:2:63: 'examples': expected 0 or more, found -1",
    ]
    for wrong in ("5", "-1%", "x%", "%", "nan%"):
        text = f"name: shop\ndiff: {{fail_if_moved: '{wrong}'}}\n"
        assert refusal(read_project_file, write(tmp_path, text), unrendered) == [
            f"seg_project.yml:2:23: 'fail_if_moved': '{wrong}' is not a share of a family{fix}"
        ]


def test_strings_are_rendered_but_hooks_and_comments_are_not(tmp_path):
    text = """\
name: shop
profile: "{{ p }}"
vars: {deep: ["{{ v }}"]}
on-run-start: "{{ a }}"
on-run-end: ["{% b %}"]
query-comment: "{{ c }}"
models:
  shop:
    +schema: "{{ s }}"
    +pre-hook: "{{ h }}"
    +post_hook: ["{{ h }}"]
"""
    seen = []

    def render(text, place):
        seen.append((text, place))
        return text.upper()

    project = read_project_file(write(tmp_path, text), render)

    assert seen == [
        ("{{ p }}", Place("seg_project.yml", 2, 10)),
        ("{{ v }}", Place("seg_project.yml", 3, 15)),
    ]
    assert project.profile == "{{ P }}"
    assert project.vars == {"deep": ["{{ V }}"]}
    assert project.on_run_start == ("{{ a }}",)
    assert project.on_run_end == ("{% b %}",)
    assert project.query_comment == "{{ c }}"

    seen.clear()
    project = with_rendered_trees(project, render)

    assert seen == [("{{ s }}", Place("seg_project.yml", 9, 14))]
    assert project.models == {
        "shop": {"+schema": "{{ S }}", "+pre-hook": "{{ h }}", "+post_hook": ["{{ h }}"]}
    }
    assert project.models["shop"].key_place("+schema") == Place("seg_project.yml", 9, 5)


def test_all_problems_are_told_at_once(tmp_path):
    text = """\
name: my shop
config-version: 1
model-path: [models]
seed-paths: seeds
timezone: Europe/Berln
publish: {keep_generations: 0}
vars: [1]
"""
    assert refusal(read_project_file, write(tmp_path, text), unrendered) == [
        "seg_project.yml:3:1: unknown key 'model-path'\n  fix: did you mean 'model-paths'?",
        "seg_project.yml:4:13: 'seed-paths': expected a list of strings, found 'seeds'",
        "seg_project.yml:7:7: 'vars': expected a mapping, found a list",
    ]

    text = (
        "name: my shop\nconfig-version: 1\ntimezone: Europe/Berln\n"
        "publish: {keep_generations: 0, keep_events_days: 0}\n"
        "store_failures_days: 0\nversion: '1'\nflags: {fail_fast: maybe, warn_error: 1}\n"
    )
    assert refusal(read_project_file, write(tmp_path, text), unrendered) == [
        f"seg_project.yml:1:7: 'my shop' is not a valid project name\n  fix: use {NAME_RULE}",
        "seg_project.yml:2:17: 'config-version': expected 2, found 1",
        "seg_project.yml:6:10: 'version': '1' is not a valid version\n  fix: write it as '1.0' or "
        "'1.0.0'",
        "seg_project.yml:7:20: 'flags.fail_fast': expected true or false, found 'maybe'",
        "seg_project.yml:7:39: 'flags.warn_error': expected true or false, found 1",
        "seg_project.yml:4:29: 'keep_generations': expected 1 or more, found 0",
        "seg_project.yml:4:50: 'keep_events_days': expected 1 or more, found 0\n"
        "  fix: leave it out to keep events for good",
        "seg_project.yml:5:22: 'store_failures_days': expected 1 or more, found 0",
        "seg_project.yml:3:11: unknown time zone 'Europe/Berln'\n"
        "  fix: use a name of the IANA database, such as 'Europe/Berlin' or 'UTC'",
    ]


@pytest.mark.parametrize("timezone", ["../../etc/passwd", "/etc/localtime", "''", "Europe"])
def test_a_time_zone_is_a_name_of_the_database(tmp_path, timezone):
    root = write(tmp_path, f"name: shop\ntimezone: {timezone}\n")

    [problem] = refusal(read_project_file, root, unrendered)
    assert problem.startswith("seg_project.yml:2:11: unknown time zone")


def test_segs_keys_are_refused_in_a_dbt_project(tmp_path):
    write(tmp_path, "name: shop\nengine: {}\n", "dbt_project.yml")

    assert refusal(read_project_file, tmp_path, unrendered) == [
        "dbt_project.yml:2:1: 'engine' is a key of seg_project.yml only\n"
        "  fix: rename dbt_project.yml to seg_project.yml"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "pkg/seg_project.yml: the project file is empty\n  fix: add 'name: <name>'"),
        ("- a", "pkg/seg_project.yml:1:1: expected a mapping, found a list"),
        ("version: 1", "pkg/seg_project.yml:1:1: 'name' is missing"),
    ],
    ids=["empty", "list", "no name"],
)
def test_a_file_without_a_name_is_no_project(tmp_path, text, message):
    root = write(tmp_path, text)

    assert refusal(read_project_file, root, unrendered, shown_root="pkg/") == [message]


def test_a_folder_without_a_project_file(tmp_path):
    with pytest.raises(UsageError) as caught:
        read_project_file(tmp_path, unrendered)
    assert str(caught.value) == (
        f"no project in {tmp_path}: it contains neither seg_project.yml nor dbt_project.yml\n"
        "  fix: pass the project's folder, or start a project with 'seg init'"
    )


def test_two_project_files_side_by_side(tmp_path):
    write(write(tmp_path, "name: a"), "name: a", "dbt_project.yml")

    assert refusal(read_project_file, tmp_path, unrendered) == [
        "seg_project.yml: both seg_project.yml and dbt_project.yml are here\n"
        "  fix: keep one of them"
    ]
