"""Everything this library raises on purpose.

    DatelineError
    ├── InputError (ValueError)          an article, file or table that cannot be read
    │   ├── UnreadableInput              missing, binary, undecodable, broken markup
    │   ├── EmptyInput                   nothing to read once the markup is gone
    │   ├── InputTooLarge                over the configured limit
    │   └── UnsupportedLanguage          not English
    ├── FetchError (OSError)             a URL that could not be fetched
    │   └── ForbiddenAddress             a private, loopback or non-HTTP address: never fetched
    ├── GazetteerError (RuntimeError)    the gazetteer is missing, broken or of another format
    ├── GeocoderError (RuntimeError)     a geocoding service is unknown, or set up wrongly
    ├── LexiconError (ValueError)        a word list with a bad line: file, line, value
    ├── StoreError (RuntimeError)        the events table cannot be read or written
    │   ├── StoreMissing                 there is no table at this address
    │   └── StoreSchemaMismatch          written by a newer (or foreign) version
    ├── EditError (ValueError)           a change by hand that cannot be made
    ├── FilterError (ValueError)         a filter whose value makes no sense
    ├── QueryError (RuntimeError)        a query that failed or ran over its bounds
    ├── PublicationError (ValueError)    a public set that is asked for wrongly, or would leak
    ├── ExtractorError (RuntimeError)    an extractor that could not answer ("none" is not an error)
    ├── EndpointError (OSError)          a language model that cannot be reached, or refuses us
    └── IncompleteAnswer (RuntimeError)  a stage could answer in part only; holds that part

Each is also the standard-library error its users would catch anyway. A message names the file or
value at fault and, in `remedy`, what to do about it.
"""

from __future__ import annotations

from typing import Any

from geodata.model import Failure


class DatelineError(Exception):
    """The root of the tree: `except DatelineError` catches all this library raises on purpose."""

    def __init__(self, message: str, *, remedy: str = "") -> None:
        super().__init__(message)
        self.remedy = remedy

    def __str__(self) -> str:
        message = super().__str__()
        return f"{message} ({self.remedy})" if self.remedy else message


class InputError(DatelineError, ValueError):
    """An article, file or table cannot be read."""


class UnreadableInput(InputError):
    """The input is missing, binary, undecodable or broken markup."""


class EmptyInput(InputError):
    """Nothing to read is left once the markup is gone."""


class InputTooLarge(InputError):
    """The input is larger than the configured limit."""


class UnsupportedLanguage(InputError):
    """The input is not in a language that the extractor reads."""


class FetchError(DatelineError, OSError):
    """A URL could not be fetched."""


class ForbiddenAddress(FetchError):
    """A URL leads to a private, loopback or non-HTTP address."""


class GazetteerError(DatelineError, RuntimeError):
    """The gazetteer is missing, broken or of another format."""


class GeocoderError(DatelineError, RuntimeError):
    """A geocoding service is unknown or set up wrongly, or its cache is broken."""


class LexiconError(DatelineError, ValueError):
    """A word list has a bad line."""


class StoreError(DatelineError, RuntimeError):
    """The events table cannot be read or written."""


class StoreMissing(StoreError):
    """There is no events table at this address."""


class StoreSchemaMismatch(StoreError):
    """The events table was written by a newer or foreign version."""


class EditError(DatelineError, ValueError):
    """A change that somebody wants to make cannot be made."""


class FilterError(DatelineError, ValueError):
    """A filter holds a value that makes no sense."""


class QueryError(DatelineError, RuntimeError):
    """A query failed or ran over its bounds."""


class PublicationError(DatelineError, ValueError):
    """The rules of a public set make no sense, or its address is a private store's."""


class ExtractorError(DatelineError, RuntimeError):
    """An extractor could not answer; that it found nothing is not an error."""


class EndpointError(DatelineError, OSError):
    """A language model's endpoint cannot be reached, or refuses the key or the model."""


class IncompleteAnswer(DatelineError, RuntimeError):
    """A stage could answer in part only.

    `partial` is what the stage would have returned, as far as it goes; `failures` say what is
    missing from it.
    """

    def __init__(self, *, partial: tuple[Any, ...], failures: tuple[Failure, ...]) -> None:
        super().__init__("; ".join(failure.detail for failure in failures))
        self.partial = partial
        self.failures = failures
