# `make demo` and `make test` need only Debian 12 and a Swift toolchain; missing packages are installed first.
SWIFT ?= swift
FLAGS = --explicit-target-dependency-import-check error
RELEASE = $(FLAGS) -c release --static-swift-stdlib
# The tests are built optimized: their work on indexes and texts then takes a fifth of the time. One build serves both the tests and the command they call.
CHECKS = $(FLAGS) -c release -Xswiftc -enable-testing --scratch-path .build/checks
BINARY = .build/release/onrecord
PACKAGES = libxml2-dev libsqlite3-dev libpq-dev zlib1g-dev libbrotli-dev libzstd-dev nettle-dev libxlsxwriter-dev libmicrohttpd-dev pkg-config
DEMO = .build/demo.db

PREFIX ?= /usr/local
DESTDIR ?=

.PHONY: all deps build install install-files uninstall deb demo serve test format hook docs check bench fuzz scale-test soak sanitize coverage mutate clean

all: build

# Runs apt only for missing packages, and sudo only if the user is not root.
deps:
	@missing=""; for package in $(PACKAGES); do \
	  dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  sudo=""; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	  echo "installing$$missing"; \
	  $$sudo apt-get update -q && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -q $$missing; \
	fi

build: deps
	$(SWIFT) build $(RELEASE) --product onrecord

# Installs the command, its manual pages (man onrecord) and completions under PREFIX: make install PREFIX=$HOME/.local
install: build install-files

install-files:
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 $(BINARY) "$(DESTDIR)$(PREFIX)/bin/onrecord"
	$(BINARY) manuals --quiet "$(DESTDIR)$(PREFIX)"

uninstall:
	rm -f "$(DESTDIR)$(PREFIX)/bin/onrecord" "$(DESTDIR)$(PREFIX)"/share/man/man1/onrecord.1 "$(DESTDIR)$(PREFIX)"/share/man/man1/onrecord-*.1
	rm -f "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/onrecord" "$(DESTDIR)$(PREFIX)/share/zsh/vendor-completions/_onrecord"
	rm -f "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/onrecord.fish"

# A Debian package in .build/deb; the installed program needs no Swift toolchain.
deb: build
	Sources/Packaging/make-deb.sh $(CURDIR)/$(BINARY) $(CURDIR)/.build/deb

# The main task, shown on Corpus/: pages in, answers out.
demo: build
	@rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	$(BINARY) ingest Corpus --index $(DEMO)
	@echo; echo '$$ onrecord quotes money --limit 5'
	@$(BINARY) quotes --index $(DEMO) --limit 5 money
	@echo; echo '$$ onrecord figures --unit percent --limit 8'
	@$(BINARY) figures --index $(DEMO) --unit percent --limit 8
	@echo; echo '$$ onrecord officials police --limit 8'
	@$(BINARY) officials --index $(DEMO) --limit 8 police
	@echo; echo '$$ onrecord articles --stories   (one story: first, copy, update)'
	@$(BINARY) articles --stories --index $(DEMO)
	@echo; echo '$$ onrecord quotes --variants 60974e4a8f13688b   (one quotation, wherever it was printed)'
	@$(BINARY) quotes --variants 60974e4a8f13688b --index $(DEMO)
	@echo; echo '$$ onrecord person Odile Marchetti   (one person)'
	@$(BINARY) person --index $(DEMO) Odile Marchetti
	@echo; echo "$$ onrecord officials --as-of 2021-03 'fire chief'   (who held an office then)"
	@$(BINARY) officials --as-of 2021-03 --index $(DEMO) 'fire chief'
	@echo; echo '$$ onrecord figures --series --limit 1 prices   (one thing over time)'
	@$(BINARY) figures --series --limit 1 --index $(DEMO) prices
	@echo; echo '$$ onrecord figures --conflicts   (one number, told in two ways)'
	@$(BINARY) figures --conflicts --index $(DEMO)
	@echo; echo 'Next, with export ONRECORD_INDEX=$(DEMO) and $(BINARY) as onrecord:'
	@echo '  onrecord ingest FOLDER              your own pages (.html, .warc, .jsonl) into the index'
	@echo '  onrecord quotes --speaker NAME      what someone said, exactly'
	@echo '  onrecord export figures --format csv > figures.csv'
	@echo '  onrecord --help'
	@echo 'In a browser: make serve (this index), or onrecord serve'

# Serves the index of Corpus/ to a browser; prints the address.
serve: build
	@test -f $(DEMO) || $(BINARY) ingest Corpus --index $(DEMO)
	$(BINARY) serve --index $(DEMO)

test: deps
	$(SWIFT) build $(CHECKS) --build-tests
	ONRECORD_BINARY=$(CURDIR)/.build/checks/release/onrecord $(SWIFT) test $(CHECKS) --skip-build --no-parallel

format:
	$(SWIFT) format -i --recursive Package.swift Sources Tests

# Formats what is committed from now on.
hook:
	install -m 755 Sources/Packaging/pre-commit "$$(git rev-parse --git-path hooks)/pre-commit"

