"""Reports messages that templates emit while the run is going on."""

from collections.abc import Generator
from contextlib import closing

from orchestrator.results import Event, Notice, RunStarted
from orchestrator.workspace.value import Workspace


def telling(
    events: Generator[Event, None, None], workspace: Workspace
) -> Generator[Event, None, None]:
    """Pass events on, with the messages of templates since the last one; each text once."""
    told = workspace.loaded.warnings
    said = set(told.messages[: told.said])
    with closing(events):
        for event in events:
            if isinstance(event, RunStarted):
                yield event
            new = told.messages[told.said :]
            told.said += len(new)
            for message in dict.fromkeys(new):
                if message not in said:
                    said.add(message)
                    yield Notice("info", message)
            if not isinstance(event, RunStarted):
                yield event
