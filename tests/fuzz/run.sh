#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs every libFuzzer target of a build for some seconds, from the shipped configs and small CSVs on.
#   tests/fuzz/run.sh BUILD_FOLDER SECONDS
# What breaks a target is left in BUILD_FOLDER/corpus/<target> and named; found inputs are kept there.
set -eu
build=$1
seconds=$2
cd "$(dirname "$0")/../.."
seeds=tests/fuzz/seeds
for target in "$build"/tests/fuzz/*_fuzz; do
  name=$(basename "$target")
  corpus=$build/corpus/$name
  mkdir -p "$corpus"
  case $name in
    config_fuzz) examples=configs ;;
    *) examples=$seeds/$name ;;
  esac
  "$target" -max_total_time="$seconds" -max_len=16384 -timeout=10 -rss_limit_mb=2048 -seed=1 \
    -print_final_stats=1 -verbosity=0 -artifact_prefix="$corpus/" "$corpus" "$examples"
  echo "$name: nothing found in $seconds s"
done
