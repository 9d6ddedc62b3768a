"""Explains why a customer is in a segment, by evaluating its rule on published data."""

from msgspec.structs import replace

from orchestrator.commands.published.families import entities_of, published_sources, spelling_of
from orchestrator.commands.published.rule_events import published_events
from orchestrator.engines.boundary import Catalogue, Session
from orchestrator.nodes import Model, Segment
from orchestrator.segments.events import without_events
from orchestrator.segments.explanation import Explanation, explain, question_about
from orchestrator.segments.family_sql import calls_in
from orchestrator.segments.rules import Membership
from orchestrator.workspace.value import Workspace


class Explainer:
    """Explains segments for one customer, each segment once."""

    def __init__(
        self, workspace: Workspace, catalogue: Catalogue, session: Session, customer: str
    ) -> None:
        self._workspace = workspace
        self._catalogue = catalogue
        self._session = session
        self._customer = customer
        self._known: dict[tuple[str, str], Explanation | None] = {}

    def explained(self, model: Model, segment: Segment) -> Explanation | None:
        """Return the explanation; None if the family does not include the customer."""
        key = (model.unique_id, segment.name)
        if key not in self._known:
            self._known[key] = self._explain(model, segment)
        return self._known[key]

    def all_rules(self, model: Model) -> Explanation | None:
        """Return the outcome of all rules of a family, as for `otherwise`, even if it has none."""
        assert model.family is not None
        segments = model.family.segments
        rest = segments[-1]
        if rest.where is not None:
            rest = replace(rest, name="", where=None)
            model = replace(model, family=replace(model.family, segments=(*segments, rest)))
        return self._explain(model, rest)

    def _explain(self, model: Model, segment: Segment) -> Explanation | None:
        assert model.family is not None
        on = entities_of(self._workspace, model)
        sources = published_sources(self._workspace, model, self._catalogue)
        events = published_events(
            self._workspace,
            model,
            self._catalogue,
            self._session,
            calls_in(model.family.segments),
            self._customer,
        )
        question = question_about(
            model.name,
            model.family,
            segment,
            self._customer,
            replace(sources, events=events),
            spelling_of(self._workspace),
            self._columns,
            frozenset(column.name.casefold() for column in on.columns if column.is_personal),
        )
        rows = self._session.query(question.select)
        if not rows.values:
            return None

        def ask(membership: Membership) -> Explanation | None:
            referenced = self._referenced_family(model, membership.family)
            found = referenced.family.segment(membership.segment) if referenced.family else None
            return self.explained(referenced, found) if found else None

        return explain(question, rows, ask)

    def _referenced_family(self, model: Model, family: str) -> Model:
        """Return the family that a rule of the model refers to by name."""
        nodes = (self._workspace.project.nodes[name] for name in model.depends_on[1:])
        return next(node for node in nodes if isinstance(node, Model) and node.name == family)

    def _columns(self, text: str) -> tuple[str, ...]:
        expression = self._workspace.adapter.read_expression(without_events(text))
        return tuple(dict.fromkeys(found.text for found in expression.columns))
