# Every command of this project. `make help` lists them.

PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo "$$name" && exit; done; echo python3)
VENV := .venv/bin/python
MANAGE := $(VENV) manage.py
CODE := config proxies tests scripts manage.py
COMPILE := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

.PHONY: help run test golden check fix lock vendor pictures seed bench .venv .venv-dev
.DEFAULT_GOAL := help

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

run: .venv ## Install what is needed and serve the dashboard (HOST, PORT, DATABASE_URL)
	@exec $(MANAGE) serve

test: .venv-dev ## Run all tests on all cores, a browser's too (ARGS="-n0 -k words" picks some)
	@CHROMIUM="$$(sh scripts/chromium.sh)" && export CHROMIUM \
		&& exec $(VENV) -m pytest -n logical --dist worksteal $(ARGS)

golden: .venv-dev ## Record anew what the site answers to every address (review the diff)
	@PROXIES_RECORD_GOLDEN=1 $(VENV) -m pytest -q -n0 -p no:randomly -r fE tests/golden
	@git --no-pager diff --stat -- tests/golden/files

check: .venv-dev ## Lint, type-check and check the settings; changes nothing
	$(VENV) -m ruff check .
	$(VENV) -m ruff format --check .
	$(VENV) -m mypy $(CODE)
	$(VENV) -c 'from importlinter.cli import lint_imports_command as main; main()'
	$(VENV) -m djlint templates --lint --quiet --extend-exclude templates/django
	$(VENV) -m djlint templates/django --lint --quiet --profile django
	$(MANAGE) makemigrations --check --dry-run
	@echo "$(MANAGE) check --deploy, under the production profile"
	@PROXIES_PROFILE=production ALLOWED_HOSTS=proxies.example \
		DATABASE_URL=postgresql://proxies@database.example/proxies \
		SECRET_KEY="$$($(VENV) -c 'import secrets; print(secrets.token_urlsafe(50))')" \
		$(MANAGE) check --deploy --fail-level WARNING

fix: .venv-dev ## Correct what the linters can correct, and format
	$(VENV) -m ruff check --fix .
	$(VENV) -m ruff format .

lock: ## Resolve the dependencies of pyproject.toml anew (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv: pip install uv" >&2; exit 1; }
	$(COMPILE) --quiet -o requirements.lock
	$(COMPILE) --quiet --group dev -o requirements-dev.lock

vendor: ## Fetch the browser's libraries and fonts again, at the versions stated
	sh scripts/vendor.sh

pictures: .venv-dev ## Take the pictures of the README of a site that runs (PORT)
	@CHROMIUM="$$(sh scripts/chromium.sh)" && export CHROMIUM && exec $(VENV) scripts/pictures.py

seed: .venv ## Load seeds/ into the database
	@exec $(MANAGE) seed

bench: .venv ## Measure the speed of the pages (SIZE=10k, 100k or 1m: of made-up events)
	@exec $(MANAGE) bench $(if $(SIZE),--size $(SIZE))

.venv:
	@$(PYTHON) scripts/install.py requirements.lock

.venv-dev:
	@$(PYTHON) scripts/install.py requirements-dev.lock
