"""What people call the columns of a table of reports, in several languages; words only.

English, Persian, Arabic, French, German, Spanish. Case, spaces, hyphens and underscores don't
matter, nor do ي and ی. A word that may mean two fields stands with the one that it mostly means.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from geodata.formats.presets.columns import Synonyms

METRICS: Final = MappingProxyType(
    {
        "killed": (
            "killed", "deaths", "fatalities", "dead", "death_toll", "n_killed", "کشته", "کشته ها",
            "کشته‌شدگان", "تعداد کشته", "تعداد کشته شدگان", "قتلى", "عدد القتلى", "morts", "tués",
            "décès", "Tote", "Todesopfer", "muertos", "muertes", "fallecidos",
        ),
        "injured": (
            "injured", "wounded", "injuries", "n_injured", "زخمی", "زخمی ها", "مجروح", "مجروحان",
            "تعداد زخمی", "جرحى", "عدد الجرحى", "blessés", "Verletzte", "heridos",
        ),
        "arrested": (
            "arrested", "arrests", "detained", "detentions", "n_arrested", "بازداشت", "بازداشتی",
            "بازداشت شدگان", "تعداد بازداشت", "دستگیر شدگان", "معتقلون", "عدد المعتقلين", "arrêtés",
            "arrestations", "Festgenommene", "Festnahmen", "detenidos", "arrestados",
        ),
        "participants": (
            "participants", "crowd_size", "size", "crowd", "attendance", "n_participants",
            "شرکت کنندگان", "جمعیت", "تعداد شرکت کنندگان", "مشاركون", "عدد المشاركين",
            "participants_count", "manifestants", "Teilnehmer", "Teilnehmende", "Teilnehmerzahl",
            "participantes", "asistentes",
        ),
    }
)  # fmt: skip
"""Metric of a claim → what a column with its best or only number is called."""

_BOUNDS: Final = MappingProxyType(
    {
        "low": ("low", "min", "minimum", "from", "lowest", "least", "کمینه", "حداقل"),
        "high": ("high", "max", "maximum", "to", "highest", "most", "بیشینه", "حداکثر"),
        "best": ("best", "estimate", "mid", "reported", "total"),
    }
)
"""Bound → the words for it before or after those of a metric, as in "killed_min"."""


def _name_bound(metric: str, bound: str) -> tuple[str, ...]:
    whole = METRICS[metric] if bound == "best" else ()
    words = [
        text
        for name in METRICS[metric]
        for word in _BOUNDS[bound]
        for text in (f"{name}_{word}", f"{word}_{name}")
    ]
    return (*words, *whole)


_HOLDERS: Final = ("location", "place", "geo", "position", "coordinates", "address", "venue")


def _name_held(*words: str) -> tuple[str, ...]:
    """Return what fields of an object that says where are called once they are lifted up."""
    return tuple(f"{holder}_{word}" for word in words for holder in _HOLDERS)


SYNONYMS: Final[Synonyms] = MappingProxyType(
    {
        "date": (
            "date_start", "start_date", "date", "event_date", "date_of_event", "day", "when",
            "تاریخ", "تاریخ رویداد", "تاریخ شروع", "تاریخ آغاز", "روز", "التاريخ", "تاريخ الحدث",
            "date_debut", "date de début", "jour", "Datum", "Startdatum", "Beginn", "Tag", "fecha",
            "fecha_inicio", "día", "begin",
        ),
        "date_end": (
            "date_end", "end_date", "تاریخ پایان", "تاريخ الانتهاء", "date_fin", "date de fin",
            "Enddatum", "Ende", "fecha_fin", "end",
        ),
        "date_precision": ("date_precision", "دقت تاریخ"),
        "kind": (
            "kind", "event_type", "type", "category", "event_kind", "نوع رویداد", "نوع", "دسته",
            "نوع الحدث", "النوع", "type d'événement", "catégorie", "Art", "Ereignisart", "Typ",
            "Kategorie", "tipo", "tipo de evento", "categoría",
        ),
        "subkind": ("subkind", "sub_event_type", "subtype", "subcategory", "زیرنوع"),
        "place": (
            "place_name", "place", "city", "town", "village", "location", "locality",
            "settlement", "where", "نام مکان", "مکان", "شهر", "محل", "المدينة", "المكان", "مدينة",
            "lieu", "ville", "commune", "Ort", "Stadt", "Gemeinde", "lugar", "ciudad", "localidad",
            "municipio", "location_name", "venue_name", *_name_held("city", "town"),
        ),
        "place_level": ("place_level",),
        "admin1": (
            "admin1_name", "admin1", "province", "state", "region", "governorate", "استان", "ایالت",
            "المحافظة", "محافظة", "الولاية", "région", "département", "Bundesland", "Provinz",
            "Kanton", "provincia", "departamento", "estado", "región",
            *_name_held("admin1", "province", "state", "region"),
        ),
        "country": (
            "country_name", "country", "country_code", "کشور", "البلد", "الدولة", "دولة", "pays",
            "Land", "Staat", "país", *_name_held("country", "country_code"),
        ),
        "lat": (
            "given_lat", "latitude", "lat", "y", "عرض جغرافیایی", "عرض", "خط العرض", "Breite",
            "Breitengrad", "latitud", *_name_held("lat", "latitude"),
        ),
        "lon": (
            "given_lon", "longitude", "lon", "lng", "long", "x", "طول جغرافیایی", "طول", "خط الطول",
            "Länge", "Längengrad", "longitud", *_name_held("lon", "lng", "longitude"),
        ),
        "coordinates": (
            "coordinates", "coords", "lat_lon", "latlon", "lat_lng", "latlng", "position", "geo",
            "geopoint", "wkt", "مختصات", "إحداثيات", "coordonnées", "Koordinaten", "coordenadas",
        ),
        "precision": ("given_precision", "place_precision", "geo_precision", "دقت مکان"),
        "precision_code": ("given_code",),
        "title": (
            "title", "headline", "description", "عنوان", "تیتر", "شرح", "العنوان", "titre", "Titel",
            "título",
        ),
        "actors": (
            "actors", "actor", "actor1", "کنشگران", "بازیگران", "الفاعلون", "acteurs", "Akteure",
            "actores",
        ),
        "source_id": ("source_id",),
        "source": (
            "source", "publisher", "source_name", "reported_by", "منبع", "ناشر", "المصدر", "Quelle",
            "fuente",
        ),
        "source_kind": ("source_kind", "source_type", "نوع منبع"),
        "url": (
            "url", "link", "source_url", "web_address", "نشانی", "پیوند", "لینک", "الرابط", "lien",
            "Adresse", "enlace",
        ),
        "notes": (
            "notes", "note", "comment", "comments", "remarks", "description", "یادداشت",
            "توضیحات", "توضیح", "ملاحظات", "remarques", "Anmerkung", "Anmerkungen", "Bemerkung",
            "notas", "observaciones",
        ),
        "verification": (
            "verification", "verified", "verification_status", "status", "confirmation", "وضعیت",
            "راستی آزمایی", "التحقق", "vérification", "statut", "Prüfstatus", "verificación",
        ),
        "licence": ("licence", "license", "rights", "مجوز", "الترخيص", "Lizenz", "licencia"),
        "claimed_by": ("claimed_by", "claimant", "according_to", "به گفته"),
        # an event_id beside no other id is that of the row
        "id": (
            "report_id", "id", "record_id", "row_id", "identifier", "شناسه", "المعرف", "event_id",
        ),
        "event": ("event_key", "event_id", "شناسه رویداد"),
        **{
            f"{metric}_{bound}": _name_bound(metric, bound)
            for metric in METRICS
            for bound in ("low", "high", "best")
        },
    }
)  # fmt: skip
"""What the column of each field may be called, the most telling first."""
