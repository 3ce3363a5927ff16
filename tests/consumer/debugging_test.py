#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs what docs/debugging.md says of debugger and sanitizers on my_plugins, built against the installed
package: a breakpoint in a plug-in stops at its bar, and a write out of bounds is reported with its line."""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

from package import check, installed, parse_arguments, run

PROJECT = pathlib.Path(__file__).resolve().parent / "my_plugins"
PAGE = PROJECT.parents[2] / "docs" / "debugging.md"
FAULTY = ("const bool flat", "closes_[bar.index % 25] = bar.close;\n    const bool flat")
MEMBER = ("double weight_;", "std::vector<double> closes_ = std::vector<double>(20);\n  double weight_;")


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE.read_text(), re.MULTILINE | re.DOTALL)


def shell(text, folder, package):
    """The page's commands, with the package where it is here and without warnings about its age."""
    environment = {**os.environ, "HOME": str(package.parent),
                   "PATH": f"{package / 'bin'}:{os.environ['PATH']}"}
    (package.parent / "barometer").exists() or (package.parent / "barometer").symlink_to(package)
    finished = subprocess.run(["sh", "-e", "-c", text], cwd=folder, env=environment, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return finished.stdout


def project(folder, changes=()):
    folder.mkdir()
    for file in PROJECT.iterdir():
        text = file.read_text()
        for old, new in changes if file.suffix == ".cpp" and "strategy" in file.name else ():
            check(old in text, f"{file.name} has '{old}'")
            text = text.replace(old, new)
        (folder / file.name).write_text(text)
    return folder


def check_breakpoint(folder, package):
    build, debug = (text for text in blocks("sh") if "build-debug" in text)
    (folder / "commands").write_text(blocks("gdb")[0])
    said = shell(build + debug.replace("gdb -q", "gdb -q -batch -x commands"), folder, package)
    for wanted in (r"Breakpoint 1, MyStrategy::on_bar", r"\$1 = .*index = 100", r"\$3 = 0\.2",
                   r"#0 +MyStrategy::on_bar"):
        check(re.search(wanted, said), f"gdb says {wanted}:\n{said}")


def check_sanitizer(folder, package):
    said = shell(next(text for text in blocks("sh") if "build-asan" in text), folder, package)
    check("heap-buffer-overflow" in said, f"the write out of bounds is found:\n{said}")
    check(re.search(r"#0 .*MyStrategy::on_bar.*my_strategy\.cpp:\d+", said), f"its line is named:\n{said}")


def main():
    arguments = parse_arguments()
    with tempfile.TemporaryDirectory(prefix="barometer-debugging-") as name:
        folder = pathlib.Path(name)
        package = installed(arguments, folder)
        check_breakpoint(project(folder / "whole"), package)
        faulty = [FAULTY, MEMBER, ("#include <array>", "#include <array>\n#include <vector>")]
        check_sanitizer(project(folder / "faulty", faulty), package)


if __name__ == "__main__":
    sys.exit(main())
