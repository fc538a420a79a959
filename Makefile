# The packages in which goroutines meet.
RACE = ./server/session/... ./server/live/... ./server/store/... ./server/web/...
FUZZTIME ?= 60s

.PHONY: lighthouse weight run test prepare lint pages unit race attack bench fuzz model pictures table

run:
	go run ./cmd/askagain

test: prepare lint pages unit race
	@echo "ok: make test"

prepare:
	@.ci/prepare

lint:
	@.ci/lint

pages: prepare
	@.ci/pages

unit: prepare
	go test $$(go list ./... | grep -vE '/server/(session|live|store|web)(/|$$)')

race:
	go test -race $(RACE)

# Attacks on a model that obeys everything, and honest turns beside it.
attack:
	@said=$$(go test ./cmd/askagain -run 'TestAttacksOn|TestHonestTurns' -count=1 -v 2>&1); code=$$?; \
	echo "$$said" | grep -E 'attacks.*through|honest turns:|^(ok|FAIL|---)'; exit $$code

# What a first visit to each page brings over the wire, but for its data.
weight:
	@go test ./cmd/askagain -run TestPagesAreLight -count=1 -v | grep -E 'bytes|^(ok|FAIL|---)'

# Lighthouse on every page as on a slow phone: at least 95 in each category. It takes
# minutes; PAGES=shelf,talk looks at these alone.
PAGES ?= all
lighthouse: SHELL = bash
lighthouse: prepare
	@set -o pipefail; ASKAGAIN_LIGHTHOUSE=$(PAGES) go test ./cmd/askagain -run TestLighthouse -count=1 -v -timeout 30m 2>&1 | sed -u -E 's/^ +[a-z_]+test.go:[0-9]+: //' | grep --line-buffered -vE '^=== '

# Speed: every benchmark, from one reading and one step to whole turns through reading, engine, score and
# the durable log.
bench:
	ASKAGAIN_BENCH_ATTEMPTS=10000,100000,1000000 go test -run '^$$' -bench . -benchmem ./...

# Every fuzz target, FUZZTIME each.
fuzz:
	@.ci/fuzz $(FUZZTIME)

# Trains the reader's model anew from the corpus.
model:
	go run ./server/reading/train

# Takes the README's pictures anew.
pictures: prepare
	@.ci/pictures

# Plays the shipped scenarios and writes the table of results into their guide.
table:
	go run ./cmd/askagain simulate --update-table scenarios/README.md
