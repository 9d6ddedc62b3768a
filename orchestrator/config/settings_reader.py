"""Reads typed values from the merged settings of a node."""

from typing import Any, TypeVar

from orchestrator.config.colours import is_colour
from orchestrator.config.config_keys import DOCS_KEYS, SQL_HEADER
from orchestrator.config.settings import NodeSettings
from orchestrator.config.values import shown
from orchestrator.errors import Place, Problems
from orchestrator.nodes import NO_HOOKS, Hooks, hook_keys

T = TypeVar("T")

# As in dbt; seg publishes in one transaction after all hooks.
_HOOK_KEYS = ("sql", "transaction", "index")
_COMMENTED = ("relation", "columns")


class SettingsReader:
    """Reads typed values from merged settings; invalid values are reported and left out."""

    def __init__(self, settings: NodeSettings, node_place: Place, problems: Problems) -> None:
        self.settings = settings
        self.node_place = node_place
        self.problems = problems

    def place(self, key: str) -> Place:
        """Return where the value of a key is; the node's place, if the value has none."""
        return self.settings.value_place(key) or self.node_place

    def wrong(self, key: str, expected: str) -> None:
        """Report that a value is not what was expected."""
        what = f"'{key}': expected {expected}, found {shown(self.settings[key])}"
        self.problems.add(what, self.place(key))

    def of_type(self, key: str, kind: type[T], expected: str) -> T | None:
        """Return the value of a key if it has a type; None if it is not set."""
        value = self.settings.get(key)
        if value is None or isinstance(value, kind):
            return value
        self.wrong(key, expected)
        return None

    def text(self, key: str) -> str | None:
        """Return a string."""
        return self.of_type(key, str, "a string")

    def truth(self, key: str) -> bool | None:
        """Return a boolean."""
        return self.of_type(key, bool, "true or false")

    def mapping(self, key: str) -> dict[Any, Any]:
        """Return a mapping, empty if it is not set."""
        return self.of_type(key, dict, "a mapping") or {}

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of strings; a single item needs no list."""
        value = self.settings.get(key)
        if value is None:
            return ()
        items = value if isinstance(value, list) else [value]
        for item in items:
            if not isinstance(item, str):
                what = f"'{key}': expected a string or a list of strings, found {shown(item)}"
                self.problems.add(what, self.place(key))
                return ()
        return tuple(items)

    def hooks(self) -> Hooks:
        """Return the statements around the build of a relation; a SQL header is last before.

        What dbt runs outside its transaction is first before the build and last after it.
        """
        if not any(key in self.settings for key in ("pre-hook", "post-hook", SQL_HEADER)):
            return NO_HOOKS
        header = self.text(SQL_HEADER)
        inside, outside = self._statements("pre-hook")
        before = (*outside, *inside, header) if header else (*outside, *inside)
        inside, outside = self._statements("post-hook")
        return Hooks(before, (*inside, *outside))

    def _statements(self, key: str) -> tuple[list[str], list[str]]:
        """Return the statements that dbt runs inside its transaction, and those outside."""
        inside: list[str] = []
        outside: list[str] = []
        for item in self.settings.get(key) or ():
            hook = hook_keys(item)
            for unknown in sorted(set(map(str, hook)) - set(_HOOK_KEYS)):
                what = f"'{key}': unknown key '{unknown}'"
                fix = f"known keys: {', '.join(_HOOK_KEYS)}"
                self.problems.add(what, self.place(key), fix)
            text = hook.get("sql")
            if not isinstance(text, str):
                what = f"'{key}': expected a string or a list of strings, found {shown(item)}"
                self.problems.add(what, self.place(key))
                return [], []
            (outside if hook.get("transaction") is False else inside).append(text)
        return inside, outside

    def one_of(self, key: str, choices: tuple[T, ...]) -> T | None:
        """Return one of the choices."""
        value = self.settings.get(key)
        if value is None:
            return None
        for choice in choices:
            if value == choice:
                return choice
        self.wrong(key, "one of " + ", ".join(shown(choice) for choice in choices))
        return None

    def check_persist_docs(self) -> None:
        """Check which descriptions become comments."""
        for key, value in self.mapping("persist_docs").items():
            if key not in _COMMENTED:
                what, fix = f"unknown key {shown(key)}", f"known keys: {', '.join(_COMMENTED)}"
            elif not isinstance(value, bool):
                what, fix = f"expected true or false for '{key}', found {shown(value)}", None
            else:
                continue
            self.problems.add_minor(f"'persist_docs': {what}", self.place("persist_docs"), fix)

    def check_common(self) -> None:
        """Check the settings that every node has and that stay in `settings`."""
        self.truth("enabled")
        self.texts("tags")
        self.mapping("meta")
        for key in ("schema", "database", "alias", "group"):
            self.text(key)
        self.text("content_query")
        self.text("event_time")
        self._check_docs()

    def _check_docs(self) -> None:
        """Check whether and how the site shows a node."""
        docs = self.mapping("docs")
        for key, value in docs.items():
            if key not in DOCS_KEYS:
                what = f"'docs': unknown key '{key}'"
                self.problems.add(what, self.place("docs"), f"known keys: {', '.join(DOCS_KEYS)}")
            elif key == "show" and not isinstance(value, bool):
                what = f"'docs': expected true or false for 'show', found {shown(value)}"
                self.problems.add(what, self.place("docs"))
            elif key == "node_color" and value is not None:
                self._check_colour(value)

    def _check_colour(self, value: Any) -> None:
        if not isinstance(value, str) or not is_colour(value):
            what = f"'docs': node_color {shown(value)} is not a colour"
            fix = "write a CSS color name, or '#' and six digits"
            self.problems.add(what, self.place("docs"), fix)
