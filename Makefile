# These targets set up everything themselves; only Python 3.11 or newer must be installed.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
NODE := $(BIN)/node
PYTEST := $(BIN)/python -m pytest --no-loadscope-reorder
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help serve site check test lint lint-js test-py test-js browsers bench fuzz vendor screenshot lock clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

serve: .venv/site vendor ## serve the site at http://127.0.0.1:8000 (PORT=8001 changes the port)
	$(BIN)/python -m demos.publish.serve --port $(PORT)

site: .venv/site vendor ## build the site into site/
	$(BIN)/mkdocs build --strict

check: lint lint-js test-py test-js ## run the checks and tests that need no browser (2 minutes)

test: check browsers ## run make check and all other tests, in browsers and in WebAssembly (10 minutes)
	$(PYTEST) --numprocesses 3 -m integration

lint: .venv/test ## check style, types and the import rules
	$(BIN)/ruff check . && $(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test-py: .venv/test vendor tests/web/node_modules ## run the tests of the Python code that need no browser
	$(PYTEST) --numprocesses 2 -m "not integration"

lint-js: tests/web/node_modules ## check style and types of the scripts
	$(NODE) tests/web/node_modules/eslint/bin/eslint.js --config tests/web/eslint.config.mjs demos tests
	for part in tsconfig tsconfig.node tsconfig.strict tsconfig.worker; do $(NODE) tests/web/node_modules/typescript/bin/tsc --project tests/web/$$part.json || exit 1; done

test-js: tests/web/node_modules ## run the unit tests of the scripts in Node
	$(NODE) --import ./tests/web/register.mjs --test --test-reporter dot 'tests/web/**/*.test.mjs'

bench: .venv/test browsers vendor ## run the benchmarks and write build/bench.json
	$(BIN)/python -m tests.bench

fuzz: .venv/test browsers vendor ## check that randomly damaged files are read or refused cleanly
	$(BIN)/python -m tests.fuzz

browsers: .venv/test ## install Chromium, Firefox and WebKitGTK where they are missing
	$(BIN)/python -m tests.browser.support.install

vendor: .venv/site ## download and verify Pyodide and the JavaScript libraries
	$(BIN)/python -m demos.publish.runtime.vendor

screenshot: .venv/test browsers vendor ## take the picture in the README
	$(BIN)/python -m tests.browser.screenshot

lock: ## update the locked versions and hashes of all dependencies
	$(PYTHON) -m venv .cache/lock && .cache/lock/bin/pip install --quiet uv
	.cache/lock/bin/uv pip compile $(LOCK) --extra site --output-file requirements-site.lock
	.cache/lock/bin/uv pip compile $(LOCK) --extra site --extra test --output-file requirements-test.lock
LOCK := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml

clean: ## remove everything that was built, except the downloads in .cache/
	rm -rf .venv build site tests/web/node_modules

tests/web/node_modules: tests/web/package-lock.json | .venv/test
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm ci --silent --ignore-scripts --no-fund --no-audit --prefix $(@D)
	@touch $@

.venv/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and f"fdnn needs Python 3.11 or newer, and $(PYTHON) is {sys.version.split()[0]}: set PYTHON=")'
	@$(PYTHON) -m venv .venv || { echo "python3 -m venv failed: install your system's package for it (Debian: apt install python3-venv)"; exit 1; }

.venv/%: requirements-%.lock pyproject.toml | .venv/pyvenv.cfg
	$(BIN)/pip install --quiet --require-hashes --requirement $<
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
