# Needs python3 (3.11 or later) and nothing else.  PYTHON=… chooses another one.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
TEST_READY := $(VENV)/.test-ready
DEMO := build/demo
PARK := examples/complete-park.yaml

.PHONY: demo demo-review test check bench soak clean

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

test: $(TEST_READY)
	@status=0; $(MAKE) --no-print-directory check || status=1; \
	  $(BIN)/pytest -n 2 || status=1; exit $$status

check: $(TEST_READY)
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy

bench: $(TEST_READY)
	$(BIN)/python benchmarks/run.py
	$(BIN)/python benchmarks/review_bench.py

soak: $(TEST_READY)
	ICSTD_KILLS=200 ICSTD_SOAK=1 $(BIN)/pytest -n 2
	cd tests && ../$(BIN)/python -m soak.fuzz_loader
	cd tests && ../$(BIN)/python -m soak.mutants

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage

$(READY): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(TEST_READY): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	@touch $@ $(READY)
