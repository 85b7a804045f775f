"""The place names of a sentence with the relation that the words before them put them in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from geodata.events.offsets import Offset, read_offset
from geodata.events.sentences import Sentence
from geodata.model import GeoPrecision, Resolution, ToponymKind

TOWN = 4  # as `PlaceMention.level` counts


class PlaceRelation(StrEnum):
    """What the words make of a place."""

    AT = "at"  # in, at, on, inside
    AGAINST = "against"  # the aim of an attack, or of a protest
    NEAR = "near"  # near, outside, between, so many km from
    OBJECT = "object"  # "seized Aleppo"
    BARE = "bare"  # no word before it that says: "Kabul was hit"
    FROM = "from"  # where somebody or something comes from
    TOWARDS = "towards"
    BORDER = "border"  # "the border with Cameroon"
    BELONGS = "belongs"  # "the government of Syria", "Syria's president"


@dataclass(frozen=True, kw_only=True)
class PlaceMention:
    """A place name at the words `first` to `last`; `offset` is what "27 km from" says."""

    resolution: Resolution
    first: int
    last: int
    relation: PlaceRelation
    offset: Offset | None = None

    @cached_property
    def level(self) -> int:
        """How small it is: 0 a country or more, 1 and 2 regions, 3 a district, `TOWN` a site."""
        return level_of(self.resolution)


_AT = frozenset(
    """in at on inside within across throughout through into onto over around along
    atop beside under amid via""".split()
)
_NEAR = frozenset("near outside between off by beyond behind nearby".split())
_AGAINST = frozenset("against targeting".split())
_TOWARDS = frozenset("to towards toward for".split())
_FROM = frozenset(["from"])
_OTHER = frozenset(
    "with as about after before since until than like including besides plus without and or".split()
)
SIDES = frozenset(
    "north south east west northeast northwest southeast southwest north-east outside "
    "north-west south-east south-west km kilometres kilometers miles km. mile kilometre".split()
)
PLACE_NOUNS = frozenset(
    """town city village province district region area suburb suburbs outskirts part parts state
    county municipality governorate neighbourhood neighborhood neighbourhoods neighborhoods quarter
    sector island port capital countryside department zone side edge centre center heart airport
    base market border coast hamlet community settlement camp valley locality township prefecture
    commune canton territory enclave stronghold bank peninsula waters most all much half north south
    east west northeast northwest southeast southwest hills mountains mountain hill square street
    streets road highway crossing jungle forest villages towns cities provinces regions districts
    metropolis rest entrance gates vicinity environs mosque church school hospital prison university
    stadium college park club pub bar restaurant factory plant depot terminal mall cemetery hotel
    cathedral estate estates slum slums shopping resort municipalities barangay
    parish subcounty sub-county kingdom republic lga""".split()
)
_PEOPLE_NOUNS = frozenset(
    """government regime president minister king queen army police people residents officials
    authorities governor mayor leader leaders bishop archbishop ambassador embassy forces troops
    citizens native resident rebels militants group party university court opposition parliament
    emir prince premier bank newspaper media television radio ministry foreign state-run
    man woman boy girl teenager teen couple family mother father pensioner motorist civilians
    herders herdsmen farmers traders youths""".split()
)
_STATIONS = (("station",), ("post",), ("outpost",), ("checkpoint",), ("headquarters",))
_UNITS = frozenset("battalion battalions brigade brigades regiment regiments".split())
DWELLERS = frozenset("residents villagers inhabitants locals".split())
_NAMED_AFTER = frozenset("war wars conflict crisis accord accords treaty championship cup".split())
_SHORT_COUNTRIES = frozenset("u.s us u.k uk".split())
_AFTER = frozenset("in on at and or to with by as but that which for from after before".split())
_DEEDS = frozenset(
    "siege capture seizure fall control conquest battle raid storming burning".split()
)
_DEED_ENDINGS = ("ing", "ings", "tion", "ment", "sion")
CONNECTORS = frozenset(
    """, ( ) the a an in of at on 's near outside central northern southern eastern western
    north south east west northeast northwest southeast southwest northeastern northwestern
    southeastern southwestern northwest north-eastern north-western south-eastern south-western
    north-east north-west south-east south-west state province district local government area
    region county governorate municipality department village town city suburb suburbs volatile
    restive troubled neighbouring neighboring remote coastal mountainous tribal second largest
    capital country nation territory commune prefecture zone lga area sub-county division far
    upper lower port inside within outskirts neighbourhood neighborhood northernmost southernmost
    part parts located situated nearby community council district's industrial rebel-held war-torn
    violence-hit oil-rich enclave shiite sunni christian muslim kurdish jewish""".split()
)
_PEOPLES = frozenset("community communities minority tribe clan people sect".split())
_OF_PEOPLE = frozenset("minority ethnic religious indigenous nomadic".split())
_ADJACENT, _UNKNOWN_LIMIT = 8, 2
_NAME_WORDS, _ADDRESS_WORDS, _AGE_DIGITS = 2, 12, 2


def level_of(resolution: Resolution) -> int:
    """How small a resolution's place is, from 0 for a country or more to 4 for a town or site."""
    place = resolution.place
    if place is None:
        return 4
    code = place.feature_code
    if resolution.geo_precision is GeoPrecision.COUNTRY or code.startswith(("PCL", "CONT", "SEA")):
        return 0
    if code in {"ADM1", "RGN", "TERR", "ISLS", "OCN", "AREA"}:
        return 1
    if code == "ADM2":
        return 2
    if code.startswith("ADM") or resolution.geo_precision is GeoPrecision.REGION:
        return 3 if code.startswith("ADM") else 1
    return 4


