# Everything here works on a machine with git, make and Python 3.11 or later, and nothing else.
.DEFAULT_GOAL := help
SHELL := /bin/bash

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
PEERS := .venv-peers
PYTEST := $(BIN)/pytest
# Two files at a time, each with a broker of its own: half of their time is waiting. The longest
# come first, as they stand in the tree.
RELAYS := $(PYTEST) -n 2 --dist loadfile --no-loadscope-reorder
CODE := services shared tests proto docs
# The first Python of this machine that the lock file was compiled for.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null \
	&& echo $$python && break; done)
# With hashes, for every system and Python, and without the name of a registry.
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url
PARALLEL := -j3 $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)

.PHONY: help
help: ## Show this help
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) \
		| awk -F ':.*## ' '{ printf "  \033[1m%-10s\033[0m %s\n", $$1, $$2 }'

##@ Prepare

.PHONY: setup
setup: $(STAMP) ## Prepare .venv from the hashed lock file (only when it changed)

$(STAMP): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 is needed; none is on the PATH."; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) \
		|| { rm -rf $(VENV); echo "$(PYTHON) can't make a virtual environment: install its venv package."; exit 2; }
	@echo "Installing the packages of requirements.lock into $(VENV) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
		--require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
		--no-build-isolation -e .
	@touch $@

.PHONY: lock
lock: setup ## Resolve the dependencies anew: this machine's, the image's, Kafka's
	$(LOCK) --all-extras -o requirements.lock pyproject.toml
	$(LOCK) --extra build --extra sandbox -c requirements.lock -o deploy/requirements.lock pyproject.toml
	$(LOCK) -o tests/bench/peers.lock tests/bench/peers.in
	$(LOCK) -o tests/fuzz/guided.lock tests/fuzz/guided.in
	$(BIN)/python -m cobrelay.platform.jars

##@ Check

.PHONY: check
check: setup ## Format, lint, types, import rules, all tests without a broker (under 90 s)
	@$(MAKE) --no-print-directory $(PARALLEL) lint types unit

.PHONY: lint
lint: setup
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/lint-imports

.PHONY: types
types: setup
	$(BIN)/mypy

.PHONY: unit
unit: setup
	$(PYTEST) -q -n logical --dist loadfile -m "not broker and not slow and not bench"

.PHONY: test
test: check ## check, and the tests on a real Kafka: integration, chaos, end to end
	$(RELAYS) -m "broker and not slow and not bench"

.PHONY: test-all
test-all: check ## test, and what takes long
	$(RELAYS) -m "(broker or slow) and not bench"

.PHONY: chaos
chaos: setup ## Only the tests that kill things while claims are in flight
	$(PYTEST) -q -m chaos

.PHONY: fuzz
fuzz: setup ## Feed damaged inputs to every edge (COUNT=1000000 SEED=1); what fails is kept in var/fuzz
	@$(BIN)/python -c 'import atheris' 2>/dev/null \
		|| $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
			--only-binary :all: --require-hashes -r tests/fuzz/guided.lock \
		|| echo "atheris has no wheel for this system: all inputs are made by chance."
	@PYTHONPATH=tests/support $(BIN)/python -m fuzzing \
		--count $(or $(COUNT),1000000) --seed $(or $(SEED),1)

.PHONY: bench
bench: setup ## Measure: claims per second, latency, memory
	$(PYTEST) -q -s -m bench

.PHONY: bench-x12
bench-x12: setup $(PEERS)/.ready ## Measure the codec beside other readers (ROUNDS=5)
	@ROUNDS="$(or $(ROUNDS),5)" $(BIN)/python tests/bench/compare_x12.py $(PEERS)/bin/python

# Other readers live apart, so that nothing of ours can come to depend on them.
$(PEERS)/.ready: tests/bench/peers.lock
	@test -x $(PEERS)/bin/python || $(PYTHON) -m venv $(PEERS)
	@$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps \
		--require-hashes -r tests/bench/peers.lock
	@touch $@

##@ Generate

.PHONY: proto
proto: setup ## Check the contracts (lint, breaking changes) and generate their Python
	$(BIN)/buf lint proto
	@test ! -e proto/released.binpb || $(BIN)/buf breaking proto --against proto/released.binpb
	$(BIN)/python proto/generate.py

.PHONY: release
release: proto ## Make today's contracts those that later ones must not break
	$(BIN)/buf build proto -o proto/released.binpb

.PHONY: docs
docs: setup ## Generate what docs/ has from the code: events, lifecycle, X12 rules
	$(BIN)/python docs/generate.py

##@ Run

.PHONY: demo
demo: setup ## Watch claims go through (ONCE=1 ends by itself; FILES="a.837 b.835" AS_OF=2005-10-20 relays yours)
	@ONCE="$(ONCE)" FILES="$(FILES)" AS_OF="$(AS_OF)" $(BIN)/cobrelay demo

.PHONY: up
up: setup ## Start the platform and the services; drop files into var/inbox
	@$(BIN)/cobrelay up

.PHONY: down
down: setup ## Stop them
	@$(BIN)/cobrelay down

.PHONY: status
status: setup ## Say what is running
	@$(BIN)/cobrelay status
