"""Sends a list to a destination of the project in batches; the destination acknowledges it."""

import hashlib
from collections.abc import Sequence

from orchestrator.config.destination import Destination
from orchestrator.errors import UsageError
from orchestrator.json_text import json_text
from orchestrator.names import did_you_mean
from orchestrator.people.libraries_door import delivery
from orchestrator.people.list_requests import ListRequest
from orchestrator.workspace.value import Workspace


def destination_of(workspace: Workspace, name: str) -> Destination:
    """Return the destination of that name in the project file; raises UsageError."""
    known = workspace.file.destinations
    if name not in known:
        fix = did_you_mean(name, known) or (
            f"destinations: {', '.join(known)}"
            if known
            else f"declare it under destinations: in {workspace.file.path}"
        )
        raise UsageError(f"no destination '{name}'", fix=fix)
    return known[name]


def send(
    destination: Destination,
    request: ListRequest,
    rows: Sequence[Sequence[object]],
    acknowledged: int,
) -> int:
    """Send all rows; return how many requests that took; raises EnvironmentFault.

    A batch that is sent again, also by a later call, has the same `Idempotency-Key`: it depends on
    the contents and on how many lists were `acknowledged` before.
    """
    post = delivery().post
    batches = [rows[at : at + destination.batch] for at in range(0, len(rows), destination.batch)]
    for number, batch in enumerate(batches or [[]], 1):
        content = json_text(
            {
                "list": request.name,
                "kind": request.kind,
                "batch": number,
                "batches": max(len(batches), 1),
                request.who: [dict(zip(request.columns, row, strict=True)) for row in batch],
            }
        )
        key = hashlib.sha256(f"{acknowledged}:{content}".encode()).hexdigest()
        post(
            destination.url,
            content.encode(),
            {**destination.headers, "Idempotency-Key": key},
            retries=destination.retries,
            timeout=destination.timeout_seconds,
            left="nobody was acknowledged",
        )
    return max(len(batches), 1)
