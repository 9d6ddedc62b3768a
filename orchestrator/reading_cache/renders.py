"""Caches rendered templates of nodes, and the statements without problems.

A rendering is cached with everything it depends on: the node and those that it refers to, all
macros and families, the target, and the values that it used of the world. If it used the time or id
of the run, or sent messages to the user, it is rendered every time.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from orchestrator.dialects.boundary import Dialect
from orchestrator.nodes import Model, Node, RelationNode, TemplateNode, UnitTest
from orchestrator.project.invocation import Invocation
from orchestrator.project.loaded import Loaded
from orchestrator.project.read.segment_list import families_among
from orchestrator.project.template_names.uses import Use
from orchestrator.reading_cache.rows import to_json
from orchestrator.reading_cache.situation import (
    cache_file,
    salted_digest,
    situation_of_rendering,
    used,
)
from orchestrator.reading_cache.store import (
    CacheFolder,
    Stored,
    read_stored,
    write_stored,
)
from orchestrator.secrets import Mask

# The time is different in each run; texts for `doc()` are in files of their own.
_NOT_KEPT = ("clock", "docs")

T = TypeVar("T")

Rendered = TemplateNode | UnitTest
"""A node that has a template, or is rendered from another node's template."""


class Render(Struct, frozen=True):
    """The rendered template of a node: text with placeholders, lines, and a test's screen."""

    text: str
    lines: tuple[int | None, ...] = ()
    screen: str | None = None


class _Kept(Struct, frozen=True):
    """A cached rendering; `node` is the digest of its dependencies except `uses`."""

    key: str
    node: str
    uses: tuple[int, ...]
    render: Render


