SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
NODE := node_modules/.package-lock.json
GRPCURL := grpcurl@v1.9.4
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

URL ?=
OUT ?=
DIST ?= dist

.PHONY: help
help: ## Show what make can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# ---- Use it -----------------------------------------------------------------------------------------

.PHONY: demo
demo: $(VENV)/browser ## Run one real browser job and keep its files: make demo [URL=…] [OUT=…]
	@$(BIN)/tabwright demo $(if $(OUT),--out '$(OUT)') $(if $(URL),--url '$(URL)')

.PHONY: run
run: $(VENV)/browser ## Run everything until SIGINT or SIGTERM (PORT, GRPC_PORT, TABWRIGHT_DATA)
	@exec $(BIN)/tabwright up

.PHONY: wheel
wheel: $(VENV)/runtime ## Build the wheels of service and SDK, and the versions that they were tested with: dist/
	rm -rf '$(DIST)'
	python="$$(realpath -s '$(BIN)')/python" dist="$$(realpath -m '$(DIST)')"; \
	for package in . gen/python; do (cd $$package && "$$python" -m hatchling build -t wheel -d "$$dist"); done
	sed '/^ /d; s/ *\\$$//' constraints/runtime.txt > '$(DIST)/constraints.txt'

# ---- Work on it -------------------------------------------------------------------------------------

.PHONY: test
test: $(VENV)/dev $(VENV)/browsers $(if $(shell command -v npm),$(NODE)) $(if $(shell command -v go),$(VENV)/$(GRPCURL)) ## Run every test
	$(BIN)/pytest $(FILES_AT_A_TIME)

# For .ci/run: tests drive browsers while others do, and one of five hundred may find its machine too slow.
.PHONY: test-again
test-again: $(VENV)/dev ## Run those tests again that have just failed, one at a time: if they are twelve at most
	@$(BIN)/python -c 'import json; failed = sorted(json.load(open(".pytest_cache/v/cache/lastfailed"))); \
	  print("Failed beside others, and tried again alone:", *failed, sep="\n  "); raise SystemExit(not 0 < len(failed) <= 12)'
	$(BIN)/pytest --numprocesses 0 --last-failed --last-failed-no-failures none

.PHONY: test-fast
test-fast: $(VENV)/dev $(VENV)/browser $(if $(shell command -v npm),$(NODE)) ## Run the tests of units and of the store, in a minute
	$(BIN)/pytest $(FILES_AT_A_TIME) -m 'not slow' tests/integration tests/unit

# Four on two cores, eight on four: a half of the files waits while the others compute. In the order in which pytest
# finds them: xdist would begin those last that have few tests, and they are the longest.
FILES_AT_A_TIME = --numprocesses $(shell echo $$(( $$(nproc) * 2 ))) --dist loadfile --no-loadscope-reorder

.PHONY: lanes
lanes: $(VENV)/dev $(VENV)/browser ## Compare the fast lane with Playwright's on all pages of the tests
	$(BIN)/pytest --numprocesses 0 --all-lanes tests/lanes

.PHONY: chaos
chaos: $(VENV)/dev $(VENV)/browser ## Kill every part while jobs run: make chaos [RUNS=1] [JOBS=500] [SEED=…]
	$(BIN)/python -m tests.chaos --runs $(or $(RUNS),1) --jobs $(or $(JOBS),500) $(if $(SEED),--seed $(SEED))

.PHONY: corpus
corpus: $(VENV)/dev $(VENV)/browsers ## Try all tricks by which pages and jobs reach for the inside, in every engine
	$(BIN)/pytest -s --whole-corpus tests/egress

.PHONY: lint
lint: $(VENV)/dev $(NODE) ## Check style, layering and the API definition
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	npx buf lint
	npx buf format --diff --exit-code
	npx buf breaking --against proto/released.binpb

.PHONY: types
types: $(VENV)/dev $(NODE) ## Check types
	$(BIN)/mypy
	npx tsc --noEmit --project gen/typescript
	npx tsc --noEmit --project console

.PHONY: format
format: $(VENV)/dev $(NODE) ## Format everything
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .
	npx buf format -w

.PHONY: bench
bench: $(VENV)/dev $(VENV)/browser ## Measure Tabwright beside a plain Playwright loop
	$(BIN)/python -m benchmarks

.PHONY: bench-queue
bench-queue: $(VENV)/dev ## Measure the queue by itself, with jobs that do nothing
	$(BIN)/python -m benchmarks.queueing

.PHONY: console
console: $(VENV)/dev $(VENV)/browser $(NODE) ## Work on the web console: a stack with sample data, and pages that follow the files
	@$(BIN)/python -m console.develop

# ---- Generated files --------------------------------------------------------------------------------

