from __future__ import annotations

import os

import pytest
from hypothesis import settings

from dashboard.services import Services, open_services
from geodata.example import open_example

# A machine under load is no reason to fail. A landing repeats its examples; a developer's run seeks
# new ones.
settings.register_profile("atlas", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("atlas")


@pytest.fixture(scope="session")
def services() -> Services:
    """The example atlas, built through the ordinary write line and opened once."""
    return open_services(open_example())
