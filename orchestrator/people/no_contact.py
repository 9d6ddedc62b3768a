"""Who must not be contacted by current knowledge, whatever the published tables' as-of date.

A withdrawal counts from the time when it is known, so it is read here from the inputs, and not from
tables that were built for an earlier day.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from msgspec import Struct

from orchestrator.dialects.boundary import Dialect
from orchestrator.roles import (
    CAMPAIGN_RESPONSES,
    CAMPAIGN_SENDS,
    CAMPAIGNS,
    CONSENTS,
    CROSS_REFERENCE,
    CUSTOMER_NUMBERS,
    ERASURE_REQUESTS,
    SUPPRESSIONS,
)

COLUMNS: Mapping[str, tuple[str, ...]] = {
    SUPPRESSIONS: ("customer_id", "channel", "lifted_at"),
    ERASURE_REQUESTS: ("customer_id",),
    CONSENTS: ("customer_id", "channel", "status", "changed_at"),
    CAMPAIGNS: ("campaign_id", "channel"),
    CAMPAIGN_SENDS: ("send_id", "campaign_id", "customer_id"),
    CAMPAIGN_RESPONSES: ("send_id", "response_type", "responded_at"),
    CUSTOMER_NUMBERS: ("source_customer_id", "customer_id"),
    CROSS_REFERENCE: ("source_id_type", "source_id", "customer_id"),
}
"""The roles whose relations are read, and the columns to read."""


class NoContact(Struct, frozen=True):
    """`relations` are those with a role of COLUMNS, as SQL, by role."""

    dialect: Dialect
    relations: Mapping[str, str]

    def condition(self, entity: str, channel: str, at: datetime) -> str:
        """Return SQL for whether nothing forbids contacting an entity (a text) by a channel."""
        listed = self.dialect.literal(channel)
        parts = [
            *self._suppressed(listed, self.dialect.literal(at)),
            *self._asked_to_be_erased(),
            *self._withdrawn(listed),
        ]
        return " and ".join(f"{entity} not in (\n{part}\n)" for part in parts) or "true"

    def _suppressed(self, channel: str, at: str) -> Iterator[str]:
        if SUPPRESSIONS in self.relations:
            yield (
                f"select person from ({self._of_people(self.relations[SUPPRESSIONS])}) as rows_\n"
                f"where (channel = {channel} or channel = 'all')\n"
                f"and (lifted_at is null or lifted_at > {at})"
            )

    def _asked_to_be_erased(self) -> Iterator[str]:
        if ERASURE_REQUESTS in self.relations:
            people = self._of_people(self.relations[ERASURE_REQUESTS])
            yield f"select person from ({people}) as rows_"

    def _withdrawn(self, channel: str) -> Iterator[str]:
        """Yield conditions; of statuses at the same time, the one that forbids counts."""
        if CONSENTS not in self.relations:
            return
        words = (
            "select person, changed_at as said_at, status = 'granted' as is_yes\n"
            f"from ({self._of_people(self.relations[CONSENTS])}) as rows_\n"
            f"where channel = {channel}"
        )
        if self.relations.keys() >= {CAMPAIGNS, CAMPAIGN_SENDS, CAMPAIGN_RESPONSES}:
            words += (
                "\nunion all\n"
                "select rows_.person, responses.responded_at, false\n"
                f"from ({self._of_people(self.relations[CAMPAIGN_SENDS])}) as rows_\n"
                f"inner join {self.relations[CAMPAIGNS]} as campaigns\n"
                "on rows_.campaign_id = campaigns.campaign_id\n"
                f"inner join {self.relations[CAMPAIGN_RESPONSES]} as responses\n"
                "on rows_.send_id = responses.send_id\n"
                f"where campaigns.channel = {channel}\n"
                "and responses.response_type = 'unsubscribe'"
            )
        last_yes = "max(case when is_yes then said_at end)"
        last_no = "max(case when not is_yes then said_at end)"
        yield (
            f"select person from (\n{words}\n) as words\ngroup by person\n"
            f"having {last_no} >= coalesce({last_yes}, {last_no})"
        )

    def _of_people(self, relation: str) -> str:
        """Return rows of customer numbers, for the number and for its current customer."""
        number = "cast(given.customer_id as varchar)"
        parts = [
            f"select {number} as person, given.* from {relation} as given "
            "where given.customer_id is not null"
        ]
        for name, source_id, condition in (
            (CUSTOMER_NUMBERS, "source_customer_id", "true"),
            (CROSS_REFERENCE, "source_id", "ids.source_id_type = 'customer'"),
        ):
            if name in self.relations:
                parts.append(
                    f"select cast(ids.customer_id as varchar), given.* from {relation} as given\n"
                    f"inner join {self.relations[name]} as ids\n"
                    f"on {number} = cast(ids.{source_id} as varchar)\n"
                    f"where ids.customer_id is not null and {condition}"
                )
        return "\nunion all\n".join(parts)
