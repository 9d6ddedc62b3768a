"""Regular expressions that a module names at its top and compiles when it first needs them.

Compiling takes a tenth of a millisecond to ten; a command imports many modules and uses few of
their expressions.
"""

import re
from typing import Any, cast


class _Lazy:
    """Compiles at the first use of a method, and holds each method that was asked for."""

    def __init__(self, expression: str, flags: int) -> None:
        self._written = (expression, flags)

    def __getattr__(self, name: str) -> Any:
        method = getattr(re.compile(*self._written), name)
        setattr(self, name, method)
        return method


def lazy_regex(expression: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, later: an expression that is wrong is refused at its first use."""
    return cast("re.Pattern[str]", _Lazy(expression, flags))
