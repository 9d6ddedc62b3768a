"""The endpoints: path, answer, parameters."""

from collections.abc import Mapping

from msgspec import Struct, field

from orchestrator.serving import lookups
from orchestrator.serving.answers import (
    AccountAnswer,
    CustomerAnswer,
    EventsAnswer,
    Health,
    MembersAnswer,
    SegmentsAnswer,
)
from orchestrator.serving.lookups import Answer


class Endpoint(Struct, frozen=True):
    """A path with its parameters and their descriptions, by name; `errors` are possible errors.

    `{name:path}` can contain a slash, as keys of customers can.
    """

    path: str
    answer: Answer
    gives: type[Struct]
    summary: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    errors: tuple[int, ...] = ()

    @property
    def template(self) -> str:
        """Return the path as documents and the access log show it."""
        return self.path.replace(":path}", "}")


_PARTS = "The parts to return, separated by commas; all by default: "

ENDPOINTS = (
    Endpoint(
        "/health", lookups.health, Health, "The generation that is served, and its age.", {}, ()
    ),
    Endpoint(
        "/customers/{customer:path}",
        lookups.customer,
        CustomerAnswer,
        "One customer: values, facts, permissions, segments, moves.",
        {"parts": _PARTS + ", ".join(lookups.CUSTOMER_PARTS)},
        (400, 403, 404),
    ),
    Endpoint(
        "/accounts/{account:path}",
        lookups.account,
        AccountAnswer,
        "One company: values, segments, moves.",
        {"parts": _PARTS + ", ".join(lookups.ACCOUNT_PARTS)},
        (400, 404),
    ),
    Endpoint(
        "/segments",
        lookups.segment_list,
        SegmentsAnswer,
        "All segments: size, share, change, age, owner.",
    ),
    Endpoint(
        "/segments/{family}",
        lookups.segment_list,
        SegmentsAnswer,
        "The segments of a family: size, share, change, age, owner.",
        {},
        (404,),
    ),
    Endpoint(
        "/segments/{family}/{segment}/members",
        lookups.segment_members,
        MembersAnswer,
        "A page of a segment's members, in the order of their keys.",
        {
            "limit": f"How many members; 1 to {lookups.MOST_ON_A_PAGE}, "
            f"by default {lookups.USUAL_ON_A_PAGE}.",
            "cursor": "The `next` of the previous page.",
            "across_generations": "`true`: continue from the same key if the cursor "
            "belongs to a generation that is no longer served.",
        },
        (400, 403, 404, 410),
    ),
    Endpoint(
        "/events",
        lookups.segment_events,
        EventsAnswer,
        "Who entered and left segments after a cursor, oldest first.",
        {
            "since": "The `cursor` of the previous answer, or `start`. Default: the oldest "
            "events that are kept.",
            "family": "Only of this family.",
            "segment": "Only of this segment, as family.segment.",
            "limit": f"How many events; 1 to {lookups.MOST_ON_A_PAGE}, "
            f"by default {lookups.USUAL_ON_A_PAGE}.",
        },
        (400, 403, 404, 410),
    ),
)
