"""From text to dates: what a curator would notice."""

from __future__ import annotations

import datetime

import pytest

from timeline.dates import (
    Resolved,
    Step,
    Unresolved,
    context_of,
    find_dates,
    find_mentions,
    from_data,
    replay,
    resolve,
)
from timeline.dates.calendars import CannotTell
from timeline.dates.explain import derivation_words
from timeline.dates.timeml import timexes

PUBLISHED = "2010-03-19"


def edtfs(text: str, published: str | None = PUBLISHED) -> list[str]:
    return [found.edtf for found in find_dates(text, published)]


def test_an_answer_has_three_faces() -> None:
    (found,) = find_dates("The charter was signed in late 2001.", PUBLISHED)
    assert (found.type, found.value, found.answer.mod) == ("DATE", "2001", "END")
    assert (found.edtf, found.precision, found.is_span) == ("2001-39", "season", False)
    assert (found.first_day, found.last_day) == (2452154, 2452275)  # 1 Sep, 31 Dec 2001
    assert (found.rule, found.report, found.reason) == ("year", False, "")


def test_a_date_object_will_do_for_the_day_of_publication() -> None:
    text = "The fleet sailed yesterday."
    day = datetime.date(2010, 3, 19)
    assert [found.edtf for found in find_dates(text, day)] == ["2010-03-18"]


@pytest.mark.parametrize("published", ["yesterday", "2010-W11", "199", "2010-03-19T10:00"])
def test_a_publication_date_that_is_none_is_refused(published: str) -> None:
    with pytest.raises(ValueError, match="date"):
        find_dates("In 1999.", published)


def test_a_mention_can_be_resolved_alone() -> None:
    text = "The fleet sailed on March 18."
    (mention,) = find_mentions(text)
    result = resolve(mention, context_of(text, PUBLISHED))
    assert isinstance(result, Resolved)
    assert result.answer.edtf == "2010-03-18"
    lost = resolve(mention, context_of(text))
    assert isinstance(lost, Unresolved)
    assert lost.reason == "the date of publication is not known"


def test_the_proof_reads_as_a_sentence() -> None:
    (found,) = find_dates("The fleet sailed on March 18.", PUBLISHED)
    assert derivation_words(found.derivation) == (
        "“March 18”: the text was published on 19 March 2010; "
        "the nearest one: 18 March 2010; so 18 March 2010."
    )


def test_an_estimated_day_of_publication_is_said_to_be_one() -> None:
    found = find_dates("On May 5 the force was formed. Last month it drilled.", "2011")[1]
    assert derivation_words(found.derivation).startswith(
        "“Last month”: the text itself suggests 5 May 2011"
    )


def test_a_week_is_named_by_its_monday_and_a_weekend_by_its_saturday() -> None:
    week, weekend = find_dates("Prices fell last week and rose over the weekend.", PUBLISHED)
    assert "the week of 8 March 2010" in derivation_words(week.derivation)
    assert "the weekend of 13 March 2010" in derivation_words(weekend.derivation)


def test_a_press_citation_is_marked_and_moves_no_reference() -> None:
    text = "It rained on March 9 (Interfax, March 18). Three days earlier it was dry."
    rain, report, dry = find_dates(text, PUBLISHED)
    assert (rain.report, report.report, dry.report) == (False, True, False)
    assert dry.edtf == "2010-03-06"


@pytest.mark.parametrize(
    "text",
    [
        "It rained (on March 9).", "It rained (he said, March 9).", "It rained. Oslo, March 9.",
        "(Interfax) reported it, March 9.", "(Interfax,\r\n\r\nOslo, March 9.", "One, two, Three, " * 9 + "March 9.",
    ],
)  # fmt: skip
def test_not_every_bracket_is_a_citation(text: str) -> None:
    assert [found.report for found in find_dates(text, PUBLISHED)] == [False]


def test_an_impossible_date_is_found_and_not_placed() -> None:
    (found,) = find_dates("The meeting is on February 30, 2010.", PUBLISHED)
    assert (found.edtf, found.value, found.first_day) == ("", "XXXX-02-30", None)
    assert found.reason == "there is no day 30 in month 2 of 2010"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The fort was held from 1989 to 1979.", "the second year is not after the first"),
        ("He came on May 9-5, 2007.", "it ends before it starts"),
        ("He left the day before the wedding.", "the event that it is counted from is not dated"),
    ],
)
def test_the_reason_of_a_failure_is_told(text: str, reason: str) -> None:
    assert find_dates(text, PUBLISHED)[0].reason.startswith(reason)


