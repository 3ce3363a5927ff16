# SPDX-License-Identifier: Apache-2.0
# Two commands matter: `make run` and `make test`. Everything else is a step of them or for developers.

JOBS ?= $(shell nproc)
CONFIG ?= configs/quickstart.yaml

BUILD_PACKAGES := cmake ninja-build g++ ccache libboost-dev libboost-filesystem-dev \
  libboost-iostreams-dev libtbb-dev libyaml-cpp-dev libfmt-dev nlohmann-json3-dev libcli11-dev \
  libfast-float-dev libhowardhinnant-date-dev libxxhash-dev zlib1g-dev libarchive-dev libsimdjson-dev \
  libeigen3-dev libsqlite3-dev libzstd-dev tzdata
TEST_PACKAGES := catch2 python3 python3-jsonschema binutils universal-ctags gdb
BENCH_PACKAGES := libbenchmark-dev
# Where npm comes with nodejs there is no package of that name.
PAGE_PACKAGES = chromium fonts-liberation poppler-utils $(if $(shell command -v npm),,nodejs npm)
PEER_PACKAGES := python3 python3-venv
WHEEL_PACKAGES := python3-dev python3-venv
FORMAT_PACKAGES := clang-format
CLANG_PACKAGES := clang
FUZZ_PACKAGES := clang libclang-rt-dev
DEBIAN13_PACKAGES := debootstrap
TIDY_PACKAGES := clang-tidy

# The clone's place does not matter to the compiler's cache.
export CCACHE_BASEDIR := $(CURDIR)
export CCACHE_NOHASHDIR := 1

.PHONY: help run build test house soak sanitize asan tsan debug clang lto proofs fuzz check-all \
  check-bits check-debian13 page-test wheel python-test bench-python bench yardsticks perf perf-proofs inference-proofs bench-peers metrics-oracle oracles study-oracles \
  format format-check tidy clean trusted-place build-deps test-deps bench-deps peer-deps tidy-deps format-deps \
  clang-deps page-deps

help:
	@sed -n 's/^## //p' Makefile

## make run             build what is needed and run CONFIG (default configs/quickstart.yaml)
run: build
	build/release/barometer run $(CONFIG)

## make build           the program and the shipped plug-ins, in build/release
build: build-deps
	cmake --preset release -DBAROMETER_TESTS=OFF
	cmake --build build/release -j $(JOBS)

## make test            the test suite; needs no data outside the repository
test: trusted-place build-deps test-deps
	cmake --preset release -DBAROMETER_TESTS=ON $(CMAKE_ARGS)
	cmake --build build/release -j $(JOBS)
	ctest --test-dir build/release -j $(JOBS) --output-on-failure $(CTEST_ARGS)

