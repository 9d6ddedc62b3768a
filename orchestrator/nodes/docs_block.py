"""Texts that descriptions take over."""

from msgspec import Struct


class DocsBlock(Struct, frozen=True):
    """A `{% docs %}` block of a Markdown file, and the text in it."""

    unique_id: str
    name: str
    package: str
    path: str
    text: str


class Description(Struct, frozen=True):
    """A description as people read it, and the unique ids of the blocks that it takes over."""

    text: str = ""
    doc_blocks: tuple[str, ...] = ()
