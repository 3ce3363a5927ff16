#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Puts each peer of the race into a virtual environment of its own, FOLDER/<peer>, of the versions in
# requirements/: they collide. One that cannot be installed is told, and left out of the race.
set -eu
folder=$1
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$folder"
[ -x "$folder/uv/bin/uv" ] || {
  python3 -m venv "$folder/uv"
  "$folder/uv/bin/pip" install --quiet --disable-pip-version-check uv==0.13.9
}
for wanted in "$here"/requirements/*.txt; do
  peer=$(basename "$wanted" .txt)
  cmp -s "$wanted" "$folder/$peer/installed" && continue
  if "$folder/uv/bin/uv" venv --quiet --clear --python 3.11 "$folder/$peer" &&
     VIRTUAL_ENV="$folder/$peer" "$folder/uv/bin/uv" pip install --quiet --compile-bytecode --requirement "$wanted"; then
    cp "$wanted" "$folder/$peer/installed"
  else
    rm -rf "${folder:?}/$peer"
    echo "$peer: cannot be installed here and is left out; why, stands above"
  fi
done
