"""Texts that descriptions include."""

from msgspec import Struct


class DocsBlock(Struct, frozen=True):
    """A `{% docs %}` block of a Markdown file, and its text."""

    unique_id: str
    name: str
    package: str
    path: str
    text: str


class Description(Struct, frozen=True):
    """A rendered description, and the unique ids of the blocks that it includes."""

    text: str = ""
    doc_blocks: tuple[str, ...] = ()
