from __future__ import annotations

import pytest

from dashboard.services import Services, open_services
from geodata.example import open_example


@pytest.fixture(scope="session")
def services() -> Services:
    """The example atlas, built through the ordinary write line and opened once."""
    return open_services(open_example())
