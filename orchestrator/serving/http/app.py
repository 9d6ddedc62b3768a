"""The application: routes of all endpoints, and responses for the errors that they raise."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any

from msgspec import Struct
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from orchestrator.errors import (
    BadArgument,
    EnvironmentFault,
    Gone,
    Refused,
    SegError,
    UsageError,
)
from orchestrator.serving.answers import as_json
from orchestrator.serving.copies import Copies
from orchestrator.serving.endpoints import ENDPOINTS, Endpoint
from orchestrator.serving.http.gate import Gate
from orchestrator.serving.http.responses import GENERATION, error_response, json_response
from orchestrator.serving.limits import Rate
from orchestrator.serving.lookups import RequestArguments
from orchestrator.serving.openapi import openapi_document
from orchestrator.serving.values import ServingEvent, ServingProblem

_STATUS: tuple[tuple[type[SegError], int], ...] = (
    (BadArgument, 400),
    (Refused, 403),
    (Gone, 410),
    (UsageError, 404),
    (EnvironmentFault, 503),
)
_LOOK_EVERY_SECONDS = 1.0


class Allowed(Struct, frozen=True):
    """Who may send requests, and how often; `hosts` are names that need no token."""

    token: str | None
    hosts: Collection[str]
    requests_per_second: int


def application(
    copies: Copies, allowed: Allowed, threads: int, tell: Callable[[ServingEvent], None]
) -> ASGIApp:
    """Return the application; at most `threads` requests are looked up at a time."""
    pool = ThreadPoolExecutor(threads, thread_name_prefix="seg-serve")
    templates: dict[Any, str] = {}
    routes = []
    for endpoint in ENDPOINTS:
        function = _function(endpoint, copies, pool, tell)
        templates[function] = endpoint.template
        routes.append(Route(endpoint.path, function, methods=["GET"]))
    routes.append(Route("/openapi.json", _openapi, methods=["GET"]))
    templates[_openapi] = "/openapi.json"
    app = Starlette(
        routes=routes,
        exception_handlers={HTTPException: _http_error, Exception: _own_error},
        lifespan=partial(_lifespan, copies, pool, tell),
    )
    app.router.redirect_slashes = False
    return Gate(
        app,
        token=allowed.token,
        hosts=allowed.hosts,
        rate=Rate(allowed.requests_per_second),
        tell=tell,
        route_of=templates.get,
    )


def _function(
    endpoint: Endpoint,
    copies: Copies,
    pool: ThreadPoolExecutor,
    tell: Callable[[ServingEvent], None],
) -> Callable[[Request], Awaitable[Response]]:
    async def answered(request: Request) -> Response:
        given = request.query_params.multi_items()
        wrong = _wrong_parameter([name for name, _ in given], endpoint)
        if wrong:
            return error_response(400, wrong)
        arguments = RequestArguments(request.path_params, dict(given))
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(pool, _response_of, endpoint, copies, arguments, tell)

    return answered


def _response_of(
    endpoint: Endpoint,
    copies: Copies,
    arguments: RequestArguments,
    tell: Callable[[ServingEvent], None],
) -> Response:
    try:
        with copies.lent() as (copy, warehouse):
            answer = endpoint.answer(copy, warehouse, arguments)
            mask = copy.workspace.mask
            headers = {GENERATION: str(copy.served.generation)}
            return json_response(as_json(answer), mask=mask, headers=headers)
    except SegError as error:
        status = next((status for kind, status in _STATUS if isinstance(error, kind)), 500)
        if status == 500:
            # The engine's message can contain the requested key.
            tell(ServingProblem(f"{endpoint.template}: {type(error).__name__}"))
            return error_response(500, "the request could not be answered")
        headers = {"Retry-After": "5"} if status == 503 else {}
        return error_response(status, str(error), mask=copies.mask, headers=headers)


def _wrong_parameter(names: list[str], endpoint: Endpoint) -> str | None:
    for name in names:
        if name not in endpoint.parameters:
            known = ", ".join(endpoint.parameters) or "none"
            return f"there is no such parameter\n  fix: parameters here: {known}"
        if names.count(name) > 1:
            return f"{name}: given more than once"
    return None


async def _openapi(_request: Request) -> Response:
    return json_response(openapi_document())


async def _http_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    said = {404: "not found", 405: "only GET is supported"}
    text = said.get(error.status_code, "the request cannot be answered")
    return error_response(error.status_code, text, headers=error.headers or {})


async def _own_error(_request: Request, _error: Exception) -> Response:
    return error_response(500, "the request could not be answered")


@asynccontextmanager
async def _lifespan(
    copies: Copies,
    pool: ThreadPoolExecutor,
    tell: Callable[[ServingEvent], None],
    _app: Starlette,
) -> AsyncIterator[None]:
    looking = asyncio.create_task(_look_on(copies, tell))
    try:
        yield
    finally:
        looking.cancel()
        with suppress(asyncio.CancelledError):
            await looking
        pool.shutdown()
        copies.close()


async def _look_on(copies: Copies, tell: Callable[[ServingEvent], None]) -> None:
    """Look for a new copy even without requests: the old one takes space until it is closed."""
    loop = asyncio.get_running_loop()
    told = None
    while True:
        try:
            # Not in the pool of the requests, where it would wait for them.
            await loop.run_in_executor(None, copies.look)
            told = None
        except SegError as error:
            if str(error) != told:
                told = str(error)
                tell(ServingProblem(told))
        await asyncio.sleep(_LOOK_EVERY_SECONDS)