# The guide and the public declarations as web pages in .build/docs, which any web server can serve.
DOCUMENTED = OnRecord Record Ingestion Extraction Aggregation Export
docs: deps
	$(SWIFT) package dump-symbol-graph --minimum-access-level public --skip-synthesized-members
	rm -rf .build/docs .build/docs-symbols && mkdir .build/docs-symbols
	for module in $(DOCUMENTED); do \
	  cp "$$($(SWIFT) build --show-bin-path)/../symbolgraph/$$module".symbols.json .build/docs-symbols/ || exit 1; \
	done
	docc convert Sources/OnRecord/OnRecord.docc --fallback-display-name OnRecord --fallback-bundle-identifier onrecord \
	  --additional-symbol-graph-dir .build/docs-symbols --output-path .build/docs --transform-for-static-hosting
	@echo 'python3 -m http.server -d .build/docs serves it: http://127.0.0.1:8000/documentation/onrecord'

check: test
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

bench: deps
	$(SWIFT) build $(FLAGS) -c release --product Workshop
	.build/release/Workshop benchmark pages $(FOLDER)
	.build/release/Workshop benchmark pages $(FOLDER) --memory
	.build/release/Workshop benchmark quotes
	.build/release/Workshop benchmark figures
	.build/release/Workshop benchmark officials
	.build/release/Workshop benchmark index
	.build/release/Workshop benchmark links
	$(SWIFT) build $(RELEASE) --product onrecord
	.build/release/Workshop benchmark export

# Takes about an hour. FUZZ is the number of seconds for each of the six kinds of input, with coverage-guided fuzzing. Then come pages and texts
# of one piece repeated up to 16 MB, queries, whose answers are compared with those of a plain scan, indexes with damaged files,
# and changed pages, whose trees are compared with libxml2's own.
FUZZ ?= 600
fuzz: deps
	Tests/Fuzz/run.sh $(FUZZ)
	$(SWIFT) build $(FLAGS) -c release --product Workshop
	.build/release/Workshop fuzz growth
	.build/release/Workshop fuzz queries
	.build/release/Workshop fuzz ranking
	.build/release/Workshop fuzz answers
	.build/release/Workshop fuzz damage
	.build/release/Workshop fuzz pages

# Runs the tests with AddressSanitizer, then with ThreadSanitizer. XCTest's own runner leaks memory, so leaks are not checked.
sanitize: deps
	ASAN_OPTIONS=detect_leaks=0 ONRECORD_BINARY=$(CURDIR)/.build/address/debug/onrecord \
	  $(SWIFT) test $(FLAGS) --sanitize=address --scratch-path .build/address --no-parallel
	ONRECORD_BINARY=$(CURDIR)/.build/thread/debug/onrecord $(SWIFT) test $(FLAGS) --sanitize=thread --scratch-path .build/thread --no-parallel

# Shows which lines of the sources the tests run, the command's own runs included, and fails below 90 in 100; Workshop, the developers'
# tool, is left out. Processes that a test kills leave a profile that cannot be read. The toolchain's own llvm reads the profiles; others may not.
LLVM = $(dir $(shell readlink -f "$$(command -v $(SWIFT))"))
COVERAGE = $(CURDIR)/.build/coverage
coverage: deps
	$(SWIFT) build $(FLAGS) --enable-code-coverage --scratch-path $(COVERAGE) --build-tests
	rm -rf $(COVERAGE)/profiles
	LLVM_PROFILE_FILE=$(COVERAGE)/profiles/%p.profraw ONRECORD_BINARY=$(COVERAGE)/debug/onrecord \
	  $(SWIFT) test $(FLAGS) --skip-build --scratch-path $(COVERAGE) --no-parallel
	$(LLVM)llvm-profdata merge -failure-mode=all -sparse -o $(COVERAGE)/profiles/all.profdata $(COVERAGE)/profiles/*.profraw
	$(LLVM)llvm-cov report $(COVERAGE)/debug/OnRecordPackageTests.xctest -object $(COVERAGE)/debug/onrecord \
	  -instr-profile $(COVERAGE)/profiles/all.profdata -ignore-filename-regex '(Tests|Workshop|\.build)/' > $(COVERAGE)/report.txt
	awk '$$1 == "TOTAL" { covered = $$10 + 0; print "lines covered: " covered " %"; if (covered < 90) exit 1 }' $(COVERAGE)/report.txt

# Finds functions of extraction that no test would miss (see CONTRIBUTING.md).
mutate: deps
	$(SWIFT) build $(FLAGS) -c release --product Workshop
	.build/release/Workshop mutate

# Tests extraction on Spark and the index in PostgreSQL, on servers that it starts itself and stops at the end. It needs postgresql-15, java and pyspark,
# which it does not install; PYTHON names a Python that has pyspark and pyarrow. RECORDS is how many texts Spark reads. PART runs only one part:
# postgresql, spark, or overhead (Spark compared with the same program run by hand).
scale-test: build
	Tests/Scale/run.sh $(CURDIR)/$(BINARY) $(or $(RECORDS),20000) $(PART)

soak: deps
	$(SWIFT) build $(FLAGS) -c release --product onrecord
	$(SWIFT) build $(FLAGS) -c release --product Workshop
	.build/release/Workshop soak

clean:
	$(SWIFT) package clean
