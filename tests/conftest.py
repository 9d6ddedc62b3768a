"""What holds for all tests."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.compiled_once import remember_templates

# How long an example takes says how busy the machine is.
settings.register_profile("seg", deadline=None)
settings.load_profile("seg")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin both halves of the tests with long ones: at the end nobody waits for the last of them.

    Two processes begin with a half each, and help each other from the end.
    """
    long = [item for item in items if item.get_closest_marker("long")]
    short = [item for item in items if not item.get_closest_marker("long")]
    middle = len(items) // 2 - len(long[::2])
    items[:] = [*long[::2], *short[:middle], *long[1::2], *short[middle:]]


@pytest.fixture(autouse=True, scope="session")
def what_costs_time_and_shows_nothing() -> Iterator[None]:
    """Let the projects of all tests in this process share compiled templates, and no file wait for
    the disk: what a power cut would lose, no test sees.
    """
    with pytest.MonkeyPatch.context() as patch:
        remember_templates(patch)
        patch.setattr(os, "fsync", lambda _: None)
        yield
