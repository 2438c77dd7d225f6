# The command door. `make` alone says what there is.
.DEFAULT_GOAL := help
.PHONY: help up down reset status test test-localstack chaos histories check contracts bench
.DELETE_ON_ERROR:
# Whoever sets it (containers do) has every process compile all that it imports: engines, commands and tests are many.
unexport PYTHONDONTWRITEBYTECODE

VENV := .venv
RUN := $(VENV)/bin

help:
	@echo "OneStop: a CRM with a customer-service desk, on this machine after one command."
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo "More, once it is installed: $(RUN)/onestop --help"

up: $(VENV)/local.done  ## install, start, deploy, fill with sample data; repeat it whenever you like
	@$(RUN)/onestop up

down:  ## stop it; everything is kept for the next `make up`
	@if [ -x $(RUN)/onestop ]; then $(RUN)/onestop down; else echo "Nothing is installed, so nothing runs."; fi

reset:  ## forget everything: asks first
	@if [ -x $(RUN)/onestop ]; then $(RUN)/onestop reset; else echo "Nothing is installed, so there is nothing to forget."; fi

status: $(VENV)/local.done  ## how it is
	@$(RUN)/onestop status

test: $(VENV)/test.done  ## every test; whether or not `make up` ran
	@$(RUN)/python -m pytest -n 3 --dist loadgroup $(TESTS)

test-localstack: $(VENV)/test.done  ## the journeys on the real LocalStack: one that runs, or one in Docker
	@$(RUN)/python -m tests.localstack $(TESTS)

chaos: $(VENV)/test.done  ## kill whatever can be killed under load, then show that nothing is lost: KILLS=100 SEED=1
	@$(RUN)/python -m tests.chaos

histories: $(VENV)/test.done  ## three hundred orders in bad weather, through the real state machines: HISTORIES=300 SEED=1
	@HISTORIES=$${HISTORIES:-300} $(RUN)/python -m pytest -s tests/e2e/test_sagas.py

check: $(VENV)/test.done  ## what CI checks besides the tests: style, templates, contracts
	@PATH="$(CURDIR)/$(RUN):$$PATH" python -m infra.check

contracts: $(VENV)/test.done  ## write infra/openapi.yaml, the event schemas and the tables of the docs anew
	@PATH="$(CURDIR)/$(RUN):$$PATH" python -m infra.contracts
	@$(RUN)/python -m bench --docs

bench: $(VENV)/test.done  ## measure everything anew, in less than ten minutes; `make bench PARTS="units cold"` for some
	@$(RUN)/python -m bench $(PARTS)

$(VENV)/local.done: pyproject.toml constraints.txt | $(RUN)/python
	$(call install,local)
	@touch $@

$(VENV)/test.done: pyproject.toml constraints.txt | $(RUN)/python
	$(call install,local$(comma)test)
	@touch $(VENV)/local.done $@

# Exactly the versions of constraints.txt. uv is several times faster than pip, which does as well.
comma := ,
define install
	@echo "Installing OneStop with [$(1)] into $(VENV) ..."
	@$(RUN)/uv --version >/dev/null 2>&1 || $(RUN)/python -m pip install --quiet --constraint constraints.txt uv \
	  || echo "uv cannot be had; pip does it alone, which takes a little longer."
	@if $(RUN)/uv --version >/dev/null 2>&1; \
	  then $(RUN)/uv pip install --python $(RUN)/python --constraint constraints.txt --editable '.[$(1)]'; \
	  else false; fi \
	  || $(RUN)/python -m pip install --constraint constraints.txt --editable '.[$(1)]' \
	  || { echo "Installing failed; the lines above say why. With the network back, run the same command again."; exit 1; }
endef

# A name on the PATH is not yet a Python that runs, so each candidate is asked for its version.
$(RUN)/python:
	@for candidate in $(PYTHON) python3 python3.13 python3.12 python3.11 python; do \
	  if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    echo "Making $(VENV) with $$("$$candidate" --version) ..."; \
	    "$$candidate" -m venv $(VENV) && exit 0; \
	    echo "$$candidate cannot make an environment: install its venv module (Debian: apt install python3-venv), then repeat."; \
	    rm -rf $(VENV); exit 1; \
	  fi; \
	done; \
	echo "OneStop needs Python 3.11 or newer, and none is on the PATH ($$(python3 --version 2>&1))."; \
	echo "Install one from https://www.python.org/downloads/ or say where it is: make PYTHON=/path/to/python3.12 up"; \
	exit 1
