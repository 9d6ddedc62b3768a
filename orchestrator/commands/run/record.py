"""Files that describe a run: the journal while it runs, the JSON artifacts at its end."""

from collections.abc import Callable, Generator
from contextlib import ExitStack, closing

from orchestrator.artifacts.journal import NAME as JOURNAL
from orchestrator.artifacts.journal import Journal
from orchestrator.artifacts.run_results import RunResults
from orchestrator.artifacts.sources import Sources
from orchestrator.commands.run.arguments import RunArguments
from orchestrator.errors import EnvironmentFault
from orchestrator.results import Event, Published
from orchestrator.workspace.value import Workspace


def recorded(
    workspace: Workspace,
    events: Generator[Event, None, None],
    arguments: RunArguments,
    sql_of: Callable[[str], str | None] = lambda _: None,
) -> Generator[Event, None, None]:
    """Write each event to the journal before passing it on, so none is seen unrecorded.

    The files are completed even if the run breaks off. `sql_of` returns a node's SQL on published
    names; `arguments` is for a retry.
    """
    if not workspace.flags.write_json:
        yield from events
        return
    records = _records(workspace, sql_of, arguments)
    with ExitStack() as open_records:
        for record in records:
            open_records.callback(record.close)
        generation: int | None = None
        # Close the run before the engine, even if a file cannot be written.
        for event in open_records.enter_context(closing(events)):
            if isinstance(event, Published):
                generation = event.generation
            try:
                for record in records:
                    record.show(event)
            except EnvironmentFault as fault:
                if generation is None:
                    raise
                what = (
                    f"generation {generation} is published, but the run was interrupted after that"
                )
                raise EnvironmentFault(f"{what}: {fault.what}", fault.fix) from fault
            yield event


def _records(
    workspace: Workspace, sql_of: Callable[[str], str | None], arguments: RunArguments
) -> tuple[Journal | RunResults | Sources, ...]:
    target, nodes, mask = workspace.target_path, workspace.project.nodes, workspace.mask
    return (
        Journal(target / JOURNAL, mask=mask, arguments=arguments.as_json()),
        RunResults(
            target / "run_results.json",
            nodes,
            workspace.invocation,
            workspace.dialect.relation,
            args=arguments.args,
            sql_of=sql_of,
            mask=mask,
        ),
        Sources(target / "sources.json", nodes, workspace.invocation, mask=mask),
    )
