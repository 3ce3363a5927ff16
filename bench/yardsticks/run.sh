#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs every yardstick of a build folder; fails where a bound is missed.
set -u
build=${1:-build/bench}
missed=0
for yardstick in "$build"/bench/yardsticks/*_yardstick; do
  printf '\n=== %s ===\n' "$(basename "$yardstick")"
  "$yardstick" || missed=1
done
exit $missed
