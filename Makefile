# `make` lists what can be done. Debian with python3 (3.11 or newer) and make is all that must be there.
PYTHON ?= python3
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
RUNTIME := .venv/.roder-runtime
DEV := .venv/.roder-dev
SOURCES := src tests tools
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard src/roder/locale/*/LC_MESSAGES/django.po))
WARM := $(wildcard src/roder/formats/sie/warm.py)
COMPILE := uv pip compile -q --no-strip-extras --universal --python-version 3.11 --generate-hashes --no-header

export PYTHON
export PIP_DISABLE_PIP_VERSION_CHECK = 1

##@ Run

.PHONY: setup
setup: $(RUNTIME) ready ## all set-up and nothing else: .venv with .venv/bin/roder
	@:

.PHONY: demo
demo: setup ## set-up, the example municipality, its follow-up, and the site
	@$(BIN)/roder demo

.PHONY: run
run: setup ## the site alone
	@$(BIN)/roder serve

##@ Check

.PHONY: test
test: setup-dev browser signatures lint types test-fast test-browser test-postgres ## set-up, then every check that CI runs

.PHONY: lint
lint: setup-dev ## locks, style, templates, house rules, floors, spelling
	@echo "· Lock files" && $(BIN)/python -m tools.lock_check
	@echo "· Style" && $(BIN)/ruff check -q $(SOURCES) && $(BIN)/ruff format -q --check $(SOURCES)
	@echo "· Templates" && $(BIN)/djlint --quiet --lint src
	@echo "· House rules" && $(BIN)/python -m tools.house_rules
	@echo "· Floors" && $(BIN)/lint-imports --no-cache > .venv/floors.log || { cat .venv/floors.log; exit 1; }
	@echo "· Spelling" && $(BIN)/codespell -I tools/spelling.txt --skip "docs/glossary.md,docs/handbook/*" *.md docs tools

.PHONY: types
types: setup-dev ## the type checker, strict
	@echo "· Types" && $(BIN)/mypy --no-error-summary

.PHONY: test-fast
test-fast: setup-dev signatures ## the tests that need no browser, on SQLite, with the coverage of floors 1 and 2
	@$(BIN)/python -m pytest --no-header -q -n auto --dist worksteal -m "not browser" --cov --cov-report=term

.PHONY: test-browser
test-browser: setup-dev browser ## the tests that walk pages in Chromium
	@$(BIN)/python -m pytest --no-header -q -n auto --dist worksteal -m browser

.PHONY: test-postgres
test-postgres: setup-dev signatures ## the tests that reach the database, on a throw-away PostgreSQL server
	@tools/with_postgres.sh $(BIN)/python -m pytest --no-header -n auto --dist worksteal -m database

.PHONY: audit
audit: setup-dev ## known holes in the locked packages; needs the advisories, so no part of make test
	@tools/audit.sh

.PHONY: bench
bench: setup-dev ## speed and size against the reference ways; writes var/bench.json
	@tools/with_postgres.sh $(BIN)/python -m tests.benchmarks.run

##@ Change

.PHONY: fix
fix: setup-dev ## put style right where a machine can
	@$(BIN)/ruff check -q --fix $(SOURCES); $(BIN)/ruff format -q $(SOURCES)

.PHONY: messages
messages: setup-dev ## bring the Swedish catalogue up to date with the source texts
	@$(BIN)/python -m tools.update_messages

.PHONY: golden
golden: setup-dev ## write the golden files anew; review the difference as text
	@RODER_GOLDEN=write $(BIN)/python -m pytest --no-header -q -m "not browser" -k golden

.PHONY: screenshots
screenshots: setup-dev browser ## photograph the main pages anew into docs/screenshots; look at them
	@$(BIN)/python -m tools.screenshots

.PHONY: lock
lock: $(if $(wildcard $(BIN)/uv),,setup-dev) ## lock the requirements with hashes; UPGRADE=1 takes newer versions
	@for name in build runtime; do \
		$(BIN)/$(COMPILE) $(if $(UPGRADE),--upgrade) requirements/$$name.in -o requirements/$$name.txt || exit 1; \
	done
	@$(BIN)/$(COMPILE) $(if $(UPGRADE),--upgrade) -c requirements/runtime.txt requirements/dev.in -o requirements/dev.txt
	@$(BIN)/$(COMPILE) $(if $(UPGRADE),--upgrade) -c requirements/dev.txt requirements/audit.in -o requirements/audit.txt
	@$(BIN)/python -m tools.lock_check --stamp

.PHONY: clean
clean: ## remove .venv and everything a tool left behind; var/ stays
	@rm -rf .venv build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache src/*.egg-info
	@find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
	@rm -f src/roder/locale/*/LC_MESSAGES/django.mo

.PHONY: help
help: ## this list
	@awk 'BEGIN { FS = ":.*## " } \
		/^##@ / { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# Behind the menu. A lock or pyproject.toml that is newer than its stamp makes the step be done again.

.PHONY: setup-dev browser signatures ready
setup-dev: $(DEV) ready
	@:

browser:
	@tools/install_browser.sh

signatures:
	@tools/install_xmlsec.sh

ready: $(CATALOGUES) $(if $(WARM),.venv/.roder-warm)

$(RUNTIME): requirements/build.txt requirements/runtime.txt pyproject.toml tools/setup.sh
	@tools/setup.sh runtime
	@touch $@

# The development lock holds everything of the runtime lock in the same versions: lock_check sees to it.
$(DEV): requirements/build.txt requirements/dev.txt requirements/runtime.txt pyproject.toml tools/setup.sh
	@tools/setup.sh dev
	@touch $(RUNTIME) $@

%.mo: %.po tools/compile_messages.py tools/catalogues.py
	@echo "· Compiling $<"
	@$(BIN)/python -m tools.compile_messages $< $@

# Compiled once here, so that nothing compiles while a person waits.
.venv/.roder-warm: $(wildcard src/roder/formats/sie/*.py)
	@echo "· Compiling the fast SIE reader"
	@$(BIN)/python -m roder.formats.sie.warm > .venv/warm.log 2>&1 || { cat .venv/warm.log; exit 1; }
	@touch $@
