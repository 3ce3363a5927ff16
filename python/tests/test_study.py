# SPDX-License-Identifier: Apache-2.0
"""Many runs: studies, gates, the run store; the same figures as the command line."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import barometer as bm
import numpy as np
import pandas as pd
import pytest

from conftest import bars

ROOT = Path(__file__).resolve().parents[2]
GRID = ROOT / "configs" / "studies" / "sma_grid.yaml"
GATE = ROOT / "configs" / "studies" / "gate.yaml"
SMALL = {"data.synthetic.symbols": 2, "data.synthetic.bars": 3000}
FAST = "strategy.params.fast"
CROSS = {"strategy": {"plugin": "sma_cross", "params": {"fast": 10, "slow": 40}},
         "data": {"bar": "1h"}, "study": {"objective": "total_return"}}


def cli(folder, *arguments):
    """The program in a folder of its own, with a run store of its own."""
    folder.mkdir(exist_ok=True)
    return subprocess.run([sys.executable, "-m", "barometer", *map(str, arguments)],
                          capture_output=True, text=True, check=True, cwd=folder)


def sets(overrides):
    return [word for key, value in overrides.items() for word in ("--set", f"{key}={value}")]


class Above(bm.Strategy):
    """Long while the close is above its mean; refuses a lookback of 13."""

    def __init__(self, lookback=20):
        if lookback == 13:
            raise RuntimeError("thirteen")
        self.lookback = lookback
        self.warmup = lookback

    def on_bar(self, ctx, symbol):
        closes = ctx.history(symbol, last=self.lookback)
        ctx.target_weight(symbol, 0.5 if closes[-1] > closes.mean() else 0.0)


def test_a_study_is_that_of_the_command_line(tmp_path):
    cli(tmp_path / "other", "study", GRID, *sets(SMALL), "--quiet", "--json", "study.json")
    written = json.loads((tmp_path / "other" / "study.json").read_text())
    study = bm.study(GRID, overrides=SMALL)
    assert study.json == written
    assert len(study.trials) == written["counts"]["done"] > 20
    assert study.verdict == written["sentence"] and study.doubts == written["doubts"]
    best = [str(value) for value in study.best.values()]
    assert best == written["best"]["values"] and FAST in study.best


def test_what_only_the_config_asks_for_is_made_too(tmp_path):
    asked = {**SMALL, "study.holdout": "20%", "study.walk_forward.train": "30d",
             "study.walk_forward.test": "15d", "study.cpcv.groups": 4}
    cli(tmp_path / "other", "study", GRID, *sets(asked), "--quiet", "--json", "study.json")
    study = bm.study(GRID, overrides=asked)
    assert study.json == json.loads((tmp_path / "other" / "study.json").read_text())
    assert study.json["walk_forward"] and study.json["holdout"] and study.json["paths"]


def test_the_table_of_trials_is_that_of_runs():
    study = bm.study(GRID, {FAST: range(5, 20, 5)}, SMALL)
    frame = study.to_pandas()
    assert sorted(frame[FAST]) == [5, 10, 15]
    assert frame["objective"].is_monotonic_decreasing
    for row in frame.to_dict("records"):
        run = bm.run(GRID, {**SMALL, FAST: int(row[FAST])}, record=False)
        assert row["objective"] == row["sharpe"] == run.metrics.sharpe
        assert row["closed_trades"] == run.metrics.closed_trades
    assert study.best == {FAST: int(frame[FAST].iloc[0])}
    assert bm.run(GRID, {**SMALL, **study.best}, record=False).metrics.sharpe == frame["sharpe"][0]


def test_what_it_shows_and_writes(tmp_path):
    study = bm.study(GRID, {FAST: [5, 10, 15]}, SMALL, top=2)
    assert "What may be believed" in repr(study) and "plateau" in repr(study)
    assert study._repr_html_().startswith("<pre>")
    assert repr(study).count("\n     3") == 0  # two rows of rank and no third
    page = Path(study.report(tmp_path / "study.html")).read_text()
    assert study.verdict[1:40] in page
    assert len(study.trials) == 3


def test_overfitting_is_that_of_the_json():
    study = bm.study(GRID, overrides=SMALL)
    figures, told = study.json["figures"], study.overfitting()
    assert told["pbo"] == figures["overfitting"]["probability"]
    assert told["deflated_sharpe"] == figures["deflated_sharpe"]["probability"]
    assert told["luck"] == figures["luck"]["chance"]
    assert told["superior_ability_p"] == figures["superior_ability"]["p_values"]["consistent"]
    assert told["trials"] == study.json["counts"]["counted"]


def test_a_figure_that_cannot_be_said_is_none():
    alone = bm.study(GRID, {FAST: [10]}, SMALL)
    assert "missing" in alone.json["figures"]["overfitting"]
    assert alone.overfitting()["pbo"] is None


@pytest.mark.parametrize("values", [[5, 10], range(5, 15, 5), np.array([5, 10]),
                                    {"from": 5, "to": 10, "step": 5}])
def test_over_a_table_with_values_of_any_kind(table, values):
    study = bm.study(CROSS, {FAST: values}, data=table, symbol="SYM")
    frame = study.to_pandas().set_index(FAST)
    for fast in (5, 10):
        run = bm.run(CROSS, {FAST: fast}, data=table, symbol="SYM", record=False)
        assert frame.loc[fast, "total_return"] == run.metrics.total_return


def test_over_is_what_the_config_may_say(table):
    said = {**CROSS, "study": {"objective": "total_return", "over": {FAST: [5, 10]}}}
    in_config = bm.study(said, data=table, symbol="SYM", store="a.db")
    as_argument = bm.study(CROSS, {FAST: [5, 10]}, data=table, symbol="SYM", store="b.db")
    assert as_argument.json == in_config.json
    instead = bm.study(said, {FAST: [7, 9]}, data=table, symbol="SYM", store="c.db")
    assert sorted(instead.trials[FAST]) == [7, 9]


def test_alternatives_have_names(config):
    over = {"strategy.when": {"none": [], "calm": [{"if": {"volatility": "extreme"},
                                                     "then": "flatten"}]}}
    study = bm.study({**config, "study": {}}, over)
    assert sorted(study.trials["strategy.when"]) == ["calm", "none"]
    assert study.best["strategy.when"] in ("calm", "none")


def test_a_python_strategy_is_studied(table):
    config = {"data": {"bar": "1h"}, "study": {"objective": "total_return"}}
    over = {"strategy.params.lookback": [5, 10, 20, 40]}
    study = bm.study(config, over, data=table, symbol="SYM", strategy=Above(), threads=2)
    frame = study.to_pandas().set_index("strategy.params.lookback")
    for lookback in (5, 10, 20, 40):
        run = bm.run(config, data=table, symbol="SYM", strategy=Above(lookback), record=False)
        assert frame.loc[lookback, "total_return"] == run.metrics.total_return
    one = bm.study(config, over, data=table, symbol="SYM", strategy=Above(), threads=1,
                   store="one.db")
    assert one.json == study.json


def test_a_trial_that_fails_is_counted_and_said(table):
    config = {"data": {"bar": "1h"}, "study": {"objective": "total_return"}}
    study = bm.study(config, {"strategy.params.lookback": [12, 13, 14]}, data=table, symbol="SYM",
                     strategy=Above())
    assert study.json["counts"]["done"] == 2 and study.json["counts"]["failed"] == 1
    assert "thirteen" in study.json["failures"][0]["reason"] and "thirteen" in repr(study)
    assert sorted(study.trials["strategy.params.lookback"]) == [12, 14]


def interrupt_after(share):
    """Ctrl-C once so much is done."""
    def told(done):
        if done >= share:
            os.kill(os.getpid(), signal.SIGINT)
    return told


def test_interrupted_it_goes_on(tmp_path):
    many = {"data.synthetic.symbols": 4, "data.synthetic.bars": 17520}
    over = {FAST: range(5, 45), "strategy.params.slow": range(50, 100, 5)}
    with pytest.raises(KeyboardInterrupt):
        bm.study(GRID, over, many, threads=1, progress=interrupt_after(0.05))
    done = bm.runs()
    assert 20 <= len(done) < 400
    study = bm.study(GRID, over, many, resume=True)
    rows = bm.runs()
    assert list(rows["fingerprint"][:len(done)]) == list(done["fingerprint"])
    assert set(rows["study"]) == {1} and sorted(rows["number"]) == list(range(400))
    assert study.json == bm.study(GRID, over, many, store=tmp_path / "new.db").json


def test_what_is_wrong_with_a_study(table):
    with pytest.raises(bm.InputError, match="expected a group of keys"):
        bm.study({"data": {"bar": "1h"}, "strategy": CROSS["strategy"]}, data=table, symbol="SYM")
    with pytest.raises(bm.InputError, match="fats"):
        bm.study(CROSS, {"strategy.params.fats": [1, 2]}, data=table, symbol="SYM")
    with pytest.raises(bm.InputError, match="to go on with"):
        bm.study(CROSS, {FAST: [5, 10]}, data=table, symbol="SYM", resume=True)
    with pytest.raises(bm.InputError, match="has no hash"):
        bm.study({"data": {"bar": "1h"}, "study": {}}, {"strategy.params.lookback": [5, 10]},
                 data=table, symbol="SYM", strategy=Above(), resume=True)


def without_seconds(gate):
    return {key: value for key, value in gate.items() if key != "seconds"}


def test_a_gate_is_that_of_the_command_line(tmp_path):
    small = {"data.synthetic.bars": 2000}
    cli(tmp_path / "other", "gate", GATE, *sets(small), "--placebos", "20", "--seed", "5",
        "--quiet", "--json", "gate.json")
    gate = bm.gate(GATE, small, placebos=20, seed=5)
    assert without_seconds(gate.json) == without_seconds(
        json.loads((tmp_path / "other" / "gate.json").read_text()))
    assert gate.json["seed"] == 5
    assert without_seconds(bm.gate(GATE, small, placebos=20, seed=5, threads=1).json) == (
        without_seconds(gate.json))


def test_what_a_gate_shows_and_writes(tmp_path):
    gate = bm.gate(GATE, {"data.synthetic.bars": 2000}, placebos=0)
    assert repr(gate).startswith("Does the regime help?")
    assert "<svg" in gate._repr_html_() and "<script" not in gate._repr_html_()
    assert gate.json["verdict"][1:20] in Path(gate.report(tmp_path / "gate.html")).read_text()


class Follower(bm.Strategy):
    """Holds while the trend is up."""

    tags = ("trend",)

    def __init__(self, weight=0.5):
        self.weight = weight

    def on_bar(self, ctx, symbol):
        if ctx.step == 500 and self.weight == 0.25:
            raise RuntimeError("a quarter")
        up = (ctx.tag(symbol, "trend") or "").endswith("_up")
        ctx.target_weight(symbol, self.weight if up else 0.0)


def test_a_gate_of_a_python_strategy():
    config = {"data": {"source": "table", "bar": "1h"}, "regime": {"plugin": "regime"}}
    gate = bm.gate(config, data=bars(3000), symbol="SYM", strategy=Follower(), placebos=5)
    run = bm.run(config, data=bars(3000), symbol="SYM", strategy=Follower(), record=False)
    assert gate.json["twins"][-1]["with"]["total_return"] == run.metrics.total_return
    with pytest.raises(bm.PluginError, match="a quarter") as failed:
        bm.gate(config, data=bars(3000), symbol="SYM", strategy=Follower(0.25), placebos=5)
    assert isinstance(failed.value.__cause__, RuntimeError)


def test_a_gate_needs_something_that_acts_on_tags(table):
    with pytest.raises(bm.InputError, match="names no tagger"):
        bm.gate(CROSS, data=table, symbol="SYM")


def test_a_gate_is_interrupted():
    with pytest.raises(KeyboardInterrupt):
        bm.gate(GATE, {"data.synthetic.bars": 2000}, progress=interrupt_after(0.01))


def test_runs_are_those_of_the_export(config, tmp_path):
    bm.run(config)
    bm.run(config, {"strategy.params.lookback": 24})
    bm.study({**config, "study": {}}, {"strategy.params.lookback": [12, 24]})
    cli(tmp_path, "runs", "export", "runs.csv")
    csv = pd.read_csv(tmp_path / "runs.csv")
    table = bm.runs().to_pandas()
    assert list(table.columns) == list(csv.columns) and list(table["id"]) == [1, 2, 3, 4]
    assert list(table["kind"]) == ["run", "run", "trial", "trial"]
    for column in ("sharpe", "objective", "total_return", "years"):
        np.testing.assert_array_equal(table[column].to_numpy(float), csv[column], column)
    for column in ("fingerprint", "identity", "strategy", "params"):
        assert list(table[column]) == list(csv[column].fillna(""))
    assert (table["first_time"] == pd.to_datetime(csv["first_time"])).all()


def test_two_runs_side_by_side(config, tmp_path):
    bm.run(config, {"output.dir": "runs"})
    bm.run(config, {"strategy.params.lookback": 24})
    written = json.loads(cli(tmp_path, "compare", "1", "2", "--json").stdout)
    compared = bm.compare(1, "2")
    assert compared.json == written and not compared.same_results
    assert repr(compared).startswith("A  run 1\nB  run 2\n")
    assert "run 1" in Path(compared.report(tmp_path / "both.html")).read_text()
    assert bm.compare(1, 1).same_results


def test_two_folders_side_by_side(config, tmp_path):
    one = bm.run(config, record=False).save(tmp_path / "one")
    other = bm.run(config, {"strategy.params.lookback": 24}, record=False).save(tmp_path / "other")
    compared = bm.compare(one, Path(other))
    assert compared.json["keys"] == [{"key": "strategy.params.lookback", "a": "48", "b": "24"}]
    assert compared.json["first_fill"] is not None


def test_a_store_that_is_not_there():
    with pytest.raises(bm.InputError, match="no run store"):
        bm.runs()
    with pytest.raises(bm.InputError, match="no run store"):
        bm.compare(1, 2)
