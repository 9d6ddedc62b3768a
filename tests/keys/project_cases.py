"""A project for each effective key of a project file, including flags and packages."""

from collections.abc import Mapping

from tests.keys.node_cases import DATED, POLICY, STALE
from tests.keys.observed import BUILD, PARSE, Case, Command, Files
from tests.keys.property_cases import SNAPSHOTS
from tests.keys.semantic_cases import METRIC, QUERY, SEMANTIC_MODEL
from tests.keys.target_cases import OUTSIDE

LS: tuple[Command, ...] = (("ls",),)
DEBUG: tuple[Command, ...] = (("debug",),)
ONE = "select 1 as id\n"
FAILING = {"tests/t.sql": ONE}
SEMANTIC = {
    "models/m.yml": f"semantic_models: [{SEMANTIC_MODEL}]\nmetrics: [{METRIC}]\n"
    f"saved_queries: [{QUERY}]\n"
}
EXPOSURE = {"models/e.yml": "exposures: [{name: e, type: ml, owner: {name: x}}]\n"}
UNIT_TEST = {"models/t.yml": "unit_tests: [{name: t, model: a, expect: {rows: []}}]\n"}


def key(
    line: str,
    more: Files | None = None,
    commands: tuple[Command, ...] = PARSE,
    *,
    beside: str = "",
    is_dbt: bool = False,
) -> Case:
    """A project whose file has the line."""
    name = "dbt_project.yml" if is_dbt else "seg_project.yml"
    head = "name: shop\nprofile: shop\n" if is_dbt else "name: shop\n"
    without = {name: f"{head}{beside}", **(more or {})}
    return Case({**without, name: f"{head}{beside}{line}\n"}, without, commands, is_dbt)


def other(line: str) -> Case:
    """A project whose file has another value for a key that has to be there."""
    return Case({"seg_project.yml": f"{line}\n"}, {"seg_project.yml": "name: shop\n"})


DISPATCH = {
    "macros/m.sql": "{% macro f() %}{{ return(adapter.dispatch('f', 'pkg')()) }}{% endmacro %}\n"
    "{% macro default__f() %}1{% endmacro %}\n",
    "packages.yml": "packages: [{local: pkg}]\n",
    "pkg/seg_project.yml": "name: pkg\n",
    "pkg/macros/m.sql": "{% macro default__f() %}2{% endmacro %}\n",
    "models/a.sql": "select {{ f() }} as id\n",
}
STALE_SHOP = {
    "o.csv": STALE,
    "models/a.sql": "select * from {{ source('raw', 'o') }}\n",
    "models/r.yml": "sources:\n  - name: raw\n    tables:\n"
    f"      - {{name: o, config: {{{DATED}, {POLICY}}}}}\n",
}
NAIVE = STALE_SHOP | {"o.csv": "id,at\n1,2025-06-30 12:00:00\n"}
AT = ("source", "freshness", "--now", "2025-07-01T11:00:00+00:00")
OTHER_PROFILE = {
    "profiles.yml": "shop: {outputs: {default: {type: duckdb, path: a.duckdb}}}\n"
    "other: {outputs: {default: {type: duckdb, path: b.duckdb}}}\n"
}

PROJECT: Mapping[str, Case] = {
    "name": other("name: other"),
    "version": key("version: '1'"),
    "config-version": key("config-version: 1"),
    "profile": Case(
        {"seg_project.yml": "name: shop\nprofile: other\n", **OTHER_PROFILE},
        {"seg_project.yml": "name: shop\nprofile: shop\n", **OTHER_PROFILE},
        BUILD,
    ),
    "model-paths": key("model-paths: [src]", {"src/b.sql": ONE}),
    "seed-paths": key("seed-paths: [data]", {"data/b.csv": "id\n1\n"}),
    "test-paths": key("test-paths: [checks]", {"checks/b.sql": ONE}),
    "macro-paths": key("macro-paths: [lib]", {"lib/m.sql": "{% macro m() %}1{% endmacro %}\n"}),
    "docs-paths": key(
        "docs-paths: [pages]",
        {
            "pages/d.md": "{% docs d %}told{% enddocs %}\n",
            "models/s.yml": "models: [{name: a, description: \"{{ doc('d') }}\"}]\n",
        },
    ),
    "analysis-paths": key("analysis-paths: [a]", {"a/x.sql": ONE}),
    "snapshot-paths": key("snapshot-paths: [a]", {"a/x.sql": SNAPSHOTS["snapshots/s.sql"]}),
    "function-paths": key("function-paths: [a]", {"a/x.sql": ONE}),
    "target-path": key("target-path: out"),
    "packages-install-path": key(
        "packages-install-path: lib",
        {
            "packages.yml": "packages: [{package: me/pkg}]\n",
            "lib/pkg/seg_project.yml": "name: pkg\n",
            "lib/pkg/models/p.sql": ONE,
        },
    ),
    "clean-targets": key(
        "clean-targets: [out]", {"out/x.txt": "x"}, commands=(("parse",), ("clean",))
    ),
    "require-dbt-version": key("require-dbt-version: '<1.0'"),
    "dispatch": key("dispatch: [{macro_namespace: pkg, search_order: [pkg]}]", DISPATCH, BUILD),
    "restrict-access": Case(
        {
            "packages.yml": "packages: [{local: pkg}]\n",
            "pkg/seg_project.yml": "name: pkg\nrestrict-access: true\n",
            "pkg/models/p.sql": ONE,
            "models/a.sql": "select * from {{ ref('p') }}\n",
        },
        {
            "packages.yml": "packages: [{local: pkg}]\n",
            "pkg/seg_project.yml": "name: pkg\n",
            "pkg/models/p.sql": ONE,
            "models/a.sql": "select * from {{ ref('p') }}\n",
        },
    ),
    "vars": key("vars: {n: 2}", {"models/a.sql": "select {{ var('n', 1) }} as id\n"}, BUILD),
    "flags": key("flags: {strict: 1}"),
    "on-run-start": key("on-run-start: select nothing", {"models/a.sql": ONE}, BUILD),
    "on-run-end": key("on-run-end: select nothing", {"models/a.sql": ONE}, BUILD),
    "models": key("models: {+tags: x}"),
    "seeds": key("seeds: {+tags: x}", {"seeds/s.csv": "id\n1\n"}),
    "sources": key("sources: {+tags: x}", STALE_SHOP),
    "snapshots": key("snapshots: {+tags: x}", SNAPSHOTS),
    "data_tests": key("data_tests: {+tags: x}", FAILING),
    "exposures": key("exposures: {+tags: x}", EXPOSURE),
    "semantic-models": key("semantic-models: {+meta: {a: 1}}", SEMANTIC),
    "metrics": key("metrics: {+meta: {a: 1}}", SEMANTIC),
    "saved-queries": key("saved-queries: {+tags: x}", SEMANTIC),
    "unit_tests": key("unit_tests: {+enabled: false}", UNIT_TEST),
    "timezone": key("timezone: Pacific/Auckland", NAIVE, (AT,)),
    "publish": key("publish: {keep_generations: 0}"),
    "roles": key("roles: {daily_sizes: \"ref('nothing')\"}"),
    "serve": key("serve: {personal: [a.mail]}"),
    "diff": key("diff: {fail_if_moved: 5}"),
    "destinations": key("destinations: {crm: {url: 'http://example.com'}}"),
    "outside_paths": key(
        f"outside_paths: ['{OUTSIDE.parent}']", beside=f"macro-paths: ['{OUTSIDE.parent}']\n"
    ),
    "secrets": key(
        "secrets: [word]",
        {"models/a.sql": "select '{{ var('word') }}' as id\n"},
        (("compile",),),
        beside="vars: {word: swordfish}\n",
    ),
    "freshness_gates": key("freshness_gates: false", STALE_SHOP, BUILD),
    "store_failures_days": key("store_failures_days: 0"),
    "engine": key("engine: {path: other.duckdb}", commands=BUILD),
}

