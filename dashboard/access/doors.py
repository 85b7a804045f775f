"""What stands behind an address: the page's empty shell, reports, or the way in for a file.

An address that is not named here shows reports: a new route is guarded before anybody thinks of it.
"""

from __future__ import annotations

from enum import Enum, auto


class Door(Enum):
    """What somebody asks to do."""

    SHELL = auto()  # code, letters, outlines and the sign-in itself: no report in it
    SEE = auto()
    EDIT = auto()


# The browser's part of the page. What it shows comes over `_stcore/stream`, where the page itself
# asks who is there; see views/sign_in.py.
_SHELL = frozenset(
    """
    / /index.html /favicon.png /manifest.json /oauth2callback /map/script.js
    /_stcore/health /_stcore/host-config /_stcore/stream
    """.split()
)
_SHELL_FOLDERS = ("/static/", "/app/static/", "/component/", "/_stcore/bidi-components/", "/auth/")
_EDIT_FOLDERS = ("/_stcore/upload_file/",)


def find_door(path: str) -> Door:
    """The door of a decoded path below the application's own address; "/" is the page."""
    if path in _SHELL or path.startswith(_SHELL_FOLDERS):
        return Door.SHELL
    return Door.EDIT if path.startswith(_EDIT_FOLDERS) else Door.SEE


def path_below(path: str, *, base_path: str) -> str:
    """A path seen from the application; one beside the base path ("" or "/maps") stays whole."""
    if path == base_path:
        return "/"
    return path.removeprefix(base_path) if path.startswith(base_path + "/") else path
