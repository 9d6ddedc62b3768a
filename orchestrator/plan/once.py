"""Nodes that are due once per value, and the definitions upstream of them.

New data in sources is no reason to rebuild them; a changed definition upstream is, and the rows of
a seed are its definition.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.engines.boundary import PublishedRelation
from orchestrator.graph import Graph
from orchestrator.ids import names_in
from orchestrator.nodes import BuiltNode, DataTest, Model, Node
from orchestrator.plan.decisions import NodeState, Reused, state_of
from orchestrator.state.definitions import Definition, digest_of
from orchestrator.state.facts import Facts, VersionFact, warned


class OncePer(Struct, frozen=True):
    """Decides about nodes that are due once per value.

    `values` are those of the nodes that are; `stamps` the published and the current stamps of
    tables among them; `defined` what they and their tests are made by, upstream too: see
    `definitions_once`. With `full_tests`, a test is not due once. The rest is as in `Reuse`.
    """

    base: str
    definitions: Mapping[str, Definition]
    facts: Facts
    published: Mapping[str, PublishedRelation]
    attached: Mapping[str, str]
    values: Mapping[str, str]
    stamps: Mapping[str, tuple[str, str]]
    defined: Mapping[str, str]
    full_tests: bool = False

    def reused(self, definition: Definition, states: Mapping[str, NodeState]) -> Reused | None:
        """Return the reuse of a node that, or whose subject, was done for the current value."""
        name = definition.unique_id
        if definition.kind == "test":
            return self._test(name, states)
        return self._table(name)

    def _test(self, name: str, states: Mapping[str, NodeState]) -> Reused | None:
        # Unselected nodes may be behind: their inputs are not checked.
        behind = [
            each
            for each in self._tested(name)
            if _is_behind(each, states) or each not in self.definitions
        ]
        # A test that compares a reference with newer data than its own would fail, so it waits.
        is_due_once = name in self.values and not self.full_tests
        is_done = (name, self.key(name, states)) in self.facts.verdicts
        if not (behind or is_due_once) or not is_done:
            return None
        why = f"passed once per {self.values.get(name)}"
        if name not in self.values:
            value = self.values[behind[0]]
            why = f"passed when {names_in(behind)} was built (once per {value})"
        return Reused(NodeState("", True), None, why)

    def _table(self, name: str) -> Reused | None:
        published = self.published.get(name)
        if name not in self.values or published is None or published.version is None:
            return None
        before = self.facts.by_version.get(published.version)
        if before is None or self._is_made_anew(before):
            return None
        # Its contents and stamps are of the time when it was built.
        state = replace(state_of(before, is_published=True), is_behind=True)
        key = self.key(name, {name: state}, as_published=True)
        if (name, key) not in self.facts.verdicts or self._is_unjudged(name, state):
            return None
        return Reused(state, before.version, f"built once per {self.values[name]}")

    def _is_made_anew(self, shown: VersionFact) -> bool:
        """Return whether an unpublished run left a newer version of the same definition."""
        return any(
            fact.definition == shown.definition and fact.built_at > shown.built_at
            for fact in self.facts.of_node.get(shown.unique_id, ())
        )

    def key(
        self, unique_id: str, states: Mapping[str, NodeState], *, as_published: bool = False
    ) -> str:
        """Return the key that records that a node due once per value was done; otherwise "".

        The same for tests of such nodes. The definitions upstream are part of it, and the stamps of
        a table: the new ones, or the current ones if `as_published`, as an unpublished run changes
        none.
        """
        definition = self.definitions[unique_id]
        about = self._tested(unique_id) if definition.kind == "test" else (unique_id,)
        if unique_id not in self.values and (definition.kind != "test" or not about):
            return ""
        if definition.kind == "test" and unique_id in self.values:
            about = ()
        parts = [f"{name}={states[name].content}" for name in about if name in states]
        defined = self.defined.get(unique_id, definition.digest)
        shown, now = self.stamps.get(unique_id, ("", ""))
        parts += [stamps] if (stamps := shown if as_published else now) else []
        return digest_of("once", self.base, defined, *parts)

    def _tested(self, unique_id: str) -> tuple[str, ...]:
        """Return the nodes built once per value that a test is about: its own, or all it reads."""
        attached = self.attached.get(unique_id)
        asked = self.definitions[unique_id].inputs if attached is None else (attached,)
        return tuple(name for name in asked if name in self.values)

    def _is_unjudged(self, unique_id: str, state: NodeState) -> bool:
        """Return whether a test of a table due once has not judged it yet.

        It would compare the table with newer data and fail until the table is rebuilt, when both
        are of the same time.
        """
        tests = [name for name, table in self.attached.items() if table == unique_id] + [
            name
            for name, test in self.definitions.items()
            if test.kind == "test" and unique_id in test.inputs and name not in self.attached
        ]
        return any(self._has_yet_to_judge(name, {unique_id: state}) for name in tests)

    def _has_yet_to_judge(self, test: str, states: Mapping[str, NodeState]) -> bool:
        known = dict(states)
        for name in self._tested(test):
            published = self.published.get(name)
            fact = published and published.version and self.facts.by_version.get(published.version)
            if fact and name not in known:
                known[name] = state_of(fact, is_published=True)
        key = self.key(test, known)
        is_judged = {(test, key), (test, warned(key))} & self.facts.verdicts
        return not is_judged and not self.definitions[test].doubts


def _is_behind(unique_id: str, states: Mapping[str, NodeState]) -> bool:
    return unique_id in states and states[unique_id].is_behind


def due_once(nodes: Mapping[str, Node], selected: Iterable[str]) -> dict[str, str]:
    """Return the models and tests that are due once per value, each with its value."""
    return {
        name: node.config.once_per
        for name in selected
        if isinstance(node := nodes[name], Model | DataTest) and node.config.once_per
    }


def definitions_once(
    graph: Graph,
    nodes: Mapping[str, Node],
    once_per: Mapping[str, str],
    definitions: Mapping[str, Definition],
    published: Mapping[str, PublishedRelation],
    facts: Facts,
) -> dict[str, str]:
    """Return, for each node due once and each test of one, a digest of what it is made by.

    That is its definition and all those upstream, without the text that it ignores.
    """
    ignored: dict[str, list[str]] = {}
    for name in definitions:
        if _is_due(nodes[name], once_per):
            ignored.setdefault(_ignored(nodes[name], nodes, once_per), []).append(name)
    return {
        name: digest_of(_digest(definitions[name], text), above)
        for text, names in ignored.items()
        for name, above in definitions_above(
            graph, nodes, names, definitions, published, facts, text
        ).items()
    }


def definitions_above(
    graph: Graph,
    nodes: Mapping[str, Node],
    names: Iterable[str],
    definitions: Mapping[str, Definition],
    published: Mapping[str, PublishedRelation],
    facts: Facts,
    ignored: str = "",
) -> dict[str, str]:
    """Return, for each of `names`, a digest of all definitions upstream, without a text.

    For a model that is not selected, the definition that it was last built with counts, whole.
    """
    noted: dict[str, list[str]] = {}
    for name, digest in facts.definitions:
        noted.setdefault(name, []).append(digest)

    @cache
    def defined_by(name: str) -> str:
        if name in definitions:
            return _digest(definitions[name], ignored, of_others=True)
        found = published.get(name)
        fact = facts.by_version.get(found.version) if found and found.version else None
        return fact.definition if fact else " ".join(sorted(noted.get(name, ())))

    return {
        name: digest_of(
            *(
                f"{above}: {defined_by(above)}"
                for above in sorted(graph.ancestors([name]))
                if isinstance(nodes[above], BuiltNode)
            )
        )
        for name in names
    }


def _digest(definition: Definition, ignored: str, *, of_others: bool = False) -> str:
    """Return the digest of a definition, without a text; and without when others are due."""
    if not ignored:
        return definition.digest
    config = json.loads(definition.config)
    if of_others:
        config.pop("once_per", None)
    # As part of JSON, the text is quoted.
    told = json.dumps(config).replace(json.dumps(ignored)[1:-1], "")
    return digest_of(definition.kind, definition.text.replace(ignored, ""), told)


def _ignored(node: Node, nodes: Mapping[str, Node], once_per: Mapping[str, str]) -> str:
    """Return the text that a node due once ignores; for its tests, what their subjects agree on."""
    due = [node.unique_id] if node.unique_id in once_per else node.depends_on
    texts = {
        found.config.once_ignoring
        for name in due
        if name in once_per and isinstance(found := nodes[name], Model | DataTest)
    } - {None}
    return (texts.pop() or "") if len(texts) == 1 else ""


def _is_due(node: Node, once_per: Mapping[str, str]) -> bool:
    """Return whether a node is due once per value, or a test of such a node."""
    is_of_due = isinstance(node, DataTest) and not once_per.keys().isdisjoint(node.depends_on)
    return node.unique_id in once_per or is_of_due
