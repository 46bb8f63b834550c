# Vigie: `make` alone lists the commands.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

# The interpreter that makes .venv; by default the first one here that is new enough.
PYTHON ?= $(eval PYTHON := $(firstword $(foreach name,$(PYTHONS),\
  $(shell $(name) -c $(NEW_ENOUGH) 2>/dev/null && echo $(name)))))$(PYTHON)
PYTHONS := python3 python3.14 python3.13 python3.12 python3.11 python
# pymdown-extensions 13.1 asks for 3.11.5, on which the escaping of what comes from outside rests.
NEW_ENOUGH := 'import sys; sys.exit(sys.version_info < (3, 11, 5))'
VENV := .venv
BIN := $(VENV)/bin
# The dictionaries that the texts are spelt by, and the packages of Debian that hold them.
DICTIONARIES := en_GB fr_FR nl_NL
SPELLING := hunspell hunspell-en-gb hunspell-fr-classical hunspell-nl
BROWSERS := chromium chromium-browser google-chrome google-chrome-stable
# The scripts that readers' browsers run are checked by programs for Node.js; no site is built with it.
NODE_NEW_ENOUGH := 'const [major, minor] = process.versions.node.split("."); \
  process.exit(major > 20 || (major == 20 && minor >= 19) ? 0 : 1)'
NODE_MODULES := node_modules
BROWSER_LOG = $(VENV)/browser.log
SPELLING_LOG = $(VENV)/spelling.log
# MkDocs would print a notice about its version 2 at each build; this project stays on version 1.
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# The tests start hundreds of processes: what one of them compiled, none compiles again.
test audit check: export PYTHONDONTWRITEBYTECODE :=

.PHONY: help run refresh build serve content test audit check bench measure fuzz lighthouse lock install install-test browser dictionaries clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

run: install ## show two recorded weeks as a site on this machine (VIGIE_SERVE=0: stop after the build)
	@$(BIN)/vigie demo

refresh: install ## gather from the sources, over the network, into docs/watch
	@$(BIN)/vigie refresh

build: install ## build the French and the Dutch site
	@$(BIN)/vigie build $(if $(LEAVE_OUT_BROKEN),--leave-out-broken)

serve: install ## build both sites and serve them on this machine
	@$(BIN)/vigie serve

content: install ## hold what people wrote against its rules (FORMAT=github: as annotations)
	@$(BIN)/vigie check --format $(or $(FORMAT),text)

test: ## every check and every test, with all that they need
	@$(install-all)
	@$(lint)
	@$(BIN)/pytest -n auto

audit: install-test browser ## look at every page of the site in every way, for minutes
	@$(BIN)/pytest -n auto -m audit

check: install-test dictionaries ## the quick part of `make test`: no server, no site, no browser
	@$(lint)
	@$(BIN)/pytest -n auto -m "not server and not site and not browser and not audit"

bench: install-test ## measure the watch and the site; print the tables
	@$(BIN)/python -m tests.bench

measure: install-test ## measure how the code reads, against what is to be reached
	@$(BIN)/python -m tests.measure

fuzz: install-test ## break what is read and the disk, for a minute (VIGIE_FUZZ=N: how often each)
	@VIGIE_FUZZ=$(or $(VIGIE_FUZZ),150) $(BIN)/pytest tests/fuzz

lighthouse: install-test browser ## score the demonstration with Lighthouse (by npx: 185 MB from npm)
	@VIGIE_SERVE=0 $(BIN)/vigie demo
	@$(BIN)/python -m tests.bench.scores

# What .gitlab-ci.yml and a timer call, where an instance is a copy of this repository; the program is here already.
.PHONY: program week mail
program:

week: install
	@rm -f week/summary.md week/checklist.md # of the week before, which no mail is to repeat
	@$(BIN)/python -m vigie.propose --direct --resume
	@failed=0; $(BIN)/vigie weekly week || failed=$$?; \
	$(BIN)/python -m vigie.propose --direct --patch week/change.patch --summary week/summary.md; exit $$failed

mail:
	@python3 -m vigie.week_mail week

lock: ## choose the versions of the dependencies anew (needs uv)
	@$(call lock,run)
	@$(call lock,test,--extra test)

clean: ## remove what was built; keep what was gathered and installed
	@rm -rf site build dist .cache .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

install: $(VENV)/.run
install-test: $(VENV)/.test $(NODE_MODULES)/.installed

# The programs in .venv name its folder: one that was copied or moved is made anew.
ifneq ($(shell cat $(VENV)/.run 2>/dev/null),$(CURDIR))
.PHONY: $(VENV)/.run
endif

$(VENV)/.run: requirements/run.txt pyproject.toml
	@$(venv)
	@$(call pip,Installing what Vigie needs,--require-hashes --only-binary :all: -r requirements/run.txt)
	@$(call pip,Installing Vigie,--no-build-isolation --no-index -e .)
	@echo "$(CURDIR)" >$@

$(VENV)/.test: requirements/test.txt $(VENV)/.run
	@$(call pip,Installing what the checks need,--require-hashes --only-binary :all: -r requirements/test.txt)
	@touch $@

