"""What every request passes first: limits, the host, the token, and the access log."""

import hmac
from collections.abc import Callable, Collection
from hashlib import sha256
from time import monotonic, perf_counter
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from orchestrator.serving.http.responses import GENERATION, error_response
from orchestrator.serving.limits import Rate
from orchestrator.serving.values import Answered

LONGEST_URL = 2_048
MOST_AT_ONCE = 64
OPEN_TO_ALL = frozenset(("/health", "/openapi.json"))
NO_ROUTE = "(no route)"
_DIGITS_OF_A_SHORT_BODY = 5


class Gate:
    """Refuses requests that no endpoint should see, and logs each request without its keys.

    `hosts` are the host names that a request without a token may use: a web page could make its own
    name resolve to this machine (DNS rebinding).
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        token: str | None,
        hosts: Collection[str],
        rate: Rate,
        tell: Callable[[Answered], None],
        route_of: Callable[[Any], str | None],
    ) -> None:
        self._app = app
        self._token = None if token is None else _digest(token)
        self._hosts = hosts
        self._rate = rate
        self._tell = tell
        self._route_of = route_of
        self._under_way = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, and log it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = perf_counter()
        seen: dict[str, Any] = {"status": 500, "sent": 0}

        async def send_and_see(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen["status"] = message["status"]
                seen["generation"] = Headers(raw=message["headers"]).get(GENERATION)
            else:
                seen["sent"] += len(message.get("body", b""))
            await send(message)

        self._under_way += 1
        try:
            await (self._refusal(scope) or self._app)(scope, receive, send_and_see)
        finally:
            self._under_way -= 1
            generation = seen.get("generation")
            self._tell(
                Answered(
                    scope["method"] if scope["method"] in _METHODS else "OTHER",
                    self._route_of(scope.get("endpoint")) or NO_ROUTE,
                    seen["status"],
                    round((perf_counter() - began) * 1000, 1),
                    seen["sent"],
                    int(generation) if generation else None,
                )
            )

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST_URL:
            return _closing(414, f"the address is longer than {LONGEST_URL} bytes")
        length = headers.get("content-length", "0")
        if length != "0" or "transfer-encoding" in headers:
            # A short body is read and dropped: a client that is cut off while sending reads no
            # answer.
            is_short = len(length) <= _DIGITS_OF_A_SHORT_BODY and "transfer-encoding" not in headers
            return (error_response if is_short else _closing)(413, "requests must not have a body")
        client = scope.get("client")
        wait = self._rate.wait(client[0] if client else "", monotonic())
        if wait:
            return error_response(
                429, "too many requests", headers={"Retry-After": str(max(1, round(wait)))}
            )
        if self._under_way > MOST_AT_ONCE:
            return error_response(503, "too many concurrent requests", headers={"Retry-After": "1"})
        if self._token is None:
            if _name_of(headers.get("host", "")) not in self._hosts:
                return error_response(421, "unknown host name")
            return None
        if scope["path"] in OPEN_TO_ALL or self._is_token(headers.get("authorization", "")):
            return None
        return error_response(
            401,
            "a token is required\n  fix: send the header 'Authorization: Bearer TOKEN'",
            headers={"WWW-Authenticate": "Bearer"},
        )

    def _is_token(self, authorization: str) -> bool:
        kind, _, given = authorization.partition(" ")
        # Digests are compared: the time then reveals neither the token nor its length.
        is_it = hmac.compare_digest(_digest(given.strip()), self._token or b"")
        return is_it and kind.casefold() == "bearer"


_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"))


def _closing(status: int, text: str) -> Response:
    """Return a refusal that closes the connection: nothing else on it is read."""
    return error_response(status, text, headers={"Connection": "close"})


def _name_of(host: str) -> str:
    """Return the host without its port, in lower case; an IPv6 address without its brackets."""
    if host.startswith("["):
        return host[1:].partition("]")[0].casefold()
    return host.partition(":")[0].casefold()


def _digest(text: str) -> bytes:
    return sha256(text.encode("utf-8", "surrogateescape")).digest()
