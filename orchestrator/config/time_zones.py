"""Names of time zones; Python's time zone database is only loaded for names other than UTC."""

from importlib import import_module

from orchestrator.errors import Place, Problems


def check_time_zone(name: str, place: Place, problems: Problems) -> None:
    """Report a time zone that does not exist."""
    if name == "UTC":
        return
    zoneinfo = import_module("zoneinfo")
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        problems.add(
            f"unknown time zone '{name}'",
            place,
            "use a name of the IANA database, such as 'Europe/Berlin' or 'UTC'",
        )


class LatePytz:
    """pytz for templates, as `modules.pytz` in dbt; imported on first use."""

    def __getattr__(self, name: str) -> object:
        pytz = import_module("pytz")
        if name not in pytz.__all__:
            raise AttributeError(name)
        return getattr(pytz, name)