def test_a_shared_year_is_not_given_to_a_date_that_has_one() -> None:
    text = "on May 3, 1999 and June 4, 2001; on July 5 and then May 6, 2001"
    assert edtfs(text) == ["1999-05-03", "2001-06-04", "2010-07-05", "2001-05-06"]


def test_the_year_of_a_text_is_used_where_its_date_is_unknown() -> None:
    assert edtfs("In 1999 it rained. On May 5 it snowed.", None) == ["1999", "1999-05-05?"]
    assert edtfs("On 5 May 1999 it snowed. In June it rained.", None) == ["1999-05-05", "1999-06?"]


def test_a_holiday_that_was_not_kept_then_has_no_date() -> None:
    (found,) = find_dates("It rained on Labor Day.", "1850-03-19")
    assert (found.edtf, found.reason) == ("", "Labor Day was no holiday near 1850")


def test_a_day_counted_from_another_is_a_length_of_time_to_timeml_and_a_date_to_readers() -> None:
    found = find_dates("It rained on February 8. Three days later it froze.", PUBLISHED)[1]
    assert (found.type, found.value, found.edtf) == ("DURATION", "P3D", "2010-02-11")
    assert derivation_words(found.derivation).endswith(
        "3 days later: 11 February 2010; so 11 February 2010."
    )


def test_what_was_before_a_year_is_told_by_the_last_year_before_it() -> None:
    (found,) = find_dates("The pre-1990 buildings are low.", PUBLISHED)
    assert (found.type, found.value, found.edtf) == ("DATE", "1990", "../1989")
    assert derivation_words(found.derivation).endswith("up to then; so before 1990.")


def test_only_the_month_of_publication_may_be_known() -> None:
    assert edtfs("Last month it snowed.", "2010-03") == ["2010-02"]
    assert edtfs("In May it snowed.", "2010-03") == ["2010-05"]


def test_a_long_text_is_read_in_pieces_that_cut_no_date() -> None:
    sentence = "The harbour froze on 1 January 1871 and thawed in May 1871. "
    count = 2500
    for gap in (" ", "\n", "\n\n"):
        text = (sentence.strip() + gap) * count
        found = find_dates(text, PUBLISHED)
        assert [date.edtf for date in found] == ["1871-01-01", "1871-05"] * count
        assert all(text[date.start : date.end] == date.wording for date in found)


def test_a_text_without_gaps_is_cut_all_the_same() -> None:
    assert find_dates("x" * 130_000 + " in 1999.", PUBLISHED)[-1].edtf == "1999"


def test_ranges_are_two_elements_in_timeml() -> None:
    text = "The group met on March 9-13 and the fort stood from 1979-89."
    elements = [element for found in find_dates(text, PUBLISHED) for element in timexes(found)]
    assert [(text[e.start : e.end], e.value) for e in elements] == [
        ("March 9", "2010-03-09"), ("13", "2010-03-13"), ("1979", "1979"), ("89", "1989"),
    ]  # fmt: skip


def test_the_ends_of_a_range_are_words_without_the_space_beside_them() -> None:
    text = "It sat between March 9 and 13, as from 1979 to 1989."
    elements = [element for found in find_dates(text, PUBLISHED) for element in timexes(found)]
    assert [text[e.start : e.end] for e in elements] == ["March 9", "13", "1979", "1989"]


@pytest.mark.parametrize(
    "words",
    [
        *("9 and 13 March", "9-13 March", "March 9-13", "between 9 and 13 March", "5 or 6 May"),
        *("the 9th and 13th of March", "between March 9 and 13", "March 9", "9 March", "May 2009"),
    ],
)
def test_a_comma_after_a_date_is_not_part_of_it(words: str) -> None:
    (found,) = find_dates(f"The group met {words}, the mayor said.", PUBLISHED)
    assert found.wording == words.removeprefix("between ")


def test_a_date_counted_from_an_event_is_a_length_in_timeml() -> None:
    text = "The pact was signed on March 15. Three days before the signing, rain fell."
    element = timexes(find_dates(text, PUBLISHED)[1])[0]
    assert (element.type, element.value, element.edtf) == ("DURATION", "P3D", "2010-03-12")


