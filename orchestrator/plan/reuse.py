"""What need not be rebuilt: decided before a run if everything is known, otherwise during it.

A node is reused if a version is known to have been made from the same key, which consists of its
definition and the contents of all that it reads. If that is unknown, it runs.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec import Struct, field
from msgspec.structs import replace

from orchestrator.engines.boundary import PublishedRelation
from orchestrator.ids import name_in
from orchestrator.names import RelationName
from orchestrator.nodes import Threshold
from orchestrator.plan.decisions import Decision, NodeState, Reused, Runs, Waits
from orchestrator.plan.refreshing import Refresh, Refreshing, TableChange, view_content
from orchestrator.secrets import NO_SECRETS, Mask
from orchestrator.state.definitions import Definition, digest_of
from orchestrator.state.facts import Facts, KnownFile, SeenSource, VersionFact, in_doubt, warned
from orchestrator.state.fingerprints import is_same_definition
from orchestrator.state.sources import ReadAt


class Reuse(Struct, frozen=True):
    """What decisions are based on; `base` covers everything that could change any result.

    `states` are of what does not run: sources, and nodes that are not selected. `standing` are
    published views with their current definition, `continued` incremental models that continue from
    what is published. `forced` says why nodes run regardless. `attached` is the node that a test
    compares with its published state. `files` were reread; `used` are the variables and macros of
    new definitions; `mask` hides secrets in what is kept of them. With `only_notes` everything
    runs, and facts are recorded. `nodes` and `locations` (of files) are those of the whole project,
    `target` is the name of its target. `warnings` say what could not be determined. `read_at` has,
    for sources and seeds, their file or pattern and the time (in nanoseconds) after which it was
    read. `restamped` are tables published with different stamps than they have now, `seen_sources`
    the contents of sources whose new rows can be found, `looked_at` the same for watermarks.
    `once_per` are the values for which nodes are built once (not tests if `full_tests`),
    `once_stamps` the published and current stamps of such tables, `once_defined` what they and
    their tests are made by, upstream too;
    `refreshing` says what can be rebuilt in part.
    """

    base: str
    definitions: Mapping[str, Definition]
    facts: Facts
    published: Mapping[str, PublishedRelation]
    states: Mapping[str, NodeState]
    now: datetime
    standing: frozenset[str] = frozenset()
    continued: frozenset[str] = frozenset()
    forced: Mapping[str, str] = field(default_factory=dict)
    tolerances: Mapping[str, Threshold] = field(default_factory=dict)
    attached: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, KnownFile] = field(default_factory=dict)
    used: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)
    mask: Mask = NO_SECRETS
    only_notes: bool = False
    target: str = ""
    nodes: frozenset[str] = frozenset()
    locations: frozenset[str] = frozenset()
    warnings: tuple[str, ...] = ()
    read_at: Mapping[str, ReadAt] = field(default_factory=dict)
    once_per: Mapping[str, str] = field(default_factory=dict)
    once_stamps: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    full_tests: bool = False
    once_defined: Mapping[str, str] = field(default_factory=dict)
    refreshing: Refreshing = Refreshing()
    restamped: frozenset[str] = frozenset()
    seen_sources: Mapping[str, SeenSource] = field(default_factory=dict)
    looked_at: Mapping[str, SeenSource] = field(default_factory=dict)

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
            return Runs(f"the content of {_names(unknown)} is unknown")
        key = self.key(definition, inputs)
        if key is None:
            return Runs("its published content is unknown")
        if unique_id in self.forced:
            return Runs(self.forced[unique_id], key)
        if definition.kind == "test":
            if (unique_id, key) in self.facts.verdicts and not self.full_tests:
                return Reused(NodeState("", True), None, "passed on the same data", key)
            why = "full tests" if self.full_tests else ""
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
        if self.full_tests and definitions[unique_id].kind == "test":
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
        """Return the reuse of a node that, or whose subject, was done for the current value."""
        name = definition.unique_id
        if name in self.forced or definition.doubts:
            return None
        if definition.kind == "test":
            # Unselected nodes may be behind: their inputs are not checked.
            behind = [
                each
                for each in self._tested(name)
                if _is_behind(each, states) or each not in self.definitions
            ]
            # A test that compares a reference with newer data than its own would fail, so it waits.
            is_due_once = name in self.once_per and not self.full_tests
            is_done = (name, self.once_key(name, states)) in self.facts.verdicts
            if not (behind or is_due_once) or not is_done:
                return None
            why = f"passed once per {self.once_per.get(name)}"
            if name not in self.once_per:
                value = self.once_per[behind[0]]
                why = f"passed when {_names(behind)} was built (once per {value})"
            return Reused(NodeState("", True), None, why)
        published = self.published.get(name)
        if name not in self.once_per or published is None or published.version is None:
            return None
        before = self.facts.by_version.get(published.version)
        if before is None or self._is_made_anew(before):
            return None
        # Its contents and stamps are of the time when it was built.
        state = replace(_state(before, True), is_behind=True)
        key = self.once_key(name, {name: state}, as_published=True)
        if (name, key) not in self.facts.verdicts or self._is_unjudged(name, state):
            return None
        return Reused(state, before.version, f"built once per {self.once_per[name]}")

    def _is_made_anew(self, shown: VersionFact) -> bool:
        """Return whether an unpublished run left a newer version of the same definition."""
        return any(
            fact.definition == shown.definition and fact.built_at > shown.built_at
            for fact in self.facts.of_node.get(shown.unique_id, ())
        )

    def once_key(
        self, unique_id: str, states: Mapping[str, NodeState], *, as_published: bool = False
    ) -> str:
        """Return the key that records that a node due once per value was done; otherwise "".

        The same for tests of such nodes. The definitions upstream are part of it: see `once.py`. So
        are the stamps of a table: the new ones, or the current ones if `as_published`, as an
        unpublished run changes none.
        """
        definition = self.definitions[unique_id]
        about = self._tested(unique_id) if definition.kind == "test" else (unique_id,)
        if unique_id not in self.once_per and (definition.kind != "test" or not about):
            return ""
        if definition.kind == "test" and unique_id in self.once_per:
            about = ()
        parts = [f"{name}={states[name].content}" for name in about if name in states]
        defined = self.once_defined.get(unique_id, definition.digest)
        shown, now = self.once_stamps.get(unique_id, ("", ""))
        parts += [stamps] if (stamps := shown if as_published else now) else []
        return digest_of("once", self.base, defined, *parts)

    def _tested(self, unique_id: str) -> tuple[str, ...]:
        """Return the nodes built once per value that a test is about: its own, or all it reads."""
        attached = self.attached.get(unique_id)
        asked = self.definitions[unique_id].inputs if attached is None else (attached,)
        return tuple(name for name in asked if name in self.once_per)

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
                state = self._published_state(fact) if is_published else _state(fact, False)
                return Reused(state, fact.version, "", key)
        if published is not None and published.version is not None:
            before = self.facts.by_version.get(published.version)
            if before is not None and self._is_tolerated(definition, before):
                tolerance = self.tolerances[name]
                age = f"{tolerance.count} {tolerance.period}"
                why = f"newer data is within its lag_tolerance ({age})"
                return Reused(_state(before, True), before.version, why, key)
        return self._once(definition, {}) or Runs("", key)

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
                known[name] = _state(fact, True)
        key = self.once_key(test, known)
        is_judged = {(test, key), (test, warned(key))} & self.facts.verdicts
        return not is_judged and not self.definitions[test].doubts

    def _published_state(self, fact: VersionFact) -> NodeState:
        """Return what a table's published version contains; new stamps need a new publication."""
        return _state(fact, fact.unique_id not in self.restamped)

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


def _is_behind(unique_id: str, states: Mapping[str, NodeState]) -> bool:
    return unique_id in states and states[unique_id].is_behind


def _state(fact: VersionFact, is_published: bool) -> NodeState:
    return NodeState(fact.content, is_published, fact.row_count)


def _names(unique_ids: list[str]) -> str:
    return ", ".join(map(name_in, unique_ids))
