"""Hooks: statements that run before and after a relation is built."""

from msgspec import Struct


class Hooks(Struct, frozen=True):
    """The templates of statements; those in `after` see the new version as `this`."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.before or self.after)


NO_HOOKS = Hooks()
