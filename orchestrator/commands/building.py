"""What a build does when it is not known beforehand that there is nothing to do."""

from collections.abc import Generator
from time import time_ns

from orchestrator.commands.asked import Asked
from orchestrator.commands.building_door import BuildOptions
from orchestrator.commands.carrying_out import carried_out
from orchestrator.commands.erase.filtering import make_erasure_filter
from orchestrator.engines.boundary import Catalogue
from orchestrator.results import Event
from orchestrator.runner.control import Control
from orchestrator.workspace.preparing import compile_selected, prepare
from orchestrator.workspace.standing_still import standing_still
from orchestrator.workspace.standstill import database_state, keep_standstill
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import has_warehouse, opened


def built(
    workspace: Workspace,
    selected: tuple[str, ...],
    options: BuildOptions,
    asked: Asked,
    control: Control,
) -> Generator[Event, None, None]:
    """Plan what is selected, carry it out, and publish it."""
    began_ns = time_ns()
    # What cannot be compiled leaves no empty warehouse behind.
    is_new = not has_warehouse(workspace)
    compiled = compile_selected(workspace, selected, Catalogue()) if is_new else None
    with opened(workspace) as engine:
        catalogue = engine.catalogue()
        prepared = prepare(
            workspace,
            selected,
            catalogue,
            publish=options.publish,
            has_gates=options.has_gates,
            store_failures=options.store_failures,
            engine=engine,
            is_noting=True,
            compiled=compiled if catalogue == Catalogue() else None,
        )
        erasure_filter = make_erasure_filter(workspace, engine, prepared.compiled, catalogue)
        yield from carried_out(
            workspace,
            prepared.plan,
            engine,
            catalogue,
            control,
            asked,
            compiled=prepared.compiled,
            erasure_filter=erasure_filter,
        )
        found = standing_still(workspace, prepared, catalogue, engine, began_ns)
    # Until it was closed nobody else could write; what is at rest now is what was looked at.
    if (
        found is not None
        and prepared.uses is not None
        and database_state(workspace) == found.database
    ):
        keep_standstill(workspace, selected, asked.as_json(), found, prepared.uses)
