"""Exits with 0 when the dashboard of this machine answers, for a container's health check."""

import os
import sys
import urllib.request

PORT = os.environ.get("STREAMLIT_SERVER_PORT") or os.environ.get("PORT") or "8501"
BASE = os.environ.get("STREAMLIT_SERVER_BASE_URL_PATH", "").strip("/")
ADDRESS = "/".join(filter(None, [f"http://127.0.0.1:{PORT}", BASE, "_stcore/health"]))

try:
    with urllib.request.urlopen(ADDRESS, timeout=5) as answer:  # noqa: S310 - this very machine
        sys.exit(answer.status != 200)
except OSError as error:
    sys.exit(f"{ADDRESS}: {error}")
