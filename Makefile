# Needs python3 (3.11 or later) and nothing else.  PYTHON=… chooses another one.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
TEST_READY := $(VENV)/.test-ready
DEMO := build/demo
MUTANTS := build/mutants
LOWEST := build/lowest
PARK := examples/complete-park.yaml

.PHONY: demo demo-review page test test-pythons check generated bench zipapp soak mutants lowest clean

demo: $(READY)
	@mkdir -p $(DEMO)
	@$(BIN)/icstd assess $(PARK) --exit-zero
	@$(BIN)/icstd assess $(PARK) --exit-zero --force \
	  $(foreach form,json csv html docx xlsx pdf,-o $(DEMO)/complete-park.$(form))

demo-review: $(READY)
	@rm -rf build/province && mkdir -p build/review
	@$(BIN)/python examples/province/generate.py build/province --parks 200
	@$(BIN)/icstd review build/province --force -o build/review/review.html \
	  -o build/review/复审支撑表.xlsx -o build/review/review.docx -o build/review/review.json

# One HTML file with form and engine, for a PC on which nothing can be installed.  Needs npm.
page: $(TEST_READY)
	@$(BIN)/python tools/page/build.py

test: $(TEST_READY)
	@status=0; $(MAKE) --no-print-directory check || status=1; \
	  $(BIN)/pytest -n 2 || status=1; exit $$status

# The suite on every Python from 3.11 on that this machine has (pyenv's included).
test-pythons:
	@status=0; for python in $$($(PYTHON) tools/pythons.py); do \
	  echo "== $$python"; venv=build/pythons/$$($$python -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
	  test -x $$venv/bin/python || $$python -m venv $$venv; \
	  $$venv/bin/python -m pip install --quiet --disable-pip-version-check -e '.[test]' && \
	  $$venv/bin/python -m pytest -n 2 || status=1; \
	done; exit $$status

# One file that runs on any Python from 3.11 on, without an installation: no Word, no PDF.
zipapp: $(READY)
	$(BIN)/python tools/zipapp_build.py build/icstd.pyz

check: $(TEST_READY)
	$(BIN)/python -m compileall -q src
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy

# Everything that is derived: look at the difference before committing it.
generated: $(TEST_READY)
	$(BIN)/icstd standard build
	$(BIN)/icstd standard docs
	$(BIN)/python tests/golden_list.py
	$(BIN)/python tools/report_schema.py
	$(BIN)/python tests/test_report_golden.py
	$(BIN)/python tools/readme.py
	$(BIN)/python tools/api.py

bench: $(TEST_READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[bench]'
	$(BIN)/python benchmarks/run.py
	$(BIN)/python benchmarks/loader.py
	$(BIN)/python benchmarks/review_bench.py

soak: $(TEST_READY) mutants lowest
	ICSTD_KILLS=1000 ICSTD_SOAK=1 $(BIN)/pytest -n 2
	cd tests && ../$(BIN)/python -m soak.fuzz_loader
	cd tests && ../$(BIN)/python -m soak.fuzz_form 20000
	cd tests && ../$(BIN)/python -m soak.fuzz_report 20000
	cd tests && ../$(BIN)/python -m soak.fuzz_records 20000
	cd tests && ../$(BIN)/python -m soak.data_mutants

# In a copy, since the code is broken on purpose; its own sources come first on the path.
mutants: $(TEST_READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[soak]'
	rm -rf $(MUTANTS)
	git clone --quiet . $(MUTANTS)
	cp tests/soak/cosmic-ray.toml $(MUTANTS)
	cd $(MUTANTS) && export PATH="$(abspath $(BIN)):$$PATH" PYTHONPATH=src && \
	  unset PYTHONDONTWRITEBYTECODE && \
	  python -m compileall -q --invalidation-mode checked-hash src && \
	  python -m pytest --collect-only -q -p no:xdist tests >/dev/null && \
	  cosmic-ray baseline cosmic-ray.toml && cosmic-ray init cosmic-ray.toml session.sqlite && \
	  cr-filter-operators session.sqlite cosmic-ray.toml && \
	  cosmic-ray exec cosmic-ray.toml session.sqlite
	$(BIN)/python tests/soak/mutants.py $(MUTANTS)/session.sqlite $(MUTANTS)

# All tests with the least versions that pyproject.toml allows.
lowest:
	test -x $(LOWEST)/bin/python || $(PYTHON) -m venv $(LOWEST)
	$(LOWEST)/bin/python tests/soak/lowest.py > $(LOWEST)/constraints.txt
	$(LOWEST)/bin/python -m pip install --quiet --disable-pip-version-check \
	  -c $(LOWEST)/constraints.txt -e '.[test]'
	$(LOWEST)/bin/python -m pytest -n 2

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage

$(READY): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[all]'
	@touch $@

$(TEST_READY): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	@touch $@ $(READY)
