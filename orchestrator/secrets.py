"""Secrets never leave the process: a mask hides them in everything that is written or printed."""

import json
import re
from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from orchestrator.lazy_regex import lazy_regex

STARS = "*****"
PREFIXES = ("DBT_ENV_SECRET_", "SEG_SECRET_")

_SHORTEST = 6
# `DB_PASSWORD`, `api_key`, `GITHUB_TOKEN`, `AWS_SECRET_ACCESS_KEY`: the endings of secret names.
_SECRET_NAME = lazy_regex(
    r"(?:^|[_.-])(?:password|passwd|passphrase|secret|token|credentials?"
    r"|(?:api|access|private|secret|encryption)[_-]?key)$",
    re.IGNORECASE,
)
_JSON_STRING = lazy_regex(r'"(?:[^"\\]|\\.)*"')


class Mask(Struct, frozen=True):
    """What to hide: each secret as it is, and as written in SQL quotes.

    `in_json` matches the same in JSON, where quotes and non-ASCII letters are escaped.
    """

    in_text: re.Pattern[str] | None = None
    in_json: re.Pattern[str] | None = None

    def __repr__(self) -> str:
        """Reveal nothing."""
        return "Mask()"

    @classmethod
    def of(cls, secrets: Iterable[str]) -> "Mask":
        """Return a mask for these secrets; blank ones are ignored."""
        spellings = {
            spelling
            for secret in secrets
            if secret.strip()
            for spelling in (secret, secret.replace("'", "''"), secret.replace('"', '""'))
        }
        if not spellings:
            return cls()
        # Longest first, so that a secret with another one as prefix is masked completely.
        longest_first = sorted(spellings, key=lambda spelling: (-len(spelling), spelling))
        return cls(_any_of(longest_first), _any_of(json.dumps(s)[1:-1] for s in longest_first))

    def text(self, text: str) -> str:
        """Return the text with secrets replaced by stars; mask before shortening or escaping."""
        return self.in_text.sub(STARS, text) if self.in_text else text

    def json(self, text: str) -> str:
        """Return ASCII JSON with every secret in its strings replaced by stars; it stays valid."""
        if self.in_json is None or not self.in_json.search(text):
            return text
        return _JSON_STRING.sub(self._json_string, text)

    def _json_string(self, found: re.Match[str]) -> str:
        literal = found.group()
        if self.in_json is None or not self.in_json.search(literal):
            return literal
        return json.dumps(self.text(json.loads(literal)))


NO_SECRETS = Mask()


def declared_secrets(values: Mapping[str, object], named: Collection[str] = ()) -> list[str]:
    """Return the values that SQL must not contain: their names have the prefix, or are declared.

    Short values are ignored, because SQL can contain them by chance.
    """
    return [
        str(value)
        for name, value in values.items()
        if (str(name).startswith(PREFIXES) or name in named) and len(str(value)) >= _SHORTEST
    ]


def secrets_in(values: Mapping[str, object], named: Collection[str] = ()) -> list[str]:
    """Return the values of environment variables or vars whose names mark them as secret.

    `named` are names that the project declares. A short value under a name that only looks secret,
    such as `token: 5`, is not masked, because that would mask the number everywhere.
    """
    return [
        str(value)
        for name, value in values.items()
        if str(name).startswith(PREFIXES)
        or name in named
        or (_SECRET_NAME.search(str(name)) and len(str(value)) >= _SHORTEST)
    ]


def _any_of(texts: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(text) for text in texts))
