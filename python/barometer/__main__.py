# SPDX-License-Identifier: Apache-2.0
"""``python -m barometer``: the command line, which is a program of its own."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

PROGRAM = Path(__file__).parent / "barometer"


def main() -> NoReturn:
    """Becomes the program."""
    os.execv(PROGRAM, [str(PROGRAM), *sys.argv[1:]])


if __name__ == "__main__":
    main()
