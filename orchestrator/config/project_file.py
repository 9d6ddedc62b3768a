"""The project file: `seg_project.yml`, or `dbt_project.yml` of a project that comes from dbt."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from msgspec import Struct, field
from msgspec.structs import replace

from orchestrator.config.config_keys import STAMPS
from orchestrator.config.decoder import Key, decode, unknown_key
from orchestrator.config.destination import Destination, check_destinations
from orchestrator.config.key_effects import UnusedKey, Works, unused_keys
from orchestrator.config.project_keys import FLAG_KEYS, OTHER_FLAG, PROJECT_KEYS
from orchestrator.config.readers import KEY as READERS
from orchestrator.config.readers import Readers, check_readers, with_rendered_values
from orchestrator.config.reviewing import KEY as REVIEWING
from orchestrator.config.reviewing import Reviewing, check_reviewing
from orchestrator.config.serving import Serving, check_serving
from orchestrator.config.time_zones import check_time_zone
from orchestrator.config.values import Map, Render, rendered, shown
from orchestrator.config.warning_options import makes_all_errors
from orchestrator.config.yaml_door import YamlReader, read_yaml_file
from orchestrator.errors import Place, Problems, ProjectError, UsageError
from orchestrator.lazy_regex import lazy_regex
from orchestrator.names import NAME_RULE, is_valid_name

FILE_NAMES: Mapping[Literal["seg", "dbt"], str] = {
    "seg": "seg_project.yml",
    "dbt": "dbt_project.yml",
}
DEFAULT_DATABASE = "warehouse.duckdb"
DEFAULT_TARGET_PATH = "target"
HOOKS = frozenset({"on-run-start", "on-run-end", "pre-hook", "post-hook", "pre_hook", "post_hook"})
TREES = (
    "models",
    "seeds",
    "snapshots",
    "sources",
    "tests",
    "data_tests",
    "unit_tests",
    "exposures",
    "metrics",
    "semantic-models",
    "saved-queries",
    "functions",
    "analyses",
)

GIVEN = ("kind", "root", "path", "written")
"""Fields of a project file that are not written in it."""

_SEG_ONLY = (
    "timezone",
    "publish",
    "freshness_gates",
    "store_failures_days",
    "engine",
    "roles",
    "secrets",
    "outside_paths",
    "destinations",
    "serve",
    REVIEWING,
)
VARIABLES_FILE = "vars.yml"
_NOT_RENDERED = HOOKS | {"query-comment", "roles", STAMPS}


class Dispatch(Struct, frozen=True):
    """The packages in which `adapter.dispatch` looks for the macros of a namespace."""

    macro_namespace: str
    search_order: tuple[str, ...]


class Publish(Struct, frozen=True):
    """How generations are published; `keep_generations` is how many rollback can reach.

    `keep_events_days` is how long segment entries and exits are kept (None: forever). `readers` is
    a copy for readers; a path alone means a copy of everything that is published.
    """

    keep_generations: int = 3
    keep_events_days: int | None = None
    readers: str | Readers | None = None

    @property
    def for_readers(self) -> Readers | None:
        """Return the copy for readers, if one is configured."""
        return Readers(self.readers) if isinstance(self.readers, str) else self.readers


VERSION = (
    r"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)"
    r"(\.(0|[1-9][0-9]*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?)?$"
)
"""A valid project version: two numbers, or a version as defined by semver.org."""
_VERSION = lazy_regex(VERSION)


class ProjectFile(Struct, frozen=True, kw_only=True):
    """The project file as read; hooks and the query comment are unrendered templates.

    Config trees are raw until `with_rendered_trees`, `roles` until references are read. `path` is
    the file's name in messages, and `written` has its keys with their places. `outside_paths` are
    folders outside the project that its paths and links can lead to. Empty `clean_targets` mean the
    target path, empty `docs_paths` all other folders. Failing rows stored by tests are kept for
    `store_failures_days`.
    """

    kind: Literal["seg", "dbt"]
    root: Path
    path: str
    written: Map = field(default_factory=lambda: Map(""))
    name: str
    version: str | int | float | None = None
    config_version: Annotated[int | None, Key("config-version")] = None
    profile: str | None = None
    model_paths: Annotated[tuple[str, ...], Key("model-paths", aliases=("source-paths",))] = (
        "models",
    )
    seed_paths: Annotated[tuple[str, ...], Key("seed-paths", aliases=("data-paths",))] = ("seeds",)
    test_paths: Annotated[tuple[str, ...], Key("test-paths")] = ("tests",)
    macro_paths: Annotated[tuple[str, ...], Key("macro-paths")] = ("macros",)
    analysis_paths: Annotated[tuple[str, ...], Key("analysis-paths")] = ("analyses",)
    snapshot_paths: Annotated[tuple[str, ...], Key("snapshot-paths")] = ("snapshots",)
    docs_paths: Annotated[tuple[str, ...], Key("docs-paths")] = ()
    asset_paths: Annotated[tuple[str, ...], Key("asset-paths")] = ()
    function_paths: Annotated[tuple[str, ...], Key("function-paths")] = ("functions",)
    target_path: Annotated[str, Key("target-path")] = DEFAULT_TARGET_PATH
    log_path: Annotated[str, Key("log-path")] = "logs"
    packages_install_path: Annotated[str, Key("packages-install-path")] = "dbt_packages"
    clean_targets: Annotated[tuple[str, ...], Key("clean-targets")] = ()
    require_dbt_version: Annotated[
        tuple[str, ...], Key("require-dbt-version", may_be_one=True)
    ] = ()
    on_run_start: Annotated[tuple[str, ...], Key("on-run-start", may_be_one=True)] = ()
    on_run_end: Annotated[tuple[str, ...], Key("on-run-end", may_be_one=True)] = ()
    dispatch: tuple[Dispatch, ...] = ()
    quoting: Mapping[str, bool] = field(default_factory=dict)
    query_comment: Annotated[Any, Key("query-comment")] = None
    restrict_access: Annotated[bool, Key("restrict-access")] = False
    vars: Mapping[str, Any] = field(default_factory=dict)
    flags: Mapping[str, Any] = field(default_factory=dict)
    dbt_cloud: Annotated[Mapping[str, Any], Key("dbt-cloud")] = field(default_factory=dict)
    models: Map | None = None
    seeds: Map | None = None
    snapshots: Map | None = None
    sources: Map | None = None
    data_tests: Annotated[Map | None, Key("data_tests", aliases=("tests",))] = None
    unit_tests: Map | None = None
    exposures: Map | None = None
    metrics: Map | None = None
    semantic_models: Annotated[Map | None, Key("semantic-models")] = None
    saved_queries: Annotated[Map | None, Key("saved-queries")] = None
    functions: Map | None = None
    analyses: Map | None = None
    timezone: str = "UTC"
    publish: Publish = field(default_factory=Publish)
    freshness_gates: bool = True
    store_failures_days: int = 30
    engine: Map | None = None
    roles: Map | None = None
    secrets: tuple[str, ...] = ()
    outside_paths: tuple[str, ...] = ()
    destinations: Mapping[str, Destination] = field(default_factory=dict)
    serve: Serving = field(default_factory=Serving)
    diff: Reviewing = field(default_factory=Reviewing)

    @property
    def paths(self) -> tuple[str, ...]:
        """Return the folders of all kinds of files; Markdown can be in any of them."""
        return (
            *self.model_paths,
            *self.seed_paths,
            *self.snapshot_paths,
            *self.test_paths,
            *self.macro_paths,
            *self.analysis_paths,
            *self.function_paths,
        )

    @property
    def is_strict(self) -> bool:
        """Whether warnings in a dbt project are errors here."""
        is_asked_for = any(self.flags.get(flag) is True for flag in ("strict", "warn_error"))
        return self.kind == "seg" or is_asked_for

    def unused_keys(self) -> Iterator[UnusedKey]:
        """Yield the keys of the file and its flags that have no effect."""
        yield from unused_keys(self.written, PROJECT_KEYS)
        flags = self.written.get("flags")
        if isinstance(flags, Map):
            known = {name: FLAG_KEYS.get(name, OTHER_FLAG) for name in flags}
            yield from unused_keys(flags, known, of="flags.")


def find_project_file(root: Path) -> Path:
    """Return the project file in `root`; raises UsageError if there is none, or more than one."""
    found = [root / name for name in FILE_NAMES.values() if (root / name).is_file()]
    if not found:
        raise UsageError(
            f"no project in {root}: it contains neither seg_project.yml nor dbt_project.yml",
            fix="pass the project's folder, or start a project with 'seg init'",
        )
    if len(found) > 1:
        raise ProjectError.of(
            "both seg_project.yml and dbt_project.yml are here",
            Place(FILE_NAMES["seg"]),
            "keep one of them",
        )
    return found[0]


def read_project_file(
    root: Path, render: Render, shown_root: str = "", read: YamlReader = read_yaml_file
) -> ProjectFile:
    """Read the project in the folder `root`; messages show its files below `shown_root`.

    Everything is rendered except hooks, the query comment, and templates that can use the target,
    whose profile is named here: the config trees (see `with_rendered_trees`) and the copy for
    readers.
    """
    file = find_project_file(root)
    kind: Literal["seg", "dbt"] = "seg" if file.name == FILE_NAMES["seg"] else "dbt"
    path = f"{shown_root}{file.name}"
    value = read(file, path)
    if value is None:
        raise ProjectError.of("the project file is empty", Place(path), "add 'name: <name>'")
    problems = Problems()
    value = _rendered(value, Place(path), render, kind)
    given: dict[str, Any] = {"kind": kind, "root": root, "path": path, "written": value}
    if kind == "dbt" and isinstance(value, Map):
        given["freshness_gates"] = False
        value = _without_seg_keys(value, problems)
    project = decode(ProjectFile, value, problems, where=Place(path, 1, 1), given=given)
    if project is not None and isinstance(value, Map):
        check_values(project, value, problems)
    if project is None or problems.found:
        raise ProjectError(problems.found)
    if makes_all_errors(project.flags.get("warn_error_options")):
        project = replace(project, flags={**project.flags, "warn_error": True})
    return _with_variables(project, shown_root, render, read)


def _with_variables(
    project: ProjectFile, shown_root: str, render: Render, read: YamlReader
) -> ProjectFile:
    """Return the project with the variables of its variables file, if there is one."""
    file, path = project.root / VARIABLES_FILE, f"{shown_root}{VARIABLES_FILE}"
    if not file.is_file():
        return project
    value = read(file, path)
    value = value if project.kind == "dbt" else rendered(value, Place(path), render)
    value = Map(path) if value is None else value
    found = value.get("vars") if isinstance(value, Map) else value
    if not isinstance(value, Map) or not isinstance(found, Map | None):
        what = f"expected a mapping under 'vars:', found {shown(found)}"
        raise ProjectError.of(what, Place(path), "write 'vars: {name: value}'")
    problems = Problems()
    for key in value:
        if key != "vars":
            unknown_key(key, ("vars",), value.key_place(key), problems)
    if found and project.vars:
        fix = "keep them in one of the two files"
        place = project.written.key_place("vars")
        problems.add(f"there are variables in {path} as well", place, fix)
    problems.raise_any()
    return replace(project, vars=found) if found else project


def _rendered(value: Any, place: Place, render: Render, kind: str) -> Any:
    """Return the file's value without what is rendered later, or never.

    Variables of a dbt project are templates until they are used.
    """
    later = (*TREES, "publish", *(("vars",) if kind == "dbt" else ()))
    result = rendered(value, place, render, skip=_NOT_RENDERED.union(later))
    if isinstance(result, Map) and "publish" in result:
        at = result.value_place("publish")
        result["publish"] = rendered(result["publish"], at, render, skip=frozenset({READERS}))
    return result


def with_rendered_readers(project: ProjectFile, render: Render) -> ProjectFile:
    """Return the project with its copy for readers rendered: the path can contain the target."""
    readers = project.publish.for_readers
    if readers is None:
        return project
    readers = with_rendered_values(readers, project.written["publish"], render)
    return replace(project, publish=replace(project.publish, readers=readers))


def with_rendered_trees(project: ProjectFile, render: Render) -> ProjectFile:
    """Return the project with its config trees rendered, except hooks."""
    trees = {key.replace("-", "_") for key in TREES} - {"tests"}
    place = Place(project.path)
    return replace(
        project,
        **{
            name: rendered(getattr(project, name), place, render, skip=_NOT_RENDERED)
            for name in trees
        },
    )


def _without_seg_keys(value: Map, problems: Problems) -> Map:
    """Return the allowed keys of `dbt_project.yml`; seg's own keys are reported as problems."""
    result = Map(value.path, value.mark)
    result.marks = value.marks
    for key, item in value.items():
        if key in _SEG_ONLY:
            problems.add(
                f"'{key}' is a key of seg_project.yml only",
                value.key_place(key),
                "rename dbt_project.yml to seg_project.yml",
            )
        else:
            result[key] = item
    return result


