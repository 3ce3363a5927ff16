#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs a test that needs market data, or exits with 77 (which CTest counts as skipped) without them.
root=${BAROMETER_DATA:-../shared/data}
if [ ! -d "$root" ]; then
  echo "skipped: there is no market data at $root (set BAROMETER_DATA)"
  exit 77
fi
exec "$@"
