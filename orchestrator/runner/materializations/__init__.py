"""How each kind of build step makes its new version; one function a kind, chosen by `build`."""

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Session
from orchestrator.plan.steps import (
    ApplyDelta,
    Build,
    CreateTable,
    CreateView,
    LoadSeed,
    RunPython,
)
from orchestrator.runner.materializations.built import Built
from orchestrator.runner.materializations.incremental import build_delta
from orchestrator.runner.materializations.python import build_python
from orchestrator.runner.materializations.simple import build_seed, build_table, build_view


def build(step: Build, session: Session, dialect: Dialect) -> Built:
    """Make a step's new version aside; what publishing it will change."""
    match step:
        case LoadSeed():
            return build_seed(step, session, dialect)
        case CreateTable():
            return build_table(step, session, dialect)
        case CreateView():
            return build_view(step, session, dialect)
        case RunPython():
            return build_python(step, session, dialect)
        case ApplyDelta():
            return build_delta(step, session, dialect)