WARNING = {"models/s.yml": "models: [{name: a, config: {grants: {select: [bi]}}}]\n"}
FLAGS: Mapping[str, Case] = {
    "strict": key("flags: {strict: true}", WARNING, is_dbt=True),
    "version_check": key(
        "flags: {version_check: false}", beside="require-dbt-version: '<1.0'\n", is_dbt=True
    ),
    "partial_parse": key("flags: {partial_parse: false}"),
    "warn_error": key("flags: {warn_error: true}", WARNING, is_dbt=True),
    "skip_nodes_if_on_run_start_fails": key(
        "flags: {skip_nodes_if_on_run_start_fails: true}",
        {"models/a.sql": ONE},
        BUILD,
        beside="on-run-start: select nothing\n",
        is_dbt=True,
    ),
    "fail_fast": key(
        "flags: {fail_fast: true}",
        {
            "models/a.sql": "select nothing_of_that_name as id\n",
            "models/b.sql": "select nothing_of_that_name as id\n",
        },
        (("build", "--threads", "1"),),
    ),
}


def package(entry: str, install: str) -> Case:
    """A project that takes in the package that stands in a folder."""
    there = {f"{install}/seg_project.yml": "name: pkg\n", f"{install}/models/p.sql": ONE}
    return Case({**there, "packages.yml": f"packages: [{entry}]\n"}, there)


def chosen(with_key: str, without: str) -> Case:
    """What 'seg deps' says of packages, with an index in a folder and no archives."""
    version = '{"packages": [], "downloads": {"tarball": "none"}}'
    versions = f'{{"versions": {{"1.0.0": {version}, "2.0.0-rc1": {version}}}}}'
    index = {"index/api/v1/me/pkg.json": versions, ".env": "DBT_PACKAGE_HUB_URL=index\n"}
    files = [{**index, "packages.yml": f"packages: [{each}]\n"} for each in (with_key, without)]
    return Case(files[0], files[1], (("deps",),))


PACKAGE: Mapping[str, Case] = {
    "version": chosen("{package: me/pkg, version: 3.0.0}", "{package: me/pkg}"),
    **{
        key: chosen(
            f"{{package: me/pkg, version: '>1.0.0', {key}: true}}",
            "{package: me/pkg, version: '>1.0.0'}",
        )
        for key in ("install_prerelease", "install-prerelease")
    },
    "revision": chosen("{git: a, revision: x}, {git: a, revision: y}", "{git: a}, {git: a}"),
    "subdirectory": chosen("{git: a, subdirectory: ../b}", "{git: a}"),
    "local": package("{local: pkg}", "pkg"),
    "package": package("{package: me/pkg}", "dbt_packages/pkg"),
    "git": package("{git: 'https://example.com/me/pkg.git'}", "dbt_packages/pkg"),
    "tarball": package("{tarball: 'https://example.com/pkg.tar.gz'}", "dbt_packages/pkg"),
    "name": Case(
        package("{tarball: x.tar.gz, name: pkg}", "dbt_packages/pkg").with_key,
        package("{tarball: x.tar.gz}", "dbt_packages/pkg").with_key,
    ),
}
PACKAGES_FILE: Mapping[str, Case] = {"packages": PACKAGE["local"]}
