# Everything a newcomer needs: `make demo` runs the main job on the example, `make test` proves the house.
# Needs only Python 3.11+ and make; both targets set up what they need in .venv.

PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
  command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
YEAR := 2025

.PHONY: demo test lint bench docs format lock clean need-python

demo: $(VENV)/.run
	@$(BIN)/kaiji minerals package examples/kitanami --year $(YEAR) -o demo || [ $$? -eq 1 ]

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

bench: $(VENV)/.dev
	$(BIN)/python benchmarks/bench_reading.py
	$(BIN)/python benchmarks/bench_offering.py
	$(BIN)/python benchmarks/bench_tieout.py
	$(BIN)/python benchmarks/bench_screening.py
	$(BIN)/python benchmarks/bench_bulk.py --files 200
	$(BIN)/python benchmarks/bench_matching.py

docs: $(VENV)/.dev
	$(BIN)/python docs/generate.py

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The lock files name exact versions and digests, for every platform, and no place to fetch them from.
lock: $(VENV)/.dev
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate --group dev pyproject.toml -o requirements-dev.lock

$(VENV)/bin/uv: | need-python
	@echo "Setting up .venv with $(PYTHON) (once) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check "uv>=0.5"

$(VENV)/.run: requirements.lock pyproject.toml | $(VENV)/bin/uv
	@[ -e $(VENV)/.dev ] || $(BIN)/uv pip sync -q --python $(BIN)/python requirements.lock
	@[ -e $(VENV)/.dev ] || $(BIN)/uv pip install -q --python $(BIN)/python --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(VENV)/bin/uv
	@$(BIN)/uv pip sync -q --python $(BIN)/python requirements-dev.lock
	@$(BIN)/uv pip install -q --python $(BIN)/python --no-deps -e .
	@touch $@ $(VENV)/.run

need-python:
	@[ -n "$(PYTHON)" ] || { echo "Kaiji needs Python 3.11 or newer; none was found on the PATH." >&2; exit 2; }

clean:
	rm -rf $(VENV) demo build dist .mypy_cache .ruff_cache .import_linter_cache .hypothesis
