"""What defines a node: its SQL or source, and the configuration that can change its rows."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.compiler.compile import Compiled
from orchestrator.compiler.rows_read import ALL_ROWS
from orchestrator.compiler.sql import SqlTemplate
from orchestrator.config.config_keys import EXTERNAL
from orchestrator.ids import name_in
from orchestrator.nodes import (
    UNBUILT,
    BuiltNode,
    DataTest,
    Fixture,
    Model,
    Node,
    Seed,
    Snapshot,
    Source,
    UnitTest,
)
from orchestrator.state.canonical import canonical, canonical_text
from orchestrator.state.facts import KnownDefinition
from orchestrator.state.python_source import PythonDefinition, python_definition

Kind = Literal["table", "view", "ephemeral", "test"]
VolatileWords = Callable[[str], tuple[str, ...]]

# Configuration that cannot change any row; all other keys count, known or not.
_NO_ROWS = frozenset({
    "access", "content_query", "description", "docs", "enabled", "freshness", "group",
    "lag_tolerance", "meta", "on_definition_change", "on_error", "once_ignoring", "owner",
    "packages", "persist_docs", "refresh_by", "refresh_regardless_of", "refresh_through",
    "stamps", "stamps_of", "static_analysis", "tags", "volatile",
})  # fmt: skip

_MODEL_KINDS: Mapping[str, Kind] = {"view": "view", "ephemeral": "ephemeral"}

STAMPS_OF = "stamps of "
"""Before the name of a table whose stamps a node reads: a key of the node's configuration."""


class Definition(Struct, frozen=True):
    """A node's definition: `digest` covers all of it, `rows_digest` what a view's readers see.

    `inputs` are the unique ids that it reads, without itself. `reads_itself`: it reads its own
    published relation; `settles`: such a model gives the same for the same inputs (`volatile:
    false`). `doubts` say why it always runs, if so. `text_doubts` are only what its text says about
    that: the digest determines them, unlike `volatile:` and hooks, so only they can be remembered.
    `text` and `config` are the inputs of the digest, for reasons. `has_contract`: inputs may be
    rejected or cast for their types or values.
    """

    unique_id: str
    kind: Kind
    digest: str
    rows_digest: str
    inputs: tuple[str, ...]
    reads_itself: bool
    settles: bool
    doubts: tuple[str, ...]
    text: str
    config: str
    has_contract: bool = False
    text_doubts: tuple[str, ...] = ()


class _Parts(Struct, frozen=True):
    """What a type contributes to the definition of a node; the rest is the same for all types.

    `volatile_in` returns the SQL in which volatile words are doubts. It is called only for a
    definition that is not known yet, because making this SQL canonical is slow.
    """

    kind: Kind
    text: str
    config: str
    volatile_in: Callable[[], Iterable[str]]
    reads: frozenset[str] = frozenset()
    reads_itself: bool = False
    doubts: tuple[str, ...] = ()
    is_volatile: bool | None = None
    contract: str = ""


