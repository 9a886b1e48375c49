# The front door of the project. `make` alone lists what there is.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# -qq: errors only.
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-input

SAMPLE := samples/unn-halvarsrapport-2025.yaml
LOCALE := src/compliance/locale
LANGUAGES := nb
# How many processes run the tests.
JOBS := 2

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: demo
demo: $(STAMP) ## check the published figures of a real half-year report
	@echo '$$ compliance check $(SAMPLE)'
	@status=0; $(BIN)/compliance check $(SAMPLE) || status=$$?; \
	case $$status in \
	0) ;; \
	1) echo; \
	   echo 'The report is not ready to send: that is what the check found in the published paper, and the demo worked.'; \
	   echo 'A script sees it by the exit status, which was 1 (0: ready to send; 2: the check could not be made).' ;; \
	*) echo "The check could not be made: exit status $$status." >&2; exit $$status ;; \
	esac

.PHONY: test
test: $(STAMP) ## run all tests
	@$(BIN)/python -m pytest -n $(JOBS)

.PHONY: coverage
coverage: $(STAMP) ## run all tests and report the lines and branches they miss
	@$(BIN)/python -m pytest -n $(JOBS) --cov --cov-report=term-missing

.PHONY: fuzz
fuzz: $(STAMP) ## run the property tests with many more examples
	@HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest -n $(JOBS) -m fuzz tests

.PHONY: lint
lint: $(STAMP) ## check style, types and the direction of imports
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache --no-logo

.PHONY: types
types: $(STAMP) ## check the types alone
	@$(BIN)/mypy

.PHONY: format
format: $(STAMP) ## lay out the code and repair what can be repaired safely
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

.PHONY: bench
bench: $(STAMP) ## measure the speed beside what it is compared with
	@$(BIN)/python benchmarks/run.py

.PHONY: schemas
schemas: $(STAMP) ## write schemas/*.schema.json anew
	@$(BIN)/python -m compliance.schemas

.PHONY: check-pages
check-pages: $(STAMP) ## write docs/checks/*.md anew
	@$(BIN)/python -m compliance.check_pages

.PHONY: fault-table
fault-table: $(STAMP) ## write docs/faults.md anew
	@$(BIN)/python -m compliance.testing.faults_table

.PHONY: rule-changes
rule-changes: $(STAMP) ## write docs/changes-2024-2025.md anew
	@mkdir -p build
	@$(BIN)/compliance rules diff helse-nord/2024 helse-nord/2025 --rules rules --format md --lang en >build/changes.md
	@mv build/changes.md docs/changes-2024-2025.md

.PHONY: catalogues
catalogues: $(STAMP) ## take new sentences into the translations and compile these
	@mkdir -p build $(LOCALE)
	@$(BIN)/pybabel --quiet extract --no-default-keywords --keywords=text --keywords=texts:1,2 \
	    --no-location --sort-output --omit-header \
	    --output-file=build/compliance.pot src/compliance
	@for language in $(LANGUAGES); do \
	    catalogue=$(LOCALE)/$$language/LC_MESSAGES/compliance.po; \
	    mkdir -p $${catalogue%/*}; \
	    [ -e $$catalogue ] || sed s/LANGUAGE/$$language/ scripts/catalogue-header.po >$$catalogue; \
	    $(BIN)/pybabel --quiet update --domain=compliance --input-file=build/compliance.pot \
	        --output-file=$$catalogue --locale=$$language --no-fuzzy-matching --ignore-obsolete \
	        --ignore-pot-creation-date || exit; \
	done
	@$(BIN)/pybabel --quiet compile --domain=compliance --directory=$(LOCALE)

.PHONY: wheel
wheel: $(STAMP) ## build dist/*.whl and dist/*.tar.gz
	@rm -rf dist
	@$(BIN)/python -m hatchling build --target sdist --target wheel

.PHONY: lock
lock: ## write the lock files of requirements/ anew
	@scripts/lock

.PHONY: setup
setup: $(STAMP) ## create .venv with everything in it

.PHONY: clean
clean: ## remove everything that the targets above made, .venv too
	@rm -rf $(VENV) build dist htmlcov .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# Build requirements come first, so that durable-rules and the package are built by what is locked.
$(STAMP): pyproject.toml requirements/build.txt requirements/dev.txt
	@python=$$(scripts/prerequisites) || exit; \
	echo "Setting up $(VENV) (about a minute the first time) ..."; \
	{ [ -x $(BIN)/python ] && $(BIN)/python -m pip --version >/dev/null 2>&1; } || \
	    "$$python" -m venv --clear $(VENV)
	@$(PIP) --require-hashes --requirement requirements/build.txt
	@$(PIP) --require-hashes --no-build-isolation --use-pep517 --requirement requirements/dev.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@
