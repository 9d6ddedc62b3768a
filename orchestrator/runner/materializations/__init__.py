"""How each kind of build step makes its new version; one function a kind, chosen by `build`."""

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Keep, Session
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


def build(step: Build, session: Session, dialect: Dialect, keep: Keep | None = None) -> Built:
    """Make a step's new version aside, of the rows to `keep`; what publishing it will change."""
    match step:
        case LoadSeed():
            return build_seed(step, session, dialect, keep)
        case CreateTable():
            return build_table(step, session, dialect, keep)
        case CreateView():
            return build_view(step, session, dialect)
        case RunPython():
            return build_python(step, session, dialect, keep)
        case ApplyDelta():
            return build_delta(step, session, dialect, keep)
