"""The application: `streamlit run dashboard/app.py` from the repository root.

An ASGI application rather than a bare script, so that plain HTTP routes can stand beside the page.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

# A hosting service installs requirements.txt, not this repository: find the packages beside us.
_ROOT = str(Path(__file__).resolve().parents[1])
if _ROOT not in sys.path:
    sys.path.insert(0, _ROOT)

from dashboard import loading  # noqa: E402
from dashboard.access.cookies import Cookies  # noqa: E402
from dashboard.access.guard import Guard  # noqa: E402
from dashboard.access.headers import Headers  # noqa: E402
from dashboard.access.identity import current_policy, is_over_tls  # noqa: E402
from dashboard.access.limits import Limits, read_per_minute  # noqa: E402
from dashboard.access.policy import AccessError  # noqa: E402
from dashboard.routes import build_routes, parse_base_path  # noqa: E402

BASE_PATH = parse_base_path(st.get_option("server.baseUrlPath"))
try:
    POLICY = current_policy()
    PER_MINUTE = read_per_minute(os.environ)
except AccessError as error:  # better no page than one that is open by mistake
    sys.exit(f"The dashboard does not start: {error}")

app = st.App(
    Path(__file__).with_name("page.py"),
    lifespan=loading.open_early,
    routes=build_routes(BASE_PATH),
    middleware=[
        Middleware(Headers, policy=POLICY, base_path=BASE_PATH),
        Middleware(Cookies, base_path=BASE_PATH, secure=is_over_tls()),
        Middleware(Limits, base_path=BASE_PATH, per_minute=PER_MINUTE),
        Middleware(Guard, policy=POLICY, base_path=BASE_PATH),
    ],
)
