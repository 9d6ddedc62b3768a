"""Snapshots: from blocks in SQL files and entries in property files to drafts of nodes."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from orchestrator.config.settings import NodeSettings, check_keys
from orchestrator.config.snapshot_config import snapshot_config
from orchestrator.config.values import Map, placed
from orchestrator.errors import Place
from orchestrator.lazy_regex import lazy_regex
from orchestrator.names import NAME_RULE, RelationName, is_valid_name
from orchestrator.nodes import Snapshot
from orchestrator.project.files import SourceFile
from orchestrator.project.read.node_fields import node_fields
from orchestrator.project.read.reading import NodeDraft, Reading, switched_off_at
from orchestrator.properties.declared import NodeDeclaration
from orchestrator.templates.blocks import Block, blocks
from orchestrator.templates.static import parse

_RELATION = lazy_regex(r"(?:ref|source)\s*\(.*\)", re.DOTALL)


def read_blocks(file: SourceFile, reading: Reading) -> Iterator[NodeDraft]:
    """Yield a draft for each block of a file."""
    source_code = file.read(reading.problems)
    first: dict[str, Place] = {}
    for block in blocks(source_code, file.path):
        if block.kind != "snapshot":
            continue
        if block.name in first:
            what = f"the snapshot '{block.name}' is also defined in {first[block.name]}"
            reading.problems.add(what, block.place, "rename one of them")
            continue
        first[block.name] = block.place
        reading.broken.add(block.name)
        yield _block_draft(file, block, reading)
        reading.broken.discard(block.name)


def read_declared(declared: NodeDeclaration, reading: Reading) -> Iterator[NodeDraft]:
    """Yield the draft of a snapshot whose relation is declared in a property file."""
    if not is_valid_name(declared.name):
        what = f"'{declared.name}' is not a valid snapshot name"
        reading.problems.add(what, declared.place, f"use {NAME_RULE}")
        return
    reading.broken.add(declared.name)
    relation = declared.relation.value.strip()
    if not _RELATION.fullmatch(relation):
        what = f"'relation': expected ref(...) or source(...), found '{relation}'"
        reading.problems.add(what, declared.relation.place, "write relation: ref('orders')")
        return
    fqn = (reading.package.name, *reading.folders_of(declared.place.path), declared.name)
    place = declared.relation.place or declared.place
    source_code = f"select * from {{{{ {relation} }}}}"
    yield _draft(fqn, declared.place, source_code, place.line or 1, declared, reading)
    reading.broken.discard(declared.name)


def _block_draft(file: SourceFile, block: Block, reading: Reading) -> NodeDraft:
    fqn = (reading.package.name, *file.folders, file.stem, block.name)
    declared = reading.package.declared.snapshots.get(block.name)
    if declared is not None and declared.relation.value:
        what = f"the snapshot '{block.name}' has both a block and a 'relation'"
        reading.problems.add(what, declared.relation.place, f"keep the block in {block.place}")
    opening = block.source_code.partition(block.body)[0] if block.body else block.source_code
    first_line = (block.place.line or 1) + opening.count("\n")
    return _draft(fqn, block.place, block.body, first_line, declared, reading)


def _draft(
    fqn: tuple[str, ...],
    place: Place,
    source_code: str,
    first_line: int,
    declared: NodeDeclaration | None,
    reading: Reading,
) -> NodeDraft:
    said = declared or NodeDeclaration(fqn[-1], place)
    said = replace(said, columns=reading.with_types(said.columns))
    template = parse(source_code, place.path, first_line)
    captured = reading.templates.read(template)
    given = captured.settings
    in_file = given if isinstance(given, Map) else placed(dict(given), place) if given else None
    if in_file:
        check_keys("snapshots", in_file, reading.problems)
    settings = reading.settings("snapshots", fqn, said.config, in_file)
    snapshot = Snapshot(
        **node_fields(Snapshot, fqn, place, settings, reading.described(said.description)),
        relation=_relation(fqn, settings, reading),
        config=snapshot_config(settings, place, reading.problems),
        source_code=template.source_code,
        macros=captured.macros,
        first_line=first_line,
        columns=reading.columns(said.columns),
        patch_path=said.place.path if declared is not None else None,
    )
    return NodeDraft(snapshot, tuple(captured.references), switched_off_at(settings, place))


def _relation(fqn: Sequence[str], settings: NodeSettings, reading: Reading) -> RelationName:
    """Return the snapshot's relation; `target_schema` is the complete name of the schema."""
    found = reading.relation(fqn[-1], settings, "snapshot", fqn)
    schema = settings.get("target_schema")
    return replace(found, schema=schema) if isinstance(schema, str) and schema else found
