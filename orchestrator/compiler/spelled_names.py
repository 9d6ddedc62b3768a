"""Relations that SQL names explicitly, without `ref` or `source`.

Nothing waits for what they name; if the run has built it already, SQL reads that, as in dbt.
"""

from collections.abc import Callable, Iterator, Sequence

from orchestrator.dialects.sql_text import Token, relation_starts, tokens
from orchestrator.lazy_regex import lazy_regex

_READ = lazy_regex(r'\b(?:from|join|update|into)\b[^.]*[\w"]\s*\.\s*[\w"]', flags=2 | 16)

NodeOf = Callable[[Sequence[str]], str | None]
"""Returns the placeholder of a relation, by the parts of its name; None if it has none."""


def with_nodes(sql: str, node_of: NodeOf) -> str:
    """Return the SQL with the placeholders of known relations that a FROM clause names.

    The same for those that a statement updates, deletes from or merges into.
    """
    if not _READ.search(sql):
        return sql
    done, at = list[str](), 0
    for start, end, parts in _read(list(tokens(sql))):
        node = node_of(parts)
        if node is not None:
            done += (sql[at:start], node)
            at = end
    return "".join((*done, sql[at:])) if done else sql


def _read(found: list[Token]) -> Iterator[tuple[int, int, list[str]]]:
    """Yield where a relation is named by two or three parts."""
    for number in relation_starts(found):
        parts, at = list[str](), number
        while at < len(found) and found[at].kind in ("word", "quoted"):
            parts.append(_plain(found[at]))
            if at + 1 >= len(found) or found[at + 1].text != ".":
                break
            at += 2
        is_call = at + 1 < len(found) and found[at + 1].text == "("
        if 2 <= len(parts) <= 3 and at < len(found) and not is_call:
            yield found[number].start, found[at].end, parts


def _plain(token: Token) -> str:
    return token.text[1:-1].replace('""', '"') if token.kind == "quoted" else token.text
