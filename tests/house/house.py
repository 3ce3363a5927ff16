# SPDX-License-Identifier: Apache-2.0
"""What the tests of the house share."""

import pathlib
import sys

SOURCE_ENDINGS = {".h", ".hpp", ".c", ".cpp", ".in", ".cmake", ".txt", ".py", ".sh", ".supp"}
CODE_ENDINGS = {".h", ".hpp", ".c", ".cpp"}


def files(root, *folders, endings=CODE_ENDINGS):
    """All files of these folders with one of these endings, in a stable order."""
    found = []
    for folder in folders:
        found += [path for path in pathlib.Path(root, folder).rglob("*") if path.suffix in endings]
    return sorted(found)


def finish(faults, looked_at):
    """Prints every fault and ends the test. Looking at nothing is a fault too."""
    for fault in faults:
        print(fault)
    print(f"{looked_at} looked at, {len(faults)} faults")
    sys.exit(1 if faults or looked_at == 0 else 0)
