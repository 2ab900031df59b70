# Two commands: `make demo` (the main job) and `make test` (all that must pass). See README.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SEED ?= 7
SCALE ?= 1
HOST ?= 127.0.0.1
PORT ?= 8000
JIALING := PYTHONPATH=$(CURDIR) $(BIN)/jialing

.PHONY: demo test unit check format bench docs lock clean

demo: $(VENV)/.run
	@$(BIN)/jialing demo $(if $(DATA),--from "$(DATA)") --scale $(SCALE) --seed $(SEED) --host $(HOST) --port $(PORT)

test: $(VENV)/.test
	@$(BIN)/python -m pytest -n 2 --dist loadfile

unit: $(VENV)/.test
	@$(BIN)/python -m pytest -n 2 --dist loadfile -m unit

check: $(VENV)/.test
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python manage.py makemigrations --check --dry-run
	@$(BIN)/python -m pytest -q tests/shape

format: $(VENV)/.test
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

bench: $(VENV)/.test
	@$(BIN)/python -m benchmarks

docs: $(VENV)/.run
	@$(BIN)/python -m docs.build

lock: $(VENV)/bin/python
	@bash requirements/lock.sh

clean:
	rm -rf $(VENV) build dist *.egg-info

# --- environments -----------------------------------------------------------------------------------------------------

$(VENV)/bin/python:
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv is missing. Run: apt-get install git make python3-venv"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/base.txt pyproject.toml | $(VENV)/bin/python
	@bash requirements/install.sh $(VENV) requirements/base.txt
	@touch $@

$(VENV)/.test: requirements/test.txt pyproject.toml | $(VENV)/bin/python
	@bash requirements/install.sh $(VENV) requirements/test.txt
	@touch $@ $(VENV)/.run
