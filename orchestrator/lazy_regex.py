"""Regular expressions that are defined at the top of a module and compiled on first use.

Compiling takes between a tenth of a millisecond and ten; a command imports many modules and uses
few of their expressions.
"""

import re
from typing import Any, cast


class _Lazy:
    """Compiles on first use of a method, and caches each method that was used."""

    def __init__(self, expression: str, flags: int) -> None:
        self._written = (expression, flags)

    def __getattr__(self, name: str) -> Any:
        method = getattr(re.compile(*self._written), name)
        setattr(self, name, method)
        return method


def lazy_regex(expression: str, flags: int = 0) -> re.Pattern[str]:
    """Return what `re.compile` returns, lazily: an invalid expression fails on first use."""
    return cast("re.Pattern[str]", _Lazy(expression, flags))
