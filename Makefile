# make build   sets up, and builds the agreements of all municipalities in kommuner/
# make test    sets up, and runs every check
# make bench   sets up, and measures: a cold build and PDFs beside pandoc, writing beside its floor, and more
# make clean   takes away what the others made

PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo "$$name" && break; done)
BIN = .venv/bin
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check

CATALOGUE = src/avtalegen/locale/nb/LC_MESSAGES/avtalegen.po

.PHONY: build test bench clean
.DELETE_ON_ERROR:

build: .venv/for-build
	$(BIN)/avtalegen build --all --format all

test: .venv/for-test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest --numprocesses auto --dist worksteal

bench: .venv/for-bench
	$(BIN)/python benchmarks/cold_build.py
	$(BIN)/python benchmarks/write_docx.py
	$(BIN)/python benchmarks/write_pdf.py
	$(BIN)/python benchmarks/check_many.py
	$(BIN)/python benchmarks/diff_many.py
	$(BIN)/python benchmarks/build_many.py

clean:
	rm -rf .venv build dist

.venv/python-is-here:
	@test -n "$(PYTHON)" || { \
		echo "avtalegen needs Python 3.11 or newer with venv; none of python3, python3.14 … python3.11 and python is." >&2; \
		echo "Install it (on Debian: python3 and python3-venv), or name it: make build PYTHON=/path/to/python" >&2; \
		exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/for-build: pyproject.toml hatch_build.py $(CATALOGUE) | .venv/python-is-here
	$(PIP) --editable .
	@touch $@

.venv/for-%: pyproject.toml hatch_build.py $(CATALOGUE) | .venv/python-is-here
	$(PIP) --editable '.[$*]'
	@touch $@
