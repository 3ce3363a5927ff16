#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# browser_bench.sh BUILD: the page of configs/crypto_regimes.yaml in a browser. The exit code counts the
# promises that were not kept; without the data or a browser nothing is measured, and it says so.
set -eu
cd "$(dirname "$0")/../.."
modules=build/page-test/node_modules
if ! command -v chromium >/dev/null || ! [ -d $modules/playwright-core ]; then
  echo "not measured: it needs chromium and playwright-core, which make page-test installs"
  exit 0
fi
run=$(mktemp -d)
trap 'rm -rf "$run"' EXIT
if ! "$1/barometer" run configs/crypto_regimes.yaml --quiet --no-record --out "$run/run"; then
  echo "not measured: the run of configs/crypto_regimes.yaml failed (its data: BAROMETER_DATA)"
  exit 0
fi
NODE_PATH=$modules node bench/page/browser_bench.cjs "$(command -v chromium)" "$run/run/report.html"