@pytest.mark.parametrize(
    "text",
    [
        "Signed on May 4, 1999 and again signed on May 6, 2001. A day before the signing, it rained.",
        "It was signed on March 15. Two days before he was signed up by a club it rained.",
        "It was signed on March 15. Two hours before the signing it rained.",
        "It was signed on March 15. A few days before the signing it rained.",
        "It was signed on March 15. Two days before, it rained.",
    ],
)
def test_an_event_is_never_guessed(text: str) -> None:
    counted = [found for found in find_dates(text, PUBLISHED) if "event" in found.rule]
    assert all(found.edtf == "" for found in counted)


def test_the_same_day_that_nothing_tells_of_is_the_last_one() -> None:
    assert edtfs("It rained on March 9. The same day that pigs flew, it snowed.")[1] == "2010-03-09"
    assert edtfs("It rained on March 9. On the same day, it snowed.")[1] == "2010-03-09"


def test_an_event_that_lasted_is_dated_by_its_first_day() -> None:
    text = (
        "The team toured the mines from March 3-7. A day before the tour of the mines, it rained."
    )
    assert edtfs(text)[1] == "2010-03-02"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Profit rose in 1988. A year earlier it fell.", "1987"),
        ("Third-quarter profit rose. The year-ago period was poor.", "2008-35"),
        ("In May 1999 it rained. In 2001 it snowed. The following month it thawed.", "1999-06"),
        ("Le Monde du 30 février 2010 was a hoax.", "2010"),
        ("The following month it thawed.", "2010-04"),
        ("Every morning it thawed.", ""),
        ("The file of 2010/03/18 is lost.", "2010-03-18"),
        ("It rained on 5 May 1999. Snow fell on April 2, 2010 and yesterday.", "2010-03-18"),
        ("Profit will rise in the full year.", "2010"),
        ("In the latest year profit rose.", "2009"),
        ("Profit will rise in the fourth quarter. In the latest quarter it fell.", "2009-36"),
        (
            "For the nine months profit rose. In the latest quarter it fell from a year ago.",
            "2008-36",
        ),
        ("The lease ended April 2.", "2009-04-02"),
        ("It rained at 3:15 p.m. local time Thursday.", "2010-03-18"),
        ("It rained at 0930 GMT on Thursday.", "2010-03-18"),
        ("The lease began April 2.", "2010-04-02"),
        ("It rained at mid-afternoon yesterday.", "2010-03-18"),
        ("An unspecified sum will be paid in August.", "2010-08"),
        ("The vote will be held in August.", "2010-08"),
        ("Third-quarter profit rose. In the 1988 quarter it fell.", "1988-35"),
        ("In the 1988 period it fell.", "1988"),
        ("A fortnight ago it rained.", "[2010-03-01..2010-03-07]"),
        ("Two fortnights ago it rained.", "[2010-02-15..2010-02-21]"),
        ("Two and a half years ago it rained.", ""),
        ("Three hours ago it rained.", ""),
        ("A few days later it rained.", ""),
        ("Two millennia ago it rained.", "00XX"),
        ("It rained in 1987. That year it snowed. On May 4 of that year it thawed.", "1987-05-04"),
        ("This past hour it rained.", ""),
        ("The next quarter may be poor.", "2010-34"),
        ("The 14th quarter may be poor.", ""),
        ("It opens this coming Sunday, March 28.", "2010-03-28"),
        ("On January 2 it rained (10 a.m. GMT).", "2010-01-02"),
        ("It rained on New Year's Eve.", "2009-12-31"),
        ("It rained next Halloween.", "2010-10-31"),
        ("It rained in Easter week 1998.", "[1998-04-06..1998-04-12]"),
        ("It rained on Labor Day 1850.", ""),
        ("The plan, effective May 30, was dropped.", "2010-05-30"),
        ("The offer that was due to expire on Monday stands.", "2010-03-22"),
        ("The offer, which had been due to expire on Monday, stands.", "2010-03-15"),
        ("It was not until Monday that it rained.", "2010-03-15"),
        ("Mr. Jones of Acme Corp. will resign Monday.", "2010-03-22"),
        ("John F. Jones will resign Monday.", "2010-03-22"),
        ("The fair will be run by Acme Corp. on Monday.", "2010-03-22"),
        ("In August, Acme Corp. will be renamed.", "2010-08"),
        ("Jones will be named chief in December.", "2010-12"),
        ("Jones was named chief in December.", "2009-12"),
        ("In August, Jones will resign.", "2010-08"),
        ("Jones will proceed in August.", "2010-08"),
        ("Rain fell. August!", "2010-08"),
        ("In August; Jones was here.", "2010-08"),
    ],
)
def test_the_last_date_of_a_text_is_this(text: str, edtf: str) -> None:
    assert edtfs(text)[-1] == edtf


