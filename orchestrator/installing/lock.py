"""package-lock.yml: the installed packages and their versions, in dbt's format."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from orchestrator.config.packages import LOCK_FILE, PackageEntry
from orchestrator.config.values import Map, Seq, plain, shown
from orchestrator.config.yaml_door import read_yaml_file, yaml_of
from orchestrator.errors import Place, ProjectError

_DIGEST = "sha1_hash"
_DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "package": {"install_prerelease": False},
    "git": {"revision": None, "warn-unpinned": None, "subdirectory": None},
}
_KINDS = ("package", "git", "tarball")
_TEXTS = frozenset((*_KINDS, "revision", "version", "subdirectory", "name"))


class Lock(Struct, frozen=True):
    """The entries of the file, and the digest of the requirements that they were chosen for."""

    entries: tuple[Mapping[str, Any], ...]
    digest: str


def read_lock(root: Path) -> Lock | None:
    """Return the content of a project's lock file; None if there is none."""
    file = root / LOCK_FILE
    if not file.is_file():
        return None
    value = read_yaml_file(file, LOCK_FILE)
    entries = value.get("packages") if isinstance(value, Map) else None
    if not isinstance(value, Map) or not isinstance(entries, Seq):
        fix = "delete it, and run 'seg deps' again"
        raise ProjectError.of("expected 'packages' and their versions", Place(LOCK_FILE), fix)
    listed = [each for each in entries if isinstance(each, Map)]
    for entry in listed:
        for key, item in entry.items():
            if key in _TEXTS and item is not None and not isinstance(item, str):
                fix = "delete the file, and run 'seg deps' again"
                what = f"'{key}': expected text, found {shown(item)}"
                raise ProjectError.of(what, entry.value_place(key), fix)
    return Lock(tuple(plain(each) for each in listed), str(value.get(_DIGEST, "")))


def lock_text(entries: Iterable[Mapping[str, Any]], digest: str) -> str:
    """Return the text of the file: keys in alphabetical order, as dbt writes them."""
    listed = [dict(sorted(entry.items())) for entry in entries]
    text = yaml_of({"packages": listed})
    return f"{text}{_DIGEST}: {digest}\n"


def kind_of(entry: Mapping[str, Any]) -> str | None:
    """Return the kind of package of an entry in a lock file."""
    return next((kind for kind in _KINDS if kind in entry), None)


def digest_of(entries: Sequence[PackageEntry]) -> str:
    """Return a digest of everything that a project requires, equal to dbt's."""
    texts = sorted(json.dumps(_as_dbt(entry), sort_keys=True) for entry in entries)
    return hashlib.sha1("\n".join(texts).encode(), usedforsecurity=False).hexdigest()


def _as_dbt(entry: PackageEntry) -> dict[str, Any]:
    written = plain(entry.written)
    return {**_DEFAULTS.get(entry.kind, {}), **written, "unrendered": written}
