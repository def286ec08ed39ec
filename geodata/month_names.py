"""Names of months as sources write them, in several languages and two calendars. Pure.

The Latin ones stand without accents; a name may be cut to its first letters, three or more, as long
as only one month of them all begins so.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Calendar(StrEnum):
    """Whose months and years they are."""

    GREGORIAN = "Gregorian"
    JALALI = "Jalali"  # the Iranian solar calendar


_GREGORIAN: Final = (
    "january february march april may june july august september october november december",
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "januar februar marz april mai juni juli august september oktober november dezember",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik",
    "jan feb mar apr may jun jul aug sept oct nov dec",
    "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "ژانویه فوریه مارس اپریل می جون جولای آگوست سپتامبر اکتبر نومبر دسمبر",
    "یناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر",
    "كانون-الثاني شباط اذار نيسان ايار حزيران تموز اب ايلول تشرين-الاول تشرين-الثاني كانون-الاول",
)
_JALALI: Final = (
    "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند",
    "farvardin ordibehesht khordad tir mordad shahrivar mehr aban azar dey bahman esfand",
    "farvardin ordibehesht khordad tir amordad shahrivar mehr aban azar day bahman esfand",
)

_LEAST: Final = 3  # letters of a name that is cut


def _list_names() -> dict[str, tuple[Calendar, int]]:
    full: dict[str, tuple[Calendar, int]] = {}
    for calendar, tables in ((Calendar.JALALI, _JALALI), (Calendar.GREGORIAN, _GREGORIAN)):
        for table in tables:
            for month, name in enumerate(table.split(), start=1):
                full[fold_letters(name.replace("-", " "))] = (calendar, month)
    short: dict[str, set[tuple[Calendar, int]]] = {}
    for name, meant in full.items():
        if name.isascii():
            for length in range(_LEAST, len(name)):
                short.setdefault(name[:length], set()).add(meant)
    return {name: found.pop() for name, found in short.items() if len(found) == 1} | full


def fold_letters(text: str) -> str:
    """Write one form for letters that keyboards write in several."""
    return text.translate(_FOLDED)


_FOLDED: Final = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "أ": "ا", "إ": "ا", "ٱ": "ا"})

MONTHS: Final[Mapping[str, tuple[Calendar, int]]] = MappingProxyType(_list_names())
"""Name in small letters → calendar and number of the month."""
