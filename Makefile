# make run   - set up what is missing, then open Wanderlust (without a display: hold a bundled conversation)
# make check - set up what is missing, then run every check
PYTHON := .venv/bin/python
CHECK_ENVIRONMENT := QT_QPA_PLATFORM=offscreen

.PHONY: run setup check bench soak wheels bundle clean

run: setup
	$(PYTHON) -m wanderlust run

setup:
	@packaging/setup

check: setup
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	.venv/bin/lint-imports
	$(CHECK_ENVIRONMENT) $(PYTHON) -m pytest --session-timeout 1200

bench: setup
	$(CHECK_ENVIRONMENT) $(PYTHON) -m tests.benchmarks.run

# Half an hour of answers in simulated rooms, by counts of samples: self-interruptions, and how soon a person is heard.
soak: setup
	$(PYTHON) tests/benchmarks/bench_interruption.py

# Resolves every dependency's wheel for each Python and system we name, without installing; needs the registry.
wheels: setup
	$(PYTHON) packaging/check_wheels.py

bundle: setup
	packaging/build
	packaging/smoke_test

clean:
	rm -rf .venv build dist out .mypy_cache .pytest_cache .ruff_cache .import_linter_cache *.egg-info
	find wanderlust tests packaging -name __pycache__ -prune -exec rm -rf {} +
