#!/bin/sh
# Builds all that the program needs into one folder: the Python environment, the gazetteer, and,
# where npm is at hand, the map's drawing code. The image and a plain server are made by it alike.
#
#     deploy/install.sh /opt/dateline
set -eu

folder=${1:?usage: deploy/install.sh FOLDER}
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
mkdir -p "$folder"
folder=$(CDPATH='' cd -- "$folder" && pwd)

"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    --requirement "$root/requirements.txt"

cd "$root"
if [ ! -f dashboard/static/lib/leaflet/leaflet.js ] && command -v npm > /dev/null; then
    npm ci --no-audit --no-fund --silent
    npm run --silent assets
fi
DATELINE_GAZETTEER="$folder/gazetteer" "$folder/venv/bin/python" -m geodata gazetteer build
"$folder/venv/bin/python" -m compileall -q geodata dashboard
