"""Analyses, and statements around runs: from files and keys to drafts of nodes."""

from collections.abc import Iterator, Mapping, Sequence

from orchestrator.config.node_config import check_common
from orchestrator.config.settings import check_keys
from orchestrator.config.values import Seq, placed
from orchestrator.errors import Place, ProjectError
from orchestrator.names import RelationName
from orchestrator.nodes import Analysis, Description, Operation
from orchestrator.nodes.operation import When
from orchestrator.project.files import SourceFile
from orchestrator.project.read.captures import Captured
from orchestrator.project.read.node_fields import node_fields
from orchestrator.project.read.reading import NodeDraft, Reading, switched_off_at
from orchestrator.properties.declared import NodeDeclaration
from orchestrator.templates.static import parse

# The values that `on-run-end` sees before anything has run.
_NO_RESULTS: Mapping[str, list[str]] = {"results": [], "schemas": [], "database_schemas": []}


def read_analysis(file: SourceFile, reading: Reading) -> Iterator[NodeDraft]:
    """Yield the draft of an analysis; settings of models apply to it, too."""
    source_code, place = file.read(reading.problems), Place(file.path)
    declared = reading.package.declared.analyses.get(file.stem, NodeDeclaration("", Place("")))
    template = parse(source_code, file.path)
    captured = reading.templates.read(template)
    in_file = placed(dict(captured.settings), place) if captured.settings else None
    if in_file:
        check_keys("models", in_file, reading.problems)
    fqn = (reading.package.name, "analysis", *file.folders, file.stem)
    settings = reading.settings("models", fqn, declared.config, in_file)
    check_common(settings, place, reading.problems)
    node = Analysis(
        **node_fields(Analysis, fqn, place, settings, reading.described(declared.description)),
        relation=reading.relation(file.stem, settings, "analysis", fqn),
        source_code=template.source_code,
        macros=captured.macros,
        columns=reading.columns(declared.columns),
        patch_path=declared.place.path or None,
        settings=settings,
    )
    yield NodeDraft(node, tuple(captured.references), switched_off_at(settings, place))


def read_operations(reading: Reading) -> Iterator[NodeDraft]:
    """Yield the drafts of the statements in a project file."""
    file = reading.package.file
    yield from _operations("on-run-start", file.on_run_start, reading)
    yield from _operations("on-run-end", file.on_run_end, reading)


def _operations(when: When, texts: Sequence[str], reading: Reading) -> Iterator[NodeDraft]:
    package, file = reading.package.name, reading.package.file
    written = file.written.get(when)
    items = written if isinstance(written, Seq) else None
    for index, text in enumerate(texts):
        place = file.written.value_place(when) if items is None else items.value_place(index)
        fqn = (package, "hooks", f"{package}-{when}-{index}")
        settings = reading.settings("models", fqn)
        captured = _captured(text, reading)
        fields = node_fields(Operation, fqn, place, settings, Description())
        fields["tags"] = (when,)
        node = Operation(
            **fields,
            relation=RelationName(reading.context.default_schema, fqn[-1]),
            when=when,
            index=index,
            source_code=text,
            macros=captured.macros,
            settings=settings,
        )
        yield NodeDraft(node, tuple(captured.references))


def _captured(text: str, reading: Reading) -> Captured:
    """Return a statement's references.

    What it does with results cannot be checked before there are any: such errors are reported when
    it runs.
    """
    asking = Reading(reading.context, reading.path)
    try:
        return asking.templates_with(_NO_RESULTS).read(parse(text, reading.path))
    except ProjectError:
        return Captured()
    finally:
        reading.uses |= asking.uses
        reading.macros |= asking.macros
