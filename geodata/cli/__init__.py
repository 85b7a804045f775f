"""The command line: `dateline VERB`, or `python -m geodata VERB`; one module for each verb.

Data goes to standard output, the log to standard error. Exit status: 0 fine, 1 some input failed
or could not be answered, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Sequence, Set
from types import ModuleType

from tqdm.contrib.logging import logging_redirect_tqdm

from geodata import __version__
from geodata.cli import (
    audit,
    check,
    evaluate,
    events,
    export,
    extract,
    gazetteer,
    geocode,
    geoparse,
    importing,
    ingest,
    stats,
)
from geodata.errors import DatelineError, FilterError

_log = logging.getLogger(__name__)
_VERBS = (
    ingest,
    importing,
    extract,
    geoparse,
    geocode,
    events,
    export,
    stats,
    audit,
    check,
    gazetteer,
    evaluate,
)
_USAGE, _INTERRUPTED, _READER_GONE = 2, 130, 141  # the latter two as a shell reports the signals


def main(arguments: Sequence[str] | None = None, *, more_verbs: Sequence[ModuleType] = ()) -> int:
    """Run one verb and return the exit status; wrong usage exits at once.

    `more_verbs` are modules of programs on top of the library, with `add_to` as the ones here.
    """
    options = build_parser(more_verbs).parse_args(arguments)
    _open_log({verb.__name__.partition(".")[0] for verb in more_verbs}, quiet=options.quiet)
    try:
        with logging_redirect_tqdm():
            status: int = options.run(options)
            sys.stdout.flush()
            return status
    except BrokenPipeError:
        # Whoever read our output has seen enough. Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _READER_GONE
    except KeyboardInterrupt:
        _log.error("interrupted: what was written is kept, run it again for the rest")
        return _INTERRUPTED
    except FilterError as error:
        _log.error("%s", error)
        return _USAGE
    except (DatelineError, OSError) as error:
        _log.error("%s", error)
        return 1


class _Printable(logging.Formatter):
    """Names and values come from anybody's files: no control character reaches the terminal."""

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        return "".join(mark if mark.isprintable() or mark == "\n" else "�" for mark in text)


def _open_log(programs: Set[str], *, quiet: bool) -> None:
    """`programs` are the packages on top of the library that write to the log, too."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Printable("%(message)s"))
    logging.basicConfig(level=logging.ERROR, handlers=[handler], force=True)
    for name in {"geodata", *programs}:
        logging.getLogger(name).setLevel(logging.ERROR if quiet else logging.INFO)
    # It complains at length of pages that our own errors name in a line.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def build_parser(more_verbs: Sequence[ModuleType] = ()) -> argparse.ArgumentParser:
    """The parser of all verbs."""
    parser = argparse.ArgumentParser(
        prog="dateline",
        description="News articles in; what they report, where, when and by whom, out.",
        epilog="dateline VERB --help shows each verb with an example.",
    )
    parser.add_argument("--version", action="version", version=f"dateline {__version__}")
    verbs = parser.add_subparsers(title="verbs", dest="verb", metavar="VERB", required=True)
    for verb in (*_VERBS, *more_verbs):
        verb.add_to(verbs)
    return parser
