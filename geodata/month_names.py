"""Names of months and weekdays as sources write them, in several languages and two calendars. Pure.

The Latin ones stand without accents; a name may be cut to its first letters, three or more, as long
as only one month of them all begins so.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from geodata.calendars import Calendar

_GREGORIAN: Final = (
    "january february march april may june july august september october november december",
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "januar februar marz april mai juni juli august september oktober november dezember",
    "janner feber mrz april mai juni juli august september oktober november dezember",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "enero febrero marzo abril mayo junio julio agosto setiembre octubre noviembre diciembre",
    "ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik",
    "jan feb mar apr may jun jul aug sept oct nov dec",
    "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "ژانویه فوریه مارس اپریل می جون جولای آگوست سپتامبر اکتبر نومبر دسمبر",
    "جنوری فبروری مارچ اپریل می جون جولای اگست سپتمبر اکتوبر نومبر دسمبر",
    "یناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر",
    "جانفي فيفري مارس افريل ماي جوان جويلية اوت سبتمبر اكتوبر نوفمبر ديسمبر",
    "يناير فبراير مارس ابريل ماي يونيو يوليوز غشت شتنبر اكتوبر نونبر دجنبر",
    "كانون-الثاني شباط اذار نيسان ايار حزيران تموز اب ايلول تشرين-الاول تشرين-الثاني كانون-الاول",
    "كانون-الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين-الاول تشرين-الثاني كانون-الاول",
)
_JALALI: Final = (
    "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند",
    "فروردین اردیبهشت خرداد تیر امرداد شهریور مهر ابان اذر دی بهمن اسفند",
    "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت",
    "farvardin ordibehesht khordad tir mordad shahrivar mehr aban azar dey bahman esfand",
    "farvardin ordibehesht khordad tir amordad shahrivar mehr aban azar day bahman esfand",
)

_WEEKDAYS: Final = (
    "monday tuesday wednesday thursday friday saturday sunday",
    "mon tue wed thu fri sat sun tues weds thur thurs",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so",
    "lunes martes miercoles jueves viernes sabado domingo",
    "pazartesi sali carsamba persembe cuma cumartesi pazar",
    "دوشنبه سه-شنبه چهارشنبه پنجشنبه جمعه شنبه یکشنبه پنج-شنبه یک-شنبه چهار-شنبه دو-شنبه",
    "الاثنين الثلاثاء الاربعاء الخميس الجمعة السبت الاحد",
)

_LEAST: Final = 3  # letters of a name that is cut


def fold_letters(text: str) -> str:
    """Write one form for letters that keyboards write in several."""
    return text.translate(_FOLDED)


_FOLDED: Final = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "أ": "ا", "إ": "ا", "ٱ": "ا"})


def find_month(name: str) -> tuple[Calendar, int] | None:
    """Return calendar and number of a month by its name, in small letters without accents.

    >>> find_month("nov.")
    (<Calendar.GREGORIAN: 'Gregorian'>, 11)
    """
    bare = name.rstrip(".")
    return MONTHS.get(bare) or MONTHS.get(bare.removesuffix("ماه").strip())


def _split(table: str) -> list[str]:
    return [fold_letters(name.replace("-", " ")) for name in table.split()]


def _list_months() -> dict[str, tuple[Calendar, int]]:
    full: dict[str, tuple[Calendar, int]] = {}
    for calendar, tables in ((Calendar.JALALI, _JALALI), (Calendar.GREGORIAN, _GREGORIAN)):
        for table in tables:
            for month, name in enumerate(_split(table), start=1):
                full[name] = (calendar, month)
    short: dict[str, set[tuple[Calendar, int]]] = {}
    for name, meant in full.items():
        if name.isascii():
            for length in range(_LEAST, len(name)):
                short.setdefault(name[:length], set()).add(meant)
    return {name: found.pop() for name, found in short.items() if len(found) == 1} | full


MONTHS: Final[Mapping[str, tuple[Calendar, int]]] = MappingProxyType(_list_months())
"""Name in small letters → calendar and number of the month."""

WEEKDAYS: Final = frozenset(name for table in _WEEKDAYS for name in _split(table))
"""Names of weekdays in small letters."""
