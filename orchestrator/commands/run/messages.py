"""Reports messages that templates emit while the run is going on."""

from collections.abc import Generator
from contextlib import closing

from orchestrator.results import Event, Notice, RunStarted
from orchestrator.workspace.value import Workspace


def telling(
    events: Generator[Event, None, None], workspace: Workspace
) -> Generator[Event, None, None]:
    """Pass events on, with the messages of templates since the last one; each text once."""
    collected = workspace.loaded.warnings
    shown = set(collected.messages[: collected.said])
    with closing(events):
        for event in events:
            if isinstance(event, RunStarted):
                yield event
            new = collected.messages[collected.said :]
            collected.said += len(new)
            for message in dict.fromkeys(new):
                if message not in shown:
                    shown.add(message)
                    yield Notice("info", message)
            if not isinstance(event, RunStarted):
                yield event
