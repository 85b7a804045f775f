# `make` alone lists the targets. README.md spells the same commands out for machines without make.

PYTHON ?= python3
PORT ?= 8501
ADDRESS ?= 127.0.0.1
PIP = .venv/bin/python -m pip install --quiet --disable-pip-version-check
LEAFLET = dashboard/static/lib/leaflet/leaflet.js
NPM = $(shell command -v npm)

.DEFAULT_GOAL = help
.PHONY: help map test check assets screenshots

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile | expand -t 16

# Who sits at this machine may add and correct; docs/access.md has the other ways.
map: export DATELINE_ACCESS ?= local
map: .venv/program ## read seeds/ and open the map
	-@$(if $(NPM),$(MAKE) --silent assets || echo 'The browser will load Leaflet from its usual addresses.')
	-@.venv/bin/dateline ingest seeds
	@.venv/bin/streamlit run dashboard/app.py --server.port $(PORT) --server.address $(ADDRESS)

# The browser tests need Leaflet; without npm they say so and are skipped.
test: .venv/tests $(if $(NPM),$(LEAFLET)) ## run all tests
	@.venv/bin/python -m pytest $(PYTEST)

check: .venv/tests $(if $(NPM),$(LEAFLET)) ## lint, format and types
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	$(if $(NPM),npm run --silent lint)

screenshots: .venv/tests $(LEAFLET) ## take the pictures of README and docs again
	PYTHONPATH=.:tests .venv/bin/python tests/browser/screenshots.py

assets: $(LEAFLET) ## fetch Leaflet, so that the dashboard serves it itself

.venv/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or later is needed: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -m venv .venv \
		|| { echo "Install the venv module of Python (Debian: apt install python3-venv)." >&2; exit 1; }
	@touch $@

.venv/program: .venv/python requirements.txt pyproject.toml
	@echo "Installing what the program needs (once, a minute or two) ..."
	@$(PIP) -r requirements.txt && $(PIP) --no-deps --editable .
	@touch $@

.venv/tests: .venv/program tests/requirements.txt
	@echo "Installing what the tests need ..."
	@$(PIP) -r tests/requirements.txt
	@touch $@

$(LEAFLET): package.json package-lock.json
	npm ci --no-audit --no-fund --silent
	npm run --silent assets
	@touch $@
