"""The OpenAPI document, made of the table of endpoints and of what they answer."""

import re
from typing import Any

import msgspec

from orchestrator import __version__
from orchestrator.serving.answers import ErrorAnswer
from orchestrator.serving.endpoints import ENDPOINTS, Endpoint

_SAID = {
    400: "A parameter that makes no sense",
    401: "No token, or another one",
    403: "Personal, and not allowed by the project",
    404: "There is no such thing",
    410: "The list cannot go on from this cursor: its generation, or some of it, is gone",
    413: "The request has a body",
    414: "The address is too long",
    429: "Too many requests; Retry-After says when to ask again",
    503: "No copy that could be read, or too many requests at once",
}
_OF_ALL = (413, 414, 429, 503)


def openapi_document() -> dict[str, Any]:
    """The document, in version 3.1 of OpenAPI."""
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
            "description": "What is published of customers and segments, to be read. "
            "Each answer is of one generation.",
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
