"""The browsers and phones of those who let themselves be counted; people get new ones."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from sample_shop.moments import between
from sample_shop.settings import EXPORTED_AT, dice
from sample_shop.shop import Member

TRACKED_SHARE = 0.27
_KINDS = {
    ("mobile", "ios", "safari"): 30,
    ("mobile", "android", "chrome"): 34,
    ("desktop", "windows", "chrome"): 20,
    ("desktop", "windows", "edge"): 8,
    ("desktop", "macos", "safari"): 8,
    ("tablet", "ios", "safari"): 7,
    ("desktop", "linux", "firefox"): 3,
}


@dataclass(frozen=True, slots=True)
class Device:
    """A cookie or an installed app, and the time in which it was in use."""

    anonymous_id: str
    device: str
    os: str
    browser: str
    first_at: datetime
    last_at: datetime

    def app_version(self, moment: datetime) -> str:
        """The version of the app at that time; nothing in a browser."""
        if self.browser != "app":
            return ""
        quarters = (moment.year - 2022) * 4 + moment.month // 3
        return f"{2 + quarters // 4}.{quarters % 4}"


def is_tracked(member: Member) -> bool:
    """Whether the person lets the shop count visits."""
    return dice("tracking", member.id).random() < TRACKED_SHARE


def devices_of(member: Member) -> list[Device]:
    """One to three devices, one after the other."""
    random = dice("devices", member.id)
    starts = [member.created_at - timedelta(days=random.randrange(0, 12), hours=1)]
    while random.random() < 0.35 and len(starts) < 3:
        starts.append(between(random, starts[-1]))
    ends = [*starts[1:], EXPORTED_AT]
    kind = None
    found = []
    for start, end in zip(starts, ends, strict=True):
        if kind is None or random.random() < 0.55:
            kind = new_kind(random, member)
        found.append(Device(new_anonymous_id(random), *kind, start, end))
    return found


def new_kind(random: Random, member: Member | None = None) -> tuple[str, str, str]:
    """Device, operating system and browser."""
    device, system, browser = random.choices(tuple(_KINDS), tuple(_KINDS.values()))[0]
    if member is not None and device == "mobile" and random.random() < member.habits.app:
        browser = "app"
    if member is not None and member.habits.is_business:
        device, system, browser = ("desktop", "windows", random.choice(("chrome", "edge")))
    return device, system, browser


def new_anonymous_id(random: Random) -> str:
    """The id that a cookie or an app holds."""
    return f"d{random.randrange(16**6):06x}"
