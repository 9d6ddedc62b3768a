"""How long each node took when it was last built, from the journal."""

import json
from collections.abc import Collection
from pathlib import Path

from orchestrator.artifacts.files import fault
from orchestrator.artifacts.journal import runs_backwards

_FINISHED = b'"event": "NodeFinished"'
_SUCCESS = b'"status": "success"'


def last_times(path: Path, target: str, wanted: Collection[str]) -> dict[str, float]:
    """Return the seconds of each wanted node, as far as the runs on this target have them.

    What cannot be read is left out: the figures are only shown to people.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise fault("read", path, error) from error
    found: dict[str, float] = {}
    for run in runs_backwards(content):
        started, *lines = run.splitlines()
        try:
            if json.loads(started).get("target", target) != target:
                continue
            for line in lines:
                if _FINISHED in line and _SUCCESS in line:
                    event = json.loads(line)
                    found.setdefault(event["unique_id"], float(event["elapsed_seconds"]))
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
        if found.keys() >= set(wanted):
            break
    return {name: seconds for name, seconds in found.items() if name in wanted}
