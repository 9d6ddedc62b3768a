"""Nodes for the site: one short line each, and their details in chunks."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from orchestrator.json_text import json_instant
from orchestrator.nodes import BuiltNode, Column, DataTest, Node, SelectNode, Source, UnitTest
from orchestrator.results import NodeResult
from orchestrator.site.run_pages import results_by_node
from orchestrator.site.values import ColumnPairs, NodeOrigins, SiteInput

CHUNK = 40
"""The number of nodes per details file: a page reads one file, and little of it in vain."""

_HISTORY = 10

Results = Mapping[str, list[tuple[int, NodeResult]]]


AnyTest = DataTest | UnitTest


class NodePages(Struct, frozen=True):
    """The nodes that have a page, in order; tests are shown on the page of the tested node.

    A node hidden by its `docs` setting has none; segments are always shown.
    """

    shown: tuple[Node, ...]
    tests: Mapping[str, tuple[AnyTest, ...]]
    results: Results

    @classmethod
    def of(cls, given: SiteInput) -> "NodePages":
        """Return the pages of a project."""
        shown: list[Node] = []
        tests: dict[str, list[AnyTest]] = {}
        for node in given.project.nodes.values():
            if isinstance(node, AnyTest):
                for name in _tested(node):
                    tests.setdefault(name, []).append(node)
            elif node.docs["show"] or node.family is not None:
                shown.append(node)
        shown.sort(key=lambda node: (node.package != given.project.name, node.path, node.name))
        return cls(
            tuple(shown),
            {name: tuple(found) for name, found in tests.items()},
            results_by_node(given.runs),
        )

    def verdict_of(self, test: AnyTest) -> str:
        """Return a test's status when it last ran; `pass` if it has only been reused since."""
        return _verdict_of(self.results.get(test.unique_id, ()))


def _tested(test: AnyTest) -> tuple[str, ...]:
    """Return the tested node; for a test in a file, all nodes that it reads."""
    return (test.attached_to,) if test.attached_to is not None else test.depends_on


def index_of(given: SiteInput, pages: NodePages) -> dict[str, Any]:
    """Return a line for each node, and by position the nodes that each one reads."""
    at = {node.unique_id: position for position, node in enumerate(pages.shown)}
    return {
        "nodes": [_line(given, pages, node) for node in pages.shown],
        "parents": [
            [at[parent] for parent in node.depends_on if parent in at] for node in pages.shown
        ],
        "chunk": CHUNK,
    }


def _line(given: SiteInput, pages: NodePages, node: Node) -> list[Any]:
    """Return the line of a node.

    [id, name, type, package, file, materialized, rows, seconds, status, tests by verdict, own
    colour].
    """
    published = given.published.get(node.unique_id)
    last = last_that_ran(pages.results.get(node.unique_id, ()))
    verdicts: dict[str, int] = {}
    for test in pages.tests.get(node.unique_id, ()):
        verdict = pages.verdict_of(test)
        verdicts[verdict] = verdicts.get(verdict, 0) + 1
    return [
        node.unique_id,
        node.full_name,
        node.resource.word,
        node.package,
        given.project.path_in_package(node),
        node.materialized,
        published.row_count if published else None,
        round(last.elapsed_seconds, 4) if last else None,
        last.status if last else ("success" if published else None),
        verdicts,
        node.docs["node_color"],
    ]


def last_that_ran(found: Sequence[tuple[int, NodeResult]]) -> NodeResult | None:
    """Return the newest result of a run of the node, ignoring reused and skipped ones."""
    ran = (result for _, result in found if result.started_at is not None)
    return next(ran, None)


def _verdict_of(found: Sequence[tuple[int, NodeResult]]) -> str:
    for _, result in found:
        if result.status not in ("reused", "skipped", "not started"):
            return result.status
    return "pass" if any(result.status == "reused" for _, result in found) else "never ran"


def details_of(given: SiteInput, pages: NodePages, node: Node) -> dict[str, Any]:
    """Return everything that a node's page shows, except its parents and children."""
    family = node.family
    owner = node.meta.get("owner") or (family.owner if family is not None else None)
    published = given.published.get(node.unique_id)
    found: dict[str, Any] = {
        "description": node.description,
        "tags": list(node.tags),
        "owner": str(owner) if owner else None,
        "relation": str(published.relation) if published else None,
        "columns": _columns(node, _known_columns(given, node)),
        "tests": [_test(pages, test) for test in pages.tests.get(node.unique_id, ())],
        "language": node.language,
        "raw": node.source_code,
        "compiled": given.compiled.get(node.unique_id, ""),
        "runs": [_ran(given, *each) for each in pages.results.get(node.unique_id, ())][:_HISTORY],
    }
    if isinstance(node, Source):
        found["source"] = _source(node)
    return {key: value for key, value in found.items() if value not in (None, "", [], {})}


