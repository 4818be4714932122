# What to do with Déclic: make run, make test, make check. Only make and a Python 3 with venv are needed beforehand.

PYTHON ?= python3
UV := .tools/bin/uv
PY := .venv/bin/python
export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3
export SQLALCHEMY_SILENCE_UBER_WARNING := 1
export PYTHONWARNINGS ?= ignore

.DEFAULT_GOAL := help
.PHONY: help run chat train test check evaluate benchmark lock clean

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 12

run: .venv/ready  ## install and train what is missing, then serve on http://localhost:5005
	@$(PY) -m bot train --if-needed
	@$(PY) -m bot serve

chat: .venv/ready  ## a conversation in the terminal
	@$(PY) -m bot train --if-needed
	@$(PY) -m bot chat

train: .venv/ready  ## train the model if its inputs changed
	@$(PY) -m bot train --if-needed

test: .venv/ready-dev  ## everything: data, unit tests, rasa data validate, test stories, understanding
	@$(PY) -m bot train --if-needed
	@$(PY) -m pytest

check: .venv/ready-dev  ## data, lint and types, in seconds
	@$(PY) -m bot check
	@.venv/bin/ruff check .
	@.venv/bin/mypy

evaluate: .venv/ready  ## how well phrases never trained on are understood
	@$(PY) -m bot train --if-needed
	@$(PY) -m bot evaluate

benchmark: .venv/ready-dev  ## Déclic beside the stock configuration: time, memory, throughput
	@$(PY) -m benchmarks.run

lock: $(UV)  ## compile the lock files from pyproject.toml
	@$(UV) pip compile pyproject.toml $(LOCK) -o requirements.lock
	@$(UV) pip compile pyproject.toml --extra dev -c requirements.lock $(LOCK) -o requirements-dev.lock

LOCK := --quiet --upgrade --generate-hashes --python-version 3.11 --universal --no-annotate

# One environment: the run-time packages, and the tools of the tests once they were asked for.
.venv/ready: requirements.lock | $(UV)
	@echo "Installing (1.8 GB the first time)…"
	@test -x $(PY) || $(UV) venv --quiet --python 3.11 .venv
	@if test -e .venv/ready-dev; then $(UV) pip sync --quiet requirements-dev.lock; else $(UV) pip sync --quiet requirements.lock; fi
	@touch $@

.venv/ready-dev: requirements-dev.lock requirements.lock | $(UV)
	@echo "Installing, with the tools of the tests…"
	@test -x $(PY) || $(UV) venv --quiet --python 3.11 .venv
	@$(UV) pip sync --quiet requirements-dev.lock
	@touch .venv/ready $@

$(UV):
	@echo "Fetching uv, the installer…"
	@$(PYTHON) -m venv .tools
	@.tools/bin/pip install --quiet --disable-pip-version-check 'uv>=0.9'

clean:  ## remove the environment and the models; conversations in var/ stay
	rm -rf .venv .tools models .rasa
