"""The keys of the project file, of its flags, and of the files that name packages."""

from orchestrator.config.config_keys import QUOTING
from orchestrator.config.key_effects import (
    Effect,
    KeyTable,
    Unused,
    Works,
)
from orchestrator.config.warning_options import names_warnings

_FOLDERS = Works("where files are looked for")
_UNREAD_FOLDERS = Works("where files are looked for, to say that they are not read")


def _tree_of(what: str) -> Unused:
    return Unused(f"seg has no {what} yet")


PROJECT_KEYS: dict[str, Effect] = {
    "name": Works("the package's name"),
    "version": Works("which release of the project this is: refused unless a text is a version"),
    "config-version": Works("refused unless it is 2"),
    "profile": Works("which profile of profiles.yml is used"),
    "model-paths": _FOLDERS,
    "seed-paths": _FOLDERS,
    "test-paths": _FOLDERS,
    "macro-paths": _FOLDERS,
    "docs-paths": _FOLDERS,
    "analysis-paths": _FOLDERS,
    "snapshot-paths": _FOLDERS,
    "function-paths": _UNREAD_FOLDERS,
    "asset-paths": Unused("the site of 'seg docs generate' takes no files of a project"),
    "target-path": Works("where artifacts are written"),
    "log-path": Unused(
        "seg writes no log file; the journal of the last runs is in the target path",
        "remove it, or redirect --log-format json",
    ),
    "packages-install-path": Works("where packages are looked for"),
    "clean-targets": Works("what 'seg clean' deletes"),
    "require-dbt-version": Works("refused unless seg speaks that version of the language"),
    "on-run-start": Works("statements before a run"),
    "on-run-end": Works("statements after a run"),
    "dispatch": Works("in which packages adapter.dispatch looks"),
    "quoting": QUOTING,
    "query-comment": Unused("statements carry no comment"),
    "restrict-access": Works("whether other packages can refer to protected models"),
    "vars": Works("what var() gives"),
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
        "analyses have the configuration of models", "write it under 'models: <project>: analysis:'"
    ),
    "timezone": Works("the clock of days and of stamps without a zone"),
    "publish": Works("how many generations and events are kept, and a copy for readers"),
    "freshness_gates": Works("whether sources that are too old stop a build"),
    "store_failures_days": Works("how long failing rows are kept"),
    "engine": Works("the database of a project without a profile"),
    "roles": Works("which relations commands about people look at"),
    "destinations": Works("where lists can be sent"),
    "serve": Works("what 'seg serve' tells of personal columns, and how often it answers"),
    "diff": Works("how much of a family 'seg diff' lets move, and how many examples it shows"),
    "outside_paths": Works("where paths and links may lead to outside the project"),
    "secrets": Works("which variables and environment variables are hidden"),
}


def _pass(flag: str) -> Unused:
    """A flag of the project file that only the command line and the environment set."""
    variable = flag.removeprefix("--no-").removeprefix("--").replace("-", "_").upper()
    return Unused("it is read from the command line only", f"pass {flag}, or set SEG_{variable}")


_NO_CACHE = Unused("seg reads a file when its content is new, and the catalogue once a run")
_NO_LOG_FILE = Unused("seg writes no log file")

FLAG_KEYS: KeyTable = {
    "strict": Works("whether the warnings of a dbt project are errors"),
    "version_check": Works("whether require-dbt-version is looked at"),
    "fail_fast": Works("whether the first failure ends the run"),
    "skip_nodes_if_on_run_start_fails": Works("whether nodes run when a hook before them failed"),
    "warn_error": Works("whether warnings fail the run"),
    "warn_error_options": Unused(
        "warnings have no names to choose them by",
        "use 'warn_error: true' for all",
        lambda value: not names_warnings(value),
    ),
    "indirect_selection": _pass("--indirect-selection"),
    "log_format": _pass("--log-format"),
    "printer_width": _pass("--printer-width"),
    "use_colors": _pass("--no-use-colors"),
    "quiet": _pass("--quiet"),
    "write_json": _pass("--no-write-json"),
    "debug": _pass("--debug"),
    "cache_selected_only": _NO_CACHE,
    "populate_cache": _NO_CACHE,
    "partial_parse": Works("whether what was read before is read from target/reading"),
    "partial_parse_file_diff": _NO_CACHE,
    "static_parser": _NO_CACHE,
    "use_experimental_parser": _NO_CACHE,
    "log_format_file": _NO_LOG_FILE,
    "log_level": _pass("--log-level"),
    "log_level_file": _NO_LOG_FILE,
    "use_colors_file": _NO_LOG_FILE,
    "send_anonymous_usage_stats": Unused(
        "seg collects no usage statistics", is_met=lambda value: value is False
    ),
}

# Any other flag is a switch of dbt's own behaviour between two of its releases.
OTHER_FLAG = Unused("it is a switch of dbt's own behaviour")

PACKAGES_FILE_KEYS: KeyTable = {
    "packages": Works("which packages the project takes in"),
    "projects": Unused(
        "seg does not look up other projects", "take the project in with '- local: <path>'"
    ),
}
PACKAGE_KEYS: KeyTable = {
    "local": Works("the package's folder"),
    "package": Works("a package of the index, and the name of its folder"),
    "git": Works("a repository, and the name of the package's folder"),
    "tarball": Works("an archive, and the name of the package's folder"),
    "name": Works("the name of a tarball's folder"),
    "version": Works("which versions 'seg deps' chooses from"),
    "install_prerelease": Works("whether 'seg deps' takes pre-releases"),
    "install-prerelease": Works("the same, in an older spelling"),
    "revision": Works("which branch, tag or commit 'seg deps' takes"),
    "subdirectory": Works("where in a repository the package is"),
    "warn-unpinned": Unused("package-lock.yml notes the commit of every repository"),
}
