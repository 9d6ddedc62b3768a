"""The files that tell of a run: the journal as it goes on, the JSON artifacts at its end."""

from collections.abc import Callable, Generator, Mapping
from contextlib import ExitStack, closing
from functools import cache

from orchestrator.artifacts.files import write_atomically
from orchestrator.artifacts.journal import NAME as JOURNAL
from orchestrator.artifacts.journal import Journal
from orchestrator.artifacts.run_results import RunResults
from orchestrator.artifacts.sources import Sources
from orchestrator.commands.asked import Asked
from orchestrator.commands.manifest import write_manifest_of
from orchestrator.compiler.compile import Compiled
from orchestrator.nodes import DataTest, Model
from orchestrator.results import Event
from orchestrator.workspace.preparing import shown_sql
from orchestrator.workspace.value import Workspace


def recorded(
    workspace: Workspace,
    compiled: Compiled | None,
    events: Generator[Event, None, None],
    asked: Asked,
) -> Generator[Event, None, None]:
    """The events, each written down before it goes on: nobody has seen what no file tells of.

    The files are closed, and say so, also when the run breaks off. `compiled` is the SQL of what
    runs, which the files hold on published names; `asked` is for a retry.
    """
    if not workspace.flags.write_json:
        yield from events
        return

    @cache
    def sql() -> Mapping[str, str]:
        return shown_sql(workspace, compiled, compiled.sql) if compiled else {}

    records = _records(workspace, sql, asked)
    with ExitStack() as open_records:
        for record in records:
            open_records.callback(record.close)
        # The run is closed before the engine is, also when a file cannot be written.
        for event in open_records.enter_context(closing(events)):
            for record in records:
                record.show(event)
            yield event
    write_manifest_of(workspace, compiled)


def _records(
    workspace: Workspace, sql: Callable[[], Mapping[str, str]], asked: Asked
) -> tuple[Journal | RunResults | Sources, ...]:
    target, nodes, mask = workspace.target_path, workspace.project.nodes, workspace.mask
    return (
        Journal(target / JOURNAL, mask=mask, asked=asked.as_json()),
        RunResults(
            target / "run_results.json",
            nodes,
            workspace.invocation,
            workspace.dialect.relation,
            sql_of=lambda unique_id: sql().get(unique_id),
            mask=mask,
        ),
        Sources(target / "sources.json", nodes, workspace.invocation, mask=mask),
    )


def write_compiled(workspace: Workspace, compiled: Compiled, unique_id: str) -> str:
    """Write a node's SQL under target/compiled; the file's path as messages show it."""
    node = workspace.project.nodes[unique_id]
    path = node.path.replace("../", "")
    is_declared = isinstance(node, DataTest) and node.is_generic
    is_family = isinstance(node, Model) and node.family is not None
    name = f"{path}/{node.name}.sql" if is_declared or is_family else path
    file = workspace.target_path / "compiled" / node.package / name
    sql = shown_sql(workspace, compiled, [unique_id])[unique_id]
    write_atomically(file, workspace.mask.text(sql.strip() + "\n"))
    try:
        return file.relative_to(workspace.file.root).as_posix()
    except ValueError:
        return str(file)
