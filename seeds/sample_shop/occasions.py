"""The days for which people buy, year by year and country by country."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from sample_shop.markets import COUNTRIES

Row = dict[str, str]
COLUMNS = ["occasion", "starts_on", "ends_on", "country"]
_YEARS = range(2022, 2026)
_EVERYWHERE = tuple(COUNTRIES)


def occasions() -> list[Row]:
    """One row per occasion, year and country; the windows hold both their first and last day."""
    rows = []
    for year in _YEARS:
        for occasion, countries, day, days_before in _calendar():
            for country in countries:
                end = day(year, country)
                rows.append(
                    {
                        "occasion": occasion,
                        "starts_on": f"{end - timedelta(days=days_before)}",
                        "ends_on": f"{end}",
                        "country": country,
                    }
                )
    return rows


def _calendar() -> Iterator[tuple[str, tuple[str, ...], Callable[[int, str], date], int]]:
    """Occasion, where it is kept, its last day of shopping, and the days before that."""
    yield "valentines_day", _EVERYWHERE, lambda year, _: date(year, 2, 14), 9
    yield "easter", _EVERYWHERE, lambda year, _: easter(year), 14
    yield "mothers_day", _EVERYWHERE, mothers_day, 10
    yield "halloween", ("GB", "US", "DE", "AT"), lambda year, _: date(year, 10, 31), 14
    yield "sinterklaas", ("NL",), lambda year, _: date(year, 12, 5), 14
    yield "black_week", _EVERYWHERE, lambda year, _: thanksgiving(year) + timedelta(days=4), 7
    yield "christmas", _EVERYWHERE, lambda year, _: date(year, 12, 24), 23


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian computus)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def mothers_day(year: int, country: str) -> date:
    """The Sunday that a country keeps."""
    if country == "GB":
        return easter(year) - timedelta(days=21)
    if country == "FR":
        last = date(year, 5, 31)
        return last - timedelta(days=(last.weekday() + 1) % 7)
    if country == "ES":
        return _sunday_from(date(year, 5, 1))
    return date(year, 5, 26) if country == "PL" else _sunday_from(date(year, 5, 8))


def _sunday_from(day: date) -> date:
    return day + timedelta(days=6 - day.weekday())


def thanksgiving(year: int) -> date:
    """The fourth Thursday of November."""
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21)
