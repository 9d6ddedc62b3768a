"""The effect of a DuckDB statement, as far as Spark needs it."""

from typing import Literal

from msgspec import Struct

from orchestrator.dialects.sql_text import Token, tokens
from orchestrator.names import RelationName

Doing = Literal["create", "drop", "schema", "other"]


class ReadStatement(Struct, frozen=True):
    """A statement: the relation that it creates or drops, and the SELECT that fills it.

    The SELECT begins `at` an offset in the text. For other statements, `target` is what they write
    to.
    """

    doing: Doing
    kind: Literal["table", "view"] = "table"
    target: RelationName | None = None
    at: int | None = None
    is_replacing: bool = False


def read_statement(sql: str) -> ReadStatement:
    """Return the effect of a statement."""
    found = list(_first(sql))
    words = [each.text.lower() if each.kind == "word" else each.text for each in found]
    if words[:2] == ["create", "schema"]:
        target = _name_at(found, _after(words, 2, "if", "not", "exists"))[0]
        return ReadStatement("schema", target=RelationName(target.identifier, ""))
    if words[:1] == ["create"]:
        at = _after(words, 1, "or", "replace")
        is_replacing, at = at > 1, _after(words, _after(words, at, "temp"), "temporary")
        kind = words[at] if at < len(words) else ""
        if kind not in ("table", "view"):
            return ReadStatement("other")
        target, after = _name_at(found, _after(words, at + 1, "if", "not", "exists"))
        is_filled = after < len(words) and words[after] == "as"
        return ReadStatement(
            "create",
            "view" if kind == "view" else "table",
            target,
            found[after].end if is_filled else None,
            is_replacing,
        )
    if words[:1] == ["drop"] and words[1:2] in (["table"], ["view"]):
        target, _ = _name_at(found, _after(words, 2, "if", "exists"))
        return ReadStatement("drop", "view" if words[1] == "view" else "table", target)
    for head in (["insert", "into"], ["update"], ["delete", "from"], ["alter", "table"]):
        if words[: len(head)] == head:
            return ReadStatement("other", target=_name_at(found, len(head))[0])
    return ReadStatement("other")


_LONGEST_HEAD = 16  # tokens: `create or replace temporary table if not exists "a"."b"."c" as`


def _first(sql: str) -> list[Token]:
    found = []
    for token in tokens(sql):
        found.append(token)
        if len(found) == _LONGEST_HEAD:
            break
    return found


def _after(words: list[str], at: int, *expected: str) -> int:
    """Return the position after optional words."""
    return at + len(expected) if tuple(words[at : at + len(expected)]) == expected else at


def _name_at(found: list[Token], at: int) -> tuple[RelationName, int]:
    """Return the name that begins at a token, and the position after it."""
    parts = []
    while at < len(found) and found[at].kind in ("word", "quoted"):
        token = found[at]
        is_quoted = token.kind == "quoted"
        parts.append(token.text[1:-1].replace('""', '"') if is_quoted else token.text)
        at += 1
        if at >= len(found) or found[at].text != ".":
            break
        at += 1
    identifier = parts[-1] if parts else ""
    schema = parts[-2] if len(parts) > 1 else "main"
    return RelationName(schema, identifier, parts[-3] if len(parts) > 2 else None), at
