// SPDX-License-Identifier: Apache-2.0
#include "stats/class_score.hpp"

#include <cmath>
#include <limits>

namespace barometer::stats {

namespace {

double ratio(double part, std::int64_t whole) {
  return whole > 0 ? part / static_cast<double>(whole) : std::numeric_limits<double>::quiet_NaN();
}

double ratio(std::int64_t part, std::int64_t whole) {
  return ratio(static_cast<double>(part), whole);
}

// Follows the episodes of the truth from scored bar to scored bar.
class EpisodeLog {
 public:
  explicit EpisodeLog(TrialScore& score) : score_(score) {}

  void follow(std::int8_t truth, std::int8_t tag) {
    if (truth != truth_) {
      close();
      open_ = truth_ >= 0;  // the first stretch began before anybody looked
      score_.episodes += open_;
      length_ = 0;
      truth_ = truth;
    }
    if (open_ && tag == truth) {
      score_.lag_bars += length_;
      open_ = false;
    }
    ++length_;
  }

  void close() { score_.missed += open_; }

 private:
  TrialScore& score_;
  std::int8_t truth_ = -1;
  bool open_ = false;  // waiting for the first right tag
  std::int64_t length_ = 0;
};

std::int64_t bars_of_class(const TrialScore& trial, int truth) {
  std::int64_t bars = 0;
  for (int tag = 0; tag < trial.classes; ++tag) {
    bars += trial.count(truth, tag);
  }
  return bars;
}

double mean_recall(std::span<const TrialScore> trials, int truth) {
  double sum = 0;
  std::int64_t with_class = 0;
  for (const TrialScore& trial : trials) {
    if (const std::int64_t bars = bars_of_class(trial, truth); bars > 0) {
      sum += ratio(trial.count(truth, truth), bars);
      ++with_class;
    }
  }
  return ratio(sum, with_class);
}

void add(TrialScore& total, const TrialScore& trial) {
  total.classes = trial.classes;
  total.confusion.resize(trial.confusion.size());
  for (std::size_t i = 0; i < trial.confusion.size(); ++i) {
    total.confusion[i] += trial.confusion[i];
  }
  total.scored_bars += trial.scored_bars;
  total.unknown_bars += trial.unknown_bars;
  total.changes += trial.changes;
  total.episodes += trial.episodes;
  total.missed += trial.missed;
  total.lag_bars += trial.lag_bars;
}

}  // namespace

TrialScore score_trial(std::span<const std::int8_t> truth, std::span<const std::int8_t> tags,
                       int classes) {
  TrialScore score;
  score.classes = classes;
  score.confusion.resize(static_cast<std::size_t>(classes * classes));
  EpisodeLog episodes(score);
  std::int8_t last = -1;
  for (std::size_t t = 0; t < truth.size(); ++t) {
    if (truth[t] < 0 || tags[t] < 0) {
      ++score.unknown_bars;
      continue;
    }
    ++score.scored_bars;
    ++score.confusion[static_cast<std::size_t>(truth[t] * classes + tags[t])];
    score.changes += last >= 0 && tags[t] != last;
    last = tags[t];
    episodes.follow(truth[t], tags[t]);
  }
  episodes.close();
  return score;
}

ClassScore mean_score(std::span<const TrialScore> trials) {
  ClassScore score;
  for (const TrialScore& trial : trials) {
    add(score.total, trial);
  }
  double sum = 0;
  std::int64_t present = 0;
  for (int c = 0; c < score.total.classes; ++c) {
    score.recall.push_back(mean_recall(trials, c));
    if (!std::isnan(score.recall.back())) {
      sum += score.recall.back();
      ++present;
    }
  }
  const TrialScore& total = score.total;
  score.balanced_accuracy = ratio(sum, present);
  score.changes_per_1000_bars = ratio(1000 * total.changes, total.scored_bars);
  score.lag_bars = ratio(total.lag_bars, total.episodes - total.missed);
  score.missed_share = ratio(total.missed, total.episodes);
  return score;
}

}  // namespace barometer::stats
