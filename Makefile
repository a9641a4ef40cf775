# Jianbao: `make demo` shows it, `make test` proves it, `make install` is what both begin with.
# Nothing has to be done by hand before; every target may be run again.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help install system python demo test lint test-sqlite test-postgresql

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
SEED ?= samples/2026-01.md

BIN := .venv/bin
# Fonts for print (Song, Hei, Kai); Chromium, what its driver links to, and Poppler for the tests.
DEBIAN := fonts-noto-cjk fonts-noto-cjk-extra fonts-lxgw-wenkai chromium libatomic1 poppler-utils

help:
	@echo "make demo              set up, import and publish the sample issue, serve site and admin"
	@echo "make demo SEED=FILE    the same with another document"
	@echo "make test              set up, lint, type-check, test on SQLite and on PostgreSQL"
	@echo "make install           set up only: .venv/ and Debian packages"

install: system python

# Installs the Debian packages that are missing; without the right to, names them and goes on.
system:
	@command -v dpkg-query >/dev/null || { echo "Not Debian: please install Noto CJK fonts, LXGW WenKai, Chromium, Poppler."; exit 0; }; \
	missing=""; \
	for package in $(DEBIAN); do \
	  dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
	done; \
	$(PYTHON) -c 'import ensurepip' 2>/dev/null || missing="$$missing python3-venv"; \
	[ -n "$$missing" ] || exit 0; \
	if [ "$$(id -u)" = 0 ]; then as_root=""; \
	elif sudo -n true 2>/dev/null; then as_root="sudo"; \
	else echo "Missing Debian packages:$$missing"; \
	  echo "Ask an administrator for: apt-get install$$missing"; \
	  echo "Going on with what there is."; exit 0; fi; \
	echo "Installing Debian packages:$$missing"; \
	export DEBIAN_FRONTEND=noninteractive; \
	$$as_root apt-get update -qq; \
	$$as_root apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 $$missing >/dev/null

python: .venv/.installed

.venv/.installed: requirements.txt requirements-dev.txt constraints.txt tests/fetch_commonmark.py
	@echo "Installing Python packages into .venv/"
	@[ -x $(BIN)/python ] && $(BIN)/python -c 'import pip' 2>/dev/null || $(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check pip==26.3
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@$(BIN)/python tests/fetch_commonmark.py
	@touch $@

demo: install
	@[ -r "$(SEED)" ] || { echo "Cannot read $(SEED)"; exit 1; }; \
	export SITE_URL="http://$(HOST):$(PORT)"; \
	prepare() { $(BIN)/python manage.py migrate --verbosity 0 && \
	  $(BIN)/python manage.py demo "$(SEED)" --address "http://$(HOST):$(PORT)"; }; \
	status=0; prepare || status=$$?; \
	if [ $$status = 3 ]; then \
	  export DATA_DIR="var/demo-$$(sha256sum "$(SEED)" | cut -c1-8)"; \
	  echo "Another publication lives here; the demo of $(SEED) goes into $$DATA_DIR"; \
	  prepare; \
	elif [ $$status != 0 ]; then exit $$status; fi; \
	echo "Ctrl+C stops the server."; \
	exec $(BIN)/python manage.py runserver --noreload "$(HOST):$(PORT)"

test: install lint test-sqlite test-postgresql

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/mypy .
	$(BIN)/python manage.py makemigrations --check --dry-run
	DEBUG=0 SECRET_KEY=$$(head -c 40 /dev/urandom | base64 -w 0) ALLOWED_HOSTS=jianbao.example \
	  $(BIN)/python manage.py check --deploy --tag security --fail-level WARNING

test-sqlite:
	@echo "Tests on SQLite"
	env -u DATABASE_URL $(BIN)/python -m pytest -n 2

# What breaks files on purpose, and what the pages do in a browser, knows no database: once is enough.
test-postgresql:
	@echo "Tests on PostgreSQL"
	$(BIN)/python -m tests.postgresql $(BIN)/python -m pytest -n 2 -m 'not any_database'
