#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""One strategy built in every way that authors build: each build loads and trades alike to the bit,
or is refused with the reason and what to type."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from package import check, parse_arguments, run

SOURCES = pathlib.Path(__file__).resolve().parent / "build_kinds"
HIDDEN = ["-fvisibility=hidden"]
ALONE = ["-Wl,--exclude-libs,ALL"]
RUN = """
data: {source: synthetic, bar: 1h, synthetic: {symbols: 2, bars: 3000, seed: 3}}
strategy: {plugin: %s}
broker: {commission: 1bps}
output: {dir: %s}
"""

# Name, compiler, flags, what is said: of a build that loads its stamp, else why it is refused.
LOADS = [
    ("release", "c++", ["-std=c++20", "-O3", "-DNDEBUG", *HIDDEN], r"optimised$"),
    ("debug", "c++", ["-std=c++20", "-O0", "-g", *HIDDEN], r" unoptimised assertions$"),
    ("cxx23", "c++", ["-std=c++23", "-O2", *HIDDEN], r" optimised assertions$"),
    ("clang", "clang", ["-std=c++20", "-O2", *HIDDEN], r"[Cc]lang .* optimised"),
    ("lto", "c++", ["-std=c++20", "-O2", "-flto", *HIDDEN], r" optimised"),
    ("static_library", "c++", ["-std=c++20", "-O1", "-static-libstdc++", "-static-libgcc", *HIDDEN, *ALONE],
     r" optimised"),
    ("checked_library", "c++", ["-std=c++20", "-O1", "-D_GLIBCXX_DEBUG", *HIDDEN], r" checked-library"),
    ("undefined_behaviour", "c++",
     ["-std=c++20", "-O1", "-fsanitize=undefined", "-static-libubsan", *HIDDEN, *ALONE], r" optimised"),
    ("fast_math_unlinked", "c++", ["-std=c++20", "-O2", "-ffast-math", *HIDDEN], r" fast-math"),
    ("c", "c", ["-std=c11", "-O2", *HIDDEN], r"plain C$"),
    ("plain_c", "c", ["-std=c11"], r"plain C$"),
]
REFUSED = [
    ("plain", "c++", ["-std=c++20", "-O0"],
     r"plain\.so.*beside 'barometer_plugin' it shows '.*build it with -fvisibility=hidden"),
    ("old_magic", "c", ["-std=c11", *HIDDEN, "-DMAGIC=BM_MAGIC_UNRELEASED"],
     r"old_magic\.so.*built for an earlier ABI that was never released; rebuild it"),
]
PROCESSOR = [("processor", "c++", ["-std=c++20", "-O3", "-march=native", "-ffp-contract=off", *HIDDEN],
              r" optimised")]
V3 = [("v3", "c++", ["-std=c++20", "-O3", "-march=x86-64-v3", "-ffp-contract=off", *HIDDEN], r" optimised")]


class Builds:
    def __init__(self, arguments, folder):
        self.program = pathlib.Path(arguments.build) / "barometer"
        self.headers = pathlib.Path(arguments.build) / "include"
        self.folder = folder
        self.compilers = {"c++": arguments.compiler, "clang": shutil.which("clang++"),
                          "c": shutil.which("cc") or shutil.which("gcc")}

    def built(self, name, compiler, flags):
        """The library; None where there is no such compiler."""
        if self.compilers[compiler] is None:
            print(f"{name}: no {compiler} here, left out")
            return None
        source, library = SOURCES / f"drifting.{'c' if compiler == 'c' else 'cpp'}", self.folder / f"{name}.so"
        if "-ffast-math" in flags:  # the linker's part switches the mode, the compiler's does not
            part = self.folder / f"{name}.o"
            run(self.compilers[compiler], *flags, "-fPIC", "-c", f"-I{self.headers}", source, "-o", part)
            run(self.compilers[compiler], "-shared", part, "-o", library)
        else:
            run(self.compilers[compiler], *flags, "-fPIC", "-shared", f"-I{self.headers}", source, "-o", library)
        return library

    def run(self, library):
        config = self.folder / "run.yaml"
        config.write_text(RUN % (library, self.folder / "out"))
        return subprocess.run([self.program, "run", config], text=True, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)

    def fingerprint(self, library):
        finished = self.run(library)
        check(finished.returncode == 0, f"{library.name} runs:\n{finished.stdout}")
        return re.search(r"[0-9a-f]{32}", finished.stdout)[0]

    def stamp(self, name):
        listed = run(self.program, "plugins", env={**os.environ, "BAROMETER_PLUGIN_PATH": str(self.folder)})
        return re.search(rf"{name}\.so\n  (.*)\n", listed)[1]


def check_loads(builds, kinds):
    expected = None
    for name, compiler, flags, stamp in kinds:
        library = builds.built(name, compiler, flags)
        if library is not None:
            found = builds.fingerprint(library)
            expected = expected or found
            check(found == expected, f"{name} trades as the first build does: {found}, {expected}")
            check(re.search(stamp, builds.stamp(name)), f"{name} says {stamp}: {builds.stamp(name)}")


def check_refused(builds, kinds):
    for name, compiler, flags, reason in kinds:
        finished = builds.run(builds.built(name, compiler, flags))
        check(finished.returncode == 4, f"{name} is refused with 4, not {finished.returncode}:\n{finished.stdout}")
        check(re.search(reason, finished.stdout, re.DOTALL), f"{name} is refused for {reason}:\n{finished.stdout}")


def check_fast_math(builds):
    """Linked with -ffast-math a library flushes denormals from its loading on, by the start files of
    compilers before gcc 13; with later ones it loads, and its stamp says what it is."""
    library = builds.folder / "fast_math.so"
    run(builds.compilers["c++"], "-std=c++20", "-O2", "-ffast-math", *HIDDEN, "-fPIC", "-shared",
        f"-I{builds.headers}", SOURCES / "drifting.cpp", "-o", library)
    finished = builds.run(library)
    refused = "loading it switched the floating-point mode (built with -ffast-math?)" in finished.stdout
    check(finished.returncode == 4 and refused or finished.returncode == 0 and "fast-math" in
          builds.stamp("fast_math"), f"-ffast-math is refused or told:\n{finished.stdout}")


def main():
    arguments = parse_arguments()
    kinds = LOADS + (PROCESSOR if os.uname().machine == "x86_64" else [])
    try:
        flags = re.search(r"^flags.*", pathlib.Path("/proc/cpuinfo").read_text(), re.MULTILINE)[0].split()
        kinds += V3 if {"avx2", "bmi2", "fma", "movbe", "f16c"} <= set(flags) else []
    except (OSError, TypeError):
        pass
    with tempfile.TemporaryDirectory(prefix="barometer-kinds-") as name:
        builds = Builds(arguments, pathlib.Path(name))
        check_loads(builds, kinds)
        check_refused(builds, REFUSED)
        check_fast_math(builds)


if __name__ == "__main__":
    sys.exit(main())
