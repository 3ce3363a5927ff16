# SPDX-License-Identifier: Apache-2.0
"""The blocks of docs/python.md run in their order."""

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "python.md"


def test_the_page_runs():
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)
    assert len(blocks) >= 6
    known = {"__name__": "page"}
    for block in blocks:
        exec(compile(block, PAGE.name, "exec"), known)
