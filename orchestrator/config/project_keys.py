"""The keys of the project file, of its flags, and of the files that name packages."""

from orchestrator.config.config_keys import QUOTING
from orchestrator.config.key_effects import (
    Effect,
    KeyTable,
    Unused,
    Works,
)
from orchestrator.config.warning_options import names_warnings

_FOLDERS = Works("the folders to search for files")
_UNREAD_FOLDERS = Works("the folders of files that are reported as not read")


def _tree_of(what: str) -> Unused:
    return Unused(f"seg has no {what} yet")


PROJECT_KEYS: dict[str, Effect] = {
    "name": Works("the package's name"),
    "version": Works("the project's version; text must be a valid version"),
    "config-version": Works("must be 2"),
    "profile": Works("the profile of profiles.yml to use"),
    "model-paths": _FOLDERS,
    "seed-paths": _FOLDERS,
    "test-paths": _FOLDERS,
    "macro-paths": _FOLDERS,
    "docs-paths": _FOLDERS,
    "analysis-paths": _FOLDERS,
    "snapshot-paths": _FOLDERS,
    "function-paths": _UNREAD_FOLDERS,
    "asset-paths": Unused("the site of 'seg docs generate' includes no files of the project"),
    "target-path": Works("where artifacts are written"),
    "log-path": Unused(
        "seg writes no log file; the journal of the last runs is in the target path",
        "remove it, or redirect --log-format json",
    ),
    "packages-install-path": Works("the folder of installed packages"),
    "clean-targets": Works("the folders that 'seg clean' deletes"),
    "require-dbt-version": Works(
        "the required dbt versions; seg checks them against the version of the language that it "
        "supports"
    ),
    "on-run-start": Works("statements to run before a run"),
    "on-run-end": Works("statements to run after a run"),
    "dispatch": Works("the packages that adapter.dispatch searches"),
    "quoting": QUOTING,
    "query-comment": Unused("seg adds no comments to statements"),
    "restrict-access": Works("whether other packages can refer to protected models"),
    "vars": Works("the values of var()"),
    "flags": Works("see FLAG_KEYS"),
    "dbt-cloud": Unused("only dbt Cloud reads it"),
    "models": Works("the configuration of models"),
    "seeds": Works("the configuration of seeds"),
    "sources": Works("the configuration of sources"),
    "data_tests": Works("the configuration of data tests"),
    "snapshots": Works("the configuration of snapshots"),
    "unit_tests": Works("the configuration of unit tests"),
    "exposures": Works("the configuration of exposures"),
    "metrics": Works("the configuration of metrics"),
    "semantic-models": Works("the configuration of semantic models"),
    "saved-queries": Works("the configuration of saved queries"),
    "functions": _tree_of("functions"),
    "analyses": Unused(
        "analyses are configured as models", "write it under 'models: <project>: analysis:'"
    ),
    "timezone": Works("the time zone of days, and of timestamps without a zone"),
    "publish": Works(
        "how many generations and events to keep, and where to write a copy for readers"
    ),
    "freshness_gates": Works("whether stale sources stop a build"),
    "store_failures_days": Works("how long stored failing rows are kept"),
    "engine": Works("the database, if the project has no profile"),
    "roles": Works("the relations that commands about people read"),
    "destinations": Works("where exported lists and events can be sent"),
    "serve": Works("which personal columns 'seg serve' shows, and its rate limit"),
    "diff": Works(
        "how large a share of a family may move in 'seg diff', and how many examples it shows"
    ),
    "outside_paths": Works("folders outside the project that paths and links may lead to"),
    "secrets": Works("variables and environment variables whose values are masked"),
}


def _command_line_only(flag: str) -> Unused:
    """Return the effect of a flag that only the command line and the environment can set."""
    variable = flag.removeprefix("--no-").removeprefix("--").replace("-", "_").upper()
    return Unused(
        "it can only be set on the command line or in the environment",
        f"pass {flag}, or set SEG_{variable}",
    )


_NO_CACHE = Unused("seg reads files whose content changed, and the catalog once per run")
_NO_LOG_FILE = Unused("seg writes no log file")

FLAG_KEYS: KeyTable = {
    "strict": Works("whether warnings in a dbt project are errors"),
    "version_check": Works("whether require-dbt-version is checked"),
    "fail_fast": Works("whether the run stops at the first failure"),
    "skip_nodes_if_on_run_start_fails": Works(
        "whether nodes are skipped after a hook of on-run-start failed"
    ),
    "warn_error": Works("whether warnings fail the run"),
    "warn_error_options": Unused(
        "warnings have no names to select them by",
        "use 'warn_error: true' for all warnings",
        lambda value: not names_warnings(value),
    ),
    "indirect_selection": _command_line_only("--indirect-selection"),
    "log_format": _command_line_only("--log-format"),
    "printer_width": _command_line_only("--printer-width"),
    "use_colors": _command_line_only("--no-use-colors"),
    "quiet": _command_line_only("--quiet"),
    "write_json": _command_line_only("--no-write-json"),
    "debug": _command_line_only("--debug"),
    "cache_selected_only": _NO_CACHE,
    "populate_cache": _NO_CACHE,
    "partial_parse": Works("whether what was read before is reused from target/reading"),
    "partial_parse_file_diff": _NO_CACHE,
    "static_parser": _NO_CACHE,
    "use_experimental_parser": _NO_CACHE,
    "log_format_file": _NO_LOG_FILE,
    "log_level": _command_line_only("--log-level"),
    "log_level_file": _NO_LOG_FILE,
    "use_colors_file": _NO_LOG_FILE,
    "send_anonymous_usage_stats": Unused(
        "seg collects no usage statistics", is_met=lambda value: value is False
    ),
}

# Any other flag changes dbt's own behaviour between two of its releases.
OTHER_FLAG = Unused("it switches the behaviour of dbt itself")

PACKAGES_FILE_KEYS: KeyTable = {
    "packages": Works("the packages that the project uses"),
    "projects": Unused(
        "seg does not look up other projects", "add the project with '- local: <path>'"
    ),
}
PACKAGE_KEYS: KeyTable = {
    "local": Works("the package's folder"),
    "package": Works("a package of the package index"),
    "git": Works("the URL of a Git repository"),
    "tarball": Works("the URL of an archive"),
    "name": Works("the folder name of a package from an archive"),
    "version": Works("the versions that 'seg deps' may choose"),
    "install_prerelease": Works("whether 'seg deps' may choose pre-releases"),
    "install-prerelease": Works("the older spelling of install_prerelease"),
    "revision": Works("the branch, tag or commit to install"),
    "subdirectory": Works("the package's folder in the repository"),
    "warn-unpinned": Unused("package-lock.yml records the commit of every repository"),
}
