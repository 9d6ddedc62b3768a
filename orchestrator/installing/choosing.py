"""Chooses the packages that a project needs, and their versions, including packages of packages."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from orchestrator.config.packages import PackageEntry
from orchestrator.errors import Place, ProjectError
from orchestrator.installing.sources import Fetched
from orchestrator.installing.versions import VersionCondition, conditions_in, newest


class ChosenPackage(Struct, frozen=True):
    """A package to install: its project's name, its entry in the lock file, and its folder."""

    name: str
    entry: Mapping[str, Any]
    fetched: Fetched


class Wanted(Struct):
    """The requirements on one package so far, from all entries.

    `first` is the first entry that required it, `pinned_by` the first that required a revision.
    """

    first: PackageEntry
    pinned_by: PackageEntry | None = None
    conditions: list[VersionCondition] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    takes_prereleases: bool = False

    def add(self, entry: PackageEntry) -> None:
        """Add the requirements of another entry; raises ProjectError if they are invalid."""
        if entry.kind == "package":
            for text in _texts(entry.written.get("version")):
                found = conditions_in(text)
                if found is None:
                    place = entry.written.value_place("version")
                    fix = "write it as '1.0.0' or ['>=1.0.0', '<2.0.0']"
                    raise ProjectError.of(f"'{text}' is not a version range", place, fix)
                self.conditions += found
                self.texts.append(text)
            spellings = ("install_prerelease", "install-prerelease")
            self.takes_prereleases |= any(entry.written.get(key) is True for key in spellings)
            return
        within = str(entry.written.get("subdirectory") or "")
        if Path(within).is_absolute() or ".." in Path(within).parts:
            place = entry.written.value_place("subdirectory")
            raise ProjectError.of(f"'{within}' leads outside the repository", place)
        if entry.written.get("revision") is None:
            return
        self.pinned_by = self.pinned_by or entry
        requested, other = entry.written["revision"], self.pinned_by.written["revision"]
        if requested != other:
            what = (
                f"'{entry.named}' is required at both {requested} and {other}: "
                f"{self.pinned_by.place}"
            )
            raise ProjectError.of(what, entry.place, "require one revision of it")

    @property
    def revision(self) -> str | None:
        """The required branch, tag or commit, if any."""
        return None if self.pinned_by is None else str(self.pinned_by.written["revision"])


Finder = Callable[[Wanted, str | None], ChosenPackage]
"""Fetches a wanted package, in the chosen version or revision."""


def choose_all(
    entries: Sequence[PackageEntry],
    versions_of: Callable[[str], Iterable[str]],
    fetch: Finder,
    requirements_of: Callable[[Fetched], Sequence[PackageEntry]],
) -> list[ChosenPackage]:
    """Return all needed packages, in the order in which they were required.

    If a package narrows the versions of another one, that one is chosen again. This terminates,
    because the set of versions only shrinks. Raises ProjectError if it becomes empty.
    """
    wanted: dict[tuple[str, str], Wanted] = {}
    chosen: dict[tuple[str, str], tuple[str | None, ChosenPackage]] = {}
    pending = list(entries)
    while pending:
        for entry in pending:
            key = _key(entry)
            wanted.setdefault(key, Wanted(entry)).add(entry)
        pending = []
        for key, each in wanted.items():
            version = _version(each, versions_of) if key[0] == "package" else each.revision
            if key in chosen and chosen[key][0] == version:
                continue
            found = fetch(each, version)
            chosen[key] = version, found
            pending += requirements_of(found.fetched)
    _check_distinct_names(found for _, found in chosen.values())
    return [found for _, found in chosen.values()]


def _key(entry: PackageEntry) -> tuple[str, str]:
    within = entry.written.get("subdirectory") or ""
    return entry.kind, f"{entry.named.removesuffix('.git')} {within}"


def _version(wanted: Wanted, versions_of: Callable[[str], Iterable[str]]) -> str:
    name, place = wanted.first.named, wanted.first.place
    available = tuple(versions_of(name))
    found = newest(available, wanted.conditions, takes_prereleases=wanted.takes_prereleases)
    if found is None:
        requested = ", ".join(dict.fromkeys(wanted.texts)) or "any"
        last = newest(available, (), takes_prereleases=True)
        fix = f"the last one is {last}" if last else "the index has none"
        raise ProjectError.of(f"no version of '{name}' is {requested}", place, fix)
    return found


def _check_distinct_names(chosen: Iterable[ChosenPackage]) -> None:
    first: dict[str, ChosenPackage] = {}
    for each in chosen:
        other = first.setdefault(each.name, each)
        if other is not each:
            named = f"{_shown(other)} and {_shown(each)}"
            what = f"two packages contain the project '{each.name}': {named}"
            raise ProjectError.of(what, Place("packages.yml"), "remove one of them")


def _shown(chosen: ChosenPackage) -> str:
    return next(
        str(chosen.entry[key]) for key in ("package", "git", "tarball") if key in chosen.entry
    )


def _texts(value: Any) -> list[str]:
    found = value if isinstance(value, list) else [] if value is None else [value]
    return [str(each) for each in found]
