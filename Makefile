# Everything is built by these targets; nothing has to be installed first but Python 3.11 or newer.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help serve site test bench fuzz lint vendor screenshot lock clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

serve: .venv/site vendor ## set everything up and serve the site at http://127.0.0.1:8000 (PORT=8001 changes the port)
	$(BIN)/python -m demos.publish.serve --port $(PORT)

site: .venv/site vendor ## build the site into site/
	$(BIN)/mkdocs build --strict

test: .venv/test vendor lint ## set everything up, browsers included, and run every test
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m tests.browser.engines
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

lint: .venv/test ## check style, types and the walls between the floors
	$(BIN)/ruff check . && $(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/test vendor ## measure speed against named baselines, into build/bench.json
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m tests.browser.engines
	$(BIN)/python -m tests.bench

fuzz: .venv/test vendor ## read thousands of damaged files, other ones each time
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m tests.fuzz

vendor: .venv/site ## fetch and verify Pyodide and the JavaScript libraries
	$(BIN)/python -m demos.publish.runtime.vendor

screenshot: .venv/test vendor ## take the README's picture anew
	$(BIN)/python -m tests.browser.screenshot

lock: ## pin the dependencies again, by hash
	$(PYTHON) -m venv .cache/lock && .cache/lock/bin/pip install --quiet uv
	.cache/lock/bin/uv pip compile $(LOCK) --extra site --output-file requirements-site.lock
	.cache/lock/bin/uv pip compile $(LOCK) --extra site --extra test --output-file requirements-test.lock
LOCK := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml

clean: ## remove all that was built (the verified downloads stay in .cache/)
	rm -rf .venv build site tests/browser/html/node_modules

test: tests/browser/html/node_modules

tests/browser/html/node_modules: tests/browser/html/package-lock.json | .venv/test
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm ci --silent --ignore-scripts --no-fund --no-audit --prefix $(@D)
	@touch $@

.venv/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and f"fdnn needs Python 3.11 or newer, and $(PYTHON) is {sys.version.split()[0]}: set PYTHON=")'
	@$(PYTHON) -m venv .venv || { echo "python3 -m venv failed: install your system's package for it (Debian: apt install python3-venv)"; exit 1; }

.venv/%: requirements-%.lock pyproject.toml | .venv/pyvenv.cfg
	$(BIN)/pip install --quiet --require-hashes --requirement $<
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
