# Two commands are enough: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run serve install test check torture bench clean

run: $(VENV)/.installed  ## set up, start the demo province, crawl it and show the answers
	$(BIN)/phusong demo

serve: $(VENV)/.server  ## set up, and let the demo province be watched by itself: scheduler, worker and pages
	$(BIN)/phusong serve --demo

install: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	touch $@

$(VENV)/.server: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[server]'
	touch $@

$(VENV)/.tools: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@

test: $(VENV)/.tools  ## set up and pass the tests; ends with the real servers that took part
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(VENV)/.tools  ## style and types
	$(BIN)/ruff check .
	$(BIN)/mypy domain store crawlers nlp index audit reports flows phusong

torture: $(VENV)/.tools  ## the long runs: kill points, malformed inputs and real pages at full count
	$(BIN)/python -m pytest -m torture -n 0 -s

bench: $(VENV)/.tools  ## every benchmark, as Markdown
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) phusong-demo
