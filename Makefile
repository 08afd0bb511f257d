# make run   - set up what is missing, then open Wanderlust (without a display: hold a bundled conversation)
# make check - set up what is missing, then run every check
# make peers - let other people's clients talk to the engine, our client to another's server, and race their clients
PYTHON := .venv/bin/python
CHECK_ENVIRONMENT := QT_QPA_PLATFORM=offscreen

.PHONY: run setup check bench race soak peers wheels bundle clean

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
	packaging/smoke_test --reduced

bench: setup
	$(CHECK_ENVIRONMENT) $(PYTHON) -m tests.benchmarks.run

# Other people's clients talk to the real engine, each in an environment of its own (about 1.2 GB in the user's cache);
# ours talks to a server made by others, and its latency is measured beside two of theirs. Our requests to Twilio are held
# against its own description.
peers: setup
	$(PYTHON) -m pytest tests/peers/every_peer.py tests/peers/foreign_server.py tests/peers/twilio_description.py -q -s --timeout 1800
	$(PYTHON) -m tests.benchmarks.bench_against_sdks

# The forty spoken questions through pipecat-ai too, in an environment of its own; ours and theirs in turn, 8 minutes.
race: setup
	$(PYTHON) -m tests.benchmarks.bench_against_pipecat

# Half an hour of answers in simulated rooms, by counts of samples: self-interruptions, and how soon a person is heard.
# Then half an hour of the window at 100 events a second (MINUTES=5 for less), broken frames over a socket, and
# 20 minutes of two people and the interpreter at virtual devices with echo, in real time. Ten minutes on the street map,
# and 50 calls over SIP of 20 s.
MINUTES := 30
soak: setup
	$(PYTHON) tests/benchmarks/bench_interruption.py
	$(PYTHON) -m tests.benchmarks.bench_fuzz_socket
	$(PYTHON) -m tests.benchmarks.bench_window_soak --minutes $(MINUTES)
	$(PYTHON) -m tests.benchmarks.bench_interpreter --live-only --minutes 20
	$(CHECK_ENVIRONMENT) $(PYTHON) -m tests.benchmarks.bench_map --streets-only --minutes 10
	$(PYTHON) -m tests.benchmarks.bench_sip_calls --calls 50 --seconds 20 --at-once 3

# Resolves every dependency's wheel for each Python and system we name, without installing; needs the registry.
wheels: setup
	$(PYTHON) packaging/check_wheels.py

bundle:
	packaging/build
	packaging/smoke_test dist/*.deb

clean:
	rm -rf .venv build dist out .mypy_cache .pytest_cache .ruff_cache .import_linter_cache *.egg-info
	find wanderlust tests packaging -name __pycache__ -prune -exec rm -rf {} +