def find_mentions(
    sentence: Sentence, resolutions: tuple[Resolution, ...], text: str
) -> list[PlaceMention]:
    """The literal places of a sentence in order; demonyms and metonyms are no places.

    `resolutions` are those that stand in the sentence, in the order of the text.
    """
    mentions: list[PlaceMention] = []
    for resolution in resolutions:
        toponym = resolution.toponym
        if toponym.kind is not ToponymKind.LITERAL or toponym.text.isdecimal():
            continue
        first = sentence.index_at(toponym.span.start)
        last = max(first + 1, sentence.index_after(toponym.span.end))
        if resolution.place is None and _is_people(sentence, first, last):
            continue
        if sentence.words[first - 1 : first] == ("ethnic",):
            continue  # "two ethnic Dogon villages"
        possessive = text[toponym.span.end : toponym.span.end + 2] in {"'s", "’s", "‘s"}
        if _is_home(sentence, first, text):
            relation, offset = PlaceRelation.BELONGS, None
        else:
            relation, offset = _relation(sentence, first, last, mentions, possessive)
        mentions.append(
            PlaceMention(
                resolution=resolution,
                first=first,
                last=last,
                relation=relation,
                offset=offset,
            )
        )
    return mentions


def _relation(
    sentence: Sentence, first: int, last: int, earlier: list[PlaceMention], possessive: bool
) -> tuple[PlaceRelation, Offset | None]:
    words = sentence.words
    following = words[last] if last < len(words) else "."
    if following in _UNITS or (
        following == "and" and not _UNITS.isdisjoint(words[last + 2 : last + 3])
    ):
        return PlaceRelation.BELONGS, None  # "the Azov and Shakhtarsk battalions"
    station = words[last + 1 : last + 2] in _STATIONS  # "Bargai police station"
    modifies = (
        (following in _PEOPLE_NOUNS and not (following == "police" and station))
        or following in _NAMED_AFTER
        or (possessive and not _is_of_place(words, last))
        or (words[first] in _SHORT_COUNTRIES and following[0].isalpha() and following not in _AFTER)
    )
    index = first - 1
    lowest = max(-1, first - _ADJACENT)
    unknown = 0
    while index > lowest:
        word = words[index]
        if word == "of":
            head = _head_before(words, index)
            if head in SIDES:
                return PlaceRelation.NEAR, read_offset(words, index)
            if head in DWELLERS:
                return PlaceRelation.AT, None
            if head == "," or (head in _PEOPLE_NOUNS and not _is_local(words, index)):
                return PlaceRelation.BELONGS, None
            if head not in PLACE_NOUNS and not _is_local(words, index):
                deed = head.endswith(_DEED_ENDINGS) or head in _DEEDS
                return (PlaceRelation.AT if deed else PlaceRelation.BARE), None
            index -= 1
            continue
        if word == "by":
            return PlaceRelation.BELONGS, None
        if word == "with" and "border" in words[max(0, index - 2) : index]:
            return PlaceRelation.BORDER, None
        found = None if _is_adjective(word, words, index) else _of_preposition(word, words, index)
        if found is not None:
            return (PlaceRelation.BELONGS, None) if modifies else (found, read_offset(words, index))
        if word in _OTHER or not (word[0].isalpha() or word in {",", "'", '"', "“", "("}):
            break
        if earlier and index < earlier[-1].last and word not in CONNECTORS:
            break
        if word not in CONNECTORS and word not in PLACE_NOUNS:
            unknown += 1
            if unknown > _UNKNOWN_LIMIT:
                break
        index -= 1
    if modifies:
        return PlaceRelation.BELONGS, None
    if earlier and _coordinated(words, earlier[-1].last, first):
        return earlier[-1].relation, earlier[-1].offset
    return PlaceRelation.BARE, None


