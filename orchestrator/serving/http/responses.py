"""Answers and errors as responses: JSON that must not be cached."""

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from orchestrator.json_text import json_text
from orchestrator.secrets import NO_SECRETS, Mask

_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
GENERATION = "Seg-Generation"


def json_response(
    value: Any,
    status: int = 200,
    *,
    mask: Mask = NO_SECRETS,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return the value as JSON."""
    return Response(
        json_text(value, mask),
        status,
        {**_HEADERS, **(headers or {})},
        media_type="application/json",
    )


def error_response(
    status: int, text: str, *, mask: Mask = NO_SECRETS, headers: Mapping[str, str] | None = None
) -> Response:
    """Return an error; a second line of the text that begins with `fix: ` becomes its own field."""
    what, _, fix = text.partition("\n  fix: ")
    return json_response(
        {"error": what} | ({"fix": fix} if fix else {}), status, mask=mask, headers=headers
    )
