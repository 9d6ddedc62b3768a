"""The shop's calendar: seasons, black weeks, the hours at which people shop."""

from datetime import date, datetime, timedelta
from random import Random

BUSY = 3.2  # the highest value that `demand` can take


def season(day: date) -> float:
    """Demand of the season, 1.0 being an ordinary day: sales, Valentine's, Christmas, summer."""
    month_day = (day.month, day.day)
    if in_black_week(day):
        return 2.3
    if (12, 1) <= month_day <= (12, 19):
        return 1.75
    if (12, 20) <= month_day <= (12, 26):
        return 0.5
    if (2, 5) <= month_day <= (2, 13):
        return 1.4
    if (7, 15) <= month_day <= (8, 25):
        return 0.72
    return 0.95


def in_black_week(day: date) -> bool:
    """Whether the day is from the Monday before Black Friday to the Monday after it."""
    first = date(day.year, 11, 1)
    thanksgiving = first + timedelta(days=(3 - first.weekday()) % 7 + 21)
    return -3 <= (day - thanksgiving).days <= 4


def demand(day: date, is_business: bool) -> float:
    """How much is bought on a day, relative to an ordinary one; at most BUSY."""
    weekday = day.weekday()
    if is_business:
        return (0.05 if weekday >= 5 else 1.35) * (0.4 if (day.month, day.day) > (12, 19) else 1.0)
    return season(day) * (0.93, 0.92, 0.94, 0.97, 1.0, 0.95, 1.29)[weekday]


def is_summer_time(day: date) -> bool:
    """Whether the European Union's clocks are an hour ahead on that day."""
    return _last_sunday(day.year, 3) <= day < _last_sunday(day.year, 10)


def _last_sunday(year: int, month: int) -> date:
    end = date(year, month, 31)
    return end - timedelta(days=(end.weekday() + 1) % 7)


def clock_time(random: Random, day: date, offset: int, is_business: bool) -> datetime:
    """A moment of shopping on a local day, as UTC: evenings, or office hours."""
    if is_business:
        hour = min(max(random.gauss(11.5, 2.4), 6.0), 19.5)
    else:
        peak = random.choices((11.0, 16.0, 20.5), (3, 3, 5))[0]
        hour = random.gauss(peak, 1.9) % 24
    seconds = int(hour * 3600)
    local = datetime(day.year, day.month, day.day) + timedelta(seconds=min(seconds, 86_399))
    return local - timedelta(hours=offset + is_summer_time(day))
