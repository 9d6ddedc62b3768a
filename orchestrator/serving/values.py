"""What the server tells whoever runs it: nothing of a customer is in it."""

from msgspec import Struct


class NowListening(Struct, frozen=True):
    """The server can be asked at `url`, with a token or without."""

    url: str
    needs_token: bool


class NowServed(Struct, frozen=True):
    """A copy was opened: what is asked from now on is answered from its generation."""

    generation: int


class ServingProblem(Struct, frozen=True):
    """Something that whoever runs the server should see to."""

    what: str


class Answered(Struct, frozen=True):
    """A request was answered: `route` is its template, never the path, which names a customer."""

    method: str
    route: str
    status: int
    milliseconds: float
    sent_bytes: int
    generation: int | None = None


ServingEvent = NowListening | NowServed | ServingProblem | Answered
