"""Where the libraries are imported that only some lists need: they come with `lists`."""

from importlib import import_module
from types import ModuleType
from typing import Protocol, cast

from orchestrator.errors import UsageError
from orchestrator.people.upload_formats import International

_FIX = "pip install 'seg-orchestrator[lists]'"


class Delivery(Protocol):
    """What `orchestrator.people.delivery` offers."""

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
        """Send a body; raises EnvironmentFault where it was not taken."""


def international() -> International:
    """What makes telephone numbers international; raises UsageError without the library."""
    return cast(International, _imported("phone_numbers", "phonenumbers").international)


def delivery() -> Delivery:
    """What sends lists; raises UsageError without the library."""
    return cast(Delivery, _imported("delivery", "urllib3"))


def _imported(module: str, library: str) -> ModuleType:
    try:
        return import_module(f"orchestrator.people.{module}")
    except ModuleNotFoundError as error:
        raise UsageError(f"this needs the Python package {library}", fix=_FIX) from error