class Renders:
    """Renders what is not cached, and caches it; without a file nothing is cached."""

    def __init__(self, loaded: Loaded, file: Path | None, situation: str, mask: Mask) -> None:
        self._loaded = loaded
        self._file = file
        self._mask = mask
        self._is_new = False
        self._salt = os.urandom(16)
        self._kept: dict[str, _Kept] = {}
        self._uses: dict[Use, int] = {}
        self._changed: frozenset[int] = frozenset()
        self._fine: set[str] = set()
        self._is_same_project = False
        self._situation = ""
        self._stored: Stored | None = None
        self._is_checked = False
        self._used: set[Use] | None = set()
        self._digests: dict[str, str] = {}
        if file is not None:
            self._situation = situation
            self._open(file)

    @property
    def are_all_checked(self) -> bool:
        """Whether all templates of this exact project rendered to SQL without problems."""
        return self._is_checked and self._is_same_project and not self._changed

    @property
    def used(self) -> frozenset[Use] | None:
        """What the renderings so far used of the world; None if one of them is not cached."""
        if self._file is None or self._used is None:
            return None
        return frozenset(self._used)

    def of(
        self, node: Rendered, variant: str, render: Callable[[set[Use] | None], Render]
    ) -> Render:
        """Return the rendering of a node; `render` computes it and records its uses of the world.

        `variant` is what this run decides, for example whether an incremental model adds rows.
        """
        if self._file is None:
            return render(None)
        self._decode()
        key = f"{node.unique_id} {variant}"
        kept = self._kept.get(key)
        if kept and self._changed.isdisjoint(kept.uses) and self._is_same(kept, node):
            self._note_uses(kept.uses)
            return kept.render
        uses: set[Use] = set()
        message_count = len(self._loaded.warnings.messages)
        found = render(uses)
        is_kept = all(use.kind not in _NOT_KEPT for use in uses)
        if is_kept and len(self._loaded.warnings.messages) == message_count:
            numbers = tuple(self._uses.setdefault(use, len(self._uses)) for use in sorted(uses))
            self._kept[key] = _Kept(key, self._node(node), numbers, found)
            self._is_new = True
            self._note_uses(numbers)
        else:
            self._used = None
        return found

    def is_fine(self, text: str, kind: str) -> bool:
        """Return whether `problems` knows that there are none."""
        self._decode()
        return _digest(text, kind) in self._fine

    def problems(self, text: str, kind: str, look: Callable[[], Iterable[T | None]]) -> list[T]:
        """Return the problems that `look` finds in a text; texts without are not checked again.

        `text` must contain everything that the result depends on, except the versions of seg and
        its libraries. Only its digest is stored.
        """
        self._decode()
        digest = _digest(text, kind)
        if digest in self._fine:
            return []
        found = [each for each in look() if each is not None]
        if not found:
            self._fine.add(digest)
            self._is_new = True
        return found

    def save(self, *, are_all_checked: bool = False) -> None:
        """Write the new renderings, and the old ones that are still valid."""
        is_checked = are_all_checked or self.are_all_checked
        if self._file is None or not (self._is_new or is_checked != self._is_checked):
            return
        self._decode()
        kept = list(self._still_true())
        sections = self._sections(kept)
        if sections is None:
            return
        head = {
            "salt": self._salt.hex(),
            "situation": salted_digest(self._situation, self._salt),
            "project": self._project_digest(self._salt),
            "read": self._loaded.reading_id,
            "is_checked": is_checked and self._has_all(kept),
            "uses": [
                (use.kind, use.name, use.package, used(use, self._loaded.world, self._salt))
                for use in self._uses
            ],
        }
        write_stored(self._file, Stored(head, sections))
        self._is_new = False

    def _sections(self, kept: list[_Kept]) -> dict[str, bytes] | None:
        """Return what is written; None if it contains a secret, or a lone surrogate."""
        try:
            if self._mask.in_json is not None:
                shown = to_json(kept)
                if self._mask.json(shown) != shown:
                    return None
            return {
                "renders": msgspec.msgpack.encode(kept),
                "fine": msgspec.msgpack.encode(sorted(self._fine)),
            }
        except UnicodeEncodeError:
            return None

    def _note_uses(self, numbers: Iterable[int]) -> None:
        if self._used is not None and numbers:
            by_number = tuple(self._uses)
            self._used.update(by_number[number] for number in numbers)

    def _open(self, file: Path) -> None:
        stored = read_stored(file)
        if stored is None:
            return
        head = stored.head
        salt = bytes.fromhex(head["salt"])
        if head["situation"] != salted_digest(self._situation, salt):
            return
        self._is_same_project = head["read"] == self._loaded.reading_id != ""
        # For the exact same project, this is known without comparing nodes.
        if not self._is_same_project and head["project"] != self._project_digest(salt):
            return
        self._stored = stored
        self._salt = salt
        self._is_checked = bool(head["is_checked"])
        self._uses = {Use(*use): number for number, (*use, _) in enumerate(head["uses"])}
        self._changed = frozenset(
            number
            for number, (*use, digest) in enumerate(head["uses"])
            if used(Use(*use), self._loaded.world, salt) != digest
        )

    def _project_digest(self, salt: bytes) -> str:
        return salted_digest(self._project_context, salt)

    @cached_property
    def _project_context(self) -> str:
        """Return what every rendering can see of the project as a whole."""
        project = self._loaded.project
        families = families_among(project.nodes.values())
        return repr((project.name, list(project.packages), project.macro_files, families))

    def _decode(self) -> None:
        """Decode the renderings in the file, when the first one is needed."""
        stored, self._stored = self._stored, None
        if stored is None:
            return
        try:
            kept = msgspec.msgpack.decode(stored.sections["renders"], type=list[_Kept])
            fine = msgspec.msgpack.decode(stored.sections["fine"], type=set[str])
        except (ValueError, KeyError, msgspec.MsgspecError):
            return
        self._kept = {each.key: each for each in kept}
        self._fine = fine

    def _has_all(self, kept: Sequence[_Kept]) -> bool:
        """Return whether all templates of the project are cached: none depends on the time."""
        rendered = {each.key.partition(" ")[0] for each in kept}
        return all(
            unique_id in rendered
            for unique_id, node in self._loaded.project.nodes.items()
            if isinstance(node, Rendered) and node.language == "sql"
        )

    def _still_true(self) -> Iterator[_Kept]:
        nodes = self._loaded.project.nodes
        for kept in self._kept.values():
            node = nodes.get(kept.key.partition(" ")[0])
            if (
                isinstance(node, Rendered)
                and self._changed.isdisjoint(kept.uses)
                and self._is_same(kept, node)
            ):
                yield kept

    def _is_same(self, kept: _Kept, node: Rendered) -> bool:
        return self._is_same_project or kept.node == self._node(node)

    def _node(self, node: Rendered) -> str:
        """Return the digest of a node, and of what templates can see of nodes it refers to."""
        found = self._digests.get(node.unique_id)
        if found is None:
            nodes = self._loaded.project.nodes
            # A unit test is rendered from the template of its model.
            model = nodes[node.depends_on[0]] if isinstance(node, UnitTest) else None
            read = node.depends_on if model is None else model.depends_on
            parents = [_as_parent(nodes[name]) for name in read]
            data = repr((node, model, parents)).encode("utf-8", "surrogatepass")
            found = hashlib.blake2b(data, key=self._salt, digest_size=12).hexdigest()
            self._digests[node.unique_id] = found
        return found


def open_renders(
    loaded: Loaded, invocation: Invocation, dialect: Dialect, cache: CacheFolder | None
) -> Renders:
    """Return the cached renderings for the project on its target."""
    if cache is None:
        return Renders(loaded, None, "", Mask())
    file = cache_file(cache, loaded.project.root, invocation, "sql")
    return Renders(loaded, file, situation_of_rendering(invocation, dialect), cache.mask)


def _digest(text: str, kind: str) -> str:
    data = text.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=12, person=kind.encode()[:16]).hexdigest()


def _as_parent(node: Node) -> tuple[Any, ...]:
    if isinstance(node, Model):
        return node.unique_id, node.relation, node.config.materialized
    if isinstance(node, RelationNode):
        return node.unique_id, node.relation
    return (node.unique_id,)
