"""The version of dbt's language that seg supports, and the versions that a project requires."""

from orchestrator.config.project_file import ProjectFile
from orchestrator.errors import Problems
from orchestrator.lazy_regex import lazy_regex

# The version of dbt whose language is supported (`dbt_version`, `require-dbt-version`).
LANGUAGE_VERSION = "1.12.0"

_CONDITION = lazy_regex(r"\s*(>=|<=|>|<|=|)\s*v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:[-.\w+]*)\s*")


def check_language_version(project: ProjectFile, problems: Problems) -> None:
    """Report a project that requires another version of the language."""
    key = "require-dbt-version"
    place = project.written.value_place(key)
    for condition in ",".join(project.require_dbt_version).split(","):
        if not condition.strip():
            continue
        found = _CONDITION.fullmatch(condition)
        if found is None:
            what = f"'{key}': '{condition.strip()}' is not a version condition"
            problems.add(what, place, "write it as '>=1.8.0'")
        elif not _holds(found[1] or "=", _numbers(*found.groups()[1:])):
            problems.add(
                f"'{key}': '{condition.strip()}' does not hold: seg supports the language of dbt "
                f"{LANGUAGE_VERSION}",
                place,
                "widen the range, or turn the version check off",
            )


def _numbers(*parts: str | None) -> tuple[int, ...]:
    return tuple(int(part or 0) for part in parts)


def _holds(sign: str, wanted: tuple[int, ...]) -> bool:
    own = _numbers(*LANGUAGE_VERSION.split("."))
    match sign:
        case ">=":
            return own >= wanted
        case "<=":
            return own <= wanted
        case ">":
            return own > wanted
        case "<":
            return own < wanted
        case _:
            return own == wanted
