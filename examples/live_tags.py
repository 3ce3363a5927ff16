# SPDX-License-Identifier: Apache-2.0
"""Tags bars that come as lines, and goes on after a crash where it was.

    feed | python live_tags.py --symbols BTC,ETH --bar 1h --state live.state --out tags.csv

A line of input is "symbol,time,open,high,low,close,volume", its time ns since 1970 UTC or ISO 8601;
a line of output "symbol,time" and the tags, nothing where nothing is known. The state is saved
every --every lines and at the end. Started again, it goes on from there: bars that it has are
skipped, so a feed may begin again as far back as it likes, and what the file of tags holds from
behind the state is cut off and written again. Bars that are refused are told on standard error.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import sys
from pathlib import Path
from typing import BinaryIO

import barometer as bm

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def time_ns(text: str) -> int:
    """A time of the feed."""
    if text.isdigit():
        return int(text)
    time = datetime.datetime.fromisoformat(text)
    time = time if time.tzinfo is not None else time.replace(tzinfo=datetime.UTC)
    return (time - EPOCH) // datetime.timedelta(microseconds=1) * 1000


class Live:
    """A tagger with its file of tags and its state."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.path: Path = arguments.state
        self.last: dict[str, int] = {}  # times of the last bars, by symbol
        said = {"bar": arguments.bar, "preset": arguments.preset, "stamp": arguments.stamp}
        symbols = arguments.symbols.split(",")
        written = 0
        if self.path.exists():
            head, _, state = self.path.read_bytes().partition(b"\n")
            known = json.loads(head)
            self.last, written = known["last"], known["written"]
            self.tagger = bm.Tagger.load(state, symbols=symbols, **said)
        else:
            self.tagger = bm.Tagger(symbols=symbols, **said)
        self.out: BinaryIO = open(arguments.out, "r+b" if arguments.out.exists() else "w+b")
        self.out.truncate(written)
        self.out.seek(written)
        if written == 0:
            self.write(["symbol", "time", *self.tagger.dimensions])

    def write(self, cells: list[str]) -> None:
        self.out.write((",".join(cells) + "\n").encode())

    def take(self, line: str) -> bool:
        """Tags the bar of a line; False where it is here already."""
        symbol, time, *rest = line.strip().split(",")
        stamp = time_ns(time)
        if stamp <= self.last.get(symbol, stamp - 1):
            return False
        first, high, low, close, volume = (float(number) for number in rest)
        tags = self.tagger.update(stamp, first, high, low, close, volume, symbol)
        self.last[symbol] = stamp
        self.write([symbol, time, *("" if tags[name] is None else str(tags[name])
                                    for name in self.tagger.dimensions)])
        return True

    def save(self) -> None:
        """Whole or not at all: whoever kills this finds the state before or the new one."""
        self.out.flush()
        os.fsync(self.out.fileno())
        head = json.dumps({"last": self.last, "written": self.out.tell()})
        beside = self.path.with_name(self.path.name + ".new")
        with open(beside, "wb") as file:
            file.write(head.encode() + b"\n" + self.tagger.save())
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, self.path)


def main() -> int:
    parser = argparse.ArgumentParser(description="tags bars that come as lines")
    parser.add_argument("--symbols", required=True, help="those that will come: BTC,ETH")
    parser.add_argument("--bar", required=True, help="1h, 15min, 1d")
    parser.add_argument("--preset", default="crypto")
    parser.add_argument("--stamp", default="open", choices=["open", "close"])
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--every", type=int, default=100, help="lines from one save to the next")
    arguments = parser.parse_args()
    live = Live(arguments)
    refused = taken = 0
    for line in sys.stdin:
        try:
            taken += live.take(line)
        except (bm.InputError, TypeError, ValueError) as error:
            refused += 1
            print(f"{line.strip()}: {error}", file=sys.stderr)
        if taken >= arguments.every:
            live.save()
            taken = 0
    live.save()
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
