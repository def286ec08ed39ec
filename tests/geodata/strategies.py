"""Any decision and its parts, for tests of what must hold for all of them."""

from datetime import UTC

from hypothesis import strategies as st

from geodata.decisions import PRECISIONS, Answer, Choice, Decision, Subject
from geodata.joining import Joining, Verdict, name_reports

ENDS = "\r\n\x0b\x0c\x1c\x85\u2028\u2029"
TEXTS = st.text(st.characters(codec="utf-8") | st.sampled_from(ENDS + "\0\x7f\ufeff🔥ی\u200c"))
MAYBE = st.none() | TEXTS
SUBJECTS = st.builds(Subject, place_name=TEXTS, admin1_name=TEXTS, country_name=TEXTS)
ANSWERS = st.sampled_from([(c, p) for c, some in PRECISIONS.items() for p in some]).flatmap(
    lambda pair: st.builds(
        Answer,
        choice=st.just(pair[0]),
        precision=st.just(pair[1]),
        geonames_id=st.integers(1, 2**31 - 1),
        name=MAYBE,
        country=TEXTS.filter(bool) if pair[0] is Choice.COUNTRY else MAYBE,
        admin1=TEXTS.filter(bool) if pair[0] is Choice.REGION else MAYBE,
        lon=st.floats(-180, 180),
        lat=st.floats(-90, 90),
    )
)
MOMENTS = st.datetimes(timezones=st.just(UTC)).map(lambda when: when.replace(microsecond=0))
DECISIONS = st.builds(
    Decision,
    what=SUBJECTS,
    before=st.none() | ANSWERS,
    after=st.none() | ANSWERS,
    who=TEXTS,
    why=TEXTS,
    when=MOMENTS,
)
VERDICTS = st.none() | st.sampled_from(Verdict)


def make_joinings(ids: st.SearchStrategy[str]) -> st.SearchStrategy[Joining]:
    """Make any decision about reports of these ids."""
    return st.builds(
        Joining,
        what=st.sets(ids, min_size=2, max_size=4).map(name_reports),
        before=VERDICTS,
        after=VERDICTS,
        who=TEXTS,
        why=TEXTS,
        when=MOMENTS,
    )