def test_a_year_that_ended_on_a_day_is_a_length_of_time() -> None:
    found = find_dates("For the year ended March 31 profit rose.", PUBLISHED)
    assert [date.value for date in found] == ["P1Y", "2009-03-31"]


def test_how_exact_a_length_is_stays_beside_it() -> None:
    found = find_dates("It took nearly two years, or over three months.", PUBLISHED)
    assert [date.answer.mod for date in found] == ["LESS_THAN", "MORE_THAN"]


def test_only_dates_of_the_known_year_tell_the_day_of_publication() -> None:
    text = "On 5 May 2012 it ends. It began on 2 April 1999. On June 6 it rained. On May 6 it shone. Yesterday it snowed."
    assert edtfs(text, "2011")[-1] == "2011-06-05"


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("at 10:35 a.m. Tuesday", "2010-03-16T10:35"), ("at 5 p.m. on March 9", "2010-03-09T17:00"),
        ("last night", "2010-03-18TNI"), ("this morning", "2010-03-19TMO"),
        ("at noon Thursday", "2010-03-18T12:00"), ("on Monday evening", "2010-03-15TEV"),
        ("at midnight", "2010-03-19T24:00"),
    ],
)  # fmt: skip
def test_a_time_of_day_is_kept_in_timex_and_its_day_in_edtf(words: str, value: str) -> None:
    (found,) = find_dates(f"It rained {words}.", PUBLISHED)
    assert (found.type, found.value) == ("TIME", value)
    assert found.edtf == value[:10]


@pytest.mark.parametrize(
    ("step", "edtf"),
    [
        (("day", 3, 19, "after"), "2010-03-19"), (("day", 3, 19, "before"), "2010-03-19"),
        (("day", 3, 18, "after"), "2011-03-18"), (("day", 3, 20, "before"), "2009-03-20"),
        (("day", 3, 20, "after"), "2010-03-20"), (("day", 3, 18, "before"), "2010-03-18"),
        (("month", 3, 0, "after"), "2011-03"), (("month", 3, 0, "before"), "2009-03"),
        (("month", 4, 0, "after"), "2010-04"), (("month", 2, 0, "before"), "2010-02"),
        (("day", 2, 29, "after"), "2012-02-29"), (("day", 2, 29, "before"), "2008-02-29"),
    ],
)  # fmt: skip
def test_a_day_may_be_the_anchor_itself_a_month_may_not(step, edtf: str) -> None:
    steps = (Step("take", ("published", PUBLISHED)), Step("side", step))
    assert replay(steps).edtf == edtf


def test_a_stored_derivation_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="no step of a derivation"):
        from_data([["guess", 1]])
    with pytest.raises(ValueError, match="no step of a derivation"):
        from_data([[]])
    with pytest.raises(ValueError, match="unknown step 'guess'"):
        replay((Step("guess"),))
    with pytest.raises(CannotTell, match="no date to start from"):
        replay((Step("shift", ("day", 1)),))
    with pytest.raises(CannotTell, match="no such day near 2010"):
        replay((Step("take", ("published", "2010")), Step("side", ("day", 2, 30, "after"))))
    with pytest.raises(CannotTell, match="ends before it starts"):
        replay((Step("take", ("words", "2010")), Step("range", ("span",))))


def test_a_week_can_be_an_end_of_a_range_in_no_edtf() -> None:
    steps = (Step("take", ("words", "2010-W11")), Step("from"), Step("range", ("span",)))
    with pytest.raises(CannotTell, match="is not an EDTF date"):
        replay(steps)


def test_a_time_of_day_may_be_written_in_four_figures() -> None:
    found = find_dates("It rained at 0930 GMT on Thursday and at 9:45 GMT on Friday.", PUBLISHED)
    assert [date.value for date in found] == ["2010-03-18T09:30", "2010-03-19T09:45"]
