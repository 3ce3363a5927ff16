// SPDX-License-Identifier: Apache-2.0
#include "report/study_notes.hpp"

namespace barometer::report {

namespace {

constexpr StudyNote kNotes[] = {
    {"sharpe",
     "probability and minimum record take returns for independent of each other; skew and fat "
     "tails are counted"},
    {"luck",
     "trials are drawn as alike as their returns are, with no edge at all; trials whose returns "
     "are not kept count as further studies like the kept ones, which is too strict where they "
     "are alike. A denser grid adds trials and hardly any chance, and is hardly punished for it"},
    {"deflated_sharpe",
     "N is every distinct run of this strategy on these data, the spread of their ratios holds "
     "how alike they are. Trials of unlike kinds have a spread of true ratios as well, which "
     "deflates too much: compare the figure for unlike trials"},
    {"backtest_length",
     "takes trials for independent, so alike ones need less; returns for normal, so fat tails "
     "need more"},
    {"overfitting",
     "always of Sharpe ratios of session returns. Near 50 % where all trials are equally good as "
     "well as where none is: look at the losses and the slope. A grid of near copies ranks "
     "copies, a few bad trials among good ones make it look small"},
    {"superior_ability",
     "of mean returns over the benchmark's, session by session, over the kept trials; dependence "
     "longer than the blocks is not counted"},
    {"walk_forward",
     "few folds say little, and a test without a regime has not tested it. Who reads this and "
     "tunes again has used the tests up"},
    {"paths",
     "paths share their data, so their spread is no error; rules start each test flat, and what "
     "a tagger has learnt runs through"},
};

}  // namespace

std::span<const StudyNote> study_notes() {
  return kNotes;
}

}  // namespace barometer::report
