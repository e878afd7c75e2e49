# make demo · make test · make check · make all — each makes its own .venv; nothing is installed outside it.
.PHONY: venv demo test coverage check all format lock fuzz bench bench-register bench-rules crash test-spark screenshots clean
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=
PORT ?= 8000
CORE := $(VENV)/.core
DEV := $(VENV)/.dev
SPARK := .venv-spark
PEERS := .venv-bench
# uv installs faster where it is present; pip does the same with the same hashes.
INSTALL = $(if $(shell command -v uv 2>/dev/null),uv pip install --quiet --python $(BIN)/python,$(BIN)/python -m pip --quiet --disable-pip-version-check install)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "datmag needs Python 3.11 or newer: set PYTHON=python3.12, or install it"; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { echo "python3 cannot make a virtual environment: on Debian and Ubuntu, apt install python3-venv"; exit 2; }

$(CORE): $(BIN)/python requirements/core.txt requirements/build.txt pyproject.toml
	@echo "installing datmag into $(VENV) …"
	@$(INSTALL) --require-hashes -r requirements/core.txt -r requirements/build.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): $(CORE) requirements/dev.txt
	@echo "installing the test tools into $(VENV) …"
	@$(INSTALL) --require-hashes -r requirements/dev.txt
	@touch $@

venv: $(DEV)

demo: $(CORE)
	@PORT=$(PORT) $(BIN)/datmag demo $(ARGS)

test: $(DEV)
	@$(BIN)/python -m tests.run $(ARGS)

coverage: $(DEV)
	@$(BIN)/python -m tests.run --coverage $(ARGS)

check: $(DEV)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@DATMAG_HOME=$(VENV) $(BIN)/mypy
	@$(BIN)/basedpyright
	@$(BIN)/lint-imports
	@$(BIN)/python scripts/house.py

all: check test

format: $(DEV)
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lock:
	@for set in build core dev spark bench; do \
	  case $$set in build|spark|bench) from="requirements/$$set.in";; core) from="pyproject.toml";; dev) from="pyproject.toml --extra dev";; esac; \
	  uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate $$from -o requirements/$$set.txt; done

fuzz: $(DEV)
	@DATMAG_FUZZ=10000 $(BIN)/python -m tests.run -m fuzz $(ARGS)

# Spark wants Java 17 or newer, and an environment of its own.
$(SPARK)/.done: requirements/spark.txt
	@$(PYTHON) -m venv $(SPARK)
	@$(SPARK)/bin/python -m pip --quiet --disable-pip-version-check install --require-hashes -r requirements/spark.txt
	@touch $@

test-spark: $(SPARK)/.done
	@PYTHONPATH=src:. $(SPARK)/bin/python -m tests.spark $(ARGS)

crash: $(DEV)
	@DATMAG_CRASH_SIZE=1234 DATMAG_CRASH_KILLS=20 $(BIN)/python -m tests.run tests/crash $(ARGS)

bench: bench-register bench-rules

bench-register: $(DEV)
	@$(BIN)/python -m tests.bench $(ARGS)

# The other rule engines, in an environment of their own.
$(PEERS)/.done: requirements/bench.txt
	@$(PYTHON) -m venv $(PEERS)
	@$(PEERS)/bin/python -m pip --quiet --disable-pip-version-check install --require-hashes -r requirements/bench.txt
	@touch $@

bench-rules: $(PEERS)/.done
	@PYTHONPATH=src:. $(PEERS)/bin/python -m tests.bench.rules $(ARGS)

screenshots: $(DEV)
	@$(BIN)/python scripts/screenshots.py

clean:
	@rm -rf $(VENV) $(SPARK) $(PEERS) datmag-demo build dist
