"""The options that verbs share, each defined once."""

from __future__ import annotations

import argparse
import logging
import os
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TypeAlias

from geodata import home
from geodata.articles import LIMIT_BYTES
from geodata.corpus import Corpus
from geodata.errors import EndpointError
from geodata.gazetteer import open_gazetteer
from geodata.geocoding import AnswerCache, ServiceGeocoder, open_service
from geodata.llm import ChatEndpoint, LanguageModelExtractor
from geodata.pipeline import Pipeline, open_pipeline
from geodata.protocols import Extractor
from geodata.recognition import DEFAULT

_KEY = "DATELINE_LLM_KEY"
_ANSWERS = "geocoder-answers.sqlite"
_log = logging.getLogger(__name__)

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""What a verb's parser is added to."""


def add_verb(
    verbs: Verbs,
    name: str,
    run: Callable[[argparse.Namespace], int],
    *,
    summary: str,
    example: str,
) -> argparse.ArgumentParser:
    """A verb's own parser; `run` takes the parsed options and returns the exit status."""
    parser = verbs.add_parser(
        name,
        help=summary,
        description=summary[0].upper() + summary[1:] + ".",
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--quiet", action="store_true", help="only errors on standard error")
    parser.set_defaults(run=run)
    return parser


def add_inputs(parser: argparse.ArgumentParser) -> None:
    """What to read, and how large it may be."""
    parser.add_argument(
        "inputs",
        nargs="+",
        metavar="INPUT",
        help="a .txt, .html, .jsonl or .csv file, a folder, a glob or a web address",
    )
    parser.add_argument(
        "--max-bytes",
        type=positive,
        metavar="N",
        default=os.environ.get("DATELINE_MAX_BYTES", str(LIMIT_BYTES)),
        help="the largest article to read (default: %(default)s, or DATELINE_MAX_BYTES)",
    )


def corpus_of(options: argparse.Namespace) -> Corpus:
    """The inputs that the options of `add_inputs` name."""
    return Corpus(options.inputs, limit_bytes=options.max_bytes, progress=not options.quiet)


def add_recognizer(parser: argparse.ArgumentParser) -> None:
    """Who finds the place names."""
    parser.add_argument(
        "--recognizer",
        metavar="NAME",
        default=DEFAULT,
        help="who finds place names: %(default)s, or spacy:PIPELINE for one that is installed",
    )


def add_geocoder(parser: argparse.ArgumentParser) -> None:
    """Which service to ask for places that the gazetteer lacks; none unless asked for."""
    parser.add_argument(
        "--geocoder",
        metavar="SERVICE",
        help="a service of geopy's to ask, over the network, for what the gazetteer lacks",
    )
    parser.add_argument("--user-agent", metavar="TEXT", help="how to introduce yourself to it")
    parser.add_argument("--domain", metavar="HOST", help="its address, if it is your own")
    parser.add_argument(
        "--setting",
        type=setting,
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="another setting of it, such as api_key",
    )


def service_of(options: argparse.Namespace) -> ServiceGeocoder | None:
    """The service that `add_geocoder` asks for, its answers kept in the program's home."""
    if options.geocoder is None:
        return None
    settings = {"user_agent": options.user_agent, "domain": options.domain, **dict(options.setting)}
    given = {name: value for name, value in settings.items() if value is not None}
    cache = AnswerCache(home.home() / _ANSWERS)
    return open_service(options.geocoder, given, cache=cache)


def add_extractor(parser: argparse.ArgumentParser) -> None:
    """Who finds the events; no text is sent to anyone unless asked for."""
    parser.add_argument(
        "--extractor",
        choices=("patterns", "llm"),
        default="patterns",
        help="who finds events: %(default)s, or a language model that is sent the articles",
    )
    parser.add_argument(
        "--base-url",
        metavar="URL",
        help="llm: an OpenAI-compatible address, such as http://localhost:11434/v1; "
        f"its key, if it needs one, is taken from {_KEY}",
    )
    parser.add_argument("--model", metavar="NAME", help="llm: the model's name there")


def extractor_of(options: argparse.Namespace) -> Extractor | None:
    """The extractor that `add_extractor` asks for, None for the program's own."""
    if options.extractor != "llm":
        return None
    if not options.base_url or not options.model:
        raise EndpointError("no model is named", remedy="give --base-url and --model")
    endpoint = ChatEndpoint(
        base_url=options.base_url, model=options.model, api_key=os.environ.get(_KEY) or None
    )
    _log.info("The text of each article is sent to %s", endpoint.base_url)
    return LanguageModelExtractor(endpoint)


def pipeline_of(
    options: argparse.Namespace,
    *,
    service: ServiceGeocoder | None = None,
    extractor: Extractor | None = None,
    events: bool = True,
) -> Pipeline:
    """The pipeline that `add_recognizer` asks for; builds the gazetteer where there is none."""
    gazetteer = open_gazetteer(progress=not options.quiet)
    if service is not None:
        _log.info("%s is asked for what the gazetteer lacks. %s", service.name, service.attribution)
    return open_pipeline(
        gazetteer,
        recognizer=options.recognizer,
        service=service,
        extractor=extractor,
        events=events,
    )


def add_out(
    parser: argparse.ArgumentParser, *, suffixes: Collection[str], required: bool = False
) -> None:
    """Where to write, in the form that the suffix says; standard output unless required."""

    def parse(value: str) -> Path:
        path = Path(value)
        if path.suffix not in suffixes:
            raise argparse.ArgumentTypeError(f"{value!r} does not end in {' or '.join(suffixes)}")
        return path

    parser.add_argument(
        "-o",
        "--out",
        type=parse,
        metavar="FILE",
        required=required,
        help=f"write to a file, by its suffix: {', '.join(suffixes)}",
    )


def add_store(parser: argparse.ArgumentParser) -> None:
    """Which store."""
    parser.add_argument(
        "--store",
        metavar="URI",
        default=home.store_uri(),
        help="a folder, s3://, gs:// or az:// (default: %(default)s, or DATELINE_STORE)",
    )


def positive(value: str) -> int:
    """A whole number above zero on the command line."""
    try:
        number = int(value)
    except ValueError:
        number = 0
    if number <= 0:
        raise argparse.ArgumentTypeError(f"{value!r} is not a whole number above 0")
    return number


def setting(value: str) -> tuple[str, str]:
    """A pair `name=value` on the command line."""
    name, separator, rest = value.partition("=")
    if not name or not separator:
        raise argparse.ArgumentTypeError(f"{value!r} is not of the form NAME=VALUE")
    return name, rest
