#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Builds an earlier commit in a worktree under build/perf and races this build against it.
#   PERF_BASE     the commit; default the last release tag, or the commit before this one
#   PERF_CONFIG   what is run; default configs/quickstart.yaml
#   PERF_OPTIONS  further options of `barometer profile`
# The exit code is the verdict's, with --gate: 1 for a regression.
set -eu
cd "$(dirname "$0")/../.."
base=${PERF_BASE:-$(git describe --tags --abbrev=0 --match 'v*' HEAD^ 2>/dev/null || echo HEAD^)}
commit=$(git rev-parse --short "$base^{commit}")
old=build/perf/$commit
if [ ! -d "$old" ]; then
  git worktree prune
  git worktree add --detach --quiet "$old" "$commit"
fi
# The same flags on both sides, and no tests: what is raced must differ in its source alone.
for source in "$old" .; do
  cmake -S "$source" -B "$source/build/race" -DCMAKE_BUILD_TYPE=Release -DBAROMETER_TESTS=OFF \
    -G Ninja > /dev/null
  cmake --build "$source/build/race" -j "${JOBS:-2}" > /dev/null
done
echo "racing this build against $base ($commit)"
# shellcheck disable=SC2086
exec build/race/barometer profile "${PERF_CONFIG:-configs/quickstart.yaml}" \
  --against "$old/build/race/barometer" --gate ${PERF_OPTIONS:-}
