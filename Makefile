# `make demo` and `make test` need nothing but Python 3.11+, git and make.
# .ci/run and a developer's machine use the same targets.

PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
PY := $(BIN)/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet

.PHONY: help demo test torture check format lint types contracts bench screenshots lock clean

help: ## Show what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "rekotui needs Python 3.11 or newer (try: make PYTHON=python3.12 demo)" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run-ready: requirements/run.lock pyproject.toml | $(PY)
	@echo "Setting up rekotui in $(VENV) ..." >&2
	@$(PIP) install --require-hashes -r requirements/run.lock
	@touch $@

$(VENV)/.dev-ready: requirements/dev.lock pyproject.toml | $(PY)
	@echo "Setting up the test tools in $(VENV) ..." >&2
	@$(PIP) install --require-hashes -r requirements/dev.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(VENV)/.run-ready ## Open the program on a made-up caseload
	@$(PY) -m rekotui demo

# Compiled once: without that every worker and every process that a test starts compiles the program anew.
test torture: export PYTHONDONTWRITEBYTECODE =

test: $(VENV)/.dev-ready ## Run the whole test suite
	@$(PY) -m pytest -n 2 --dist worksteal -m "not torture"

torture: $(VENV)/.dev-ready ## The long kill loops
	@$(PY) -m pytest -m torture

format: $(VENV)/.dev-ready ## Put the code in shape
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lint: $(VENV)/.dev-ready ## Check format and style
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .

types: $(VENV)/.dev-ready ## Check types, strictly
	@$(BIN)/mypy

contracts: $(VENV)/.dev-ready ## Check who imports whom
	@$(BIN)/lint-imports --no-cache

check: test lint types contracts ## Everything CI checks

bench: $(VENV)/.dev-ready ## Measure the budgets of docs/architecture.md
	@$(PY) -m bench

screenshots: $(VENV)/.dev-ready ## Make README's pictures anew
	@$(PY) -m bench.screenshots

lock: $(VENV)/.dev-ready ## Resolve the dependencies anew (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes \
	  --no-header -o requirements/run.lock pyproject.toml
	uv pip compile --universal --python-version 3.11 --generate-hashes \
	  --no-header -o requirements/dev.lock pyproject.toml requirements/dev.in

clean: ## Take away what make made
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
