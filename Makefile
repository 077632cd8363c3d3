# `make run` and `make test` are all that a bare machine needs; README.md says more.
PYTHON ?= python3
VENV_PYTHON := .venv/bin/python

.PHONY: run test bench bench-long backend clean

run:
	@$(PYTHON) packaging/bootstrap.py runtime backend
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
		exec $(VENV_PYTHON) main.py --sample; \
	else \
		QT_QPA_PLATFORM=offscreen exec $(VENV_PYTHON) main.py rehearse --faults --out out/evening; \
	fi

test:
	@$(PYTHON) packaging/bootstrap.py runtime backend dev
	@$(VENV_PYTHON) packaging/check.py

bench:
	@$(PYTHON) packaging/bootstrap.py runtime backend dev
	@QT_QPA_PLATFORM=offscreen $(VENV_PYTHON) -m tests.benchmarks $(if $(ONLY),--only $(ONLY))

bench-long:
	@$(PYTHON) packaging/bootstrap.py runtime backend dev
	@QT_QPA_PLATFORM=offscreen $(VENV_PYTHON) -m tests.benchmarks --long

backend:
	@$(PYTHON) packaging/bootstrap.py backend
	@exec $(VENV_PYTHON) -m city_backend serve --prepare-sample

clean:
	rm -rf .venv out build dist .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