def _of_preposition(word: str, words: tuple[str, ...], index: int) -> PlaceRelation | None:
    if word in _AT:
        return PlaceRelation.AT
    if word in _NEAR:
        return PlaceRelation.NEAR
    if word in _AGAINST:
        return PlaceRelation.AGAINST
    if word in _FROM:
        near = index and words[index - 1] in SIDES | {"away", "far"}
        return PlaceRelation.NEAR if near else PlaceRelation.FROM
    if word in _TOWARDS:
        if word == "to" and words[index - 1 : index] == ("close",):
            return PlaceRelation.NEAR
        return PlaceRelation.TOWARDS
    return None


def _is_home(sentence: Sentence, first: int, text: str) -> bool:
    """Whether a place only says where a person lives: "Beau Tanner of London, Ohio, was killed".

    A name of two words in capitals that is no place's or office's: "the Grand Mosque of Mecca". Or
    after an age: "Terry Dolan, 60, Lebanon, was held", "a man, 23, of the 3200 block of".
    """
    words, starts = sentence.words, sentence.starts
    if _is_behind_age(words[max(0, first - _ADDRESS_WORDS) : first]):
        return True
    if first < _NAME_WORDS + 1 or words[first - 1] != "of":
        return False
    name = range(first - 1 - _NAME_WORDS, first - 1)
    if not all(words[index].isalpha() and text[starts[index]].isupper() for index in name):
        return False
    if words[name[0] - 1 : name[0]] == ("the",):
        return False
    return PLACE_NOUNS.isdisjoint(words[index] for index in name) and words[name[-1]] not in _DEEDS


def _is_behind_age(before: tuple[str, ...]) -> bool:
    """Whether words end with a person's age and an address: ", 23, of Elm Street in"."""
    for index in range(len(before) - 2):
        opening, age, closing = before[index : index + 3]
        if opening == closing == "," and age.isdecimal() and len(age) == _AGE_DIGITS:
            address = before[index + 3 :]
            return not address or (address[0] == "of" and "," not in address)
    return False


def _is_people(sentence: Sentence, first: int, last: int) -> bool:
    """Whether an unknown name is a people's: "the minority Shia Hazara community"."""
    following = sentence.words[last : last + 1]
    before = sentence.words[max(0, first - 3) : first]
    return not _PEOPLES.isdisjoint(following) and not _OF_PEOPLE.isdisjoint(before)


def _is_adjective(word: str, words: tuple[str, ...], index: int) -> bool:
    """Whether "nearby" is said of a place, not of where something is: "the nearby town"."""
    return word == "nearby" and index > 0 and words[index - 1] in {"the", "a"}


def _head_before(words: tuple[str, ...], index: int) -> str:
    """The noun before "of": "north" in "north of", "suburb" in "a suburb of"."""
    return words[index - 1] if index else ""


def _is_local(words: tuple[str, ...], index: int) -> bool:
    """Whether "local government of" or "local council of", an area, stands before "of"."""
    return "local" in words[max(0, index - 3) : index]


def _is_of_place(words: tuple[str, ...], last: int) -> bool:
    """Whether a possessive owns a place: "Beirut's southern suburbs"."""
    return not PLACE_NOUNS.isdisjoint(words[last : last + 5])


def _coordinated(words: tuple[str, ...], last: int, first: int) -> bool:
    between = words[last:first]
    return len(between) <= 5 and all(
        word in CONNECTORS or word in {"and", "or", "as", "well"} for word in between
    )
