# Two commands do the set-up: `make run` and `make test`. `make help` lists the rest.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
ARTICLES ?= seeds/

.DEFAULT_GOAL := help
.PHONY: run test coverage lint format types schemas bench bench-checks bench-quality bench-scoring record lock help clean

run: $(VENV)/.run  ## Summarise the five seed articles (ARTICLES=folder/ for others)
	@$(BIN)/summarizer run $(ARTICLES)

test: $(VENV)/.dev  ## Run the whole test suite, offline
	@$(BIN)/python -m pytest

coverage: $(VENV)/.dev  ## The same, and which lines no test reaches (twice as slow)
	@$(BIN)/python -m pytest --cov --cov-report=term

lint: $(VENV)/.dev  ## Check style, formatting and the import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

format: $(VENV)/.dev  ## Rewrite the code in the project's format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

types: $(VENV)/.dev  ## Check types, strictly
	$(BIN)/mypy

schemas: $(VENV)/.run  ## Write the JSON Schemas from the record models
	$(BIN)/summarizer schema --write schemas

bench: $(VENV)/.bench  ## Measure the finders (BENCH_DATA=folder for the third-party sets)
	$(BIN)/python -m benchmarks.finders
	$(BIN)/python -m benchmarks.dates
	$(BIN)/python -m benchmarks.labels
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.overhead

bench-checks: $(VENV)/.dev  ## Measure the checks on planted errors (BENCH_DATA=folder: faithfulness sets too)
	$(BIN)/python -m benchmarks.planted
	@for set in $(wildcard $(BENCH_DATA)/faithfulness_*); do $(BIN)/python -m benchmarks.faithfulness $$set; done

bench-quality: $(VENV)/.dev  ## Score the committed sets into benchmarks/quality.md (BENCH_REFERENCE=folder of annotations)
	$(BIN)/python -m benchmarks.quality --reference $(or $(BENCH_REFERENCE),tests/reference)

bench-scoring: $(VENV)/.dev  ## Measure the time that scoring 1,000 articles takes
	$(BIN)/python -m benchmarks.scoring

record: $(VENV)/.run  ## Write the requests of the relayed recordings anew, and say how each set is made
	@$(BIN)/summarizer requests export seeds/ --model relayed-large --repeat 3 -o requests.jsonl
	@sed -n '/^| set/,$$p' cassettes/README.md

lock: $(VENV)/.dev  ## Resolve the dependencies anew into the lock files
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --generate-hashes \
		--no-header --output-file requirements.txt pyproject.toml requirements-build.in
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --generate-hashes \
		--no-header --constraint requirements.txt --extra dev --extra pdf --output-file requirements-dev.txt pyproject.toml requirements-build.in
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --generate-hashes \
		--no-header --constraint requirements-dev.txt --output-file requirements-bench.txt benchmarks/requirements.in

help:  ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 16

clean:  ## Remove the environment and the caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "make: $(PYTHON) is older than Python 3.11; name a newer one: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(BIN)/python requirements.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/.bench: $(VENV)/.dev requirements-bench.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.txt
	@touch $@
