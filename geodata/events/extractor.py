"""The extractor that ships: events from trigger words and rules, or by all words of a sentence."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from geodata.actors.lists import read_actor_lists
from geodata.events.actual import Matched, find_actual
from geodata.events.attribution import find_attribution
from geodata.events.capitals import find_capitals, read_capitals
from geodata.events.coding import Case, code_type
from geodata.events.confidence import Support, find_support, rate_confidence
from geodata.events.context import Contexts
from geodata.events.cues import read_cues
from geodata.events.discourse import (
    Settings,
    inherit_dates,
    inherit_scenes,
    key_of,
    resolve_references,
    sharpen,
)
from geodata.events.domain import find_domain
from geodata.events.facts import Facts, no_country
from geodata.events.gist import Gist, read_gist
from geodata.events.indirect import names_person
from geodata.events.initiators import cast_of, country_of
from geodata.events.reading import read_claim, read_setting, read_tellings
from geodata.events.scenes import Scene
from geodata.events.second_reading import Gists, ReadGist, iter_untold, read_gists, tells_any
from geodata.events.sentences import Sentence, split_sentences
from geodata.events.settling import settle
from geodata.events.statements import LEXICON as STATEMENT_LEXICON
from geodata.events.statements import read_statement_types, to_statement
from geodata.events.taxonomy import EventType, read_event_types
from geodata.events.tellings import Telling
from geodata.events.toll import read_toll_words
from geodata.events.triggers import read_triggers
from geodata.events.verbs import find_verb_scenes
from geodata.events.weighing.dates import ChooseDay, choose_day, redate
from geodata.events.weighing.initiators import ChooseCast, Suspects, choose_cast, is_open
from geodata.events.weighing.scenes import ChooseScene, choose_scene, reconsider
from geodata.events.weighing.tolls import ChooseToll, choose_toll, recount
from geodata.events.weighing.types import ChooseType, choose_type, weigh_types
from geodata.gazetteer import Gazetteer
from geodata.lexicon import SHIPPED, user_folder
from geodata.lexicon.told_as import read_told_as
from geodata.model import (
    STATEMENTS,
    Actor,
    Article,
    Event,
    Resolution,
    Span,
    Toll,
    content_id,
)

_VERSION = 6
_LISTS = ("event_types", "triggers", "statements", "cues", "quantities", "outcomes", "actors")
_CLAIM_REACH = 5
_BEGUN_BY_NATURE = frozenset({"Disaster", "Protests", "Riots", STATEMENTS})  # or by the crowd
Rate = Callable[[Telling, Scene | None, str, Gist | None, Support], float]


class PatternExtractor:
    """Finds events by the trigger lists of `geodata/lexicon` and a user's own folder.

    The lists are read once; an instance is then without state and may be shared by threads. Without
    a gazetteer a capital that is told without its name ("the Somali capital") stays unknown.
    `read` is how the words of a sentence are read beside its triggers, None for not at all;
    `choose_date`, `choose_scene`, `choose_type`, `choose_toll` and `choose_cast` say when, where
    and what a telling is, how many died and who began it, of what is possible, and `rate` how sure
    that is.
    """

    def __init__(
        self,
        gazetteer: Gazetteer | None = None,
        *,
        folder: Path | None = None,
        rate: Rate = rate_confidence,
        read: ReadGist | None = read_gist,
        choose_date: ChooseDay = choose_day,
        choose_scene: ChooseScene = choose_scene,
        choose_type: ChooseType = choose_type,
        choose_toll: ChooseToll = choose_toll,
        choose_cast: ChooseCast = choose_cast,
    ) -> None:
        self._rate = rate
        self._read = read
        self._choose_date = choose_date
        self._choose_scene = choose_scene
        self._choose_type = choose_type
        self._choose_toll = choose_toll
        self._choose_cast = choose_cast
        self._gazetteer = gazetteer
        self._capitals = read_capitals(gazetteer) if gazetteer else {}
        self._folder = folder
        event_types = read_event_types(folder=folder)
        statement_types = read_statement_types(folder=folder)
        self._types = {**event_types, **statement_types}
        self._told_as = read_told_as(folder=folder)
        self._cues = read_cues(folder=folder)
        self._toll_words = read_toll_words(folder=folder)
        self._actors = read_actor_lists(folder=folder)
        self._triggers = read_triggers(
            self._cues, sub_event_types=frozenset(event_types), folder=folder
        )
        self._sayings = read_triggers(
            self._cues,
            sub_event_types=frozenset(statement_types),
            lexicon=STATEMENT_LEXICON,
            folder=folder,
        )
        self._id = f"patterns-{_VERSION}-{_hash_lists(folder or user_folder())}"

    @property
    def id(self) -> str:
        """The name of this extractor with a hash of its lists."""
        return self._id

    def extract(self, article: Article, resolutions: tuple[Resolution, ...]) -> tuple[Event, ...]:
        """The events an article reports, then its statements, each in the order of the text."""
        sentences = split_sentences(article.text)
        domain = find_domain(sentences, self._cues, title=article.title or "")
        literal = [sentence for sentence in sentences if domain.takes_literally(sentence)]
        names = [resolution.toponym.span for resolution in resolutions]
        find = partial(find_actual, article.text, literal, names=names, cues=self._cues)
        matched, said = find(self._triggers), find(self._sayings)
        if not literal:
            return ()
        facts = self.facts_of(article, resolutions)
        gists = self._read_gists(literal, sentences, facts, matched)
        if not (matched or said or tells_any(gists)):
            return ()
        told = self._read_events(sentences, matched, facts)
        coded = {one.sentence.number for one in told if self._code(one, facts)}
        typeless = {one.sentence.number for one in told} - coded
        untold = iter_untold(
            literal, gists, matched=matched, typeless=typeless, facts=facts, cues=self._cues
        )
        if more := dict(untold):
            told = self._read_events(sentences, matched | more, facts)
            # What no word tells is news, or nothing: "since the war began in 2012".
            told = [one for one in told if one.sentence.number not in more or not one.dated.history]
        told = redate(told, sentences, facts, choose=self._choose_date)
        if domain.recalled:
            told = [telling for telling in told if telling.own_date]
        placed = reconsider(told, settle(told, facts), sentences, facts, choose=self._choose_scene)
        scenes = [one.scenes for one in placed]
        types = weigh_types(
            told,
            [self._code(telling, facts) for telling in told],
            scenes,
            [gists.get(telling.sentence.number) for telling in told],
            in_conflict=facts.is_of_conflict,
            told_as=self._told_as,
            choose=self._choose_type,
        )
        told = recount(
            told, types, scenes, sentences, facts, self._toll_words, choose=self._choose_toll
        )
        supports = find_support(told, types, placed)
        suspects = Suspects(told, sentences, facts)
        statements = self._read_statements(sentences, said, facts)
        supports += [Support()] * len(statements)
        scenes += [statement.scenes or (None,) for statement in statements]
        types += [self._code(statement, facts) for statement in statements]
        return tuple(
            event
            for telling, kind, places, support in zip(
                told + statements, types, scenes, supports, strict=True
            )
            if kind
            for event in self._to_events(
                telling,
                self._types[kind],
                places,
                facts,
                suspects,
                gists.get(telling.sentence.number),
                support,
            )
        )

    def _read_gists(
        self,
        literal: list[Sentence],
        sentences: tuple[Sentence, ...],
        facts: Facts,
        matched: Matched,
    ) -> Gists:
        if self._read is None:
            return {}
        contexts = Contexts(sentences, facts)
        return read_gists(literal, facts, contexts, matched=matched, read=self._read)

    def _read_events(
        self, sentences: tuple[Sentence, ...], matched: Matched, facts: Facts
    ) -> list[Telling]:
        tellings: list[Telling] = []
        settings: Settings = {}
        for sentence in sentences:
            told = read_tellings(
                sentence,
                matched.get(sentence.number, ()),
                facts=facts,
                types=self._types,
                toll_words=self._toll_words,
            )
            if all(telling.is_reference for telling in told):
                settings[key_of(sentence)] = read_setting(sentence, facts)
            tellings += told
            _add_claim(tellings, sentence, facts)
        return inherit_scenes(sharpen(inherit_dates(resolve_references(tellings))), settings)

    def _read_statements(
        self, sentences: tuple[Sentence, ...], said: Matched, facts: Facts
    ) -> list[Telling]:
        return [
            statement
            for sentence in sentences
            if sentence.number in said
            for telling in read_tellings(
                sentence,
                said[sentence.number],
                facts=facts,
                types=self._types,
                toll_words=self._toll_words,
            )
            if (statement := to_statement(telling, facts, self._actors))
        ]

    def find_verb_scenes(
        self, article: Article, resolutions: tuple[Resolution, ...], *, verb: Span
    ) -> tuple[Scene, ...]:
        """The places where what one verb of an article tells happened, () when no words say."""
        return find_verb_scenes(self.facts_of(article, resolutions), verb, triggers=self._triggers)

    def facts_of(self, article: Article, resolutions: tuple[Resolution, ...]) -> Facts:
        """What an article names, its capitals told without a name included."""
        if self._gazetteer is None:
            return Facts.of(article, resolutions, find_country=no_country, folder=self._folder)
        known = find_capitals(article, resolutions, self._capitals)
        return Facts.of(article, known, find_country=self._gazetteer.country, folder=self._folder)

    def _code(self, telling: Telling, facts: Facts) -> str | None:
        """The type of what a telling tells by the rules, None where it is no event after all."""
        sentence = telling.sentence
        case = Case(
            sentence=sentence,
            matches=telling.matches,
            further=telling.further,
            actors=telling.actors,
            toll=telling.toll,
            in_conflict=facts.is_of_conflict,
            in_wildfire=facts.is_of_wildfire,
            has_place=any(not scene.inherited for scene in telling.scenes),
            takes_person=names_person(
                sentence,
                telling.primary,
                facts.article.text,
                known=facts.names_in(sentence),
            ),
            cues=self._cues,
        )
        return code_type(case)

    def _to_events(
        self,
        telling: Telling,
        kind: EventType,
        scenes: tuple[Scene | None, ...],
        facts: Facts,
        suspects: Suspects,
        gist: Gist | None,
        support: Support,
    ) -> list[Event]:
        """One event for each place of a telling."""
        sentence, match = telling.sentence, telling.primary
        trigger = sentence.span_of(match.first, match.end)
        return [
            Event(
                id=content_id(facts.article.id, trigger.start, trigger.end, number),
                article_id=facts.article.id,
                event_type=kind.event_type,
                sub_event_type=kind.sub_event_type,
                trigger=trigger,
                sentence=sentence.span,
                date=telling.dated.date,
                resolution=scene.spot if scene else None,
                geo_precision=scene.geo_precision if scene else None,
                radius_km=scene.radius_km if scene else None,
                actors=self._cast(telling, kind, scene, facts, suspects),
                # A total over several places cannot be split among them.
                toll=telling.toll if len(scenes) == 1 else Toll(),
                attribution=find_attribution(sentence, facts.article.text),
                history=telling.dated.history,
                confidence=self._rate(telling, scene, kind.sub_event_type, gist, support),
                extractor=self._id,
            )
            for number, scene in enumerate(scenes)
        ]

    def _cast(
        self,
        telling: Telling,
        kind: EventType,
        scene: Scene | None,
        facts: Facts,
        suspects: Suspects,
    ) -> tuple[Actor, ...]:
        """The actors of an event, with who likely began it."""
        actors = cast_of(telling, kind, scene, facts, self._actors)
        if kind.event_type in _BEGUN_BY_NATURE or not is_open(actors):
            return actors
        casts = suspects.casts(telling, kind.sub_event_type, actors, country_of(scene))
        return self._choose_cast(telling, casts).actors


def _add_claim(tellings: list[Telling], sentence: Sentence, facts: Facts) -> None:
    """Gives the last telling the initiator that a later sentence names for it."""
    last = tellings[-1] if tellings else None
    if last is None or last.names_initiator:
        return
    if 0 < sentence.number - last.sentence.number <= _CLAIM_REACH:
        claimed = read_claim(sentence, facts)
        if claimed:
            tellings[-1] = replace(last, actors=(*claimed, *last.actors), names_initiator=True)


def _hash_lists(folder: Path | None) -> str:
    digest = hashlib.sha256()
    for home in (SHIPPED, folder):
        for name in _LISTS:
            path = home / f"{name}.csv" if home else None
            if path is not None and path.is_file():
                digest.update(path.read_bytes())
    return digest.hexdigest()[:8]
