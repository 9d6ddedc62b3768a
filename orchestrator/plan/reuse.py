"""What need not be rebuilt: decided before a run if everything is known, otherwise during it.

A node is reused if a version is known to have been made from the same key, which consists of its
definition and the contents of all that it reads. If that is unknown, it runs.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec import Struct, field

from orchestrator.engines.boundary import PublishedRelation
from orchestrator.ids import names_in
from orchestrator.names import RelationName
from orchestrator.nodes import Threshold
from orchestrator.plan.decisions import Decision, NodeState, Reused, Runs, Waits, state_of
from orchestrator.plan.observed import ObservedSources, Recording
from orchestrator.plan.once import OncePer
from orchestrator.plan.refreshing import Refresh, Refreshing, TableChange, view_content
from orchestrator.state.definitions import Definition, digest_of
from orchestrator.state.facts import Facts, VersionFact, in_doubt
from orchestrator.state.fingerprints import is_same_definition


class Reuse(Struct, frozen=True):
    """What decisions are based on; `base` covers everything that could change any result.

    `states` are of what does not run: sources, and nodes that are not selected. `standing` are
    published views with their current definition, `continued` incremental models that continue from
    what is published, `restamped` tables published with different stamps than they have now.
    `forced` says why nodes run regardless, `tolerances` how much newer data may be than a node.
    `attached` is the node that a test compares with its published state. `once` decides about what
    is due once per value, `refreshing` says what can be rebuilt in part. With `only_notes`
    everything runs, and facts are recorded: `sources` and `recording` say which.
    """

    base: str
    definitions: Mapping[str, Definition]
    facts: Facts
    published: Mapping[str, PublishedRelation]
    states: Mapping[str, NodeState]
    now: datetime
    once: OncePer
    refreshing: Refreshing
    sources: ObservedSources
    recording: Recording
    standing: frozenset[str] = frozenset()
    continued: frozenset[str] = frozenset()
    restamped: frozenset[str] = frozenset()
    forced: Mapping[str, str] = field(default_factory=dict)
    tolerances: Mapping[str, Threshold] = field(default_factory=dict)
    attached: Mapping[str, str] = field(default_factory=dict)
    only_notes: bool = False

    def decide(self, unique_id: str, states: Mapping[str, NodeState]) -> Decision:
        """Return whether a node runs, given what is known of the nodes that it reads."""
        definition = self.definitions[unique_id]
        waiting = tuple(name for name in definition.inputs if name not in states)
        if waiting:
            return self._once(definition, states) or Waits(waiting)
        inputs = {name: states[name] for name in definition.inputs}
        if definition.kind in ("view", "ephemeral"):
            return self._view(definition, inputs)
        if definition.doubts:
            return Runs(f"depends on more than its inputs: {', '.join(definition.doubts)}")
        unknown = [name for name, state in inputs.items() if state.content is None]
        if unknown:
            return Runs(f"the content of {names_in(unknown)} is unknown")
        key = self.key(definition, inputs)
        if key is None:
            return Runs("its published content is unknown")
        if unique_id in self.forced:
            return Runs(self.forced[unique_id], key)
        if definition.kind == "test":
            if (unique_id, key) in self.facts.verdicts and not self.once.full_tests:
                return Reused(NodeState("", True), None, "passed on the same data", key)
            why = "full tests" if self.once.full_tests else ""
            return self._once(definition, states) or Runs(why, key)
        # The table of a first build is continued too: it is up to date with its inputs.
        keys = (key, self._key_of_first(definition, inputs)) if unique_id in self.continued else ()
        return self._table(definition, key, keys)

    def refresh_of(
        self,
        unique_id: str,
        states: Mapping[str, NodeState],
        changes: Mapping[str, TableChange],
    ) -> Refresh | None:
        """Return how a running node can be rebuilt in part; None if it must be rebuilt in full."""
        reads, definitions = self.refreshing.reads.get(unique_id), self.definitions
        if reads is None or self.only_notes or unique_id in self.forced:
            return None
        if self.once.full_tests and definitions[unique_id].kind == "test":
            return None
        made_of = self._made_of_before(definitions[unique_id])
        if made_of is None:
            return None

        def now(name: str) -> str | None:
            return states[name].content if name in states else None

        tables = self.refreshing.changed_tables(unique_id, made_of, definitions, now, changes)
        if tables is None or not (tables or reads.regardless):
            return None
        if self.refreshing.may_have_shown_others(tables) and self._is_in_doubt(unique_id):
            return None
        return Refresh(reads, tables)

    def compared_by(self, unique_id: str) -> tuple[str, ...]:
        """Return the columns by which a fully rebuilt table is compared with what is published.

        Empty if a new version is needed in any case, or the published contents are unknown.
        """
        reads, fact = self.refreshing.reads.get(unique_id), self._published_fact(unique_id)
        is_known = fact is not None and fact.row_count is not None
        if reads is None or self.only_notes or unique_id in self.forced or not is_known:
            return ()
        return reads.columns

    def _is_in_doubt(self, unique_id: str) -> bool:
        """Return whether what is published, or a test of it, may include newly arrived rows."""
        definition = self.definitions[unique_id]
        if definition.kind == "test":
            return (unique_id, self._key_before(definition)) not in self.facts.verdicts
        fact = self._published_fact(unique_id)
        return fact is not None and fact.key.startswith(in_doubt(""))

    def _key_before(self, definition: Definition) -> str | None:
        before = self.refreshing.before
        return self.key(
            definition, {name: NodeState(before.get(name), True) for name in definition.inputs}
        )

    def _published_fact(self, unique_id: str) -> VersionFact | None:
        found = self.published.get(unique_id)
        return self.facts.by_version.get(found.version) if found and found.version else None

    def _made_of_before(self, definition: Definition) -> Mapping[str, str | None] | None:
        """Return what a node's inputs contained when its published version was made.

        For a test, when it passed on what was published. None if this definition was not used then.
        """
        name, before = definition.unique_id, self.refreshing.before
        if definition.kind == "view":
            return before if before.get(name) is not None else None
        if definition.kind == "test":
            key, known = self._key_before(definition), self.facts.verdicts
            has_passed = key is not None and not known.isdisjoint(
                {(name, key), (name, in_doubt(key))}
            )
            return before if has_passed else None
        fact = self._published_fact(name)
        if fact is None or not self.is_made_of(definition, fact):
            return None
        return self.refreshing.made_of[name]

    def _once(self, definition: Definition, states: Mapping[str, NodeState]) -> Reused | None:
        """Return the reuse of a node that is done for the current value."""
        if definition.unique_id in self.forced or definition.doubts:
            return None
        return self.once.reused(definition, states)

    def key(self, definition: Definition, inputs: Mapping[str, NodeState]) -> str | None:
        """Return what a node's rows, or a test's verdict, follow from; None if unknown.

        A table that continues from what is published has rows that no first build would give.
        """
        first = self._key_of_first(definition, inputs)
        if first is None or definition.unique_id not in self.continued:
            return first
        return digest_of(first, "continued")

    def _key_of_first(self, definition: Definition, inputs: Mapping[str, NodeState]) -> str | None:
        parts = [f"{name}={state.content}" for name, state in sorted(inputs.items())]
        if definition.reads_itself and not definition.settles:
            shown = self.published_content(
                self.attached.get(definition.unique_id, definition.unique_id)
            )
            if shown is None:
                return None
            parts.append(f"published={shown}")
        return digest_of(self.base, definition.digest, *parts)

    def published_content(self, unique_id: str) -> str | None:
        """Return the contents of a published table; `nothing` before its first publication."""
        found = self.published.get(unique_id)
        if found is None:
            return "nothing"
        if found.version is None:
            return None
        fact = self.facts.by_version.get(found.version)
        return fact.content if fact else None

    def is_as_published(
        self, unique_id: str, relation: RelationName, fingerprint: str, content: str
    ) -> bool:
        """Return whether a table that was just built equals the published one, also by name."""
        found = self.published.get(unique_id)
        return (
            found is not None
            and not self.only_notes
            and found.kind == "table"
            and found.relation == relation
            and is_same_definition(found.fingerprint, fingerprint)
            and self.published_content(unique_id) == content
        )

    def _view(self, definition: Definition, inputs: Mapping[str, NodeState]) -> Decision:
        """Decide about a view, whose contents follow from what it reads, whether it runs or not.

        Its columns can change with its inputs, so they are checked once for each content. A
        contract casts its current inputs: it is checked again if they are unknown, or were
        different when it was published.
        """
        contents = {name: state.content for name, state in inputs.items()}
        content = view_content(definition, contents, self.base)
        shows_inputs = all(state.is_published for state in inputs.values())
        is_standing = definition.unique_id in self.standing
        state = NodeState(content, shows_inputs and is_standing)
        if definition.kind == "ephemeral":
            return Reused(NodeState(content, shows_inputs), None, "")
        name = definition.unique_id
        if content is None:
            is_known = not definition.has_contract
        else:
            published = self.published.get(name)
            shown = published.definition if published is not None else ""
            is_known = (name, self.seen(name, content, shown)) in self.facts.verdicts
        if state.is_published and is_known and name not in self.forced:
            return Reused(state, None, "its definition is unchanged")
        return Runs(self.forced.get(name, ""), content or "", state)

    def seen(self, unique_id: str, content: str, definition: str) -> str:
        """Return the key that records that a view, published as `definition`, was checked."""
        has_contract = self.definitions[unique_id].has_contract
        return digest_of(content, definition) if has_contract else content

    def _table(
        self, definition: Definition, key: str, of_continued: Iterable[str | None]
    ) -> Decision:
        name = definition.unique_id
        published = self.published.get(name)
        for known in of_continued or (key,):
            fact = self.facts.by_key.get((name, known)) if known else None
            if fact is None:
                continue
            is_published = published is not None and published.version == fact.version
            # A continued table is more than its inputs give: it is as published, or runs.
            if is_published or not (definition.settles or name in self.continued):
                # New stamps need a new publication.
                is_shown = is_published and name not in self.restamped
                state = state_of(fact, is_published=is_shown)
                return Reused(state, fact.version, "", key)
        if published is not None and published.version is not None:
            before = self.facts.by_version.get(published.version)
            if before is not None and self._is_tolerated(definition, before):
                tolerance = self.tolerances[name]
                age = f"{tolerance.count} {tolerance.period}"
                why = f"newer data is within its lag_tolerance ({age})"
                return Reused(state_of(before, is_published=True), before.version, why, key)
        return self._once(definition, {}) or Runs("", key)

    def is_made_of(self, definition: Definition, version: VersionFact) -> bool:
        """Return whether a version was made by this definition, in an equal environment."""
        made_of = self.refreshing.made_of.get(definition.unique_id)
        if made_of is None or not version.key:
            return False
        first = self._key_of_first(
            definition, {name: NodeState(content, True) for name, content in made_of.items()}
        )
        if first is None:
            return False
        keys = (first, digest_of(first, "continued"))
        return version.key in (*keys, *map(in_doubt, keys))

    def _is_tolerated(self, definition: Definition, before: VersionFact) -> bool:
        tolerance = self.tolerances.get(definition.unique_id)
        if tolerance is None or before.definition != definition.digest:
            return False
        return 0 <= (self.now - before.built_at).total_seconds() < tolerance.seconds  # clocks jump
