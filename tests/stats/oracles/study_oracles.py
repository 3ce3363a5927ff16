#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The statistics of a study beside other people's: SPA and StepM of arch, deflated Sharpe ratios,
combinatorial splits and walk-forward of skfolio; PBO beside a slow CSCV that is written here from the paper.

usage: study_oracles.py PRINT_STUDY_STATISTICS PRINT_FOLD_WINDOWS [TRIALS.CSV...]

Random trials are always compared; files are compared as well. Prints both sides of every figure and
exits with the number of those that differ."""

import itertools
import subprocess
import sys
import tempfile

import numpy
import scipy.stats
from arch.bootstrap import SPA, StepM
from skfolio.measures import deflated_sharpe_ratio
from skfolio.model_selection import CombinatorialPurgedCV, WalkForward

DRAWS = 2000
BLOCK = 10
faults = 0


def compare(what, ours, theirs, bound):
    global faults
    same = numpy.all(numpy.abs(numpy.subtract(ours, theirs)) <= bound)
    faults += 0 if same else 1
    print(f"{what:45} {numpy.round(ours, 6)!s:>32} {numpy.round(theirs, 6)!s:>32}",
          "" if same else "   DIFFERS")


def printed(program, *arguments):
    """The lines of the program by their first word."""
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, check=True)
    lines = {}
    for line in done.stdout.splitlines():
        name, *values = line.split()
        lines.setdefault(name, []).append(values)
    return lines


def sharpe(matrix):
    return matrix.mean(axis=0) / matrix.std(axis=0, ddof=1)


def cscv(matrix, blocks):
    """PBO, share of losses and slope: section 2.2 of Bailey, Borwein, Lopez de Prado and Zhu, row by row."""
    length = len(matrix) // blocks
    pieces = [matrix[i * length:(i + 1) * length] for i in range(blocks)]
    logits, inside, outside = [], [], []
    for chosen in itertools.combinations(range(blocks), blocks // 2):
        train = numpy.vstack([pieces[i] for i in chosen])
        test = numpy.vstack([pieces[i] for i in range(blocks) if i not in chosen])
        best = int(numpy.argmax(sharpe(train)))
        later = sharpe(test)
        omega = scipy.stats.rankdata(later)[best] / (matrix.shape[1] + 1)
        logits.append(numpy.log(omega / (1 - omega)))
        inside.append(sharpe(train)[best])
        outside.append(later[best])
    slope = numpy.polyfit(inside, outside, 1)[0]
    return [numpy.mean(numpy.array(logits) <= 0), numpy.mean(numpy.array(outside) < 0), slope]


def monte_carlo(p):
    """Four errors of the difference of two shares of DRAWS draws, and one draw."""
    p = numpy.asarray(p)
    return 4 * numpy.sqrt(2 * p * (1 - p) / DRAWS) + 2 / DRAWS


def compare_ability(name, matrix, lines):
    nothing = numpy.zeros(len(matrix))
    spa = SPA(nothing, -matrix, block_size=BLOCK, reps=DRAWS, seed=1)
    spa.compute()
    theirs = spa.pvalues.to_numpy()
    compare(f"{name}: SPA lower, consistent, upper", [float(p) for p in lines["plain"][0]], theirs,
            monte_carlo(theirs))
    step = StepM(nothing, -matrix, size=0.05, block_size=BLOCK, reps=DRAWS, seed=1)
    step.compute()
    # arch's StepM does not studentise; the trials compared here are all as wild as each other.
    compare(f"{name}: StepM, trials named", len(lines["survivors"][0]), len(step.superior_models), 0)


def compare_trials(program, name, matrix, file, blocks):
    lines = printed(program, "trials", file, BLOCK, DRAWS)
    for size, *values in lines["pbo"]:
        if int(size) in blocks:
            compare(f"{name}: PBO, losses, slope, S = {size}", [float(value) for value in values],
                    cscv(matrix, int(size)), 1e-9)
    ratios = sharpe(matrix)
    theirs = [deflated_sharpe_ratio(matrix[:, i], ratios) for i in range(matrix.shape[1])]
    ours = [float(value) for _, value in lines["dsr"]]
    compare(f"{name}: deflated Sharpe ratios, largest gap", numpy.abs(numpy.subtract(ours, theirs)).max(),
            0, 1e-6)
    compare_ability(name, matrix, lines)


def random_trials(seed, periods, trials, edge):
    random = numpy.random.default_rng(seed)
    matrix = 0.01 * random.standard_t(6, size=(periods, trials))
    matrix[:, 0] += edge
    return matrix


def indices(ranges):
    return [i for text in ranges for i in range(*map(int, text.split(":")))]


def compare_splits(program, size, groups, tested, purge, embargo):
    lines = printed(program, "splits", size, groups, tested, purge, embargo)
    cv = CombinatorialPurgedCV(n_folds=groups, n_test_folds=tested, purged_size=purge,
                               embargo_size=embargo)
    different = 0
    for split, (train, tests) in enumerate(cv.split(numpy.zeros((size, 1)))):
        different += indices(lines["train"][split][1:]) != list(train)
        ours = [indices([text]) for text in lines["test"][split][1:]]
        different += ours != [list(test) for test in tests]
    # Their path of each test of each split, and ours.
    paths = cv.get_path_ids()
    for path, *pieces in lines["path"]:
        for piece in pieces:
            split, place = map(int, piece.split(":"))
            different += paths[split, place] != int(path)
    compare(f"splits of {size}: {groups} groups, {tested} tested, {purge} + {embargo}", different, 0, 0)


def compare_folds(program, size, train, test, anchored):
    lines = printed(program, size, train, test, "anchored" if anchored else "rolling")
    ours = [(indices(kept), indices(tested)) for kept, tested in zip(lines["train"], lines["test"])]
    cv = WalkForward(test_size=test, train_size=train, expand_train=anchored)
    theirs = [(list(kept), list(tested)) for kept, tested in cv.split(numpy.zeros((size, 1)))]
    kind = "anchored" if anchored else "rolling"
    compare(f"folds of {size}: {train} + {test}, {kind}, differ", int(ours != theirs), 0, 0)
    compare(f"folds of {size}: {train} + {test}, {kind}, number", len(ours), len(theirs), 0)


def main():
    program, folds, *files = sys.argv[1:]
    for seed, periods, trials, edge in ((1, 203, 12, 0), (2, 160, 9, 0.002), (3, 400, 5, 0.003)):
        matrix = random_trials(seed, periods, trials, edge)
        with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
            numpy.savetxt(file, matrix, delimiter=",", fmt="%.17g", comments="",
                          header=",".join(map(str, range(trials))))
            file.flush()
            compare_trials(program, f"random {seed}", matrix, file.name, (4, 6, 8, 10))
    for path in files:
        matrix = numpy.loadtxt(path, delimiter=",", skiprows=1)
        compare_trials(program, "file", matrix, path, (8, 10, 16))
    for shape in ((100, 6, 2, 0, 0), (103, 6, 3, 2, 3), (500, 10, 2, 5, 7), (252, 10, 8, 0, 4)):
        compare_splits(program, *shape)
    for shape in ((1000, 365, 90), (455, 365, 90), (454, 300, 77)):
        compare_folds(folds, *shape, False)
        compare_folds(folds, *shape, True)
    print(faults, "differences")
    return faults


if __name__ == "__main__":
    sys.exit(min(main(), 1))
