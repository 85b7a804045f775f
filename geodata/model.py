"""The values that travel through the library, from an article to its incidents.

All are frozen and compare by value. Points are (latitude, longitude) in WGS 84 degrees. `None`
means unknown, `()` means none. Ids are content hashes, so that a second run changes nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

STATEMENTS = "Statements"
"""The event type of what is only said ("condemned", "met"): kept, and hidden unless asked for."""


def content_id(*parts: object) -> str:
    """The id of a value: 16 hexadecimal digits of a SHA-256 over its parts."""
    digest = hashlib.sha256("\x1f".join(str(part) for part in parts).encode())
    return digest.hexdigest()[:16]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters, `text[start:end]`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start} to {self.end}")

    def of(self, text: str) -> str:
        """The words that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A news article as it was read; every offset in the library indexes `text`.

    `published` is the day that "Saturday" and "last night" hang on; `None` leaves relative dates
    unresolved. `source` is the publisher's name, `url` where it was read.
    """

    id: str
    text: str
    title: str = ""
    published: date | None = None
    language: str = "en"
    source: str | None = None
    url: str | None = None


class ToponymKind(StrEnum):
    """What a place name stands for where it is used."""

    LITERAL = "literal"  # the place itself: "in Aleppo"
    DEMONYM = "demonym"  # its people or their things: "Turkish"
    METONYM = "metonym"  # its government or team: "Moscow said"
    PART_OF_NAME = "part_of_name"  # inside another name: "Bank of England"


class ResolutionStatus(StrEnum):
    """Why a toponym has a place, or has none."""

    RESOLVED = "resolved"
    NOT_FOUND = "not_found"  # no gazetteer entry of that name
    AMBIGUOUS = "ambiguous"  # several, and nothing in the article decides


class GeoPrecision(IntEnum):
    """How exactly a place is known: 1 to 3 as ACLED codes them, 4 for a whole country or more."""

    SITE = 1  # the named town or site itself
    NEAR = 2  # near it, its countryside, a district
    REGION = 3  # a province or another area of that size
    COUNTRY = 4  # a country, sea or continent: listed, never pinned


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A place name as it stands in an article: `article.text[span] == text`."""

    span: Span
    text: str
    kind: ToponymKind
    recognizer: str
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A gazetteer entry.

    `id` is "<gazetteer>:<its own id>", for instance "geonames:170063"; of a point that is told by
    how far it lies from a place, that place's with the words: "geonames:170063 27 km east".
    `feature_code` is GeoNames' ("PPLA", "ADM1", "PCLI", "AIRP", "SEA" ...). `admin1` and `admin2`
    are names for people to read, `admin1_code` is "<ISO 3166-1 alpha-2>.<GeoNames admin1>" for
    comparing. `radius_km` is the radius of a circle of the place's area, 0 for a point;
    `population` 0 means unknown.
    """

    id: str
    name: str
    latitude: float
    longitude: float
    feature_code: str
    country_code: str | None = None
    admin1: str | None = None
    admin1_code: str | None = None
    admin2: str | None = None
    population: int = 0
    radius_km: float = 0.0
    gazetteer: str = "geonames"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that a toponym might mean, how likely, and why.

    `score` is 0 to 1 and compares the candidates of one toponym only.
    """

    place: Place
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What a toponym was found to mean; `place` is None where the honest answer is "unknown".

    `candidates` are ranked, best first. `resolver` is the id of who answered.
    """

    toponym: Toponym
    place: Place | None
    status: ResolutionStatus
    geo_precision: GeoPrecision | None
    score: float
    candidates: tuple[Candidate, ...]
    resolver: str


class TimePrecision(IntEnum):
    """How exactly a date is known: 1 to 3 as ACLED codes them, 4 for a whole year or more."""

    DAY = 1
    WEEK = 2
    MONTH = 3
    YEAR = 4


class DateBasis(StrEnum):
    """What a date rests on, so that an assumed date is something a reader can see."""

    STATED = "stated"  # "on 30 November 2024"
    RELATIVE = "relative"  # "on Saturday", against the publication date
    PUBLICATION = "publication"  # no date in the words: taken from the publication date
    UNRESOLVED = "unresolved"  # a relative date in an article whose own date is unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDate:
    """The closed interval of days in which something happened; both None when unresolved.

    `span` covers the words the date was read from, None for a date taken from the publication.
    """

    start: date | None
    end: date | None
    precision: TimePrecision | None
    basis: DateBasis
    span: Span | None = None

    def __post_init__(self) -> None:
        if (self.start is None) != (self.end is None) or (self.start is None) != (
            self.precision is None
        ):
            raise ValueError("a date has a start, an end and a precision, or none of them")
        if self.start is not None and self.end is not None and self.start > self.end:
            raise ValueError(f"a date cannot end before it starts: {self.start} to {self.end}")


class ActorRole(StrEnum):
    """What an actor does in an event."""

    INITIATOR = "initiator"  # becomes actor1
    TARGET = "target"  # becomes actor2
    OTHER = "other"


class ActorKind(StrEnum):
    """ACLED's eight classes of actor, in the order of its codes 1 to 8."""

    STATE_FORCES = "state forces"
    REBELS = "rebels"
    POLITICAL_MILITIA = "political militia"
    IDENTITY_MILITIA = "identity militia"
    RIOTERS = "rioters"
    PROTESTERS = "protesters"
    CIVILIANS = "civilians"
    EXTERNAL = "external"