def check_values(project: ProjectFile, value: Map, problems: Problems) -> None:
    """Report values that have the right type, but are invalid."""
    _check_identity(project, value, problems)
    _check_flags(project, value, problems)
    if project.destinations:
        check_destinations(project.destinations, value["destinations"], problems)
    if project.serve != Serving():
        check_serving(project.serve, value["serve"], problems)
    if project.diff != Reviewing():
        check_reviewing(project.diff, value[REVIEWING], problems)
    if project.publish.keep_generations < 1:
        problems.add(
            f"'keep_generations': expected 1 or more, found {project.publish.keep_generations}",
            value["publish"].value_place("keep_generations"),
        )
    days = project.publish.keep_events_days
    if days is not None and days < 1:
        problems.add(
            f"'keep_events_days': expected 1 or more, found {days}",
            value["publish"].value_place("keep_events_days"),
            "leave it out to keep events for good",
        )
    readers = project.publish.for_readers
    if readers is not None:
        check_readers(readers, value["publish"], problems)
    if project.store_failures_days < 1:
        problems.add(
            f"'store_failures_days': expected 1 or more, found {project.store_failures_days}",
            value.value_place("store_failures_days"),
        )
    check_time_zone(project.timezone, value.value_place("timezone"), problems)


def _check_identity(project: ProjectFile, value: Map, problems: Problems) -> None:
    if not is_valid_name(project.name):
        problems.add(
            f"'{project.name}' is not a valid project name",
            value.value_place("name"),
            f"use {NAME_RULE}",
        )
    if project.config_version not in (None, 2):
        problems.add(
            f"'config-version': expected 2, found {project.config_version}",
            value.value_place("config-version"),
        )
    if isinstance(project.version, str) and not _VERSION.match(project.version):
        problems.add(
            f"'version': '{project.version}' is not a valid version",
            value.value_place("version"),
            "write it as '1.0' or '1.0.0'",
        )


def _check_flags(project: ProjectFile, value: Map, problems: Problems) -> None:
    for name, given in project.flags.items():
        if isinstance(FLAG_KEYS.get(name), Works) and not isinstance(given, bool):
            what = f"'flags.{name}': expected true or false, found {shown(given)}"
            problems.add(what, value["flags"].value_place(name))
    if project.kind == "seg" and project.flags.get("strict") is False:
        what = "a project with a seg_project.yml is always strict"
        problems.add(what, value["flags"].key_place("strict"), "remove 'strict: false'")
