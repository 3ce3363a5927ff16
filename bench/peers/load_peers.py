#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""From a file to columns in memory: Barometer beside pandas, polars and pyarrow.

  bench/peers/load_peers.py BUILD_DIR [ROWS]

One file of minutes in each form: epoch stamps, text stamps, gzip, zip, JSON arrays. `read` is
Barometer's unpacking, parsing and every check of prices, order and grid; `load` has calendars, hashes
and what is odd about the bars besides. The others parse, and parse the stamps. Medians of seven in
one run, MB/s of the text unpacked. With one thread each, and with all.
"""
import gzip
import json
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import machine  # noqa: E402

TIMES = 7
NAMES = ["timestamp", "open", "high", "low", "close", "volume"]
PEERS = ["pandas", "polars", "pyarrow"]

# What a peer does with a file, timed in a process of its own so that its threads can be set.
PEER = """
import sys, time
name, form, file, threads, times = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5])
if name == "pandas":
    import pandas
    def load():
        if form == "json":
            return pandas.read_json(file, orient="values")
        frame = pandas.read_csv(file)
        if form == "text":
            frame["timestamp"] = pandas.to_datetime(frame["timestamp"], format="%Y-%m-%dT%H:%M:%SZ")
        return frame
elif name == "polars":
    import polars
    def load():
        return polars.read_csv(file, try_parse_dates=form == "text")
else:
    import pyarrow, pyarrow.csv
    pyarrow.set_cpu_count(threads)
    def load():
        return pyarrow.csv.read_csv(file, read_options=pyarrow.csv.ReadOptions(use_threads=threads > 1))
for _ in range(times):
    start = time.perf_counter()
    load()
    print(f"{time.perf_counter() - start:.6f}")
"""


def rows_of(count):
    chance = random.Random(1)
    price = 100.0
    for i in range(count):
        opened = price
        price = max(1.0, price + chance.gauss(0, 0.05))
        high = max(opened, price) + 0.03
        low = min(opened, price) - 0.03
        yield (1577836800000 + 60000 * i, f"{opened:.2f}", f"{high:.2f}", f"{low:.2f}",
               f"{price:.2f}", f"{chance.random() * 1000:.6f}")


def stamp_text(milliseconds):
    import datetime
    moment = datetime.datetime.fromtimestamp(milliseconds / 1000, datetime.timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def write_files(folder, count):
    """{form: (file, bytes unpacked)}"""
    rows = list(rows_of(count))
    head = ",".join(NAMES) + "\n"
    epoch = head + "".join(f"{row[0]},{','.join(row[1:])}\n" for row in rows)
    text = head + "".join(f"{stamp_text(row[0])},{','.join(row[1:])}\n" for row in rows)
    arrays = json.dumps([[row[0], *(float(cell) for cell in row[1:])] for row in rows],
                        separators=(",", ":"))
    (folder / "epoch.csv").write_text(epoch)
    (folder / "text.csv").write_text(text)
    with gzip.open(folder / "gzip.csv.gz", "wt") as file:
        file.write(epoch)
    with zipfile.ZipFile(folder / "zip.zip", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("bars.csv", epoch)
    (folder / "json.json").write_text(arrays)
    return {"epoch": (folder / "epoch.csv", len(epoch)), "text": (folder / "text.csv", len(text)),
            "gzip": (folder / "gzip.csv.gz", len(epoch)), "zip": (folder / "zip.zip", len(epoch)),
            "json": (folder / "json.json", len(arrays))}


def config_of(form, file):
    stamps = '"%Y-%m-%dT%H:%M:%SZ"' if form == "text" else "epoch_ms"
    by_place = """
    columns: {open: 2, high: 3, low: 4, close: 5, volume: 6}""" if form == "json" else ""
    return f"""data:
    source: {"json" if form == "json" else "csv"}
    path: "{file}"
    symbols: [X]
    bar: 1min
    time: {{column: {1 if form == "json" else "timestamp"}, format: {stamps}, stamp: open}}{by_place}
regime: {{plugin: regime}}
"""


def seconds(command, environment=None):
    said = subprocess.run([str(part) for part in command], capture_output=True, text=True,
                          env={**os.environ, **(environment or {})})
    if said.returncode != 0:
        return None
    return [statistics.median(column) for column in
            zip(*([float(word) for word in line.split()] for line in said.stdout.splitlines()))]


def of_peer(name, form, file, threads):
    if form in ("json", "zip") and name != "pandas":
        return None
    limit = {"POLARS_MAX_THREADS": str(threads), "OMP_NUM_THREADS": str(threads)}
    found = seconds([sys.executable, "-c", PEER, name, form, file, threads, TIMES], limit)
    return found and found[0]


def rate(time, size):
    return "       -" if time is None else f"{size / time / 1e6:8.0f}"


def inflate_rate(file, size):
    import time
    import zlib
    packed = file.read_bytes()
    start = time.perf_counter()
    zlib.decompress(packed, 47)
    return size / (time.perf_counter() - start) / 1e6


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    print(f"loading {count:,} bars, MB/s of text, on {machine.name()}")
    with tempfile.TemporaryDirectory() as folder:
        files = write_files(pathlib.Path(folder), count)
        for threads in (1, os.cpu_count()):
            print(f"  {threads} thread{'s' if threads > 1 else ''}"
                  + "".join(f"{name:>11}" for name in ["read", "load", *PEERS]))
            for form, (file, size) in files.items():
                config = pathlib.Path(folder) / f"{form}.yaml"
                config.write_text(config_of(form, file))
                ours = seconds([build / "bench/data/load_files", config, threads, TIMES])
                rates = [*(ours or (None, None)), *(of_peer(name, form, file, threads) for name in PEERS)]
                print(f"  {form:9}" + "".join(f"   {rate(times, size)}" for times in rates))
        file, size = files["gzip"]
        print(f"  zlib alone inflates {inflate_rate(file, size):.0f} MB/s")


main()
