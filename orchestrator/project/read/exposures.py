"""Exposures and groups: from declarations to values."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from orchestrator.config.node_config import check_common
from orchestrator.config.values import plain
from orchestrator.errors import Place
from orchestrator.ids import unique_id_of
from orchestrator.nodes import Exposure, Group
from orchestrator.project.package import Package
from orchestrator.project.read.captures import call_references
from orchestrator.project.read.node_fields import node_fields
from orchestrator.project.read.reading import NodeDraft, Reading, switched_off_at
from orchestrator.project.references import Reference
from orchestrator.properties.declared import ExposureDeclaration, PlacedText
from orchestrator.templates.static import parse


def read_exposure(declared: ExposureDeclaration, reading: Reading) -> Iterator[NodeDraft]:
    """Yield the draft of an exposure."""
    place = declared.place
    fqn = (reading.package.name, *reading.folders_of(place.path), declared.name)
    settings = reading.settings("exposures", fqn, declared.config)
    check_common(settings, place, reading.problems)
    node = Exposure(
        **node_fields(Exposure, fqn, place, settings, reading.described(declared.description)),
        exposure_type=declared.exposure_type,
        owner=plain(declared.owner),
        label=declared.label,
        maturity=declared.maturity,
        url=declared.url,
        settings=settings,
    )
    references = tuple(references_in(declared.depends_on, place))
    yield NodeDraft(node, references, switched_off_at(settings, place))


def groups_of(packages: Iterable[Package]) -> tuple[Group, ...]:
    """Return the groups that packages declare."""
    return tuple(
        Group(
            unique_id_of("group", package.name, declared.name),
            declared.name,
            package.name,
            declared.place.path,
            plain(declared.owner),
            declared.description.value,
            plain(declared.meta),
        )
        for package in packages
        for declared in package.declared.groups.values()
    )


def references_in(texts: Sequence[PlacedText], place: Place) -> Iterator[Reference]:
    """Yield the references, written as templates or bare: `ref('orders')`."""
    for text in texts:
        at = text.place or place
        written = text.value if "{{" in text.value else f"{{{{ {text.value} }}}}"
        for call in call_references(parse(written, at.path), ("ref", "source", "metric")):
            yield replace(call, place=at)
