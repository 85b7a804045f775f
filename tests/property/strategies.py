"""Values of the library's kinds for property tests, all strategies in one file."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from geodata.filters import DateMatch, EventFilter, Sureness
from geodata.model import (
    Actor,
    ActorKind,
    ActorRole,
    Article,
    ArticleResult,
    Attribution,
    Candidate,
    Count,
    DateBasis,
    Event,
    EventDate,
    Failure,
    GeoPrecision,
    Incident,
    Place,
    Resolution,
    ResolutionStatus,
    Span,
    TimePrecision,
    Toll,
    Toponym,
    ToponymKind,
    content_id,
)
from geodata.schema import PlaceStatus

DAYS = st.dates(min_value=date(2024, 11, 1), max_value=date(2024, 12, 31))
WORDS = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=12
)
# Few values, so that filters and rows meet; quotes, wildcards and marks that SQL would trip over.
ACTORS = ("Hay'at Tahrir al-Sham", "Military Forces of Syria", 'The "Wagner" Group', "100%", "a,b")
TYPES = ("Battles", "Explosions/Remote violence", "Protests", "Statements")
COUNTRIES = ("Syria", "Côte d'Ivoire", "Lebanon")
REGIONS = ("Aleppo", "Idlib", "North_East")
SOURCES = ("BBC", "Reuters; AFP", "BB%")
TEXTS = ("", "aleppo", "strike", "100%", "it's", "_", "\\", '"', "ÉTÉ", "zzz")
SENTENCES = (
    "Strikes hit Aleppo, it's said.",
    "100% of the été was quiet",
    "a_b \\ c",
    'He said "no"',
)


def optional(values: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    """One of these values, or None for unknown."""
    return st.none() | st.sampled_from(values)


def some_of(values: tuple[Any, ...]) -> st.SearchStrategy[tuple[Any, ...]]:
    """A few of these values, each at most once."""
    return st.lists(st.sampled_from(values), max_size=3, unique=True).map(tuple)


@st.composite
def event_rows(draw: st.DrawFn) -> dict[str, Any]:
    """A row of the events table as a dict; the columns that are left out are null."""
    status = draw(st.sampled_from(PlaceStatus))
    mapped = status is PlaceStatus.MAPPED
    start = draw(st.none() | DAYS)
    length = timedelta(days=draw(st.sampled_from((0, 0, 1, 6, 30))))
    actors = draw(st.lists(st.sampled_from(ACTORS), max_size=3, unique=True))
    return {
        "event_id": draw(st.uuids()).hex[:16],
        "incident_id": draw(st.sampled_from(("i1", "i2", "i3"))),
        "article_id": "a1",
        "event_type": draw(st.sampled_from(TYPES)),
        "sub_event_type": draw(optional(TYPES)),
        "event_date": start,
        "event_date_end": None if start is None else start + length,
        "history": draw(st.booleans()),
        "actors": actors,
        "place": draw(optional(REGIONS)),
        "place_status": status.value,
        "latitude": draw(st.floats(-90, 90)) if mapped else None,
        "longitude": draw(st.floats(-180, 180)) if mapped else None,
        "geo_precision": draw(st.sampled_from((1, 2, 3))) if mapped else None,
        "admin1": draw(optional(REGIONS)),
        "country": draw(optional(COUNTRIES)),
        "attribution": draw(optional(ACTORS)),
        "sentence": draw(st.sampled_from(SENTENCES)),
        "title": draw(optional(SENTENCES)),
        "source": draw(optional(SOURCES)),
        "extractor": draw(optional(("pattern-1", "ucdp"))),
        "confidence": draw(optional((0.1, 0.19, 0.2, 0.69, 0.7, 0.9))),
    }


@st.composite
def filters(draw: st.DrawFn) -> EventFilter:
    """A filter whose values make sense, over the same few values as `event_rows`."""
    start, end = draw(st.none() | DAYS), draw(st.none() | DAYS)
    if start and end and start > end:
        start, end = end, start
    return EventFilter(
        date_from=start,
        date_to=end,
        date_match=draw(st.sampled_from(DateMatch)),
        event_types=draw(some_of((*TYPES, "Unheard of"))),
        sub_event_types=draw(some_of(TYPES)),
        actors=draw(some_of((*ACTORS, "Nobody"))),
        countries=draw(some_of(COUNTRIES)),
        admin1=draw(some_of(REGIONS)),
        sources=draw(some_of(SOURCES)),
        extractors=draw(some_of(("pattern-1", "ucdp"))),
        attributions=draw(some_of(ACTORS)),
        text=draw(st.sampled_from(TEXTS)),
        history=draw(st.booleans()),
        statements=draw(st.booleans()),
        sureness=draw(st.sampled_from(Sureness)),
        geo_precisions=draw(some_of(tuple(GeoPrecision))),
        bounds=draw(st.none() | bounds()),
    )


@st.composite
def bounds(draw: st.DrawFn) -> tuple[float, float, float, float]:
    """South, west, north, east; west may be east of east, across the antimeridian."""
    south, north = sorted((draw(st.floats(-90, 90)), draw(st.floats(-90, 90))))
    return south, draw(st.floats(-180, 180)), north, draw(st.floats(-180, 180))


def spans(length: int) -> st.SearchStrategy[Span]:
    """A span of a text of this length, which is at least 1."""
    starts = st.integers(0, length - 1)
    return starts.flatmap(lambda s: st.integers(s + 1, length).map(lambda e: Span(s, e)))


def places() -> st.SearchStrategy[Place]:
    """A gazetteer entry."""
    return st.builds(
        Place,
        id=st.integers(1, 10**7).map(lambda number: f"geonames:{number}"),
        name=WORDS,
        latitude=st.floats(-90, 90),
        longitude=st.floats(-180, 180),
        feature_code=st.sampled_from(("PPL", "ADM1", "PCLI")),
        country_code=optional(("SY", "FR", "XX")),
        admin1=optional(REGIONS),
        radius_km=st.floats(0, 100),
    )


@st.composite
def resolutions(draw: st.DrawFn, text: str) -> Resolution:
    """A place name of the text with the place it means, or without."""
    span = draw(spans(len(text)))
    status = draw(st.sampled_from(ResolutionStatus))
    place = draw(places()) if status is ResolutionStatus.RESOLVED else None
    return Resolution(
        toponym=Toponym(
            span=span,
            text=span.of(text),
            kind=draw(st.sampled_from(ToponymKind)),
            recognizer="r-1",
        ),
        place=place,
        status=status,
        geo_precision=draw(st.sampled_from(GeoPrecision)) if place else None,
        score=draw(st.floats(0, 1)),
        candidates=(Candidate(place=place, score=1.0),) if place else (),
        resolver="c-1",
    )


@st.composite
def events(draw: st.DrawFn, article: Article) -> Event:
    """A report of something in the article."""
    text = article.text
    start = draw(st.none() | DAYS)
    resolution = draw(st.none() | resolutions(text))
    counts = st.none() | st.builds(
        Count,
        best=st.integers(0, 10**12),
        low=st.integers(0, 10),
        high=st.none() | st.integers(10, 20),
        span=spans(len(text)),
    )
    actors = st.builds(
        Actor,
        name=st.sampled_from(ACTORS),
        role=st.sampled_from(ActorRole),
        kind=st.sampled_from(ActorKind),
        mention=WORDS,
        span=st.none() | spans(len(text)),
    )
    sentence, trigger = draw(spans(len(text))), draw(spans(len(text)))
    return Event(
        id=content_id(article.id, draw(st.integers(0, 2**60))),
        article_id=article.id,
        event_type=draw(st.sampled_from(TYPES)),
        sub_event_type=draw(WORDS),
        trigger=trigger,
        sentence=sentence,
        date=EventDate(
            start=start,
            end=start,
            precision=TimePrecision.DAY if start else None,
            basis=DateBasis.STATED if start else DateBasis.UNRESOLVED,
            span=draw(st.none() | spans(len(text))),
        ),
        resolution=resolution,
        geo_precision=resolution.geo_precision if resolution else None,
        radius_km=resolution.place.radius_km if resolution and resolution.place else None,
        actors=tuple(draw(st.lists(actors, max_size=4))),
        toll=Toll(killed=draw(counts), injured=draw(counts)),
        attribution=draw(st.none() | st.builds(Attribution, name=WORDS, span=spans(len(text)))),
        history=draw(st.booleans()),
        confidence=draw(st.floats(0, 1, width=32)),
        extractor="pattern-1",
    )


@st.composite
def results(draw: st.DrawFn) -> ArticleResult:
    """What was read out of one article, which may be nothing at all."""
    text = draw(st.lists(WORDS, min_size=1, max_size=20).map(" ".join))
    article = Article(
        id=content_id(text, draw(st.integers(0, 2**60))),
        text=text,
        title=draw(WORDS),
        published=draw(st.none() | DAYS),
        source=draw(optional(SOURCES)),
        url=draw(st.none() | WORDS),
    )
    found = tuple(draw(st.lists(events(article), max_size=4, unique_by=lambda event: event.id)))
    incidents = (
        (Incident(id="i-" + found[0].id, event_ids=tuple(sorted(e.id for e in found)), reasons=()),)
        if found and draw(st.booleans())
        else ()
    )
    return ArticleResult(
        article=article,
        resolutions=tuple(draw(st.lists(resolutions(text), max_size=3))),
        events=found,
        incidents=incidents,
        failures=tuple(
            draw(st.lists(st.builds(Failure, stage=WORDS, error=WORDS, detail=WORDS), max_size=1))
        ),
    )