class Definitions:
    """Defines nodes, each once; `known` is what was found about definitions before.

    `filled_by` maps sources to the seeds that fill them; `harmless` doubts are ignored. `stamps`
    are the stamps that readers see, by node.
    """

    def __init__(
        self,
        compiled: Compiled,
        engine_version: str,
        volatile_words: VolatileWords,
        known: Mapping[tuple[str, str], KnownDefinition],
        harmless: Iterable[str] = (),
        filled_by: Mapping[str, str] | None = None,
        stamps: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._compiled = compiled
        self._engine_version = engine_version
        self._volatile_words = volatile_words
        self._known = known
        self._harmless = frozenset(harmless)
        self._filled_by = filled_by or {}
        self._stamps = stamps

    def of(self, node: Node) -> Definition | None:
        """Return the definition of a compiled model, seed or test."""
        return DEFINED[type(node)](self, node)

    def _no_definition(self, _: Node) -> None:
        """What seg does not build has contents but no definition."""

    def _seed(self, seed: Seed) -> Definition:
        settings = {**seed.config.settings, "delimiter": seed.config.delimiter}
        config = self._config(seed, settings)
        types = " with dbt's types" if seed.types_as_dbt else ""
        return self._definition(
            seed, _Parts("table", f"seed {seed.checksum}{types}", config, tuple)
        )

    def _model(self, model: Model) -> Definition | None:
        name = model.unique_id
        if name not in self._compiled.sql:
            return None
        if model.language == "python":
            return self._python(model)
        templates = self._compiled.both.get(name, (self._compiled.sql[name],))
        texts = [canonical(template) for template in templates]
        reads = frozenset(read for template in templates for read in template.reads)
        is_incremental = model.config.materialized == "incremental"
        parts = _Parts(
            _MODEL_KINDS.get(model.config.materialized, "table"),
            _BETWEEN.join(texts),
            self._config(model, model.defining_settings),
            lambda: texts,
            reads,
            reads_itself=name in reads and not is_incremental,
            is_volatile=model.config.volatile,
            contract="" if model.contract is None else model.contract.meaning,
        )
        return self._definition(model, parts)

    def _snapshot(self, snapshot: Snapshot) -> Definition | None:
        template = self._compiled.sql.get(snapshot.unique_id)
        if template is None:
            return None
        text = canonical(template)
        texts = [text, *(f"select {sql}" for _, sql in snapshot.config.expressions)]
        config = self._config(snapshot, snapshot.settings)
        parts = _Parts("table", text, config, lambda: texts, frozenset(template.reads))
        return self._definition(snapshot, parts)

    def _python(self, model: Model) -> Definition:
        source = python_definition(model.source_code)
        is_put_together = ("SQL that is put together while it runs",) if "" in source.sql else ()
        parts = _Parts(
            "table",
            _text_of_python(source, model),
            # `dbt.config.get` can read any key, including those that cannot change rows of SQL.
            self._config(model, model.defining_settings, all_keys=True),
            lambda: (canonical_text(sql) for sql in source.sql if sql),
            reads_itself=source.reads_itself and model.config.materialized != "incremental",
            doubts=(*source.doubts, *is_put_together),
            is_volatile=model.config.volatile,
        )
        return self._definition(model, parts)

    def _test(self, test: DataTest) -> Definition | None:
        if test.unique_id not in self._compiled.sql:
            return None
        template, config = self._compiled.sql[test.unique_id], test.config
        verdict = (
            config.severity,
            config.warn_if,
            config.error_if,
            config.fail_calc,
            config.where,
            config.limit,
            *((config.once_per,) if config.once_per else ()),
        )
        stamps = self._stamps_read_by(test.unique_id)
        parts = _Parts(
            "test",
            # SQL from a test macro has the same comments and blanks every time.
            template.text if test.is_generic else canonical(template),
            json.dumps([self._engine_version, *verdict, *((stamps,) if stamps else ())]),
            lambda: (canonical(template),),
            frozenset(template.reads),
            reads_itself=test.unique_id in template.reads,
        )
        return self._definition(test, parts)

    def _unit_test(self, test: UnitTest) -> Definition | None:
        """Define a unit test, which reads no data: its rows and columns' types are in files."""
        if test.unique_id not in self._compiled.sql:
            return None
        tested = canonical(self._compiled.sql[test.unique_id])
        rendered = self._compiled.fixtures.get(test.unique_id, {})
        lines, selects = [tested], [tested]
        for mocked in test.given:
            sql = rendered.get(mocked.unique_id)
            rows = _rows_of(mocked.fixture, sql.text if sql else None)
            lines += [f"-- given for {mocked.unique_id}", *rows]
            selects += ["\n".join(rows)] if mocked.fixture.sql is not None else []
        selects += [test.expect.sql] if test.expect.sql is not None else []
        text = "\n".join([*lines, "-- expected", *_rows_of(test.expect, test.expect.sql)])
        parts = _Parts("test", text, self._engine_version, lambda: selects)
        complete = sorted(mock.unique_id for mock in test.given if mock.fixture.has_all_rows)
        return replace(self._definition(test, parts), inputs=tuple(complete))

    def _definition(
        self, node: Model | Seed | Snapshot | DataTest | UnitTest, parts: _Parts
    ) -> Definition:
        """Return a definition; readers of a view see its contract and the stamps it reads."""
        stamps = self._stamps_read_by(node.unique_id).values()
        digest = digest_of(parts.kind, parts.text, parts.config)
        read = {*parts.reads, *node.depends_on} - {node.unique_id}
        text_doubts = self._text_doubts(node.unique_id, digest, parts, stamps)
        has_contract = bool(parts.contract)
        seen_by_readers = (*((parts.contract,) if has_contract else ()), *stamps)
        return Definition(
            node.unique_id,
            parts.kind,
            digest,
            digest_of("rows", parts.text, *seen_by_readers),
            tuple(sorted({self._filled_by.get(name, name) for name in read})),
            parts.reads_itself,
            parts.reads_itself and parts.is_volatile is False,
            self._doubts(node, parts, text_doubts),
            parts.text,
            parts.config,
            has_contract,
            text_doubts,
        )

    def _doubts(
        self,
        node: Model | Seed | Snapshot | DataTest | UnitTest,
        parts: _Parts,
        text_doubts: tuple[str, ...],
    ) -> tuple[str, ...]:
        """Return why a node always runs: what forces it, its `volatile:`, or else its text."""
        forced = self._forced(node)
        if forced is not None:
            return (forced,)
        if parts.is_volatile is not None:
            return ("volatile: true",) if parts.is_volatile else ()
        return tuple(doubt for doubt in text_doubts if doubt not in self._harmless)

    def _text_doubts(
        self, unique_id: str, digest: str, parts: _Parts, stamps: Iterable[str]
    ) -> tuple[str, ...]:
        known = self._known.get((unique_id, digest))
        if known is not None:
            return known.doubts
        doubts = set(parts.doubts)
        for text in (*parts.volatile_in(), *stamps):
            doubts.update(self._volatile_words(text))
        return tuple(sorted(doubts))

    def _forced(self, node: Model | Seed | Snapshot | DataTest | UnitTest) -> str | None:
        """Return what makes a node always run, whatever its text and `volatile:` say."""
        if node.unique_id in self._compiled.late:
            return "a template that queries the database"
        if isinstance(node, Model | Seed) and node.config.hooks:
            return "its hooks"
        if node.unique_id in self._compiled.strategies:
            return "a strategy of the project's own"
        if isinstance(node, Model) and node.config.microbatch is not None:
            return "batches that go by the time of the run"
        if node.materialized == EXTERNAL:
            return "a file that must exist"
        if node.language == "python" and self._compiled.rows != ALL_ROWS:
            return "which rows of its inputs a run reads"
        return None

    def _stamps_read_by(self, unique_id: str) -> dict[str, str]:
        """Return the stamps of other nodes that a node reads, sorted by name."""
        named = self._compiled.stamp_reads.named.get(unique_id, ())
        return {name: self._stamps[name] for name in sorted(named) if name in self._stamps}

    def _config(
        self, node: BuiltNode, settings: Mapping[str, Any], *, all_keys: bool = False
    ) -> str:
        counted = {key: settings[key] for key in settings if all_keys or key not in _NO_ROWS}
        read = self._stamps_read_by(node.unique_id)
        return json.dumps(
            {
                "engine": self._engine_version,
                "relation": str(node.relation),
                **counted,
                **{f"{STAMPS_OF}{name_in(name)}": sql for name, sql in read.items()},
            },
            sort_keys=True,
            default=str,
        )


# How nodes of each resource type are defined.
DEFINED: Mapping[type[Node], Callable[[Definitions, Any], Definition | None]] = {
    Model: Definitions._model,
    Seed: Definitions._seed,
    Snapshot: Definitions._snapshot,
    Source: Definitions._no_definition,
    DataTest: Definitions._test,
    UnitTest: Definitions._unit_test,
    **dict.fromkeys(UNBUILT, Definitions._no_definition),
}


def defining_text(model: Model, template: SqlTemplate) -> str:
    """Return what a model is made from: its SELECT for a full build, or its Python code."""
    if model.language == "python":
        return _text_of_python(python_definition(model.source_code), model)
    return canonical(template)


def _text_of_python(source: PythonDefinition, model: Model) -> str:
    return "\n".join((*source.versions, model.source_code))


def _rows_of(fixture: Fixture, sql: str | None) -> list[str]:
    """Return the rows of a fixture, one per line, or its `sql`, wherever they are written."""
    if fixture.sql is not None:
        return (sql or fixture.sql).split("\n")
    return [f"-- {list(fixture.columns)}", *(f"-- {dict(row)}" for row in fixture.rows)]


def with_types(unit_test: Definition, types: str) -> Definition:
    """Return the definition of a unit test with the digest `types` of its columns' types."""
    config = json.dumps([unit_test.config, types])
    digest = digest_of(unit_test.kind, unit_test.text, config)
    return replace(unit_test, digest=digest, config=config)


_BETWEEN = "\n\0\n"


def from_nothing(text: str) -> str:
    """Return the SELECT of a full build, from the `text` of a model's definition."""
    return text.partition(_BETWEEN)[0]


def digest_of(*parts: str) -> str:
    """Return the digest of several texts, in this order."""
    text = "".join([f"{len(part)}:{part}" for part in parts])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
