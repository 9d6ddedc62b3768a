"""What the server reports to its operator: nothing about a customer."""

from msgspec import Struct


class NowListening(Struct, frozen=True):
    """The server listens at `url`, with or without a token."""

    url: str
    needs_token: bool


class NowServed(Struct, frozen=True):
    """A copy was opened: requests from now on are answered from its generation."""

    generation: int


class ServingProblem(Struct, frozen=True):
    """Something that needs the operator's attention."""

    what: str


class Answered(Struct, frozen=True):
    """A request was answered; `route` is its template, never the path, which contains a key."""

    method: str
    route: str
    status: int
    milliseconds: float
    sent_bytes: int
    generation: int | None = None


ServingEvent = NowListening | NowServed | ServingProblem | Answered
