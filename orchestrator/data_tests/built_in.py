"""The built-in data tests, by name, each with its purpose."""

import re
from collections.abc import Mapping
from pathlib import Path

from orchestrator.lazy_regex import lazy_regex

_MACROS = Path(__file__).parent / "macros"
_PURPOSE = lazy_regex(r"^Purpose +(.+(?:\n +.+)*)", re.MULTILINE)


def built_in_tests() -> Mapping[str, str]:
    """Return the purpose in the comment of each file in `macros/`, by its test's name."""
    found = {}
    for file in sorted(_MACROS.glob("*.sql")):
        purpose = _PURPOSE.search(file.read_text("utf-8"))
        found[file.stem] = " ".join(purpose[1].split()) if purpose else ""
    return found
