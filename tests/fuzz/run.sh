#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs every libFuzzer target of a build for some seconds, two of them at a time.
#   tests/fuzz/run.sh BUILD_FOLDER SECONDS [TARGET]
# A target starts from seeds/<target>, here and in the build, and from what earlier runs have found,
# BUILD_FOLDER/corpus/<target>. What breaks one is left there and named.
set -eu
build=$1
seconds=$2
cd "$(dirname "$0")/../.."
self=tests/fuzz/run.sh

if [ $# -lt 3 ]; then
  set -- "$build"/tests/fuzz/*_fuzz
  if [ ! -x "$1" ]; then
    echo "there is no target in $build/tests/fuzz: cmake --preset fuzz, and build fuzz_targets"
    exit 1
  fi
  printf '%s\n' "$@" | xargs -n 1 basename |
    xargs -P "${FUZZ_JOBS:-2}" -I {} "$self" "$build" "$seconds" {}
  exit
fi

name=$3
corpus=$build/corpus/$name
log=$build/corpus/$name.log
mkdir -p "$corpus"
examples=
for folder in tests/fuzz/seeds/"$name" "$build/tests/fuzz/seeds/$name"; do
  [ -d "$folder" ] && examples="$examples $folder"
done
case $name in
  config_fuzz) examples=configs ;;
  venue_fuzz) examples="$examples configs/venues" ;;
esac
# shellcheck disable=SC2086
if ! "$build/tests/fuzz/$name" -max_total_time="$seconds" -max_len=16384 -timeout=10 \
  -rss_limit_mb=2048 -seed=1 -print_final_stats=1 -verbosity=0 -artifact_prefix="$corpus/" \
  "$corpus" $examples > "$log" 2>&1; then
  cat "$log"
  echo "$name: FOUND, see above; its input is in $corpus"
  exit 1
fi
stat() { sed -n "s/^stat::$1: *//p" "$log"; }
printf '%-20s nothing found in %8s executions, %s s; slowest below %s s, at most %s MB\n' \
  "$name" "$(stat number_of_executed_units)" "$seconds" \
  $(($(stat slowest_unit_time_sec) + 1)) "$(stat peak_rss_mb)"
