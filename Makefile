# Everything here works on a fresh Debian 12 with git, Go, npm and make.
SHELL := /bin/bash
CACHE := $(or $(HECHA_CACHE),$(or $(XDG_CACHE_HOME),$(HOME)/.cache)/hecha)
LINT  := $(CACHE)/tools/golangci-lint
DATA  := $(CACHE)/data
GO    := go

.PHONY: help
help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.PHONY: setup
setup: ## Install what is missing (packages, models, ONNX Runtime)
	@scripts/setup.sh

.PHONY: servers
servers: setup ## Install what tests run on (MinIO, Versity, PostgreSQL, Chromium, axe-core)
	@scripts/setup.sh servers

.PHONY: build
build: setup ## Build bin/hecha
	@$(GO) build -o bin/hecha ./cmd/hecha

.PHONY: demo
demo: build ## Start a service, hand specimens in like a candidate, print what was read, write demo/report.html
	@bin/hecha demo --out demo

.PHONY: test
test: servers ## Vet and run every test
	$(GO) vet -composites=false ./...
	$(GO) test ./...

.PHONY: race
race: servers ## Run every test under the race detector
	$(GO) test -race -short ./...

.PHONY: lint
lint: setup ## Run gofmt and the linters
	@scripts/setup.sh lint
	@test -z "$$(gofmt -l .)" || { gofmt -d . ; exit 1; }
	$(LINT) run ./...

.PHONY: fuzz
fuzz: setup ## Fuzz every parser of foreign input, ten seconds each
	@scripts/fuzz.sh 10s

# The specimens of the evaluation are drawn once and kept outside the repository.
$(DATA)/%/truth.json:
	@$(MAKE) --no-print-directory build
	bin/hecha specimens --split $* --seed $(SEED_$*) --count $(or $(COUNT),400) --out $(dir $@)
SEED_tune   := 1
SEED_unseen := 20261123

.PHONY: evaluate
evaluate: build $(DATA)/unseen/truth.json ## Print field match, silent errors and reliability on the unseen split
	bin/hecha evaluate $(DATA)/unseen

.PHONY: tune
tune: build $(DATA)/tune/truth.json ## The same on the split that one may look at, with the errors
	bin/hecha evaluate --errors 100 $(DATA)/tune

.PHONY: calibrate
calibrate: build $(DATA)/tune/truth.json ## Fit the confidence to the tune split
	bin/hecha calibrate --out pipeline/confidence/model.yaml $(DATA)/tune

.PHONY: bench
bench: build $(DATA)/unseen/truth.json ## Compare speed and field match with other readers, in one go
	bench/compare.sh $(DATA)/unseen

.PHONY: memory
memory: build $(DATA)/unseen/truth.json ## Print resident size after 200 and 2,000 pages
	bin/hecha soak --pages 2000 $(DATA)/unseen

.PHONY: clean
clean: ## Remove what was built
	rm -rf bin demo
