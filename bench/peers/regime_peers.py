#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Two regimes told apart bar by bar: the `regime` plug-in beside other people's filters.

  bench/peers/regime_peers.py BUILD_DIR [TRIALS]

Yardstick Y1 of docs/regimes_yardsticks.md: daily returns of two normal states, 1100 bars to learn
from, 2000 that are scored. Everyone sees the bars up to the one that is tagged. hmmlearn, jumpmodels
and statsmodels are fitted to the first 1100 bars and then filter the rest; their states are put in
order of volatility. hmmlearn has no filter of its own, so its fitted parameters go through
Hamilton's. The percentile rule calls a bar wild whose 24-bar volatility is above 80 % of its last
168 values. Balanced accuracy is the mean over the classes of the mean over the trials of recall.
"""
import pathlib
import subprocess
import sys
import warnings

import numpy as np
import pandas as pd
from hmmlearn.hmm import GaussianHMM
from jumpmodels.jump import JumpModel
from statsmodels.tsa.regime_switching.markov_regression import MarkovRegression

WARMUP = 1100
SCORED = 2000
BARS = WARMUP + SCORED
MEANS = (0.000615, -0.000785)
DEVIATIONS = (0.00775916, 0.0173966)
LEAVE = (0.002116, 0.011982)


def simulate(seed):
    random = np.random.default_rng(seed)
    state = int(random.random() < LEAVE[0] / sum(LEAVE))
    truth = np.empty(BARS, dtype=int)
    for t in range(BARS):
        if random.random() < LEAVE[state]:
            state = 1 - state
        truth[t] = state
    returns = np.take(MEANS, truth) + np.take(DEVIATIONS, truth) * random.standard_normal(BARS)
    returns[0] = 0
    return truth, returns


def hamilton(returns, means, deviations, transitions):
    """Probability of state 1 after each bar."""
    wild = np.empty(len(returns))
    p = 0.5
    for t, r in enumerate(returns):
        predicted = p * transitions[1][1] + (1 - p) * transitions[0][1]
        likely = [np.exp(-0.5 * ((r - means[k]) / deviations[k]) ** 2) / deviations[k] for k in (0, 1)]
        one = predicted * likely[1]
        p = one / (one + (1 - predicted) * likely[0])
        wild[t] = p
    return wild


def by_hmmlearn(returns):
    model = GaussianHMM(2, covariance_type="diag", n_iter=200, random_state=0)
    model.fit(returns[1:WARMUP, None])
    deviations = np.sqrt(model.covars_.reshape(2))
    order = np.argsort(deviations)
    return hamilton(returns, model.means_[order, 0], deviations[order],
                    model.transmat_[np.ix_(order, order)]) > 0.5


def by_jumpmodels(returns):
    """Features of the authors' example: exponentially weighted deviations of three half-lives."""
    series = pd.Series(returns)
    features = pd.DataFrame({h: np.sqrt((series ** 2).ewm(halflife=h).mean()) for h in (5, 20, 60)})
    middle, width = features[:WARMUP].mean(), features[:WARMUP].std()
    features = (features - middle) / width
    model = JumpModel(n_components=2, jump_penalty=50.0, random_state=0)
    model.fit(features[60:WARMUP], ret_ser=series[60:WARMUP], sort_by="vol")
    tags = np.zeros(BARS, dtype=bool)
    tags[60:] = np.asarray(model.predict_online(features[60:])) == 1
    return tags


def by_statsmodels(returns):
    percent = 100 * returns
    fitted = MarkovRegression(percent[1:WARMUP], 2, switching_variance=True).fit(disp=False, maxiter=200)
    variances = fitted.params[-2:]
    everything = MarkovRegression(percent[1:], 2, switching_variance=True).filter(fitted.params)
    wild = np.zeros(BARS)
    wild[1:] = np.asarray(everything.filtered_marginal_probabilities)[:, int(np.argmax(variances))]
    return wild > 0.5


def by_percentile(returns):
    sums = pd.Series(returns ** 2).rolling(24).sum().to_numpy()
    tags = np.zeros(BARS, dtype=bool)
    for t in range(24 + 168, BARS):
        tags[t] = np.mean(sums[t - 168:t] < sums[t]) > 0.8
    return tags


def by_plugin(program, all_returns):
    """Per rule a list of tags per trial."""
    closes = 100 * np.exp(np.cumsum(all_returns, axis=1))
    found = subprocess.run([program, str(BARS)], input=closes.tobytes(), capture_output=True, check=True)
    tags = np.frombuffer(found.stdout, dtype=np.int8).reshape(len(all_returns), 2, BARS)
    return {"regime, rule ratio": tags[:, 0] == 1, "regime, rule robust": tags[:, 1] == 1}


def score(truths, tags):
    recalls = ([], [])
    changes = 0
    for truth, tag in zip(truths, tags):
        truth, tag = truth[WARMUP:], np.asarray(tag[WARMUP:], dtype=int)
        changes += np.count_nonzero(np.diff(tag))
        for state in (0, 1):
            if np.any(truth == state):
                recalls[state].append(np.mean(tag[truth == state] == state))
    return np.mean([np.mean(r) for r in recalls]), 1000 * changes / (SCORED * len(truths))


def main():
    program = pathlib.Path(sys.argv[1]) / "bench/yardsticks/regime_peer"
    trials = int(sys.argv[2]) if len(sys.argv) > 2 else 12
    warnings.filterwarnings("ignore")
    truths, returns = zip(*(simulate(seed) for seed in range(trials)))
    contenders = dict(by_plugin(program, np.array(returns)))
    for name, rule in (("jumpmodels, online", by_jumpmodels), ("hmmlearn, filtered", by_hmmlearn),
                       ("statsmodels, filtered Markov switching", by_statsmodels),
                       ("percentile 168 of 24 bars", by_percentile)):
        contenders[name] = [rule(r) for r in returns]
    contenders["filter, true parameters"] = [
        hamilton(r, MEANS, DEVIATIONS, ((1 - LEAVE[0], LEAVE[0]), (LEAVE[1], 1 - LEAVE[1]))) > 0.5
        for r in returns]
    print(f"Y1, {trials} trials of {SCORED} bars after {WARMUP}: balanced accuracy, changes/1000 bars")
    for name, tags in contenders.items():
        accuracy, changes = score(truths, tags)
        print(f"  {name:<40}{accuracy:7.3f}{changes:8.1f}")


if __name__ == "__main__":
    main()
