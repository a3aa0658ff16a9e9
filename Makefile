# `make help` lists the targets. Everything happens in .venv, nothing outside it.
PYTHON ?= python3
BIN := .venv/bin
# Over all cores; the tests of one file share watchers and stay together.
SPREAD := -n auto --dist loadfile

ICALJS := 2.2.1

.PHONY: help demo test check wheel peers long bench crash race devices golden clean
.DEFAULT_GOAL := help

help: ## list the targets
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/:.*## /\t/'

demo: .venv/ready ## write a week for a copy of sample-vault/, and print it
	@scripts/demo.sh $(BIN)/vaultnet

test: .venv/ready ## run the tests
	$(BIN)/pytest -q $(SPREAD)

check: .venv/ready ## style, types, floors
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

wheel: .venv/ready ## build the wheel and run the tests against it
	rm -rf dist .venv-wheel
	$(BIN)/python -m build --outdir dist . >/dev/null
	$(PYTHON) -m venv .venv-wheel
	.venv-wheel/bin/pip install -q -c constraints.txt dist/*.whl pytest pytest-xdist hypothesis
	VAULTNET_INSTALLED=1 .venv-wheel/bin/pytest -q $(SPREAD)

peers: .venv-peers/ready ## set up a server and address books for the tests with real peers

long: .venv/ready ## the long runs: more examples, bigger vaults (minutes)
	HYPOTHESIS_PROFILE=long $(BIN)/pytest -q -m "long or not long"

bench: .venv/ready ## time index, due, merge and import against git and vobject
	$(BIN)/python bench/run.py
	$(BIN)/python bench/merge.py
	$(BIN)/python bench/exchange.py

crash: .venv/ready ## kill a write at each of its system calls, and give each an error (strace)
	$(BIN)/python bench/crash.py

race: .venv/ready ## write one note against an editor that saves every few milliseconds
	$(BIN)/python bench/race.py

devices: .venv/ready ## let devices edit a vault and sync it with git: SEED=0 COUNT=100
	$(BIN)/python bench/devices.py --seed $(or $(SEED),0) --count $(or $(COUNT),100)

golden: .venv/ready ## write the golden files anew; read the diff before you commit
	$(BIN)/pytest -q --update-golden

clean: ## forget the environment and what was built
	rm -rf .venv .venv-wheel .venv-peers dist demo

.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "vaultnet needs Python 3.11 or newer; try: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python scripts/dev_requirements.py > .venv/dev.txt
	$(BIN)/pip install -q -c constraints.txt -e . -r .venv/dev.txt
	touch .venv/ready

# Apart from ours, as on a user's machine: what they need must not be at hand in tests.
.venv-peers/ready: constraints-peers.txt Makefile
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/pip install -q -c constraints-peers.txt radicale vdirsyncer khal khard
	if command -v node >/dev/null && command -v npm >/dev/null; then \
	  npm install --silent --no-save --prefix .venv-peers ical.js@$(ICALJS); fi
	touch .venv-peers/ready
