# Set-up, tests and demonstration. Needs Python 3.11 or newer with pip and venv; uses uv where it is there.
PYTHON ?= python3
BIN := .venv/bin
UV := $(shell command -v uv 2>/dev/null)
INSTALL = $(if $(UV),$(UV) pip install --quiet --python $(BIN)/python,$(BIN)/python -m pip install --quiet --disable-pip-version-check)
PINNED = $(INSTALL) --no-deps --require-hashes

.PHONY: help setup develop demo test test-all test-models lint format lock docs checks-report bench model model-smoke clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 18

setup: .venv/.runtime ## make .venv with the wirelocalize command in it

develop: .venv/.develop ## the same, with the tools for tests and linting

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/.runtime: requirements/build.txt requirements/runtime.txt pyproject.toml | .venv/bin/python
	$(PINNED) -r requirements/build.txt -r requirements/runtime.txt
	$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

.venv/.develop: requirements/develop.txt .venv/.runtime
	$(PINNED) -r requirements/develop.txt
	@touch $@

demo: setup ## the main job on a copy of this repository's articles, in build/demo
	rm -rf build/demo
	mkdir -p build/demo
	cp -R wirelocalize.toml articles locales build/demo/
	$(BIN)/wirelocalize -C build/demo run --redraft

test: develop ## set up everything and pass the tests (the fast suite)
	$(BIN)/python -m pytest -m "not slow" -n 2 --dist loadfile

test-all: develop ## every test, the slow ones too
	$(BIN)/python -m pytest

test-models: develop ## what needs the models' own libraries (installs PyTorch, Transformers, sacremoses, fxtranslate)
	$(INSTALL) -r requirements/models.txt
	$(BIN)/python -m pytest tests/engines/test_engines_conversion.py tests/engines/test_engines_bpe.py \
		tests/engines/test_engines_firefox_index.py

lint: develop ## ruff and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: develop ## let ruff put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: ## pin the requirements anew (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --quiet --custom-compile-command "make lock" requirements/build.in -o requirements/build.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --quiet --custom-compile-command "make lock" --override requirements/overrides.txt pyproject.toml -o requirements/runtime.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --quiet --custom-compile-command "make lock" --override requirements/overrides.txt pyproject.toml --group test --group lint -o requirements/develop.txt

docs: develop ## write the pages of the manual that are made from the code
	$(BIN)/python docs/commands.py > docs/commands.md
	$(BIN)/python benchmarks/checks_report.py --docs

checks-report: develop ## recall of every check on seeded faults
	$(BIN)/python benchmarks/checks_report.py

bench: develop ## every benchmark; they print ratios
	@for file in benchmarks/*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

model: develop ## train the starter model (CORPORA=folder of open sets); hours, resumable
	$(INSTALL) -r requirements/train.txt
	cd training && ../$(BIN)/python -m wlmodel run $(if $(CORPORA),--corpora $(abspath $(CORPORA)))

model-smoke: develop ## a tiny model, to see that training, export and engine work together
	$(INSTALL) -r requirements/train.txt
	cd training && ../$(BIN)/python -m wlmodel smoke

clean: ## remove what can be made again
	rm -rf .venv .wirelocalize public drafts build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
