#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Installs the package, writes a project of each kind with it, and does what its README says: three
commands that build, run and test it. Package and projects lie in paths with blanks.

Also the build tree, in place of a package, is built against once."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile

from package import check, installed, parse_arguments, run

PROJECTS = (  # what `barometer new` is told
    ("strategy", "my_idea"),
    ("tagger", "my_tags"),
    ("strategy", "plain_idea", "--makefile"),
    ("tagger", "plain_tags", "--makefile"),
)
FOREIGN = re.compile(r"my_plugin|my_strategy|my_tagger|MyStrategy|MyTagger|@[A-Z]+@|SPDX")


def environment_of(arguments, folder):
    """That of a user, but for the compiler, its cache and warnings as errors."""
    cache = shutil.which("ccache")
    compiler = f"{cache} {arguments.compiler}" if cache else arguments.compiler
    flags = "-O1 -Wall -Wextra -Wpedantic -Werror"
    values = dict(os.environ, CXX=compiler, CXXFLAGS=flags, CCACHE_BASEDIR=str(folder),
                  CCACHE_NOHASHDIR="1")
    values.pop("BAROMETER_PLUGIN_PATH", None)
    return values


def blocks_of(project):
    """The commands of each block of the README: the three that count, and those behind."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", (project / "README.md").read_text(),
                        re.MULTILINE | re.DOTALL)
    return [block.splitlines() for block in blocks]


def typed(command, project, environment):
    finished = subprocess.run(["sh", "-c", command], cwd=project, env=environment, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    check(finished.returncode == 0, f"{command}\n{finished.stdout}")
    return finished.stdout


def written(program, folder, *arguments, environment):
    printed = run(program, "new", *arguments, cwd=folder, env=environment)
    project = folder / arguments[1]
    names = sorted(path.name for path in project.iterdir())
    for name in names:
        check(name in printed, f"{name} is named:\n{printed}")
        left = FOREIGN.search((project / name).read_text())
        check(not left, f"{project / name} is a project's own, without {left and left[0]}")
    commands = blocks_of(project)[0]
    check(len(commands) == 3, f"three commands: {commands}")
    for command in commands:
        check(f"  {command}\n" in printed, f"printed as in the README: {command}\n{printed}")
    return project


def follow_readme(project, environment):
    (build, try_it, test), (other,) = blocks_of(project)
    typed(build, project, environment)
    summary = typed(try_it, project, environment)
    check("Fingerprint" in summary and " 0 closed" not in summary, f"it trades:\n{summary}")
    check(not re.search(r"^  ! ", summary, re.M), f"nothing is warned of:\n{summary}")
    check(project.name in typed(other, project, environment), f"{other}: knows the plug-in")
    tested = typed(test, project, environment)
    check("All tests passed" in tested or "100% tests passed, 0 tests failed out of 3" in tested,
          f"it is tested:\n{tested}")
    check("future" in tested or "causality" in tested, f"causality is looked at:\n{tested}")
    laws = f"verify.{project.name}" in tested or re.search(r"^\d+ laws: \d+ hold", tested, re.M)
    check(laws, f"the laws are tried:\n{tested}")


def check_own_bars(program, project, environment):
    """The YAML's comment on bars of one's own is a run of bars in files."""
    text = (project / f"{project.name}.yaml").read_text()
    own = "".join(line[4:] for line in text.splitlines(keepends=True) if line.startswith("#   "))
    text = re.sub(r"^data:\n(  .*\n)+", own.replace("AAA, BBB", "SYN01, SYN02"), text, flags=re.M)
    run(program, "synth", "bars", "--symbols", "2", "--bars", "500", cwd=project)
    (project / "own.yaml").write_text(text)
    checked = run(program, "check", "own.yaml", cwd=project,
                  env=dict(environment, BAROMETER_PLUGIN_PATH=str(project / "build")))
    check("2 symbols, 1000 bars" in checked, f"bars of one's own are read:\n{checked}")


def check_build_tree(arguments, folder, environment):
    """A program that is not installed writes a project that CMake builds against its build tree."""
    program = pathlib.Path(arguments.build) / "barometer"
    project = written(program, folder, "strategy", "in_tree", environment=environment)
    build = folder / "in_tree_build"
    run(arguments.cmake, "-S", project, "-B", build, f"-DCMAKE_PREFIX_PATH={arguments.build}",
        env=environment)
    run(arguments.cmake, "--build", build, "--target", "in_tree", env=environment)
    run(program, "check", project / "in_tree.yaml",
        env=dict(environment, BAROMETER_PLUGIN_PATH=str(build)))


def main():
    arguments = parse_arguments()
    with tempfile.TemporaryDirectory(prefix="barometer new project ") as name:
        folder = pathlib.Path(name)
        environment = environment_of(arguments, folder)
        program = installed(arguments, folder) / "bin" / "barometer"
        for told in PROJECTS:
            project = written(program, folder, *told, environment=environment)
            follow_readme(project, environment)
            if "--makefile" not in told:
                check_own_bars(program, project, environment)
        check_build_tree(arguments, folder, environment)


if __name__ == "__main__":
    main()
