"""Imports libraries that only some lists need: the optional dependencies `lists`."""

from importlib import import_module
from types import ModuleType
from typing import Protocol, cast

from orchestrator.errors import UsageError
from orchestrator.people.upload_formats import International

_FIX = "pip install 'seg-orchestrator[lists]'"


class Delivery(Protocol):
    """The interface of `orchestrator.people.delivery`."""

    def post(
        self,
        url: str,
        body: bytes,
        headers: dict[str, str],
        *,
        retries: int,
        timeout: float,
        left: str,
    ) -> None:
        """Send a body; raises EnvironmentFault if it was not accepted."""


def international() -> International:
    """Return what makes phone numbers international; raises UsageError without the library."""
    return cast(International, _imported("phone_numbers", "phonenumbers").international)


def delivery() -> Delivery:
    """Return what sends lists; raises UsageError without the library."""
    return cast(Delivery, _imported("delivery", "urllib3"))


def _imported(module: str, library: str) -> ModuleType:
    try:
        return import_module(f"orchestrator.people.{module}")
    except ModuleNotFoundError as error:
        raise UsageError(f"this needs the Python package {library}", fix=_FIX) from error