class ActorBasis(StrEnum):
    """What an actor rests on, so that an inferred one is something a reader can see."""

    STATED = "stated"  # words say so: "rebels attacked", "the group claimed it"
    CONTEXT = "context"  # the likeliest of those whom the article tells of elsewhere
    ASSUMED = "assumed"  # nobody is named: from the type of what happened


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody taking part in an event, under one name whatever the words were.

    `mention` is the words themselves and `span` where they stand; None where they do not.
    """

    name: str
    role: ActorRole
    kind: ActorKind
    mention: str
    span: Span | None = None
    country_code: str | None = None
    basis: ActorBasis = ActorBasis.STATED


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number of people with its honest bounds: "at least 13" is 13, 13, None."""

    best: int
    low: int
    high: int | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """How many people were killed and injured; None means the words do not say."""

    killed: Count | None = None
    injured: Count | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who an event is reported by: "said the Syrian Observatory for Human Rights"."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One report of something that happened, traceable to its words.

    `event_type` and `sub_event_type` are names of `lexicon/event_types.csv`. `resolution` is None
    where no place is named; `geo_precision` and `radius_km` say what the words make of the place
    ("near Idlib" is less precise than Idlib). `history` marks what the article tells as past, not
    as news. `confidence` is 0 to 1; `extractor` the id of who found it.
    """

    id: str
    article_id: str
    event_type: str
    sub_event_type: str
    trigger: Span
    sentence: Span
    date: EventDate
    resolution: Resolution | None
    geo_precision: GeoPrecision | None
    radius_km: float | None
    actors: tuple[Actor, ...]
    toll: Toll
    attribution: Attribution | None
    history: bool
    confidence: float
    extractor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One happening and the reports that tell it; `reasons` say why they were merged.

    `event_ids` are sorted, so that the incident does not depend on the order of reading.
    """

    id: str
    event_ids: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Something that went wrong with one input; shown and stored, never a reason to stop a run."""

    stage: str
    error: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleResult:
    """All that was read out of one article.

    `statements` are what is only said, in the form of events of the type STATEMENTS; no incident
    tells of them.
    """

    article: Article
    resolutions: tuple[Resolution, ...]
    events: tuple[Event, ...]
    incidents: tuple[Incident, ...]
    failures: tuple[Failure, ...] = ()
    statements: tuple[Event, ...] = ()
