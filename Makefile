# `make demo` and `make test` set up what they need in .venv/ and run. Nothing else has to be installed
# than Python 3.11 or newer, git and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BENCHMARKS := start_up extraction building network questions checking measures serving reconciling

.PHONY: demo test lint generated picture bench clean help

help:  ## these lines
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /  /'

demo: $(VENV)/.installed  ## build the packaged corpus; write out/graph.ttl, out/graph.trig, out/network.html
	@$(BIN)/kg demo -o out

test: $(VENV)/.tested  ## all tests
	@$(BIN)/python -m pytest -q $(ARGS)

lint: $(VENV)/.linted  ## style and types
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

generated: $(VENV)/.installed  ## remake the files that are made from others (the tests fail on stale ones)
	@$(BIN)/python -m kg.generated

picture: $(VENV)/.tested  ## remake the README's picture (needs Chromium)
	@$(BIN)/python docs/picture.py

bench: $(VENV)/.tested  ## ratios measured side by side; see benchmarks/README.md
	@for name in $(BENCHMARKS); do echo "== $$name"; $(BIN)/python benchmarks/$$name.py || exit 1; done

clean:  ## remove the environment and all output
	rm -rf $(VENV) out .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Accord needs Python 3.11 or newer: make PYTHON=python3.12 …")'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --upgrade pip

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	@echo "setting up $(VENV) (once)" >&2
	@$(BIN)/python -m pip install -qq --editable .
	@touch $@

$(VENV)/.tested: $(VENV)/.installed
	@$(BIN)/python -m pip install -qq --group test
	@touch $@

$(VENV)/.linted: $(VENV)/.tested
	@$(BIN)/python -m pip install -qq --group lint
	@touch $@
