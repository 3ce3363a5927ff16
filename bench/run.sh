#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs every benchmark of a build folder. Medians; each repetition is a fresh measurement.
set -eu
build=$(cd "${1:-build/bench}" && pwd)
export BAROMETER_PLUGIN_PATH="$build/plugins"
for bench in "$build"/bench/*/*_bench; do
  printf '\n=== %s ===\n' "$(basename "$bench")"
  "$bench" --benchmark_repetitions=5 --benchmark_report_aggregates_only=true \
    --benchmark_counters_tabular=true 2>/dev/null | grep -E 'median|Benchmark|^---|^sampled' || true
done
printf '\n=== whole runs ===\n'
"$(dirname "$0")/whole_run/whole_run.py" "$build"
