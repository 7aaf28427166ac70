"""The clauses in which derivations are told: kept in English with a date, retold to its readers."""

from __future__ import annotations

from typing import Final

from timeline.language import kept, kept_many

AS_WRITTEN: Final = kept("as written")
SO: Final = kept("so {date}")
SO_NOWHERE: Final = kept("so no place on the calendar")

ORIGINS: Final = {
    "words": kept("the words say {date}"),
    "published": kept("the text was published in {date}"),
    "guessed": kept("the text itself suggests {date}"),
    "mentioned": kept("the text spoke of {date} before"),
    "event": kept("the text dates “{words}” to {date}"),
}
PUBLISHED_ON: Final = kept("the text was published on {date}")
"""The same of a day."""

DIRECTIONS: Final = {
    "back": kept("the last one up to then: {date}"),
    "before": kept("the last one before that: {date}"),
    "on": kept("the next one from then on: {date}"),
    "after": kept("the next one after that: {date}"),
    "near": kept("the nearest one: {date}"),
    "in": kept("in that year: {date}"),
}
IN_THAT_WEEK: Final = kept("in that week: {date}")
AS_EXACT_AS_WORDS: Final = kept("only as exact as the words: {date}")

LATER: Final = {
    "day": kept_many("{n} day later: {date}", "{n} days later: {date}"),
    "weekend": kept_many("{n} weekend later: {date}", "{n} weekends later: {date}"),
    "week": kept_many("{n} week later: {date}", "{n} weeks later: {date}"),
    "month": kept_many("{n} month later: {date}", "{n} months later: {date}"),
    "season": kept_many("{n} season later: {date}", "{n} seasons later: {date}"),
    "quarter": kept_many("{n} quarter later: {date}", "{n} quarters later: {date}"),
    "half": kept_many("{n} half later: {date}", "{n} halves later: {date}"),
    "year": kept_many("{n} year later: {date}", "{n} years later: {date}"),
    "decade": kept_many("{n} decade later: {date}", "{n} decades later: {date}"),
    "century": kept_many("{n} century later: {date}", "{n} centuries later: {date}"),
}
EARLIER: Final = {
    "day": kept_many("{n} day earlier: {date}", "{n} days earlier: {date}"),
    "weekend": kept_many("{n} weekend earlier: {date}", "{n} weekends earlier: {date}"),
    "week": kept_many("{n} week earlier: {date}", "{n} weeks earlier: {date}"),
    "month": kept_many("{n} month earlier: {date}", "{n} months earlier: {date}"),
    "season": kept_many("{n} season earlier: {date}", "{n} seasons earlier: {date}"),
    "quarter": kept_many("{n} quarter earlier: {date}", "{n} quarters earlier: {date}"),
    "half": kept_many("{n} half earlier: {date}", "{n} halves earlier: {date}"),
    "year": kept_many("{n} year earlier: {date}", "{n} years earlier: {date}"),
    "decade": kept_many("{n} decade earlier: {date}", "{n} decades earlier: {date}"),
    "century": kept_many("{n} century earlier: {date}", "{n} centuries earlier: {date}"),
}
"""By how much a date was shifted: for one, and for more."""

MODS: Final = {
    "START": kept("the early part of it"),
    "MID": kept("the middle of it"),
    "END": kept("the late part of it"),
    "APPROX": kept("about then"),
    "LESS_THAN": kept("a little less"),
    "MORE_THAN": kept("a little more"),
}
NOT_EXACT: Final = kept("not exact")
NOT_CERTAIN: Final = kept("not certain")
FIRST_END: Final = kept("this is its first end")
TIME_OF_DAY: Final = kept("at a time of that day")

BOUNDS: Final = {
    "span": kept("from the first to the last"),
    "once": kept("once in between"),
    "both": kept("both of them"),
    "either": kept("one of the two"),
    "by": kept("then at the latest"),
    "since": kept("from then on"),
    "until": kept("up to then"),
}
VALUES: Final = {
    "DURATION": kept("a length of time"),
    "SET": kept("something that repeats"),
    "PRESENT_REF": kept("the time of writing, no date"),
    "PAST_REF": kept("some time before, no date"),
    "FUTURE_REF": kept("some time ahead, no date"),
}
NO_YEAR: Final = kept("no year is known")

WEEK: Final = kept("the week of {date}")
WEEKEND: Final = kept("the weekend of {date}")
