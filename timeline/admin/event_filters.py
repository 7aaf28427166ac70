"""The filters beside the list of events. Each costs a fixed number of queries."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AllValuesFieldListFilter, ModelAdmin, SimpleListFilter
from django.db.models import Max, Min, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sources.models import Document
from timeline.dates.edtf import OPEN_END, OPEN_START, EdtfError, read_edtf
from timeline.dates.julian_day import calendar_date
from timeline.dates.wording import edtf_words
from timeline.http import whole_number
from timeline.models import Category, Citation, Event

_MANY_DECADES = 25
_MANY_SOURCES = 200
"""Of more, nobody reads the list, which would be most of the page."""


class CategoryFilter(SimpleListFilter):
    """By category; where there are several timelines, with the timeline's name."""

    title = _("category")
    parameter_name = "category"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> list[tuple[str, str]]:
        timeline = whole_number(request.GET.get("timeline__id__exact"))
        rows = Category.objects.select_related("timeline")
        if timeline is not None:
            rows = rows.filter(timeline_id=timeline)
        several = len({row.timeline_id for row in rows}) > 1
        return [(str(row.pk), f"{row} · {row.timeline}" if several else str(row)) for row in rows]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Event]) -> QuerySet[Event]:
        chosen = whole_number(self.value())
        return queryset if chosen is None else queryset.filter(category_id=chosen)


class SourceFilter(SimpleListFilter):
    """By the document that is cited. Of very many, the one that the address names is offered alone."""

    title = _("source")
    parameter_name = "source"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> list[tuple[str, str]]:
        documents = Document.objects.values_list("pk", "title")
        listed = list(documents[: _MANY_SOURCES + 1])
        if len(listed) > _MANY_SOURCES:
            chosen = whole_number(self.value())
            listed = [] if chosen is None else list(documents.filter(pk=chosen))
        return [(str(pk), title) for pk, title in listed]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Event]) -> QuerySet[Event]:
        chosen = whole_number(self.value())
        if chosen is None:
            return queryset
        citing = Citation.objects.filter(passage__text_version__document_id=chosen)
        return queryset.filter(pk__in=citing.values("event"))


class ImportanceFilter(AllValuesFieldListFilter):
    """By importance. Each is asked after by itself: to find those that there are, all would be read."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        each = range(1, Event.MILESTONE + 1)
        there = [n for n in each if Event.objects.filter(importance=n).exists()]
        self.lookup_choices = there  # type: ignore[assignment] # it is only iterated and counted


class PeriodFilter(SimpleListFilter):
    """By decade (by century where there are many), then by year: whatever may lie in it."""

    title = _("period")
    parameter_name = "period"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> list[tuple[str, str]]:
        ends = Event.objects.filter(first_day__gt=OPEN_START, last_day__lt=OPEN_END).aggregate(
            first=Min("first_day"), last=Max("last_day")
        )
        if ends["first"] is None:
            return []
        first, last = (min(max(calendar_date(day)[0], 0), 9999) for day in ends.values())
        units = range(first // 10, last // 10 + 1)
        shape = "{:03}X"
        if len(units) > _MANY_DECADES:
            units, shape = range(first // 100, last // 100 + 1), "{:02}XX"
        periods = [shape.format(unit) for unit in units]
        return [(each, edtf_words(each)) for each in self._with_finer(periods)]

    def _with_finer(self, periods: list[str]) -> list[str]:
        """The periods, and after the one that is chosen (or holds what is) its ten parts."""
        chosen = self.value() or ""
        listed = []
        for period in periods:
            listed.append(period)
            stem = period.rstrip("X")
            if stem != period and chosen.startswith(stem):
                tail = "X" * (len(period) - len(stem) - 1)
                listed += self._with_finer([f"{stem}{digit}{tail}" for digit in range(10)])
        return listed

    def queryset(self, request: HttpRequest, queryset: QuerySet[Event]) -> QuerySet[Event]:
        try:
            period = read_edtf(self.value() or "")
        except EdtfError:
            return queryset
        return queryset.filter(first_day__lte=period.last_day, last_day__gte=period.first_day)
