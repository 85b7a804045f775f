"""The application: `streamlit run dashboard/app.py` from the repository root.

An ASGI application rather than a bare script, so that plain HTTP routes can stand beside the page.
"""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st

# A hosting service installs requirements.txt, not this repository: find the packages beside us.
_ROOT = str(Path(__file__).resolve().parents[1])
if _ROOT not in sys.path:
    sys.path.insert(0, _ROOT)

from dashboard.routes import build_routes  # noqa: E402

app = st.App(
    Path(__file__).with_name("page.py"),
    routes=build_routes(st.get_option("server.baseUrlPath")),
)