def _known_columns(given: SiteInput, node: Node) -> Iterable[tuple[str, str]]:
    return given.columns.get(node.relation, ()) if isinstance(node, BuiltNode | Source) else ()


def _columns(node: Node, published: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """Return documented columns with their types, then undocumented ones."""
    types = {name.casefold(): (name, data_type) for name, data_type in published}
    found = []
    for column in node.columns:
        _, data_type = types.pop(column.name.casefold(), (column.name, column.data_type))
        found.append(_column(column, data_type))
    found += [_column(Column(name), data_type) for name, data_type in types.values()]
    return found


def _column(column: Column, data_type: str | None) -> dict[str, Any]:
    given = {
        "name": column.name,
        "type": data_type,
        "description": column.description,
        "tags": list(column.tags),
        "personal": column.is_personal,
    }
    return {key: value for key, value in given.items() if value}


def _test(pages: NodePages, test: AnyTest) -> dict[str, Any]:
    results = pages.results.get(test.unique_id, [])
    last = last_that_ran(results)
    found = {
        "id": test.unique_id,
        "name": test.name,
        "test": "unit test" if isinstance(test, UnitTest) else test.test_name,
        "column": None if isinstance(test, UnitTest) else test.column,
        "description": test.description,
        "severity": "error" if isinstance(test, UnitTest) else test.config.severity,
        "verdict": pages.verdict_of(test),
        "failures": last.failures if last else None,
        "seconds": round(last.elapsed_seconds, 4) if last else None,
        "history": [[number, result.status] for number, result in results[:_HISTORY]],
    }
    return {key: value for key, value in found.items() if value not in (None, "", [])}


def _ran(given: SiteInput, number: int, result: NodeResult) -> list[Any]:
    """Return [time of the run, status, seconds, rows written]."""
    run = given.runs[number]
    seconds = round(result.elapsed_seconds, 4) if result.started_at is not None else None
    rows = result.details.get("rows_affected")
    return [json_instant(run.started_at), result.status, seconds, rows]


def _source(node: Source) -> dict[str, Any]:
    found: dict[str, Any] = {
        "loader": node.loader,
        "about": node.source_description,
        "loaded_at": node.loaded_at_field,
    }
    if node.freshness is not None:
        for name in ("warn_after", "error_after"):
            limit = getattr(node.freshness, name)
            if limit is not None:
                found[name] = limit.seconds
    return {key: value for key, value in found.items() if value}


def source_lines(given: SiteInput, pages: NodePages) -> list[dict[str, Any]]:
    """Return each source with its age at the last check."""
    found = []
    for position, node in enumerate(pages.shown):
        if not isinstance(node, Source):
            continue
        looked = next(
            (
                (number, result)
                for number, result in pages.results.get(node.unique_id, ())
                if result.details.get("age_seconds") is not None
            ),
            None,
        )
        line: dict[str, Any] = {"node": position, "has_freshness": node.freshness is not None}
        if looked is not None:
            number, result = looked
            line |= {
                "age_seconds": result.details["age_seconds"],
                "loaded_at": result.details.get("max_loaded_at"),
                "looked_at": json_instant(given.runs[number].started_at),
                "status": result.status,
            }
        found.append(line)
    return found


def columns_page(pages: NodePages, origins: Mapping[str, NodeOrigins]) -> dict[str, Any]:
    """Return for each node [node, column] pairs by column, and those by which it filters rows.

    `untold` are the models for which neither is known, with their language.
    """
    at = {node.unique_id: position for position, node in enumerate(pages.shown)}
    nothing = NodeOrigins({})

    def placed(of: ColumnPairs) -> list[list[Any]]:
        return [[at[name], column] for name, column in of if name in at]

    followed = [origins.get(node.unique_id, nothing) for node in pages.shown]
    return {
        "made_of": [
            {column: placed(of) for column, of in each.columns.items()} for each in followed
        ],
        "choosing": [placed(each.choosing) for each in followed],
        "untold": {
            at[node.unique_id]: node.language
            for node in pages.shown
            if isinstance(node, SelectNode) and node.unique_id not in origins
        },
    }


def search_entries(pages: NodePages) -> list[list[str]]:
    """Return the searchable texts of each node: its description, columns, and template."""
    return [
        [
            node.description,
            " ".join(
                f"{column.name} {column.description}" if column.description else column.name
                for column in node.columns
            ),
            " ".join(test.name for test in pages.tests.get(node.unique_id, ())),
            node.source_code,
        ]
        for node in pages.shown
    ]
