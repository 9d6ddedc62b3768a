"""Merges configuration as dbt does: trees of project files, property files, `config()`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from orchestrator.config.config_keys import (
    ADDED_UP,
    GRANTS,
    KIND_WORDS,
    KNOWN_KEYS,
    MAPPINGS,
    MERGED,
    SPELLINGS,
    Kind,
)
from orchestrator.config.values import Map, shown
from orchestrator.errors import Place, Problems
from orchestrator.names import did_you_mean


class ConfigTree(Struct, frozen=True, dict=True):
    """One level of a config tree: its settings, and the folders, packages and names below it."""

    settings: Map
    below: Mapping[str, "ConfigTree"] = field(default_factory=dict)

    def levels(self, fqn: Sequence[str], tested: str | None = None) -> Iterable[Map]:
        """Return the settings that apply to the node `fqn`, the most general first.

        A data test is also found by the name of the node that it tests, `tested`, and by its own
        name, in its package and in each of its folders: see `paths_of_test`.
        """
        reached = [self]
        for part in fqn:
            if part not in reached[-1].below:
                break
            reached.append(reached[-1].below[part])
        yield from (level.settings for level in reached)
        if tested is None or len(reached) == 1:
            return
        by_node = [level.below[tested] for level in reached if tested in level.below]
        yield from (level.settings for level in by_node)
        for level in (*reached[: len(fqn) - 1], *by_node):
            if fqn[-1] in level.below:
                yield level.below[fqn[-1]].settings

    def folders(self, above: tuple[str, ...] = ()) -> Iterable[tuple[tuple[str, ...], Place]]:
        """Yield every path below this level, so that unmatched ones can be reported."""
        for name, tree in self.below.items():
            yield (*above, name), tree.settings.place
            yield from tree.folders((*above, name))


class NodeSettings(Mapping[str, Any]):
    """Merged, read-only configuration of a node by key; it knows where each value came from."""

    __slots__ = ("_origins", "_values")

    def __init__(self, values: Mapping[str, Any], origins: Mapping[str, tuple[Map, Any]]) -> None:
        self._values = values
        self._origins = origins

    def __getitem__(self, key: str) -> Any:
        return self._values[key]

    def get(self, key: str, default: Any = None) -> Any:
        """Return the value, or `default`: called for about thirty keys of each node."""
        return self._values.get(key, default)

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def copy(self) -> dict[str, Any]:
        """Return the values as a plain dict."""
        return dict(self._values)

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return repr(self._values)

    def key_place(self, key: str) -> Place | None:
        """Return where the key is; None if it is not set."""
        origin = self._origins.get(key)
        return origin[0].key_place(origin[1]) if origin else None

    def value_place(self, key: str) -> Place | None:
        """Return where the value is; None if it is not set."""
        origin = self._origins.get(key)
        return origin[0].value_place(origin[1]) if origin else None


def place_in(settings: Mapping[str, Any], key: str) -> Place | None:
    """Return where the value of a key is, if the settings know it."""
    return settings.value_place(key) if isinstance(settings, NodeSettings) else None


def read_tree(kind: Kind, tree: Map | None, problems: Problems) -> ConfigTree:
    """Return a config tree of a project file, checked: keys are known settings, mappings folders.

    A mapping is a setting only with `+` before its key.
    """
    if tree is None:
        return ConfigTree(Map(""))
    settings = Map(tree.path, tree.mark)
    below: dict[str, ConfigTree] = {}
    for key, value in tree.items():
        name = key.lstrip("+").strip() if isinstance(key, str) else str(key)
        is_marked = isinstance(key, str) and key.startswith("+")
        if isinstance(value, Map) and not is_marked:
            if _is_setting(name, value):
                what = f"'{name}' has no effect: a mapping without '+' is a folder"
                problems.add_minor(what, tree.key_place(key), f"write '+{name}'")
            else:
                below[name] = read_tree(kind, value, problems)
        else:
            _note_unknown(kind, name, tree.key_place(key), problems, "+" if is_marked else "")
            settings[name] = value
            settings.marks[name] = tree.marks[key]
    return ConfigTree(settings, below)


def check_keys(kind: Kind, config: Map, problems: Problems) -> None:
    """Report keys in `config:` or `config()` that are not settings of this kind of node."""
    if not config.keys() <= KNOWN_KEYS[kind]:
        for key in config:
            name = key if isinstance(key, str) else shown(key)
            _note_unknown(kind, name, config.key_place(key), problems)


def paths_of_test(fqn: tuple[str, ...], tested: str) -> Iterable[tuple[str, ...]]:
    """Yield the paths of a config tree that match a data test, in addition to its `fqn`."""
    for length in range(1, len(fqn)):
        folder = fqn[:length]
        yield from ((*folder, tested), (*folder, tested, fqn[-1]), (*folder, fqn[-1]))


def settings_for(
    trees: Iterable[ConfigTree],
    fqn: Sequence[str],
    *above: Map | None,
    over: Iterable[ConfigTree] = (),
    tested: str | None = None,
    sorts_tags: bool = False,
) -> NodeSettings:
    """Return the settings of the node `fqn`: trees from general to specific, then those `above`.

    `above` are the property file's `config:`, then the template's `config()` (see `placed`). Trees
    in `over` override everything: a project overrides its packages. `tested` is the node that a
    data test tests.
    """
    layers: list[Map | None] = [level for tree in trees for level in tree.levels(fqn, tested)]
    layers += above
    layers += [level for tree in over for level in tree.levels(fqn, tested)]
    values: dict[str, Any] = {}
    origins: dict[str, tuple[Map, Any]] = {}
    for layer in layers:
        if layer:
            _merge(values, origins, layer)
    if sorts_tags and "tags" in values:
        values["tags"] = sorted(values["tags"], key=str)
    return NodeSettings(values, origins)


def _is_setting(name: str, value: Map) -> bool:
    """Return whether a mapping under a setting's name is its value, and not a folder."""
    if name not in MAPPINGS or not value:
        return False
    return not any(
        isinstance(item, Map) or (isinstance(key, str) and key.startswith("+"))
        for key, item in value.items()
    )