## make page-test       the page in a browser; LOOKS=few: one theme, two widths; UPDATE=1 writes tests/page/layout.txt
PAGE_TOOLS := playwright-core@1.48.2 oxlint@1.0.0
PAGE_MODULES := build/page-test/node_modules
PAGE_RUN := build/page-test/run
LOOKS ?= all
page-test: trusted-place build-deps test-deps page-deps
	cmake --preset release -DBAROMETER_TESTS=ON $(CMAKE_ARGS)
	cmake --build build/release -j $(JOBS) --target barometer print_page print_study_page plugins/all strategies/all
	rm -rf $(PAGE_RUN) $(PAGE_RUN)2 build/page-test/compare.html
	build/release/barometer run $(CONFIG) --quiet --no-record --out $(PAGE_RUN)
	build/release/barometer run $(CONFIG) --quiet --no-record --out $(PAGE_RUN)2 --set broker.commission=20bps
	build/release/barometer compare $(PAGE_RUN) $(PAGE_RUN)2 --page build/page-test/compare.html > /dev/null
	cat engine/page/script/*.js > build/page-test/script.js
	$(PAGE_MODULES)/.bin/oxlint --deny-warnings -c tests/page/lint.json build/page-test/script.js tests/page bench/page
	NODE_PATH=$(PAGE_MODULES) node tests/page/browser_test.cjs build/release/tests/page/print_page \
	  "$$(command -v chromium)" tests/page/layout.txt $(if $(filter few,$(LOOKS)),--few) $(if $(UPDATE),--update) \
	  $(PAGE_RUN)/report.html build/page-test/compare.html

## make wheel           the Python package for this machine's python3, in build/wheel; builds on what build/release has
PYTHON ?= python3
wheel: build-deps
	$(call install_missing,$(WHEEL_PACKAGES))
	test -x build/wheel-tools/bin/pip || $(PYTHON) -m venv build/wheel-tools
	rm -f build/wheel/*.whl
	CC=cc CXX=c++ CMAKE_BUILD_PARALLEL_LEVEL=$(JOBS) build/wheel-tools/bin/pip wheel --quiet --no-deps \
	  --config-settings=build-dir=../build/release --wheel-dir build/wheel ./python

## make python-test     the wheel in a fresh environment: tests, doctests, types, notebooks as scripts
PYTHON_TEST := build/python-test
python-test: trusted-place wheel
	rm -rf $(PYTHON_TEST)
	$(PYTHON) -m venv $(PYTHON_TEST)
	$(PYTHON_TEST)/bin/pip install --quiet --requirement python/tests/requirements.txt build/wheel/*.whl
	cd $(PYTHON_TEST) && timeout 900 bin/python -m pytest -q -p no:cacheprovider ../../python/tests
	cd $(PYTHON_TEST) && bin/python -m pytest -q -p no:cacheprovider --doctest-modules lib/python*/site-packages/barometer
	cd $(PYTHON_TEST) && bin/python -m mypy --config-file ../../python/pyproject.toml -p barometer
	cd $(PYTHON_TEST) && for script in ../../examples/notebooks/*.py; do echo "$$script"; bin/python -W error $$script || exit 1; done

## make bench-python    what Python costs: tags, signals and a strategy beside other engines on the same trades
bench-python: wheel
	test -x build/bench-python/bin/pip || $(PYTHON) -m venv build/bench-python
	build/bench-python/bin/pip install --quiet --requirement python/bench/requirements.txt
	build/bench-python/bin/pip install --quiet --force-reinstall --no-deps build/wheel/*.whl
	cd build/bench-python && bin/python -B -X importtime -c 'import barometer' 2>&1 | tail -1
	cd build/bench-python && bin/python -B ../../python/bench/bench_tagger.py
	cd build/bench-python && bin/python -B ../../python/bench/bench_strategy.py

# Before hours of building: the tests load plug-ins from here.
trusted-place:
	@.ci/trusted_place .

## make house           the rules of the house: rooms, names, sizes, documents; builds nothing
house: build-deps test-deps
	cmake --preset release -DBAROMETER_TESTS=ON $(CMAKE_ARGS)
	ctest --test-dir build/release -L house --output-on-failure

## make soak            the long tests (label soak): all trials, SOAK times the random cases (default 100)
SOAK ?= 100
soak: trusted-place build-deps test-deps
	cmake --preset release -DBAROMETER_TESTS=ON $(CMAKE_ARGS)
	cmake --build build/release -j $(JOBS)
	BAROMETER_SOAK=$(SOAK) ctest --test-dir build/release -L soak -V

## make sanitize        the suite under ASan and UBSan, what starts threads under TSan
sanitize: asan tsan

asan: trusted-place build-deps test-deps
	cmake --preset asan-ubsan
	cmake --build build/asan-ubsan -j $(JOBS)
	ASAN_OPTIONS=detect_stack_use_after_return=1 UBSAN_OPTIONS=print_stacktrace=1 \
	  ctest --test-dir build/asan-ubsan -j $(JOBS) --output-on-failure $(CTEST_ARGS)

tsan: trusted-place build-deps test-deps
	cmake --preset tsan
	cmake --build build/tsan -j $(JOBS) --target thread_tests
	TSAN_OPTIONS=suppressions=$(CURDIR)/tests/support/tsan.supp \
	  ctest --test-dir build/tsan -j $(JOBS) -L threads --output-on-failure

## make debug           the suite without optimisation
debug: trusted-place build-deps test-deps
	cmake --preset debug
	cmake --build build/debug -j $(JOBS)
	ctest --test-dir build/debug -j $(JOBS) --output-on-failure

## make clang           the whole tree by clang, warnings are errors; builds only
clang: build-deps test-deps bench-deps clang-deps
	cmake --preset clang
	cmake --build build/clang -j $(JOBS)

## make lto             one link of the program that sees every type: two of one name are an error
lto: build-deps
	cmake --preset lto
	cmake --build build/lto -j $(JOBS) --target barometer

## make proofs          error rates of profiles' verdicts and of budgets, a twelfth of the trials (soak: all)
proofs: trusted-place build-deps test-deps
	cmake --preset release -DBAROMETER_TESTS=ON $(CMAKE_ARGS)
	cmake --build build/release -j $(JOBS) --target profile_error_rates_test latency_error_rates_test
	ctest --test-dir build/release -R error_rates_test --output-on-failure

## make inference-proofs  levels, coverage and power of what is inferred from a run, 2,000 runs a row; hours
inference-proofs: trusted-place build-deps test-deps
	cmake --preset release -DBAROMETER_TESTS=ON $(CMAKE_ARGS)
	cmake --build build/release -j $(JOBS) --target inference_proofs_test inference_coins_test \
	  study_proofs_test study_simulation_test gate_worlds_test return_coverage_test
	BAROMETER_SOAK=2 ctest --test-dir build/release -L inference -V

## make fuzz            random bytes for every reader, FUZZ_SECONDS each (default 60), two at a time
FUZZ_SECONDS ?= 60
fuzz: build-deps test-deps
	$(call install_missing,$(FUZZ_PACKAGES))
	cmake --preset fuzz
	cmake --build build/fuzz -j $(JOBS) --target fuzz_targets
	tests/fuzz/run.sh build/fuzz $(FUZZ_SECONDS)

## make check-all       before an issue is closed: Debug suite, bits of other builds, Debian 13, soak
check-all:
	.ci/check_all

## make check-bits      fingerprints of g++ -O0 to -O3, x86-64-v2 to native, and clang beside the release build's
check-bits: build clang-deps
	.ci/check_bits

## make check-debian13  builds and tests in a root of Debian 13 under build/debian13; needs root
check-debian13:
	$(call install_missing,$(DEBIAN13_PACKAGES))
	.ci/debian13

## make bench           the benchmarks, hot paths beside their bounds, then bench-peers; figures that the documents quote
bench: build-deps bench-deps
	cmake --preset bench
	cmake --build build/bench -j $(JOBS)
	bench/run.sh build/bench; kept=$$?; $(MAKE) bench-peers && exit $$kept

## make yardsticks      quality of the tags against published figures; fixed seeds, spread over five
yardsticks: build-deps bench-deps
	cmake --preset bench
	cmake --build build/bench -j $(JOBS) --target yardsticks
	bench/yardsticks/run.sh build/bench

## make perf            races this build against the last release, or the commit before (PERF_BASE)
perf: build-deps
	JOBS=$(JOBS) bench/perf/race_previous.sh

## make perf-proofs     planted slow strategies must be found, the same program must not; minutes, idle machine
PROOFS_CONFIG ?= configs/crypto_hourly.yaml
perf-proofs: build-deps test-deps
	cmake --preset release -DBAROMETER_TESTS=ON
	cmake --build build/release -j $(JOBS) --target barometer fixture_run
	python3 -B bench/perf/proofs.py build/release $(PROOFS_CONFIG)

## make bench-peers     Barometer beside other engines, its taggers beside numba and other people's regime filters
bench-peers: build-deps bench-deps peer-deps build/peers/ready
	cmake --preset bench
	cmake --build build/bench -j $(JOBS) --target barometer load_files study_rate regime sma_cross ml_common_regime_peer regime_peer
	bench/peers/race/install.sh build/race
	python3 -B bench/peers/race/race.py build/bench build/race
	build/peers/bin/python bench/peers/ml_common_regime.py build/bench
	build/peers/bin/python bench/peers/regime_peers.py build/bench
	build/peers/bin/python bench/peers/load_peers.py build/bench
	python3 -B bench/peers/study_peers.py build/bench build/race

## make metrics-oracle  figures of return beside empyrical-reloaded; prints both
metrics-oracle: peer-deps build/metrics-oracle/ready
	build/metrics-oracle/bin/python tests/oracles/metrics_oracle.py compare

build/metrics-oracle/ready: tests/oracles/metrics_requirements.txt
	python3 -m venv build/metrics-oracle
	build/metrics-oracle/bin/pip install --quiet --requirement $<
	touch $@

# Python's packages, of pinned versions, for the peers alone.
build/peers/ready: bench/peers/requirements.txt
	python3 -m venv build/peers
	build/peers/bin/pip install --quiet --requirement $<
	touch $@

## make study-oracles   the statistics of studies beside arch, skfolio and a slow CSCV; prints both
study-oracles: build-deps test-deps peer-deps build/study-oracles/ready
	cmake --preset release -DBAROMETER_TESTS=ON $(CMAKE_ARGS)
	cmake --build build/release -j $(JOBS) --target print_study_statistics print_fold_windows
	build/study-oracles/bin/python -B tests/stats/oracles/study_oracles.py \
	  build/release/tests/stats/print_study_statistics build/release/tests/study/print_fold_windows \
	  $(wildcard $(or $(BAROMETER_DATA),../shared/data)/../golden/trials_1000x20.csv)

build/study-oracles/ready: tests/stats/oracles/requirements.txt
	python3 -m venv build/study-oracles
	build/study-oracles/bin/pip install --quiet --requirement $<
	touch $@

## make oracles         the same rules in backtesting.py, backtrader, vectorbt and here; prints the tables
oracles: build-deps test-deps peer-deps build/oracles/ready
	cmake --preset release -DBAROMETER_TESTS=ON $(CMAKE_ARGS)
	cmake --build build/release -j $(JOBS) --target barometer oracle_rule
	build/oracles/bin/python -B tests/oracles/compare.py build/release/barometer \
	  $(CURDIR)/build/release/tests/oracles/oracle_rule.so
	build/oracles/bin/python -B tests/oracles/weights.py build/release/barometer \
	  $(CURDIR)/build/release/tests/oracles/oracle_rule.so

build/oracles/ready: tests/oracles/requirements.txt
	python3 -m venv build/oracles
	build/oracles/bin/pip install --quiet --requirement $<
	touch $@

## make format          formats every source file (clang-format 14, as Debian 12 has it)
format: format-deps
	git ls-files '*.cpp' '*.hpp' '*.h' '*.c' | xargs clang-format -i

format-check: format-deps
	git ls-files '*.cpp' '*.hpp' '*.h' '*.c' | xargs clang-format --dry-run --Werror

## make tidy            clang-tidy over engine, plug-ins and strategies; about 10 minutes on two cores
TIDY_FILES ?= $(shell git ls-files 'engine/*.cpp' 'plugins/*.cpp' 'strategies/*.cpp')
tidy: build-deps tidy-deps
	cmake --preset release -DBAROMETER_TESTS=OFF -DCMAKE_EXPORT_COMPILE_COMMANDS=ON
	printf '%s\n' $(TIDY_FILES) | xargs -P $(JOBS) -n 4 \
	  clang-tidy -p build/release --quiet --extra-arg=-Wno-unknown-warning-option

## make clean           removes build/
clean:
	rm -rf build

# Installs what is missing, and nothing at all when nothing is.
define install_missing
	@missing=$$(for p in $(1); do dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done); \
	if [ -n "$$missing" ]; then \
	  echo "installing:" $$missing; \
	  sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	  $$sudo apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $$missing; \
	fi
endef

build-deps:
	$(call install_missing,$(BUILD_PACKAGES))

test-deps:
	$(call install_missing,$(TEST_PACKAGES))

bench-deps:
	$(call install_missing,$(BENCH_PACKAGES))

peer-deps:
	$(call install_missing,$(PEER_PACKAGES))

tidy-deps:
	$(call install_missing,$(TIDY_PACKAGES))

clang-deps:
	$(call install_missing,$(CLANG_PACKAGES))

format-deps:
	$(call install_missing,$(FORMAT_PACKAGES))

# npm is asked for what is not there in the version that is named.
page-deps:
	$(call install_missing,$(PAGE_PACKAGES))
	@for tool in $(PAGE_TOOLS); do \
	  grep -qs "\"version\": \"$${tool##*@}\"" "$(PAGE_MODULES)/$${tool%@*}/package.json" || missing=yes; \
	done; [ -z "$$missing" ] || npm install --loglevel=error --no-audit --no-fund --no-save --prefix build/page-test $(PAGE_TOOLS)
