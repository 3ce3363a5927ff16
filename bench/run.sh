#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs every benchmark of a build folder. Medians; each repetition is a fresh measurement. The exit
# code counts the promises that were not kept: a benchmark that says so itself, a histogram
# record of more than 5 ns, and the page's size, first paint and zoom.
set -eu
build=$(cd "${1:-build/bench}" && pwd)
export BAROMETER_PLUGIN_PATH="$build/plugins"
faults=0
for bench in "$build"/bench/*/*_bench; do
  printf '\n=== %s ===\n' "$(basename "$bench")"
  said=$("$bench" --benchmark_repetitions=5 --benchmark_report_aggregates_only=true \
    --benchmark_counters_tabular=true 2>/dev/null) || faults=$((faults + 1))
  echo "$said" | grep -E 'median|Benchmark|^---|^sampled' || true
  slow=$(echo "$said" | awk '/^histogram_record.*_median/ && $2 > 5 {print $1}')
  if [ -n "$slow" ]; then
    echo "more than 5 ns: $slow"
    faults=$((faults + 1))
  fi
done
printf '\n=== whole runs ===\n'
"$(dirname "$0")/whole_run/whole_run.py" "$build"
printf '\n=== memory of studies ===\n'
"$(dirname "$0")/study/trial_memory.py" "$build" || faults=$((faults + 1))
printf '\n=== page in a browser ===\n'
"$(dirname "$0")/page/browser_bench.sh" "$build" || faults=$((faults + $?))
printf '\n=== bounds ===\n'
"$(dirname "$0")/bounds/bounds.py" "$build"
printf '\n%d promises not kept\n' "$faults"
exit "$faults"
