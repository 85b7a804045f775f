"""An extractor that asks a language model; off unless asked for, since it sends whole articles."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from geodata.errors import ExtractorError, IncompleteAnswer
from geodata.events.headcounts import read_quantities
from geodata.events.taxonomy import EventType, read_event_types
from geodata.llm.endpoint import ChatEndpoint
from geodata.llm.grounding import Ground, Invention
from geodata.model import Article, Event, Failure, Resolution

_LONGEST_TEXT = 60_000  # characters
_MOST_EVENTS = 200
_LONGEST_DETAIL = 300


class LanguageModelExtractor:
    """Finds events by a model behind a `ChatEndpoint`; the article's words must bear them out.

    What the model invents is left out and told as failures in `IncompleteAnswer`. Raises
    ExtractorError for an article of more than 60,000 characters, and for an answer that is none.
    """

    def __init__(self, endpoint: ChatEndpoint, *, folder: Path | None = None) -> None:
        self._endpoint = endpoint
        self._types = read_event_types(folder=folder)
        self._quantities = read_quantities(folder=folder)
        self._instructions = _write_instructions(self._types)
        digest = hashlib.sha256(f"{endpoint.base_url}\x1f{self._instructions}".encode())
        self.id = f"llm:{endpoint.model}:{digest.hexdigest()[:8]}"

    def extract(self, article: Article, resolutions: tuple[Resolution, ...]) -> tuple[Event, ...]:
        """The events an article reports, in the order of the text."""
        if not article.text.strip():
            return ()
        if len(article.text) > _LONGEST_TEXT:
            raise ExtractorError(
                f"the article is longer than the {_LONGEST_TEXT:,} characters that a model is sent"
            )
        ground = Ground.of(article, resolutions)
        claims = _parse_claims(self._endpoint.fetch_answer(self._messages(ground)))
        events: dict[str, Event] = {}
        failures: list[Failure] = []
        for claim in claims:
            try:
                event = self._to_event(claim, ground)
            except Invention as error:
                detail = f"the model's event was refused: {error}"[:_LONGEST_DETAIL]
                failures.append(
                    Failure(stage="extraction", error=type(error).__name__, detail=detail)
                )
            else:
                events.setdefault(event.id, event)
        found = tuple(sorted(events.values(), key=lambda event: event.trigger.start))
        if failures:
            raise IncompleteAnswer(partial=found, failures=tuple(failures))
        return found

    def _to_event(self, claim: Any, ground: Ground) -> Event:
        error = best_match(_validator().iter_errors(claim))
        if error is not None:
            raise Invention(f"it is not of the form asked for: {error.message}")
        return ground.to_event(
            claim, types=self._types, quantities=self._quantities, extractor=self.id
        )

    def _messages(self, ground: Ground) -> list[dict[str, str]]:
        article = ground.article
        question = {
            "published": article.published.isoformat() if article.published else None,
            "places": list(dict.fromkeys(one.toponym.text for one in ground.places)),
            "text": article.text,
        }
        return [
            {"role": "system", "content": self._instructions},
            {"role": "user", "content": json.dumps(question, ensure_ascii=False)},
        ]


def _write_instructions(types: Mapping[str, EventType]) -> str:
    meanings = "\n".join(f"- {kind.sub_event_type}: {kind.meaning}" for kind in types.values())
    prompt = files(__package__).joinpath("prompt.txt").read_text("utf-8")
    return prompt.replace("SCHEMA", _read_schema()).replace("TYPES", meanings)


def _read_schema() -> str:
    return files(__package__).joinpath("event.schema.json").read_text("utf-8").strip()


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(_read_schema()))


def _parse_claims(answer: str) -> list[Any]:
    """The events of an answer; models like to fence the object in, or to think aloud before it."""
    first, last = answer.find("{"), answer.rfind("}")
    try:
        claims = json.loads(answer[first : last + 1])["events"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise ExtractorError("the model did not answer with a JSON object of events") from error
    if not isinstance(claims, list) or len(claims) > _MOST_EVENTS:
        raise ExtractorError(f"the model did not answer with a list of up to {_MOST_EVENTS} events")
    return claims
