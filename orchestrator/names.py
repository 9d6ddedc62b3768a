"""Names: of relations, counts with nouns, the rule for names, the closest match to a typo."""

import difflib
import unicodedata
from collections.abc import Iterable

from msgspec import Struct

from orchestrator.lazy_regex import lazy_regex

NAME_RULE = "letters, digits and underscores, of any script"


def counted(number: int, noun: str) -> str:
    """Return `1 seed`, `2 seeds`, `2 analyses`, `2 saved queries`."""
    if number == 1:
        return f"{number} {noun}"
    for ending, plural in _PLURALS:
        if noun.endswith(ending):
            return f"{number} {noun.removesuffix(ending)}{plural}"
    return f"{number} {noun}s"


_PLURALS = (("sis", "ses"), ("ry", "ries"), ("ch", "ches"), ("ss", "sses"))


class RelationName(Struct, frozen=True):
    """The name of a table or view: database (None: the target's own), schema, identifier."""

    schema: str
    identifier: str
    database: str | None = None

    def __str__(self) -> str:
        """Return `schema.identifier` for messages; dialects spell it for SQL."""
        parts = (self.database, self.schema, self.identifier)
        return ".".join([part for part in parts if part])

    def in_database(self, database: str | None) -> "RelationName":
        """Return the same name, in `database` if it names none itself."""
        return RelationName(self.schema, self.identifier, self.database or database)


def is_valid_name(name: str) -> bool:
    """Return whether a node can be called `name` (see NAME_RULE)."""
    # Python's rule for identifiers also accepts the combining marks with which many scripts write
    # vowels.
    return name != "" and f"_{name}".isidentifier()


def is_valid_in_dbt(name: str) -> bool:
    """Return the same for a dbt project, where names can contain hyphens."""
    return is_valid_name(name.replace("-", "_"))


def composed(name: str) -> str:
    """Return the name in the form (NFC) for comparisons: `ö` can be typed as `o` and two dots."""
    return unicodedata.normalize("NFC", name)


def closest(name: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that `name` is most likely a misspelling of, or None."""
    by_folded = {candidate.casefold(): candidate for candidate in sorted(candidates)}
    found = difflib.get_close_matches(name.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def did_you_mean(name: str, candidates: Iterable[str]) -> str | None:
    """Return the fix for a misspelt name: `did you mean 'x'?`, or None if nothing is similar."""
    nearest = closest(name, candidates)
    return f"did you mean '{nearest}'?" if nearest else None


_VERSION = lazy_regex(r"@(\d+)(?:\.\w+)?$")


def name_of_version(version: RelationName) -> str:
    """Return a version's relation as shown to people, `main.orders`; other names are unchanged."""
    if _VERSION.search(version.identifier):
        return _VERSION.sub("", version.identifier)
    return str(version)


def version_number(version: RelationName) -> int:
    """Return the number in a version's name; 0 if there is none."""
    found = _VERSION.search(version.identifier)
    return int(found[1]) if found else 0
