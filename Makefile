# Each verb works on a fresh clone: the virtual environment is made when there is none.
VENV ?= .venv
PYTHON ?= python3
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: build test lint type bench bench-sync bench-review clean

build: $(READY)
	$(BIN)/grafmint build --env '*-local'
	$(BIN)/grafmint sync --env '*-local' --yes

test: $(READY)
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal $(ARGS)

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

type: $(READY)
	$(BIN)/mypy

bench: $(READY)
	$(BIN)/python bench/run.py $(ARGS)

bench-sync: $(READY)
	$(BIN)/python bench/sync.py $(ARGS)

bench-review: $(READY)
	$(BIN)/python -m bench.review

clean:
	rm -rf $(VENV) build .grafmint .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	touch $@
