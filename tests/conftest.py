"""What holds for all tests."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.compiled_once import remember_templates

# How long an example takes says how busy the machine is.
settings.register_profile("seg", deadline=None)
settings.load_profile("seg")


@pytest.fixture(autouse=True, scope="session")
def templates_are_compiled_once() -> Iterator[None]:
    """Let the projects of all tests in this process share compiled templates."""
    with pytest.MonkeyPatch.context() as patch:
        remember_templates(patch)
        yield