PROTOC = $(BIN)/python -m grpc_tools.protoc -Iproto
API := $(sort $(wildcard proto/tabwright/v1/*.proto)) proto/buf/validate/validate.proto
GATEWAY := proto/server/gateway/ext_authz.proto
# Where `make gen` writes.
MADE := docs envoy gen package-lock.json pyproject.toml server/gateway
SERVICES := $(sort $(wildcard proto/tabwright/v1/*_service.proto))

# No newer than the protobuf that protovalidate brings, on which a program may run: code refuses older ones than its own.
PROTOC_JAVA := com.google.protobuf:protoc:4.35.1
# The newest that Maven Central has for Linux.
GRPC_JAVA := io.grpc:protoc-gen-grpc-java:1.83.0
JAVA_TOOLS := $(VENV)/java/protoc-$(lastword $(subst :, ,$(PROTOC_JAVA)))-$(lastword $(subst :, ,$(GRPC_JAVA)))

# $(call with,PROGRAM,COMMAND) leaves alone what a machine without PROGRAM cannot make. CI must be able to make all.
with = @if command -v $(1) > /dev/null; then echo '$(2)'; $(2); else \
  echo 'This machine has no $(1), so what it makes stays as it is.' >&2; test "$${CI:-}" != true; fi

.PHONY: gen
gen: $(VENV)/dev $(NODE) ## Generate code, descriptors and the pages that are made from them
	rm -rf gen/python/tabwright/v1 gen/python/buf gen/descriptor gen/openapi gen/typescript/src/gen server/gateway/*_pb2*
	mkdir -p gen/python gen/descriptor gen/openapi
	$(PROTOC) --python_out=gen/python --pyi_out=gen/python $(API)
	PATH="$(BIN):$$PATH" $(PROTOC) --grpc_python_out=gen/python --mypy_grpc_out=quiet:gen/python $(SERVICES)
	PATH="$(BIN):$$PATH" $(PROTOC) --python_out=. --pyi_out=. --grpc_python_out=. --mypy_grpc_out=quiet:. $(GATEWAY)
	$(PROTOC) --include_imports --descriptor_set_out=gen/descriptor/tabwright.binpb \
	  $(API) proto/google/rpc/error_details.proto
	npx buf generate
	$(call with,go,rm -rf gen/go/tabwright/v1 && npx buf generate --template buf.gen.go.yaml)
	$(call with,mvn,$(MAKE) --no-print-directory $(JAVA_TOOLS) && rm -rf gen/java/src/main/java/dev/tabwright/v1 && \
	  npx buf generate --template buf.gen.java.yaml)
	tee gen/python/LICENSE gen/typescript/LICENSE gen/go/LICENSE gen/java/LICENSE < LICENSE > /dev/null
	$(BIN)/python -m docs.services
	$(BIN)/python -m docs.generate
	npx vite build --logLevel warn console

$(JAVA_TOOLS):
	rm -rf $(VENV)/java
	for tool in $(PROTOC_JAVA) $(GRPC_JAVA); do \
	  mvn --batch-mode --quiet org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dmdep.stripVersion \
	    -Dmdep.stripClassifier -DoutputDirectory=$(VENV)/java \
	    -Dartifact=$$tool:exe:linux-$$(uname -m | sed s/aarch64/aarch_64/); done
	for tool in $(VENV)/java/*.exe; do mv $$tool $${tool%.exe}; done
	chmod +x $(VENV)/java/*
	touch $@

.PHONY: check-gen
check-gen: gen ## Prove that the generated files are current
	@git diff --exit-code --stat -- $(MADE) && test -z "$$(git status --porcelain -- $(MADE))" \
	  || { echo 'Generated files are not current: run make gen and commit.' >&2; exit 1; }

.PHONY: freeze
freeze: $(NODE) ## Take the API as released: make lint finds what breaks it from now on
	npx buf build proto --exclude-path proto/server --exclude-source-info -o proto/released.binpb

# What the SDK requires is locked too; the SDK itself is built from here.
LOCK = $(BIN)/uv pip compile --quiet --universal --upgrade --generate-hashes --no-header --no-annotate \
  --no-emit-index-url --no-emit-find-links --no-emit-package tabwright-sdk

.PHONY: lock
lock: $(VENV)/dev ## Pin the newest versions of all Python packages, with hashes
	$(PIP) install uv
	$(LOCK) --extra build pyproject.toml -o constraints/runtime.txt
	$(LOCK) --extra dev -c constraints/runtime.txt pyproject.toml -o constraints/dev.txt

# ---- What the rest needs ----------------------------------------------------------------------------

# Its pip is what a venv gets last: one that was not made to its end is made again.
$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo 'Tabwright needs Python 3.11 or newer: make PYTHON=/path/to/python3' >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) \
	  || { echo 'The virtual environment was not made. On Debian or Ubuntu: apt-get install python3-venv' >&2; exit 1; }

$(VENV)/runtime: constraints/runtime.txt pyproject.toml gen/python/pyproject.toml | $(BIN)/pip
	@echo 'Installing Tabwright into $(VENV)…'
	@$(PIP) install --require-hashes -r constraints/runtime.txt
	@$(PIP) install --no-deps --no-build-isolation --editable gen/python --editable .
	@touch $@

$(VENV)/browser: $(VENV)/runtime
	@$(BIN)/tabwright install chromium
	@touch $@

# All that the tests drive.
$(VENV)/browsers: $(VENV)/browser
	@$(BIN)/tabwright install firefox ffmpeg
	@touch $@

# Without pip's own search for what they need: all of it is listed, and some say too little of what they work with.
$(VENV)/dev: constraints/dev.txt $(VENV)/runtime
	@echo 'Installing the tools for working on Tabwright…'
	@$(PIP) install --require-hashes --no-deps -r constraints/dev.txt
	@touch $@

# Named with its version, so that another one is built.
$(VENV)/$(GRPCURL): | $(BIN)/pip
	@echo 'Building $(GRPCURL) into $(VENV)…'
	@GOBIN='$(abspath $(BIN))' go install github.com/fullstorydev/grpcurl/cmd/$(GRPCURL)
	@touch $@

.PHONY: node_modules
node_modules: $(NODE)

# What npm writes last: the folder itself is there before an installation has succeeded.
$(NODE): package.json package-lock.json console/package.json gen/typescript/package.json
	# Not npm ci: it refuses a lock file without the optional packages of other systems than this one's.
	npm install --ignore-scripts --no-save --no-audit --no-fund
	@touch $@
