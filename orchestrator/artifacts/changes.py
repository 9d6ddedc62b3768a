"""How the nodes of a project differ from those of an earlier manifest, seg's own or dbt's.

The entries of both are compared by dbt's rules of what counts as modified.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from orchestrator.artifacts.contract_changes import (
    broken_promises,
    has_contract,
    is_same_contract,
)
from orchestrator.artifacts.dbt_defaults import (
    MODEL_CONFIG,
    SEED_CONFIG,
    SNAPSHOT_CONFIG,
    TEST_CONFIG,
)
from orchestrator.artifacts.earlier_files import EarlierManifest
from orchestrator.artifacts.entries import Entries
from orchestrator.artifacts.entry_parts import Entry
from orchestrator.artifacts.seed_checksums import possible_checksums
from orchestrator.nodes import Node, Seed
from orchestrator.selection.earlier import PARTS, Modification

SECTIONS = (
    *("nodes", "sources", "exposures", "unit_tests"),
    *("metrics", "semantic_models", "saved_queries"),
)
# Declarations only: new ones do not count as modified, as in dbt.
_DECLARED = frozenset({"source", "exposure", "metric", "semantic_model", "saved_query"})
# What `state:modified` compares for data tests: nothing else changes their verdict.
_OF_TESTS = (
    *("severity", "where", "limit", "fail_calc", "warn_if", "error_if"),
    *("store_failures", "store_failures_as"),
)
_DEFAULTS: Mapping[str, Any] = {
    "model": MODEL_CONFIG,
    "seed": {**SEED_CONFIG, "quote_columns": False},
    "snapshot": SNAPSHOT_CONFIG,
    "test": TEST_CONFIG,
}
# Settings that are not compared directly: their effects in names, relations, selections and code
# are.
_NOT_COMPARED = frozenset({"alias", "schema", "database", "tags", "group"}).union(
    f"{of}_keys_{what}" for of in ("config", "meta") for what in ("used", "defaults")
)
_RELATION = ("database", "schema", "alias")
_NOTHING: tuple[Any, ...] = (None, "", (), [], {})


class BrokenContract(Struct, frozen=True):
    """A model whose contract has changed, and how."""

    name: str
    version: Any
    promises: tuple[str, ...]


class Manifests(Struct, frozen=True):
    """Two manifests: the `earlier` one, and the current one with `entries`.

    `macros_of` returns the unique ids of the macros that a node's template can reach, `macros` has
    the text of each.
    """

    earlier: EarlierManifest
    entries: Entries
    macros: Mapping[str, str]
    macros_of: Callable[[Node], frozenset[str]]

    def modifications(self) -> dict[str, Modification]:
        """Return the differences of each new or changed node, by unique id."""
        before = {name: each for section in SECTIONS for name, each in self._section(section)}
        other_macros = self._other_macros()
        found = {}
        for name, node in self.entries.project.nodes.items():
            now = _plain(self.entries.of(node))
            if isinstance(node, Seed):
                now["checksums"] = possible_checksums(node, self.entries.project)
            has_macros = bool(other_macros and self.macros_of(node) & other_macros)
            modification = self._modification(now, before.get(name), has_macros=has_macros)
            if modification is not None:
                found[name] = modification
        return found

    def broken_contracts(self) -> Iterator[BrokenContract]:
        """Yield the models that break an enforced contract or no longer exist."""
        nodes = self.entries.project.nodes
        for name, before in self._section("nodes"):
            if before.get("resource_type") != "model" or not has_contract(before):
                continue
            if name in nodes:
                promises = tuple(broken_promises(_plain(self.entries.of(nodes[name])), before))
            else:
                is_off = name in self.entries.project.disabled
                promises = ("it is disabled" if is_off else "it is deleted or renamed",)
            if promises:
                yield BrokenContract(str(before.get("name")), before.get("version"), promises)

    def _section(self, section: str) -> Iterator[tuple[str, Entry]]:
        entries: dict[str, Entry] = getattr(self.earlier, section)
        return iter(entries.items())

    def _other_macros(self) -> frozenset[str]:
        """Return the macros of the project and its packages that are new or changed."""
        before = {name: each.get("macro_sql", "") for name, each in self._section("macros")}
        return frozenset(
            name
            for name, text in self.macros.items()
            if _plain_text(before.get(name, "")) != _plain_text(text)
        )

    def _modification(
        self, now: Entry, before: Entry | None, *, has_macros: bool
    ) -> Modification | None:
        kind = now["resource_type"]
        macros = ("macros",) if has_macros else ()
        if before is None:
            is_modified = kind not in _DECLARED or has_macros
            parts = {*_HAS.get(kind, ()), *macros}
            return Modification(True, is_modified, frozenset(parts), ("new",))
        differences = _DIFFERENCES.get(kind, _of_all)
        own = (self.entries.database, _own_database(self.earlier))
        differs = dict(differences(_without_own(now, own[0]), _without_own(before, own[1])))
        why = (*(what for what, counts in differs.items() if counts), *macros)
        parts = {*differs, *macros} & set(PARTS)
        if not parts and not why:
            return None
        return Modification(False, bool(why), frozenset(parts), why)


# The parts that a new node has, by type.
_OF_RELATIONS = ("body", "configs", "relation", "contract", "persisted_descriptions")
_HAS: Mapping[str, tuple[str, ...]] = {
    "model": _OF_RELATIONS,
    "seed": _OF_RELATIONS,
    "snapshot": _OF_RELATIONS,
    "test": _OF_RELATIONS,
    "source": ("configs", "relation"),
    "exposure": ("configs",),
    "metric": ("configs",),
    "semantic_model": ("configs",),
    "saved_query": ("configs",),
    "analysis": _OF_RELATIONS,
    "operation": _OF_RELATIONS,
}


Found = Iterator[tuple[str, bool]]
"""Return what differs, and whether the node counts as modified."""


def _of_all(now: Entry, before: Entry) -> Found:
    """Yield the differences for each type that is in SQL files, and for sources and exposures."""
    yield from _if_other("configs", _settings(now, before), _settings(before, now))
    yield from _if_other("name", now.get("fqn"), before.get("fqn"))


def _of_relation(now: Entry, before: Entry) -> Found:
    yield from _if_other("body", _body(now), _body(before))
    yield from _of_described(now, before)


def _of_described(now: Entry, before: Entry) -> Found:
    yield from _of_all(now, before)
    yield from _if_other("relation", _relation(now), _relation(before))
    if _is_redescribed(now, before):
        yield "persisted_descriptions", True


def _of_seed(now: Entry, before: Entry) -> Found:
    if before.get("checksum") not in now["checksums"]:
        yield "body", True
    yield from _of_described(now, before)


def _of_model(now: Entry, before: Entry) -> Found:
    yield from _of_relation(now, before)
    if not is_same_contract(now, before):
        yield "contract", True
    yield from _if_other("version", _as_referred(now), _as_referred(before))


def _of_test(now: Entry, before: Entry) -> Found:
    """Compare a generic test by its verdict and its place; other differences do not count."""
    if "test_metadata" not in now:
        yield from _of_relation(now, before)
        return
    yield from ((what, what == "name") for what, _ in _of_relation(now, before))
    yield from _if_other("verdict", _verdict(now), _verdict(before))


def _of_unit_test(now: Entry, before: Entry) -> Found:
    yield from _if_other("definition", _unit_test(now), _unit_test(before))


def _of_exposure(now: Entry, before: Entry) -> Found:
    yield from _of_all(now, before)
    yield from _if_other("definition", _exposure(now), _exposure(before))


def _of_semantics(now: Entry, before: Entry) -> Found:
    """Compare metrics and what uses them; a changed path does not count."""
    yield from _if_other("configs", _settings(now, before), _settings(before, now))
    keys = _SEMANTIC[now["resource_type"]]
    yield from _if_other("definition", _of_keys(now, keys), _of_keys(before, keys))


_SEMANTIC: Mapping[str, tuple[str, ...]] = {
    "metric": ("type", "description", "label"),
    "semantic_model": (
        *("model", "description", "defaults", "entities", "dimensions", "measures"),
        *("primary_entity", "group"),
    ),
    "saved_query": ("query_params", "description", "label", "group", "exports"),
}


def _of_source(now: Entry, before: Entry) -> Found:
    yield from _of_all(now, before)
    yield from _if_other("relation", _place(now), _place(before))
    yield from _if_other("definition", _freshness(now), _freshness(before))


_DIFFERENCES: Mapping[str, Callable[[Entry, Entry], Found]] = {
    "model": _of_model,
    "seed": _of_seed,
    "snapshot": _of_relation,
    "analysis": _of_relation,
    "operation": _of_relation,
    "test": _of_test,
    "unit_test": _of_unit_test,
    "exposure": _of_exposure,
    "source": _of_source,
    "metric": _of_semantics,
    "semantic_model": _of_semantics,
    "saved_query": _of_semantics,
}


def _if_other(what: str, now: Any, before: Any) -> Found:
    if now != before:
        yield what, True


def _body(entry: Entry) -> Any:
    if "test_metadata" in entry:
        # Its text is a call, followed by its settings.
        named = entry["test_metadata"]
        return (named.get("namespace"), named.get("name"), _verdict(entry))
    return _plain_text(str(entry.get("raw_code", entry.get("raw_sql"))))


_WRITTEN, _LOCATION = "unrendered_config", "external_location"


def _settings(entry: Entry, other: Entry) -> Entry:
    """Return the settings to compare: as written if both manifests have that and agree; otherwise
    by value, since one manifest may have a template and the other its result.
    """
    held, written, others = (
        _with_hyphens(found.get(key) or {})
        for found, key in ((entry, "config"), (entry, _WRITTEN), (other, _WRITTEN))
    )
    if written and others:
        names = {**written, **others}
        same = {name for name in names if written.get(name) == others.get(name)}
        held = {name: (written if name in same else held).get(name) for name in names}
    found = {name: value for name, value in held.items() if name not in _NOT_COMPARED}
    for hook in ("pre-hook", "post-hook"):
        found[hook] = _hooks(found.get(hook))
    defaults = _DEFAULTS.get(entry["resource_type"], {})
    whole = {name: _whole(value, defaults.get(name)) for name, value in found.items()}
    return {
        name: value
        for name, value in whole.items()
        if not _is_nothing(value) and value != _whole(defaults.get(name), defaults.get(name))
    }


def _with_hyphens(settings: Entry) -> Entry:
    """Return the settings with the names of hooks as in YAML files."""
    return {
        name.replace("_", "-") if name in ("pre_hook", "post_hook") else name: value
        for name, value in settings.items()
    }


def _whole(value: Any, default: Any) -> Any:
    """Return a setting with its defaults filled in, and without empty values."""
    if isinstance(default, dict) and isinstance(value, dict):
        value = {**default, **value}
    return _without_nothing(value)


def _hooks(value: Any) -> list[Any]:
    hooks = value if isinstance(value, list) else [] if value is None else [value]
    return [each.get("sql", each) if isinstance(each, dict) else each for each in hooks]


def _verdict(entry: Entry) -> Entry:
    config = entry.get("config") or {}
    found = {name: config.get(name) for name in _OF_TESTS}
    return {name: str(value).lower() for name, value in found.items() if value is not None}


def _relation(entry: Entry) -> list[Any]:
    return [(entry.get("config") or {}).get(key) for key in _RELATION]


def _is_redescribed(now: Entry, before: Entry) -> bool:
    """Return whether comments in the database about a relation or its columns would change."""
    kept = (now.get("config") or {}).get("persist_docs") or {}
    if kept.get("relation") and now.get("description") != before.get("description"):
        return True
    return bool(kept.get("columns")) and _of_columns(now) != _of_columns(before)


def _of_columns(entry: Entry) -> Entry:
    return {name: each.get("description") for name, each in (entry.get("columns") or {}).items()}


def _as_referred(entry: Entry) -> list[Any]:
    return [entry.get(key) for key in ("latest_version", "access")]


def _place(entry: Entry) -> list[Any]:
    """Return where a source is: both tools record the settings that name a file."""
    config, keys = entry.get("config") or {}, ("database", "schema", "identifier")
    at = [found.get(_LOCATION) for found in (config, config.get("meta") or {})]
    at.append((entry.get("external") or {}).get("location"))
    return [*(entry.get(key) for key in keys), next(filter(None, at), None)]


def _of_keys(entry: Entry, keys: Iterable[str]) -> Any:
    return _without_nothing({key: entry.get(key) for key in keys})


def _freshness(entry: Entry) -> Any:
    return _of_keys(entry, ("freshness", "loaded_at_field"))


def _exposure(entry: Entry) -> Any:
    keys = ("type", "owner", "maturity", "url", "description", "label")
    parents = sorted((entry.get("depends_on") or {}).get("nodes") or ())
    return _without_nothing({**{key: entry.get(key) for key in keys}, "parents": parents})


def _unit_test(entry: Entry) -> Any:
    """Return a unit test's contents; the order of rows and the end of their text do not count."""
    found = _of_keys(entry, ("model", "versions", "given", "expect", "overrides"))
    for each in (*found.get("given", ()), found.get("expect", {})):
        rows = each.get("rows")
        each["rows"] = sorted(rows, key=repr) if isinstance(rows, list) else str(rows).rstrip()
    return found


def _without_nothing(value: Any) -> Any:
    """Return a value without its empty parts, however these are written."""
    if isinstance(value, dict):
        kept = {key: _without_nothing(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if not _is_nothing(item)}
    if isinstance(value, list):
        return [_without_nothing(item) for item in value]
    return list(value) if isinstance(value, tuple) else value


def _is_nothing(value: Any) -> bool:
    return value in _NOTHING


def _own_database(manifest: EarlierManifest) -> str | None:
    """Return the database of the target for which a manifest was written."""
    for entry in manifest.nodes.values():
        if not (entry.get("config") or {}).get("database"):
            own: str | None = entry.get("database")
            return own
    return None


def _without_own(entry: Entry, own: str | None) -> Entry:
    """Return an entry without the name of the target's own database."""
    return {**entry, "database": None} if entry.get("database") == own else entry


def _plain_text(text: str) -> str:
    """Return a text without empty lines around it, with LF line ends."""
    return text.strip().replace("\r\n", "\n")


def _plain(entry: Entry) -> Entry:
    """Return an entry as it would be read from a file."""
    plain: Entry = msgspec.json.decode(msgspec.json.encode(entry, enc_hook=str))
    return plain