$(NODE_MODULES)/.installed: package-lock.json package.json
	@$(node)
	@echo "Installing what the scripts' checks need"
	@mkdir -p $(VENV) && $(call quietly,$(VENV)/npm.log,npm ci --ignore-scripts)
	@touch $@

browser:
	@for name in $(BROWSERS); do if "$$name" --version >/dev/null 2>&1; then exit 0; fi; done; \
	if [ "$$(id -u)" = 0 ]; then root=; else root="sudo -n"; fi; \
	if ! command -v apt-get >/dev/null || ! $$root true 2>/dev/null; then \
	  echo "The tests open the site in Chromium, and there is none here. Install the package chromium, then run make test again." >&2; exit 1; fi; \
	echo "Installing Chromium, in which the tests open the site"; \
	$(call quietly,$(BROWSER_LOG),$$root apt-get update && \
	  $$root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium fonts-dejavu-core)

dictionaries:
	@missing=; for name in $(DICTIONARIES); do hunspell -d "$$name" -l </dev/null >/dev/null 2>&1 || missing=1; done; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ]; then root=; else root="sudo -n"; fi; \
	if ! command -v apt-get >/dev/null || ! $$root true 2>/dev/null; then \
	  echo "The tests spell the texts by dictionaries, and they are not here. Install the packages $(SPELLING), then run make test again." >&2; exit 1; fi; \
	echo "Installing the dictionaries that the texts are spelt by"; \
	$(call quietly,$(SPELLING_LOG),$$root apt-get update && \
	  $$root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $(SPELLING))

define venv
if [ -z "$(PYTHON)" ]; then \
  echo "Vigie needs Python 3.11.5 or newer, and there is none here: install one, or name it as in: make PYTHON=/opt/python3.12/bin/python3 run" >&2; exit 1; fi; \
if ! $(PYTHON) -c $(NEW_ENOUGH); then echo "Vigie needs Python 3.11.5 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1)." >&2; exit 1; fi; \
if ! $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null; then \
  echo "$(PYTHON) lacks its modules venv and ensurepip: install the package python3-venv, then try again." >&2; exit 1; fi; \
if [ -e $(VENV)/.run ] && [ "$$(cat $(VENV)/.run)" != "$(CURDIR)" ] || ! $(BIN)/python -c $(NEW_ENOUGH) 2>/dev/null || \
  ! $(BIN)/python -m pip --version >/dev/null 2>&1; then $(PYTHON) -m venv --clear $(VENV); fi
endef

define node
if ! command -v npm >/dev/null || ! node -e $(NODE_NEW_ENOUGH) 2>/dev/null; then \
  echo "The checks of the scripts need Node.js 20.19 or newer with npm: install the packages nodejs and npm, then try again." >&2; exit 1; fi
endef

# $(call pip,WHAT,ARGUMENTS): install in .venv; a dot a package, and pip's own words where it fails.
define pip
printf '%s ' "$(1)"; \
if $(BIN)/python -m pip install --no-deps $(2) 2>&1 | tee $(VENV)/pip.log | \
  while read -r word _; do case "$$word" in Collecting|Using|Downloading|Building) printf .;; esac; done; \
then echo " done"; else echo; tail -n 20 $(VENV)/pip.log >&2; exit 1; fi
endef

# $(call quietly,LOG,COMMAND): show what a command prints only where it fails.
define quietly
{ $(2); } >$(1) 2>&1 || { tail -n 20 $(1) >&2; exit 1; }
endef

# A browser is unpacked on one processor while Python's packages are on the other.
define install-all
mkdir -p .cache; \
{ $(MAKE) --no-print-directory browser dictionaries BROWSER_LOG=.cache/browser.log \
  SPELLING_LOG=.cache/spelling.log >.cache/browser.said 2>&1; } & browser=$$!; \
$(MAKE) --no-print-directory install-test; \
wait $$browser || { cat .cache/browser.said >&2; exit 1; }; cat .cache/browser.said
endef

define lint
echo "Checking style, types and layers"; \
{ $(lint-scripts); } & scripts=$$!; \
{ $(BIN)/mypy --no-error-summary >$(VENV)/types.log 2>&1; } & types=$$!; \
$(BIN)/ruff check -q; $(BIN)/ruff format -q --check; \
$(call quietly,$(VENV)/layers.log,$(BIN)/lint-imports --no-logo); \
wait $$types || { cat $(VENV)/types.log >&2; exit 1; }; \
wait $$scripts || { cat $(VENV)/scripts.log >&2; exit 1; }
endef

# Types, faults and layout of the scripts, beside the checks of the Python.
define lint-scripts
{ npx --no-install tsc && npx --no-install eslint --max-warnings 0 && \
  npx --no-install prettier --log-level warn --check overrides/assets/scripts '*.js' '*.json'; } >$(VENV)/scripts.log 2>&1
endef

define lock
echo 'setuptools>=77' | uv pip compile -q --universal --python-version 3.11.5 --generate-hashes --no-header \
  --no-annotate $(2) pyproject.toml - -o requirements/$(1).txt
endef