def _note_unknown(
    kind: Kind, name: str, place: Place | None, problems: Problems, mark: str = ""
) -> None:
    known = KNOWN_KEYS[kind]
    if SPELLINGS.get(name, name) not in known:
        fix = did_you_mean(name, known) or "put custom keys under 'meta'"
        problems.add_minor(f"'{mark}{name}' is not a setting of {KIND_WORDS[kind]}", place, fix)


def _merge(result: dict[str, Any], origins: dict[str, tuple[Map, Any]], layer: Map) -> None:
    """Merge the settings of `layer` over those in `result`."""
    for written, value in layer.items():
        key = SPELLINGS.get(written, written)
        before = result.get(key)
        if key in ADDED_UP:
            result[key] = _added(_as_list(before), _as_list(value), is_once=key == "tags")
        elif key == GRANTS and isinstance(value, dict):
            result[key] = _granted(before or {}, value)
        elif key in MERGED and isinstance(value, dict) and isinstance(before, dict):
            result[key] = {**before, **value}
        else:
            result[key] = value
        origins[key] = (layer, written)


def _as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def _added(before: list[Any], items: list[Any], is_once: bool) -> list[Any]:
    """Return `items` after those `before`; duplicate tags are removed, duplicate hooks are kept."""
    result = list(before)
    result.extend(item for item in items if not (is_once and item in result))
    return result


def _granted(before: Mapping[str, Any], value: Mapping[str, Any]) -> dict[str, Any]:
    """Return grants by privilege: `+select` adds to existing grants, `select` replaces them."""
    result = dict(before)
    for key, grantees in value.items():
        privilege = key.lstrip("+")
        earlier = _as_list(result.get(privilege)) if key.startswith("+") else []
        result[privilege] = [*earlier, *_as_list(grantees)]
    return result
