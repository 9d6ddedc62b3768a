"""The OpenAPI document, built from the table of endpoints and their answers."""

import re
from typing import Any

import msgspec

from orchestrator import __version__
from orchestrator.serving.answers import ErrorAnswer
from orchestrator.serving.endpoints import ENDPOINTS, Endpoint

_SAID = {
    400: "An invalid parameter",
    401: "No token, or a wrong one",
    403: "Personal data that the project does not allow to be served",
    404: "Not found",
    410: (
        "The list cannot continue from this cursor: its generation, or part of it, no longer exists"
    ),
    413: "The request has a body",
    414: "The address is too long",
    429: "Too many requests; Retry-After says when to retry",
    503: "No readable copy, or too many concurrent requests",
}
_OF_ALL = (413, 414, 429, 503)


def openapi_document() -> dict[str, Any]:
    """Return the document, in version 3.1 of OpenAPI."""
    answers = [*dict.fromkeys(endpoint.gives for endpoint in ENDPOINTS), ErrorAnswer]
    shown, schemas = msgspec.json.schema_components(
        answers, ref_template="#/components/schemas/{name}"
    )
    refs = dict(zip(answers, shown, strict=True))
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "seg",
            "version": __version__,
            "description": "Read access to published customers and segments. Each "
            "answer is from one generation.",
        },
        "paths": {each.template: {"get": _operation(each, refs)} for each in ENDPOINTS},
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(endpoint: Endpoint, refs: dict[Any, Any]) -> dict[str, Any]:
    is_open = endpoint.path == "/health"
    errors = sorted({*endpoint.errors, *_OF_ALL, *(() if is_open else (401,))})
    named = re.findall(r"{(\w+)}", endpoint.template)
    return {
        "operationId": re.sub(r"\W+", "_", endpoint.template).strip("_"),
        "summary": endpoint.summary,
        "security": [] if is_open else [{"token": []}],
        "parameters": [
            *(
                {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
                for name in named
            ),
            *(
                {"name": name, "in": "query", "schema": {"type": "string"}, "description": about}
                for name, about in endpoint.parameters.items()
            ),
        ],
        "responses": {
            "200": _response("The answer", refs[endpoint.gives]),
            **{str(status): _response(_SAID[status], refs[ErrorAnswer]) for status in errors},
        },
    }


def _response(description: str, schema: Any) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}
