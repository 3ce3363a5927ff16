#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The profiler on the real thing: a program against itself five times must be no regression and no
# improvement, and a strategy whose busy loop is a tenth longer must be a regression. Takes minutes;
# run it on a machine that does nothing else.
#   usage: same_and_slower.sh BUILD_FOLDER [CONFIG]       (a build with tests, for the fixture)
set -u
build=$1
config=${2:-configs/crypto_hourly.yaml}
options=${PERF_OPTIONS:-}
faults=0
for session in 1 2 3 4 5; do
  # shellcheck disable=SC2086
  said=$("$build/barometer" profile "$config" --against "$build/barometer" $options)
  code=$?
  echo "A/A $session: $(echo "$said" | grep -E '^[A-Z][A-Z ]+') (exit code $code)"
  echo "$said" | grep -E '^  steady'
  if [ $code -eq 1 ] || echo "$said" | grep -q '^IMPROVEMENT'; then faults=$((faults + 1)); fi
done
# Two folders with the same program; only what works in a step differs, by a tenth.
races=$(mktemp -d)
trap 'rm -rf "$races"' EXIT
for side in before after; do
  mkdir "$races/$side"
  cp "$build/barometer" "$races/$side/"
  cp -r "$build/plugins" "$races/$side/"
done
cp "$build/tests/fixtures/working_strategy.so" "$races/before/plugins/"
cp "$build/tests/fixtures/slower_strategy.so" "$races/after/plugins/working_strategy.so"
# shellcheck disable=SC2086
said=$("$races/after/barometer" profile "$config" --plugin working_strategy \
  --set 'strategy={plugin: working_strategy}' --against "$races/before/barometer" $options)
code=$?
echo "A/B planted: $(echo "$said" | grep -E '^[A-Z][A-Z ]+') (exit code $code)"
echo "$said" | grep -E '^  steady'
[ $code -eq 1 ] || faults=$((faults + 1))
exit $faults
