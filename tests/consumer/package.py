# SPDX-License-Identifier: Apache-2.0
"""What the tests on the installed package have in common."""

import argparse
import subprocess
import sys


def run(*command, **options):
    finished = subprocess.run([str(part) for part in command], text=True, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, **options)
    if finished.returncode != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}\n{finished.stdout}")
    return finished.stdout


def check(holds, what):
    if not holds:
        sys.exit(f"failed: {what}")


def parse_arguments():
    parser = argparse.ArgumentParser()
    for name in ("--cmake", "--build", "--generator", "--compiler"):
        parser.add_argument(name, required=True)
    return parser.parse_args()


def installed(arguments, folder):
    """The installed tree, in another place than it was installed to."""
    run(arguments.cmake, "--install", arguments.build, "--prefix", folder / "first")
    (folder / "first").rename(folder / "moved")
    return folder / "moved"


def built(arguments, project, package, folder):
    """The folder in which `project` was built against the package, with warnings as errors."""
    run(arguments.cmake, "-S", project, "-B", folder, "-G", arguments.generator,
        f"-DCMAKE_PREFIX_PATH={package}", f"-DCMAKE_CXX_COMPILER={arguments.compiler}",
        "-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_CXX_FLAGS=-Wall -Wextra -Werror")
    run(arguments.cmake, "--build", folder)
    return folder
