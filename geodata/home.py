"""Where things are kept on this machine, and the environment variables that move them."""

from __future__ import annotations

import os
from pathlib import Path


def home() -> Path:
    """The folder of everything the program makes: DATELINE_HOME, or `.dateline` here."""
    return Path(os.environ.get("DATELINE_HOME", ".dateline"))


def gazetteer_path() -> Path:
    """The folder of the built gazetteer: DATELINE_GAZETTEER, or one inside `home`."""
    return Path(os.environ.get("DATELINE_GAZETTEER", home() / "gazetteer"))


def store_uri() -> str:
    """The events table, a folder or an `s3://` address: DATELINE_STORE, or inside `home`."""
    return os.environ.get("DATELINE_STORE", str(home() / "store"))
