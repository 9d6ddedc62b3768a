"""Campaigns, to whom they were sent, and what came of it.

Orders are not made up twice: an order within two weeks after a campaign is its conversion. Chance
puts fewer of the people who ordered into the control group, the more the better the offer fits
them, which is how it looks when a campaign works.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from sample_shop.moments import is_exported, later, read, written
from sample_shop.permissions import granted_at
from sample_shop.settings import dice
from sample_shop.shop import Member, Row, Shop

CAMPAIGN_COLUMNS = [
    *("campaign_id", "name", "channel", "objective", "category", "discount_share"),
    *("started_on", "ended_on"),
]
SEND_COLUMNS = ["send_id", "campaign_id", "customer_id", "variant", "sent_at"]
RESPONSE_COLUMNS = ["response_id", "send_id", "type", "responded_at", "revenue"]
_CONTROL_SHARE = 0.15
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Campaign:
    """One mailing: the category it shows, the discount it gives, the part of people it goes to."""

    campaign_id: str
    name: str
    channel: str
    objective: str
    category: str
    discount: float
    sent_at: datetime
    reach: float


@dataclass(frozen=True, slots=True)
class Mailings:
    """The three exports, and who left the list when."""

    campaigns: list[Row]
    sends: list[Row]
    responses: list[Row]
    left_at: dict[str, datetime]


def _plan() -> list[Campaign]:
    plan = (
        ("autumn garden", "email", "sell", "garden", 0.0, "2022-09-20", 0.6),
        ("advent", "email", "sell", "gifts", 0.10, "2022-11-29", 0.6),
        ("spring clean", "email", "sell", "decoration", 0.0, "2023-03-21", 0.5),
        ("summer sale", "email", "sell", "garden", 0.25, "2023-06-21", 0.45),
        ("we miss you", "email", "win back", "", 0.15, "2023-10-10", 0.25),
        ("advent", "email", "sell", "gifts", 0.10, "2023-11-28", 0.4),
        ("bright winter", "sms", "sell", "lighting", 0.0, "2024-01-23", 0.5),
        ("cook at home", "email", "sell", "kitchen", 0.10, "2024-04-09", 0.3),
        ("summer sale", "email", "sell", "garden", 0.25, "2024-06-20", 0.3),
        ("new in office", "email", "cross sell", "office", 0.0, "2024-09-17", 0.2),
        ("advent", "email", "sell", "gifts", 0.10, "2024-11-26", 0.3),
        ("we miss you", "email", "win back", "", 0.15, "2025-02-18", 0.15),
        ("good night", "email", "sell", "bedroom", 0.0, "2025-04-29", 0.2),
        ("terrace time", "email", "sell", "garden", 0.0, "2025-06-03", 0.2),
        ("kids' room", "email", "cross sell", "kids", 0.10, "2025-06-12", 0.15),
        ("summer sale", "email", "sell", "garden", 0.25, "2025-06-20", 0.25),
        ("last days of sale", "sms", "sell", "garden", 0.25, "2025-06-27", 0.6),
    )
    return [
        Campaign(f"K{number:02d}", *rest, datetime.fromisoformat(f"{day} 08:00:00"), reach)
        for number, (*rest, day, reach) in enumerate(plan, start=1)
    ]


def mailings(shop: Shop) -> Mailings:
    """All campaigns, in the order of time."""
    found = Mailings([], [], [], {})
    for campaign in _plan():
        found.campaigns.append(_campaign_row(campaign))
        for member in shop.members:
            _send(campaign, member, found)
    found.responses.sort(key=lambda row: (row["responded_at"], row["send_id"], row["type"]))
    for number, row in enumerate(found.responses, start=1):
        row["response_id"] = f"{number}"
    return found


def _campaign_row(campaign: Campaign) -> Row:
    return {
        "campaign_id": campaign.campaign_id,
        "name": campaign.name,
        "channel": campaign.channel,
        "objective": campaign.objective,
        "category": campaign.category,
        "discount_share": f"{campaign.discount:.2f}",
        "started_on": f"{campaign.sent_at:%Y-%m-%d}",
        "ended_on": f"{campaign.sent_at + timedelta(days=14):%Y-%m-%d}",
    }


def _send(campaign: Campaign, member: Member, found: Mailings) -> None:
    random = dice("campaign", campaign.campaign_id, member.id)
    allowed_at = granted_at(member, campaign.channel)
    if allowed_at is None or allowed_at >= campaign.sent_at or random.random() > campaign.reach:
        return
    if campaign.channel == "email" and found.left_at.get(member.id, campaign.sent_at) < (
        campaign.sent_at
    ):
        return
    fit = _fit(campaign, member)
    order = _order_after(campaign, member)
    control = (
        _CONTROL_SHARE / (_CONTROL_SHARE + (1 - _CONTROL_SHARE) * (1 + fit))
        if order
        else (_CONTROL_SHARE * (1 + 0.03 * fit))
    )
    variant = "control" if random.random() < control else random.choice(("a", "b"))
    send_id = f"S{len(found.sends) + 1:05d}"
    sent_at = campaign.sent_at + timedelta(seconds=random.randrange(0, 3_600))
    found.sends.append(
        {
            "send_id": send_id,
            "campaign_id": campaign.campaign_id,
            "customer_id": member.id,
            "variant": variant,
            "sent_at": written(sent_at),
        }
    )
    if variant != "control":
        _respond(random, campaign, member, found, sent_at, fit + 0.15 * (variant == "b"))
    if order:
        paid = Decimal(order["net_amount"]) * Decimal(order["rate_to_eur"])
        revenue = f"{paid.quantize(_CENT, ROUND_HALF_UP)}"
        _add(found, send_id, "conversion", read(order["ordered_at"]), revenue)


def _fit(campaign: Campaign, member: Member) -> float:
    """How well the offer fits the person, 0 to 1.4."""
    likes = 0.7 if campaign.category == member.favourite else 0.15
    return likes + min(2.8 * campaign.discount * member.habits.bargain, 0.7)


def _order_after(campaign: Campaign, member: Member) -> Row | None:
    """The first order in the two weeks after the day of sending."""
    start, end = campaign.sent_at + timedelta(hours=16), campaign.sent_at + timedelta(days=14)
    days = (row for row in member.orders if start <= read(row["ordered_at"]) < end)
    return next((row for row in days if row["status"] == "completed"), None)


def _respond(
    random: Random, campaign: Campaign, member: Member, found: Mailings, at: datetime, fit: float
) -> None:
    send_id = found.sends[-1]["send_id"]
    if dice("bounces", member.id).random() < 0.015:
        _add(found, send_id, "bounce", at + timedelta(seconds=40))
        return
    if campaign.channel == "email" and random.random() < 0.012 * (1.8 - member.contentment):
        found.left_at[member.id] = later(random, at, 12)
        _add(found, send_id, "unsubscribe", found.left_at[member.id])
        return
    if random.random() < min(0.14 + 0.3 * fit + 0.2 * member.contentment, 0.9):
        opened_at = later(random, at, 9)
        _add(found, send_id, "open", opened_at)
        if random.random() < min(0.04 + 0.4 * fit, 0.8):
            _add(found, send_id, "click", later(random, opened_at, 0.05))


def _add(found: Mailings, send_id: str, kind: str, at: datetime, revenue: str = "") -> None:
    if is_exported(at):
        found.responses.append(
            {"send_id": send_id, "type": kind, "responded_at": written(at), "revenue": revenue}
        )
