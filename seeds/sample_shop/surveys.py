"""Answers to surveys: one after an order, one about the person."""

from collections.abc import Iterable
from random import Random

from sample_shop.moments import between, is_exported, later, read, written
from sample_shop.settings import dice
from sample_shop.shop import Member, Row, Shop

COLUMNS = ["response_id", "customer_id", "survey", "question", "answer", "answered_at"]
_NEEDS = ("saving", "speed", "advice", "inspiration", "quality", "belonging")
_VALUES = ("sustainability", "tradition", "status", "security", "freedom")
_ATTITUDES = ("curious", "cautious", "loyal", "critical")
_LIFESTYLES = ("outdoors", "homely", "family", "career", "sociable")
_DRIVERS = ("discount", "reviews", "recommendation", "advertising")
_OCCASIONS = ("none", "moving", "wedding", "birth")
_INTERESTS = {
    "kitchen": "cooking",
    "decoration": "interior design",
    "garden": "gardening",
    "lighting": "technology",
    "bedroom": "wellbeing",
    "office": "work",
    "kids": "family",
    "gifts": "celebrating",
}


def survey_responses(shop: Shop) -> list[Row]:
    """One row per answer, in the order of time; a question may have several answers."""
    rows = [row for member in shop.members for row in _answers_of(member)]
    rows.sort(key=lambda row: (row["answered_at"], row["customer_id"], row["question"]))
    return [{"response_id": f"R{number:05d}", **row} for number, row in enumerate(rows, start=1)]


def _answers_of(member: Member) -> list[Row]:
    random = dice("surveys", member.id)
    rows = []
    for order in member.orders:
        if random.random() > 0.065:
            continue
        answered_at = later(random, read(order["ordered_at"]), 200)
        if not is_exported(answered_at):
            continue
        feeling = min(max(member.contentment + random.gauss(0, 0.12), 0), 1)
        answers = {"nps": str(round(10 * feeling))}
        if random.random() < 0.5:
            answers["csat"] = str(round(1 + 4 * feeling))
        rows += _rows(member, "after_order", answers.items(), written(answered_at))
    if random.random() < 0.15:
        at = between(random, member.created_at)
        rows += _rows(member, "about_you", _about(random, member), written(at))
    return rows


def _about(random: Random, member: Member) -> list[tuple[str, str]]:
    """Who one is; bargain hunters want to save and mind discounts, app users want speed."""
    weights = [1 + 8 * member.habits.bargain, 1 + 2 * member.habits.app, 1, 1.5, 1.5, 0.7]
    own = _INTERESTS[member.favourite]
    others = random.sample(sorted(set(_INTERESTS.values()) - {own}), k=random.randrange(0, 2))
    return [
        ("stated_need", random.choices(_NEEDS, weights)[0]),
        *(("interest", name) for name in [own, *others]),
        ("value", random.choice(_VALUES)),
        ("attitude", random.choice(_ATTITUDES)),
        ("lifestyle", random.choice(_LIFESTYLES)),
        ("driver", random.choices(_DRIVERS, [1 + 8 * member.habits.bargain, 1.5, 1, 0.7])[0]),
        ("occasion_ahead", random.choices(_OCCASIONS, [7, 1.5, 1, 0.5])[0]),
    ]


def _rows(
    member: Member, survey: str, answers: Iterable[tuple[str, str]], answered_at: str
) -> list[Row]:
    return [
        {
            "customer_id": member.id,
            "survey": survey,
            "question": question,
            "answer": answer,
            "answered_at": answered_at,
        }
        for question, answer in answers
    ]
