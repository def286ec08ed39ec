"""Examples in docstrings do what they say."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import dashboard
import geodata

BUILDERS = "_build"  # need packages that only `make data` installs

MODULES = sorted(
    module.name
    for package in (geodata, dashboard)
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    if not module.name.endswith(BUILDERS) and not module.name.endswith("__main__")
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_the_geocoder_is_documented_by_examples() -> None:
    found = doctest.testmod(importlib.import_module("geodata.geocoding"))
    assert found.attempted >= 10
