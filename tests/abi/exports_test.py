#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every built plug-in exports barometer_plugin and nothing else."""

import argparse
import pathlib
import subprocess
import sys

ENTRY = "barometer_plugin"


def exported(nm, library):
    command = [nm, "--dynamic", "--defined-only", "--format=posix", str(library)]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    return [line.split()[0] for line in lines]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--nm", required=True)
    parser.add_argument("folder", type=pathlib.Path)
    arguments = parser.parse_args()
    libraries = sorted(arguments.folder.glob("*.so"))
    if not libraries:
        sys.exit(f"no plug-in in {arguments.folder}")
    wrong = {library.name: symbols for library in libraries
             if (symbols := exported(arguments.nm, library)) != [ENTRY]}
    for name, symbols in wrong.items():
        print(f"{name} exports {symbols}, expected only {ENTRY}")
    print(f"{len(libraries)} plug-ins looked at")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
