"""Where a list continues: the generation, the list, and the last key that was returned."""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode

import msgspec
from msgspec import Struct

from orchestrator.errors import BadArgument


class Cursor(Struct, frozen=True, array_like=True):
    """The last key of a page of `listed` (a segment), in one generation."""

    generation: int
    listed: str
    last: str


def written(cursor: Cursor) -> str:
    """Return the cursor as a query parameter."""
    return urlsafe_b64encode(msgspec.json.encode(cursor)).decode("ascii").rstrip("=")


def read(text: str, listed: str) -> Cursor:
    """Return the cursor from a page of `listed`; raises BadArgument for any other text."""
    try:
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        found = msgspec.json.decode(urlsafe_b64decode(padded), type=Cursor)
    except (UnicodeEncodeError, binascii.Error, msgspec.DecodeError) as error:
        raise BadArgument("the cursor is not from a page", fix=_BEGIN_AGAIN) from error
    if found.listed != listed:
        raise BadArgument("the cursor belongs to another list", fix=_BEGIN_AGAIN)
    return found


_BEGIN_AGAIN = "pass 'next' of the previous page unchanged, or start without a cursor"
