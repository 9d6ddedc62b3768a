"""The step of an incremental model that continues from what exists already."""

from collections.abc import Sequence

from orchestrator.compiler.closing import StepSql
from orchestrator.compiler.sql import Origin
from orchestrator.config.config_keys import TARGET_ALIAS
from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Catalogue, PublishedRelation
from orchestrator.names import RelationName
from orchestrator.nodes import Model
from orchestrator.plan.relations import is_same_name, is_there
from orchestrator.plan.steps import ApplyDelta, DeltaStrategy
from orchestrator.project.value import ParsedProject


def is_found(table: PublishedRelation) -> bool:
    """Return whether the table was not made by seg but, for example, by dbt."""
    return table.version == table.relation


def table_before(model: Model, catalogue: Catalogue) -> PublishedRelation | None:
    """Return the table that an incremental model continues from; None if it starts.

    A table under a different name, such as in another target's schema, is not continued. But a
    table under the model's name that seg did not make, such as dbt's own, is.
    """
    before = catalogue.published.get(model.unique_id)
    if before is not None and is_same_name(before.relation, model.relation):
        return before if before.version is not None and before.kind == "table" else None
    if not is_there(catalogue, "table")(model.relation):
        return None
    name = model.relation
    return PublishedRelation(model.unique_id, name, "table", name, "", "", (), None)


def _is_continued(model: Model, catalogue: Catalogue, is_full_refresh: bool) -> bool:
    """Return whether a model is incremental, has a table, and needs no full refresh.

    The model's own `full_refresh` setting overrides the command's.
    """
    if model.config.materialized != "incremental":
        return False
    if model.config.full_refresh if model.config.full_refresh is not None else is_full_refresh:
        return False
    return table_before(model, catalogue) is not None


def continued_models(
    project: ParsedProject, catalogue: Catalogue, is_full_refresh: bool
) -> frozenset[str]:
    """Return the models that continue from what is published: `is_incremental()` is true.

    They may still be rebuilt in full if their definition changed: `redefined_models`.
    """
    return frozenset(
        node.unique_id
        for node in project.nodes.values()
        if isinstance(node, Model) and _is_continued(node, catalogue, is_full_refresh)
    )


def delta_step(
    model: Model,
    sql: StepSql | None,
    version: RelationName,
    catalogue: Catalogue,
    dialect: Dialect,
    *,
    fingerprint: str,
    reason: str,
    origin: Origin,
    macro: str | None = None,
) -> ApplyDelta:
    """Return the step that applies the delta of a continued model."""
    config, number = model.config, catalogue.next_version
    strategy = _strategy(model) if macro is None else "append"
    is_replacing = strategy != "append" or config.microbatch is not None
    current = table_before(model, catalogue)
    assert current is not None, "only what goes on has a delta"
    if is_found(current):
        reason = f"continues from {current.relation}, which seg did not build"
    return ApplyDelta(
        unique_id=model.unique_id,
        reason=reason,
        origin=origin,
        relation=model.relation,
        version=version,
        sql=sql,
        current=current,
        is_found=is_found(current),
        strategy=strategy,
        key=config.unique_key if strategy != "append" or config.delete_when is not None else (),
        delete_when=config.delete_when,
        where=_where(config.incremental_predicates) if is_replacing else None,
        on_schema_change=config.on_schema_change or "fail",
        update_columns=config.merge_update_columns,
        exclude_columns=config.merge_exclude_columns,
        rows=dialect.version_name(model.relation, number, "delta"),
        images=dialect.version_name(model.relation, number, "images"),
        staying=dialect.version_name(model.relation, number, "staying"),
        undo=dialect.version_name(model.relation, number, "undo"),
        contract=model.contract,
        fingerprint=fingerprint,
        macro=macro,
    )


def _strategy(model: Model) -> DeltaStrategy:
    """Return the model's strategy; without a key there is nothing to replace."""
    if not model.config.unique_key:
        return "append"
    match model.config.incremental_strategy:
        case "append" | "merge" as named:
            return named
        case _:
            return "delete+insert"


def _where(predicates: Sequence[str]) -> str | None:
    """Return one condition on rows of the table, which dbt lets it refer to by two names."""
    if not predicates:
        return None
    return " and ".join(f"({TARGET_ALIAS.sub('', each)})" for each in predicates)
