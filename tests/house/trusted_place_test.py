# SPDX-License-Identifier: Apache-2.0
"""A checkout that others may write is named once, before everything that loads plug-ins fails."""
import os
import subprocess
import sys
import tempfile

script = os.path.join(sys.argv[1], ".ci", "trusted_place")


def said_of(folder):
    done = subprocess.run([script, folder], capture_output=True, text=True)
    return done.returncode, done.stderr


with tempfile.TemporaryDirectory() as outer:
    inner = os.path.join(outer, "clone")
    os.mkdir(inner, 0o755)
    code, words = said_of(inner)
    assert (code, words) == (0, ""), words
    os.chmod(outer, 0o777)
    code, words = said_of(inner)
    assert code == 1 and f"{outer} (mode 777) may be written by anyone: chmod o-w" in words, words
