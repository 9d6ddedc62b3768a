"""The site's data as documents by name: small ones for every page, others for one page."""

from collections.abc import Iterator
from typing import Any

from orchestrator.json_text import json_instant
from orchestrator.site.project_pages import (
    CHUNK,
    NodePages,
    columns_page,
    details_of,
    index_of,
    search_entries,
    source_lines,
)
from orchestrator.site.run_pages import run_entry
from orchestrator.site.segment_pages import (
    changes_page,
    family_line,
    family_page,
    figures_json,
    front_page,
    last_work,
)
from orchestrator.site.values import SiteInput


def documents(given: SiteInput) -> Iterator[tuple[str, Any]]:
    """Yield each document with its name; `site`, which every page reads, comes first."""
    pages = NodePages.of(given)
    yield "site", _site(given, pages)
    for position, facts in enumerate(given.families):
        yield f"family-{position}", family_page(given, pages, facts)
    base = [name for name in _OF_THE_BASE if name in given.figures]
    if base:
        yield "customers", {name: figures_json(given.figures[name]) for name in base}
    if given.changes is not None:
        yield "changes", changes_page(given.changes)
    yield "runs", [run_entry(run, given.project.nodes) for run in given.runs]
    for start in range(0, len(pages.shown), CHUNK):
        nodes = pages.shown[start : start + CHUNK]
        yield f"nodes-{start // CHUNK}", [details_of(given, pages, node) for node in nodes]
    if given.origins is not None:
        yield "columns", columns_page(pages, given.origins)
    yield "search", search_entries(pages)


_OF_THE_BASE = ("rfm", "concentration", "retention", "predictions", "lifecycle", "experiments")
_STABILITY = ("unstable_families", "drifted_features")


def _site(given: SiteInput, pages: NodePages) -> dict[str, Any]:
    last = last_work(given)
    return {
        "project": given.project.name,
        "version": given.version,
        "target": given.target,
        "made_at": json_instant(given.made_at),
        "minimum_cell": given.minimum_cell,
        "currency": given.currency,
        **index_of(given, pages),
        "families": [family_line(given, pages, facts) for facts in given.families],
        "front": front_page(given, pages),
        "sources": source_lines(given, pages),
        "last_run": None if last is None else run_entry(last, given.project.nodes),
        "has_customers": any(name in given.figures for name in _OF_THE_BASE),
        "has_changes": given.changes is not None,
        "has_columns": given.origins is not None,
        "measures_stability": any(name in given.figures for name in _STABILITY),
    }
