"""Resolves `ref()`, `source()` and `metric()`: from names to the unique id of a node."""

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from msgspec import Struct, field

from orchestrator.errors import Place, Problem, ProjectError, UnknownName
from orchestrator.names import did_you_mean
from orchestrator.nodes import Metric, Node, SemanticModel, Source


class Reference(Struct, frozen=True):
    """A call of ref(), source() or metric() with its literal arguments, and its place.

    A `measure` is a name in a metric, without a call.
    """

    kind: str
    arguments: tuple[str, ...]
    place: Place | None = None
    version: str | None = None

    def __str__(self) -> str:
        shown = [repr(argument) for argument in self.arguments]
        shown += [f"v={self.version}"] if self.version is not None else []
        return f"{self.kind}({', '.join(shown)})"


def version_in(options: Mapping[str, object]) -> str | None:
    """Return the version in the options of ref()."""
    version = options.get("v", options.get("version"))
    return None if version is None else str(version)


class References(Struct, frozen=True, dict=True):
    """Finds nodes in all packages by the names that templates use for them.

    `disabled` is where names were disabled. The indexes are built on first use, because many
    commands resolve no name.
    """

    root: str
    nodes: Collection[Node]
    disabled: Mapping[str, Place] = field(default_factory=dict)

    @cached_property
    def _by_name(self) -> Mapping[str, Mapping[str, str]]:
        """By name and package, the unique ids of nodes that ref() can refer to."""
        found: dict[str, dict[str, str]] = {}
        for node in self.nodes:
            if not isinstance(node, Source) and node.resource.called_by == "ref" and node.is_latest:
                found.setdefault(node.name, {})[node.package] = node.unique_id
        return found

    @cached_property
    def _by_version(self) -> Mapping[tuple[str, str], Mapping[str, str]]:
        """By name and version, then package, the unique ids of versioned models."""
        found: dict[tuple[str, str], dict[str, str]] = {}
        for node in self.nodes:
            if node.version is not None:
                found.setdefault((node.name, node.version), {})[node.package] = node.unique_id
        return found

    @cached_property
    def _sources(self) -> Mapping[tuple[str, str], Mapping[str, str]]:
        """By source and table, then package, the unique ids of nodes that source() can refer to."""
        found: dict[tuple[str, str], dict[str, str]] = {}
        for node in self.nodes:
            if isinstance(node, Source):
                key = (node.source_name, node.name)
                found.setdefault(key, {})[node.package] = node.unique_id
        return found

    @cached_property
    def _semantic(self) -> Mapping[tuple[str, str], Mapping[str, str]]:
        """By kind and name, then package, metrics, and the semantic models of measures."""
        found: dict[tuple[str, str], dict[str, str]] = {}
        for node in self.nodes:
            named: Iterable[tuple[str, str]] = ()
            if isinstance(node, Metric):
                named = (("metric", node.name),)
            elif isinstance(node, SemanticModel):
                named = (("measure", name) for name in node.measures)
            for key in named:
                found.setdefault(key, {}).setdefault(node.package, node.unique_id)
        return found

    def find(self, reference: Reference, package: str) -> str:
        """Return the unique id that a reference in `package` resolves to; raises ProjectError."""
        found = self.known(reference, package)
        if found is None:
            raise ProjectError([self._unknown(reference)])
        return found

    def known(self, reference: Reference, package: str) -> str | None:
        """Return the unique id that a reference in `package` resolves to, if the node exists.

        An unqualified name is looked up in the package itself, then in the root project, then in
        the other packages.
        """
        if reference.kind == "source":
            found = self._sources.get((reference.arguments[0], reference.arguments[1]), {})
        else:
            *qualifier, name = reference.arguments
            if reference.kind in ("metric", "measure"):
                found = self._semantic.get((reference.kind, name), {})
            elif reference.version is None:
                found = self._by_name.get(name, {})
            else:
                found = self._by_version.get((name, reference.version), {})
            if qualifier:
                found = {owner: node for owner, node in found.items() if owner == qualifier[0]}
        for owner in (package, self.root, *found):
            if owner in found:
                return found[owner]
        return None

    def is_disabled(self, reference: Reference) -> bool:
        """Return whether a reference names a node that exists only disabled."""
        return self.disabled_at(reference) is not None

    def disabled_at(self, reference: Reference) -> Place | None:
        """Return where the node of a reference was disabled; None if it is enabled or missing."""
        name = reference.arguments[-1]
        return None if name in self._by_name else self.disabled.get(name)

    def _unknown(self, reference: Reference) -> Problem:
        if reference.kind == "source":
            return self._unknown_source(reference)
        if reference.kind in ("metric", "measure"):
            return self._unknown_semantic(reference)
        name = reference.arguments[-1]
        if name in self.disabled:
            where = self.disabled[name]
            fix = f"'{name}' is disabled ({where}): enable it, or remove the reference"
            return _problem(f"{reference} names a disabled model", reference, fix)
        nearest = did_you_mean(name, self._by_name)
        return _problem(f"{reference} names no model", reference, nearest)

    def _unknown_semantic(self, reference: Reference) -> Problem:
        kind, name = reference.kind, reference.arguments[-1]
        nearest = did_you_mean(name, [known for of, known in self._semantic if of == kind])
        where = "semantic model has it" if kind == "measure" else "file declares it"
        return _problem(f"the {kind} '{name}' does not exist: no {where}", reference, nearest)

    def _unknown_source(self, reference: Reference) -> Problem:
        source, table = reference.arguments
        tables = [known for owner, known in self._sources if owner == source]
        if tables:
            fix = did_you_mean(table, tables) or f"tables of '{source}': {', '.join(tables)}"
        else:
            fix = did_you_mean(source, {owner for owner, _ in self._sources}) or (
                f"declare it under sources: in a .yml file, as {source} with the table {table}"
            )
        return _problem(f"{reference} names no source", reference, fix)


def _problem(what: str, reference: Reference, fix: str | None) -> Problem:
    unknown = UnknownName("node", reference.arguments[-1])
    return Problem(what, reference.place, fix, unknown=unknown)
