"""Addresses of the public pages."""

from __future__ import annotations

from django.urls import path

from timeline.views import (
    actors,
    doubts,
    events,
    export,
    home,
    making,
    reader,
    robots,
    social,
    story,
    styleguide,
    timeline,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("robots.txt", robots.robots, name="robots"),
    path("t/<slug:slug>/", timeline.timeline, name="timeline"),
    path("t/<slug:slug>/card.png", social.social_card, name="social-card"),
    path("t/<slug:slug>/chart.svg", timeline.picture, name="chart-picture"),
    path("t/<slug:slug>/story/", story.story, name="story"),
    path("t/<slug:slug>/story/end/", story.story, {"at": "end"}, name="story-end"),
    path("t/<slug:slug>/story/<int:pk>-<slug:name>/", story.story, name="story-step"),
    path("t/<slug:slug>/disagreements/", doubts.disagreements, name="disagreements"),
    path("t/<slug:slug>/plans/", doubts.plans, name="plans"),
    path("t/<slug:slug>/export.<slug:extension>", export.export, name="export"),
    path("t/<slug:timeline>/events/<int:pk>-<slug:slug>/", events.event, name="event"),
    path(
        "t/<slug:timeline>/events/<int:pk>-<slug:slug>/cite.<slug:extension>",
        events.cite,
        name="cite",
    ),
    path("actors/", actors.actor_list, name="actor-list"),
    path("actors/<slug:slug>/", actors.actor, name="actor"),
]

#: The reader shows a text and the events that rest on it, so it is composed here; the project
#: gives it its address among the sources.
source_urlpatterns = [
    path("", reader.source_list, name="source-list"),
    path("<slug:slug>/", reader.reader, name="reader"),
    path("<slug:slug>/make/", making.make, name="make"),
    path("<slug:slug>/cite.<slug:extension>", reader.cite_source, name="cite-source"),
]
