#!/bin/sh
# Starts the dashboard from what install.sh has built. Settings come from the environment:
# DATELINE_... for the program, STREAMLIT_... for Streamlit (STREAMLIT_SERVER_BASE_URL_PATH=maps).
#
#     DATELINE_FOLDER=/opt/dateline deploy/start.sh
set -eu

folder=${DATELINE_FOLDER:-/opt/dateline}
cd -- "$(dirname -- "$0")/.."
export DATELINE_GAZETTEER="${DATELINE_GAZETTEER:-$folder/gazetteer}"
export STREAMLIT_SERVER_HEADLESS=true
export STREAMLIT_SERVER_ADDRESS="${STREAMLIT_SERVER_ADDRESS:-0.0.0.0}"
export STREAMLIT_SERVER_PORT="${STREAMLIT_SERVER_PORT:-${PORT:-8501}}"
export STREAMLIT_SERVER_FILE_WATCHER_TYPE="${STREAMLIT_SERVER_FILE_WATCHER_TYPE:-none}"
exec "$folder/venv/bin/python" -m streamlit run dashboard/app.py
