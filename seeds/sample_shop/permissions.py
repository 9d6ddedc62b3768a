"""Who may be addressed where: consents, suppressions, and requests to be forgotten."""

from datetime import datetime, timedelta

from sample_shop.devices import is_tracked
from sample_shop.moments import between, is_exported, later, read, written
from sample_shop.settings import dice
from sample_shop.shop import Member, Row, Shop

CONSENT_COLUMNS = ["customer_id", "channel", "status", "legal_basis", "changed_at"]
SUPPRESSION_COLUMNS = ["customer_id", "channel", "reason", "suppressed_at", "lifted_at"]
ERASURE_COLUMNS = ["request_id", "customer_id", "requested_at", "completed_at"]
_SHARES = {"email": 0.74, "sms": 0.5, "phone": 0.3, "post": 0.16}


def granted_at(member: Member, channel: str) -> datetime | None:
    """When the person first agreed to be addressed there, if ever."""
    if channel == "web_tracking":
        return member.created_at if is_tracked(member) else None
    random = dice("consent", channel, member.id)
    if channel in ("sms", "phone") and not member.customer["phone"]:
        return None
    if random.random() > _SHARES[channel]:
        return None
    return member.created_at if random.random() < 0.8 else between(random, member.created_at)


def consents(shop: Shop, left_at: dict[str, datetime]) -> list[Row]:
    """One row per change, in the order of time; whoever left a list may come back."""
    rows = []
    for member in shop.members:
        for channel in (*_SHARES, "web_tracking"):
            granted = granted_at(member, channel)
            if granted is None:
                continue
            rows.append(_consent(member, channel, "granted", granted))
            random = dice("withdrawal", channel, member.id)
            withdrawn = left_at.get(member.id) if channel == "email" else None
            if withdrawn is None and random.random() < 0.03:
                withdrawn = between(random, granted)
            if withdrawn is not None and withdrawn > granted:
                rows.append(_consent(member, channel, "withdrawn", withdrawn))
                if random.random() < 0.1:
                    again = later(random, withdrawn, 2_000)
                    rows.append(_consent(member, channel, "granted", again))
    rows = [row for row in rows if is_exported(read(row["changed_at"]))]
    return sorted(rows, key=lambda row: (row["changed_at"], row["customer_id"], row["channel"]))


def _consent(member: Member, channel: str, status: str, at: datetime) -> Row:
    is_legitimate = member.habits.is_business and channel in ("post", "phone")
    return {
        "customer_id": member.id,
        "channel": channel,
        "status": status,
        "legal_basis": "legitimate interest" if is_legitimate else "consent",
        "changed_at": written(at),
    }


def suppressions(shop: Shop) -> list[Row]:
    """One row per person and channel that must not be used, whatever the consent says."""
    random = dice("suppressions")
    rows = []
    for member in sorted(random.sample(shop.members, 90), key=lambda member: member.id):
        reason = random.choices(("complaint", "bounce", "fraud", "deceased"), (4, 4, 1, 1))[0]
        at = between(random, member.created_at)
        lifted = later(random, at, 3_000) if reason == "complaint" else None
        rows.append(
            {
                "customer_id": member.id,
                "channel": "email" if reason in ("complaint", "bounce") else "all",
                "reason": reason,
                "suppressed_at": written(at),
                "lifted_at": written(lifted) if lifted and is_exported(lifted) else "",
            }
        )
    return rows


def erasure_requests(shop: Shop) -> list[Row]:
    """One row per person who asked to be forgotten; the export still has them."""
    random = dice("erasures")
    earlier = [member for member in shop.members if member.created_at < datetime(2025, 5, 1)]
    rows = []
    for member in sorted(random.sample(earlier, 9), key=lambda member: member.id):
        asked = between(random, max(member.created_at, datetime(2024, 1, 1)))
        done = asked + timedelta(days=random.randrange(3, 28))
        rows.append(
            {
                "customer_id": member.id,
                "requested_at": written(asked),
                "completed_at": written(done) if is_exported(done) else "",
            }
        )
    rows.sort(key=lambda row: row["requested_at"])
    return [{"request_id": f"E{number:03d}", **row} for number, row in enumerate(rows, start=1)]
