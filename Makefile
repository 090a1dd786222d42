# Every command of the house. `make run` starts Shangliang from nothing; `make check` and `make test` come before a push.
PYTHON ?= python3
BIN := .venv/bin
TEMPLATES = $(shell find shangliang scaffold -path '*/templates/*.html')

# Programs start here many times over; what was compiled once is kept, whatever the shell is told.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: .venv run test check fix bench activity docs demo lock

.venv: .venv/texts ## the environment, and the texts in a form that programs read

.venv/texts: .venv/ready $(shell find shangliang scaffold -name '*.po')
	@$(BIN)/shangliang compile_texts
	@touch $@

.venv/ready: requirements/dev.txt pyproject.toml
	$(PYTHON) -m venv .venv
	@awk '/^uv==/ {on = 1} on {print} on && !/\\$$/ {exit}' requirements/dev.txt > .venv/uv.txt
	($(BIN)/python -m pip install -q --require-hashes -r .venv/uv.txt && VIRTUAL_ENV=.venv $(BIN)/uv pip sync -q requirements/dev.txt) \
		|| $(BIN)/python -m pip install -q --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install -q -e . --no-deps --no-build-isolation
	@touch $@

run: .venv ## migrate, load the demo once, serve; PORT, DATABASE_URL and SHANGLIANG_DEMO=0 are heard
	SHANGLIANG_DEMO=$${SHANGLIANG_DEMO-1} $(BIN)/shangliang run

test: .venv ## everything on SQLite, and what a database can change again on PostgreSQL when DATABASE_URL names one
	env -u DATABASE_URL $(BIN)/pytest -n 2
ifneq (,$(findstring postgres,$(DATABASE_URL)))
	$(BIN)/pytest -n 2 --again
endif

check: .venv ## style, types, imports, migrations, texts, reference pages, dependencies
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/djade --check $(TEMPLATES)
	env -u DATABASE_URL $(BIN)/shangliang makemigrations --check --dry-run
	env -u DATABASE_URL $(BIN)/shangliang check --deploy --fail-level WARNING
	$(BIN)/shangliang check_texts
	$(BIN)/shangliang reference --check
	$(BIN)/deptry shangliang
	$(BIN)/python .ci/audit.py

fix: .venv ## what a machine can put right
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	-$(BIN)/djade $(TEMPLATES)

bench: .venv ## speed beside its limits: all of it, or name=pages args="--requests 400"; see docs/benchmarks.md
	$(BIN)/python -m bench$(if $(name),.$(name)) $(args)

activity: .venv ## make activity name=hearings
	$(BIN)/python -m scaffold $(name)

docs: .venv ## write docs/reference anew from the code
	$(BIN)/shangliang reference

demo: .venv ## the demo's people and cases into the database, without serving
	$(BIN)/shangliang migrate -v 0
	SHANGLIANG_DEMO=1 $(BIN)/shangliang demo

lock: .venv ## newest versions that fit, with hashes
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-annotate --no-header --upgrade pyproject.toml -o requirements/run.txt
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-annotate --no-header --upgrade --extra dev pyproject.toml -o requirements/dev.txt
