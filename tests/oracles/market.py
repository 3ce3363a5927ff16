# SPDX-License-Identifier: Apache-2.0
"""The files on which engines are compared, and Barometer's own run of the rule on them.

A file becomes rows (UTC nanoseconds, open, high, low, close). All engines are given the same rows:
those with a low above the open are left out (two of SPY), daily stamps count as midnight UTC, and
EURUSD's wall clock as UTC. A trade is (close time of the bar, price, signed units); they are
sorted.
"""

import csv
import datetime
import hashlib
import io
import json
import os
import pathlib
import subprocess
import tempfile
import zipfile

ROOT = pathlib.Path(os.environ.get("BAROMETER_DATA", "../shared/data"))
UTC = datetime.timezone.utc
CASH = 1_000_000
FAST, SLOW = 10, 50
RULES = [f"{entry} {side}" for entry in ("market", "stop", "limit", "bracket")
         for side in ("long", "short")]

# name: file, bar, seconds of a bar, units
FILES = {
    "BTCUSDT 1h": ("crypto_1h/BTCUSDT_1h.csv", "1h", 3600, 2),
    "SPY 1d": ("equity_daily_yahoo/SPY.csv", "1d", 86400, 100),
    "AAPL 1d": ("equity_daily_yahoo/AAPL.csv", "1d", 86400, 100),
    "EURUSD 1m": ("fx_1m_histdata/HISTDATA_COM_ASCII_EURUSD_M12018.zip", "1min", 60, 100000),
}
EURUSD_ROWS = 60_000  # two months: the other engines take a minute a year


def stamp(text, layout):
    return int(datetime.datetime.strptime(text, layout).replace(tzinfo=UTC).timestamp())


def read_rows(path):
    if path.suffix == ".zip":
        archive = zipfile.ZipFile(path)
        member = next(n for n in archive.namelist() if n.endswith(".csv"))
        lines = list(csv.reader(io.TextIOWrapper(archive.open(member)), delimiter=";"))
        return [(stamp(r[0], "%Y%m%d %H%M%S"), *map(float, r[1:5])) for r in lines[:EURUSD_ROWS]]
    lines = list(csv.reader(path.open()))
    if lines[0][0] == "Date":
        return [(stamp(r[0], "%Y-%m-%d"), *map(float, r[1:5])) for r in lines[1:]]
    return [(int(r[0]) // 1000, *map(float, r[1:5])) for r in lines[1:]]


def rows_of(name):
    """Rows that make sense, and the file's digest."""
    path = ROOT / FILES[name][0]
    rows = [r for r in read_rows(path) if r[3] <= min(r[1], r[4]) and r[2] >= max(r[1], r[4])]
    return rows, hashlib.sha256(path.read_bytes()).hexdigest()


CONFIG = """
data:
  source: csv
  path: {folder}/{{symbol}}.csv
  symbols: [{symbol}]
  bar: {bar}
  venue: 24x7
  time: {time}
strategy:
  plugin: {plugin}
  params: {params}
broker: {broker}
run: {{name: oracle}}
"""


def signed_units(name, rule):
    return FILES[name][3] * (-1 if rule.endswith("short") else 1)


def run_barometer(name, rows, rule, program, plugin):
    """(trades, final equity) of Barometer."""
    return run_rule(rows, FILES[name][1], signed_units(name, rule), rule.split()[0],
                    f"{{cash: {CASH}, leverage: 100}}", program, plugin)


def run_rule(rows, bar, units, entry, broker, program, plugin):
    """(trades, final equity) of Barometer, of bars that are `bar` long."""
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/X.csv", "w") as out:
            out.write("time,open,high,low,close,volume\n")
            out.writelines(",".join(map(repr, row)) + ",0\n" for row in rows)
        pathlib.Path(f"{folder}/run.yaml").write_text(
            CONFIG.format(
                folder=folder, symbol="X", bar=bar, plugin=plugin, broker=broker,
                time="{column: time, format: epoch_s, zone: UTC, stamp: open}",
                params=f"{{fast: {FAST}, slow: {SLOW}, units: {units}, entry: {entry}}}"))
        subprocess.run([program, "run", f"{folder}/run.yaml", "--quiet", "--out",
                        f"{folder}/out"], check=True)
        fills = list(csv.DictReader(open(f"{folder}/out/fills.csv")))
        equity = list(csv.DictReader(open(f"{folder}/out/equity.csv")))
    trades = [(stamp(f["time"], "%Y-%m-%dT%H:%M:%SZ"), float(f["price"]), float(f["quantity"]))
              for f in fills]
    return sorted(trades), float(equity[-1]["equity"])


def digest(trades):
    """Prices are the file's own numbers or few exact steps from them: compared as text."""
    text = "".join(f"{t} {price:.10g} {units:.10g}\n" for t, price, units in trades)
    return hashlib.sha256(text.encode()).hexdigest()


def result(rule, name, engine, trades, equity):
    return {"rule": rule, "file": name, "engine": engine, "trades": len(trades), "equity": equity,
            "sha256": digest(trades)}


def load_golden():
    return json.loads(pathlib.Path(__file__).with_name("golden.json").read_text())
