# What people type. `make` alone lists it.
.DEFAULT_GOAL := help
VENV := .venv/bin
SOURCES := lms tests config.py wsgi.py bench
SEED ?= $(shell date +%s)

help: ## List these targets
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Install, migrate, publish, load demo data on first start, serve
	@sh bin/setup run
	@sh bin/run

test: ## Install and run every check and test
	@sh bin/setup test
	@$(MAKE) --no-print-directory check
	$(VENV)/pytest -n 2 --dist worksteal --randomly-seed=$(SEED) $(PYTEST)

check: ## Linters, types, import contracts, templates, translations, dependencies
	@sh bin/setup test
	$(VENV)/ruff format --check --quiet $(SOURCES)
	$(VENV)/ruff check --quiet $(SOURCES)
	$(VENV)/mypy
	$(VENV)/lint-imports --no-cache
	$(VENV)/djlint --lint --quiet lms
	$(VENV)/deptry . --no-ansi
	$(VENV)/python -m tests.house.translations
	@sh bin/audit

bench: ## Measure the real application beside a bare Flask view
	@sh bin/setup test
	@$(VENV)/python -m bench

messages: ## Collect new texts into the catalogues
	@mkdir -p var
	$(VENV)/pybabel -q extract -F translations/babel.cfg -k _l -k _n:1,2 --no-location --sort-output --project=lms -o var/messages.pot lms
	$(VENV)/pybabel -q update -i var/messages.pot -d translations --no-fuzzy-matching --ignore-obsolete --width=110

lock: ## Resolve the requirements again
	@for name in uv run test; do UV_PYTHON_DOWNLOADS=never $(VENV)/uv --quiet pip compile --upgrade --universal --generate-hashes --no-emit-index-url --python-version 3.11 --custom-compile-command "make lock" requirements/$$name.in -o requirements/$$name.txt; done

vendor: ## Renew the JavaScript libraries kept under lms/ui/static/vendor
	@python3 bin/vendor

clean: ## Remove the environment and all local data
	rm -rf .venv var

.PHONY: help run test check bench messages lock vendor clean
