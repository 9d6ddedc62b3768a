"""Models whose settings no run supports; in a dbt project each of them fails on its own."""

from orchestrator.compiler.strategies import macro_name, strategy_macro
from orchestrator.config.config_keys import EXTERNAL, FILE_FORMATS, MATERIALIZATIONS, STRATEGIES
from orchestrator.config.settings import NodeSettings
from orchestrator.errors import ProjectError
from orchestrator.names import did_you_mean
from orchestrator.nodes import Model
from orchestrator.templates.library import Macros


def require_buildable(model: Model, macros: Macros, *, is_going_on: bool) -> None:
    """Raise ProjectError for a materialization or strategy that is not built in."""
    kind, strategy = model.config.materialized, model.config.incremental_strategy
    if kind not in MATERIALIZATIONS:
        defined = macros.materializations.get(kind)
        what = f"unknown materialization '{kind}'"
        if defined is not None:
            what = (
                f"the materialization '{kind}' ({defined}) is not supported: seg has only built-in "
                "materializations"
            )
        _refuse(model, "materialized", what, kind, MATERIALIZATIONS)
    form = model.settings.get("format")
    if kind == EXTERNAL and form is not None and form not in FILE_FORMATS:
        what = f"an external model cannot be written as '{form}'"
        _refuse(model, "format", what, form, FILE_FORMATS)
    is_asked_for = is_going_on or model.package not in macros.lenient
    if kind != "incremental" or strategy in (None, *STRATEGIES) or not is_asked_for:
        return
    assert strategy is not None
    if strategy_macro(model, macros) is None:
        what = f"unknown incremental_strategy '{strategy}'"
        own = f", or define a macro '{macro_name(strategy)}'"
        _refuse(model, "incremental_strategy", what, strategy, STRATEGIES, own)


def _refuse(
    model: Model, key: str, what: str, found: str, known: tuple[str, ...], or_else: str = ""
) -> None:
    settings = model.config.settings
    place = settings.value_place(key) if isinstance(settings, NodeSettings) else None
    fix = did_you_mean(found, known) or f"use one of {', '.join(known)}{or_else}"
    raise ProjectError.of(what, place or model.place, fix)
