"""Hooks: statements that run before and after a relation is built."""

import json
from collections.abc import Mapping
from typing import Any

from msgspec import Struct


class Hooks(Struct, frozen=True):
    """The templates of statements; those in `after` see the new version as `this`."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.before or self.after)


NO_HOOKS = Hooks()


def hook_keys(written: Any) -> Mapping[Any, Any]:
    """Return a hook as a mapping: a text is its statement, or the JSON of `before_begin(...)`."""
    if isinstance(written, Mapping):
        return written
    if isinstance(written, str) and written.lstrip().startswith("{"):
        try:
            keys = json.loads(written)
        except ValueError:
            # `{{ a_macro() }}`
            return {"sql": written}
        return keys if isinstance(keys, dict) else {"sql": written}
    return {"sql": written}
