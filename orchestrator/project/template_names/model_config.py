"""`config` in a template: sets keys while a project is read, returns them afterwards."""

from collections.abc import Mapping
from typing import Any

from orchestrator.errors import ProjectError
from orchestrator.names import did_you_mean


class ModelSettings:
    """`config` of a node with known settings: calls do nothing, `get` and `require` read."""

    __slots__ = ("_settings",)

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self._settings = settings

    def __call__(self, *args: Any, **settings: Any) -> str:
        """Do nothing: the settings were taken when the project was read."""
        return ""

    def get(self, name: str, default: Any = None, validator: Any = None) -> Any:
        """Return a setting's value, or the default."""
        return self._settings.get(name, default)

    def require(self, name: str, validator: Any = None) -> Any:
        """Return a setting's value; raises ProjectError if it is not set."""
        if name not in self._settings:
            raise ProjectError.of(
                f"config.require('{name}'): not set", fix=did_you_mean(name, self._settings)
            )
        return self._settings[name]

    def meta_get(self, name: str, default: Any = None, validator: Any = None) -> Any:
        """Return a value under `meta`, or the default."""
        return self._settings.get("meta", {}).get(name, default)

    def meta_require(self, name: str, validator: Any = None) -> Any:
        """Return a value under `meta`; raises ProjectError if it is not set."""
        meta = self._settings.get("meta", {})
        if name not in meta:
            fix = did_you_mean(name, meta)
            raise ProjectError.of(f"config.meta_require('{name}'): not set", fix=fix)
        return meta[name]

    def set(self, name: str, value: Any) -> str:
        """Do the same as a call with this setting."""
        return self(**{name: value})

    def persist_relation_docs(self) -> bool:
        """Return whether the relation's description is stored in the database."""
        return bool(self._settings.get("persist_docs", {}).get("relation"))

    def persist_column_docs(self) -> bool:
        """Return whether the columns' descriptions are stored in the database."""
        return bool(self._settings.get("persist_docs", {}).get("columns"))


class CollectedSettings(ModelSettings):
    """`config` while a project is read: collects every key that a template sets.

    If it is not strict, keys without a value return an empty text, as in dbt.
    """

    __slots__ = ("_is_strict", "collected")

    def __init__(self, *, is_strict: bool = True) -> None:
        self.collected: dict[str, Any] = {}
        self._is_strict = is_strict
        super().__init__(self.collected)

    def __call__(self, *args: Any, **settings: Any) -> str:
        """Collect the settings, given as keywords or as one mapping; raises ProjectError."""
        for mapping in (*args, settings):
            if not isinstance(mapping, Mapping):
                fix = "write config(materialized='table')"
                raise ProjectError.of(
                    f"config() takes settings by name, found {mapping!r}", fix=fix
                )
            self.collected.update(mapping)
        return ""

    def get(self, name: str, default: Any = None, validator: Any = None) -> Any:
        """Return a setting's value so far, or the default."""
        return super().get(name, default) if self._is_strict else ""

    def require(self, name: str, validator: Any = None) -> Any:
        """Return a setting's value; None if it can still be set elsewhere."""
        return self.collected.get(name) if self._is_strict else ""

    def meta_get(self, name: str, default: Any = None, validator: Any = None) -> Any:
        """Return a value under `meta` so far, or the default."""
        return super().meta_get(name, default) if self._is_strict else ""

    def meta_require(self, name: str, validator: Any = None) -> Any:
        """Return a value under `meta`; None if it can still be set elsewhere."""
        return self.meta_get(name)
