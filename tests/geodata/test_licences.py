from __future__ import annotations

import pytest

from geodata.licences import find_forbidding, forbids_publishing


@pytest.mark.parametrize(
    "licence",
    [
        "No redistribution",
        "non-commercial; may not be redistributed",
        "ACLED terms of use: not to be passed on",
        "Redistribution of rows is not permitted",
        "All rights reserved.",
        "CONFIDENTIAL",
        "restricted",
        "for internal use only",
        "Do not publish",
        "don't share",
        "محرمانه",
        "بازنشر این داده‌ها ممنوع است",
    ],
)
def test_licence_that_plainly_forbids(licence: str) -> None:
    assert forbids_publishing(licence)


@pytest.mark.parametrize(
    "licence",
    [
        "",
        "CC BY 4.0",
        "CC0: no rights reserved",
        "unrestricted",
        "no restrictions on sharing",
        "Public domain; may be published and shared",
        "ODbL, share alike",
        "Facts compiled from public pages, each row with its source",
    ],
)
def test_licence_that_does_not_forbid(licence: str) -> None:
    assert not forbids_publishing(licence)


def test_forbidding_ones_are_picked_out() -> None:
    assert find_forbidding(["CC BY 4.0", "secret, confidential"]) == {"secret, confidential"}
