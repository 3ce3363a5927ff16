// SPDX-License-Identifier: Apache-2.0
// The `regime_model` tagger: a hidden Markov model of returns, fitted on past bars only, and a
// change point alarm. docs/regime_plugins.md defines every dimension.

#include <barometer/sdk/bar_length.hpp>
#include <barometer/sdk/price_path.hpp>
#include <barometer/sdk/regime_tagger.hpp>

#include <algorithm>

#include "change_alarm.hpp"
#include "dimensions.hpp"
#include "hidden_state.hpp"
#include "parameters.hpp"
#include "settings.hpp"

namespace barometer::regime_model {

namespace {

class RegimeModel {
 public:
  static constexpr PluginInfo kInfo{
      .name = "regime_model",
      .version = "1.0.0",
      .description = "Hidden Markov states fitted on past bars only, and a change point alarm"};
  static constexpr auto kParams = kParameters;

  static std::vector<bm_dimension> dimensions(const Params& params) {
    return declared_dimensions(read_settings(params));
  }

  RegimeModel(const Params& params, const bm_instrument& instrument,
              std::span<const std::uint8_t> wanted)
      : RegimeModel(read_settings(params), instrument, wanted) {}

  void tag(const TagBlock& block) {
    for (std::int64_t k = 0; k < block.count(); ++k) {
      const Bar bar = block.bar(k);
      if (PricePath::good(bar)) {
        advance(bar, block.calendar(k));
        write_model(block, k);
        write_alarm(block, k, still() ? AlarmTags{} : alarm_.tags());
      } else {
        ++bad_bars_;
        write_unknown_model(block, k);
        write_alarm(block, k, {});
      }
      block.set(kRefits, k, static_cast<float>(hidden_.refits()));
      block.set(kRefusedFits, k, static_cast<float>(hidden_.refused()));
      block.set(kBadBars, k, static_cast<float>(bad_bars_));
    }
  }

  void state(auto& archive) { archive(path_, hidden_, alarm_, still_, bad_bars_); }

 private:
  RegimeModel(const Settings& settings, const bm_instrument& instrument,
              std::span<const std::uint8_t> wanted)
      : states_(settings.hidden.fit.states),
        still_bars_(settings.still_bars),
        root_bars_per_day_(std::sqrt(instrument.bars_per_session_day)),
        wants_alarm_(wanted[kChangeProbability] != 0 || wanted[kRunLength] != 0),
        wants_model_(wants_a_model(wanted)),
        length_(instrument),
        path_(instrument, settings.gap_bars.value_or(usual_gap_bars(instrument))),
        hidden_(settings.hidden),
        alarm_(settings.alarm) {
    if (wants_model_) {
      hidden_.make_room();
    }
  }

  static bool wants_a_model(std::span<const std::uint8_t> wanted) {
    const auto read = [](std::uint8_t flag) { return flag != 0; };
    return std::any_of(wanted.begin(), wanted.begin() + kChangeProbability, read) ||
           std::any_of(wanted.begin() + kFirstProbability, wanted.end(), read);
  }

  // True after still_bars returns of 0: model and alarm are then not updated until the price moves.
  bool still() const { return still_ >= still_bars_; }

  void advance(const Bar& bar, const bm_calendar_row& row) {
    if (!path_.advance(bar, row.session_date)) {
      hidden_.clear();
      alarm_.clear();
      still_ = 0;
      return;
    }
    // A bar that its session cuts has the variance of its length; the model is one of whole bars.
    const double log_return =
        whole_return(bar, path_.previous_close(), path_.log_return(), length_.of(row));
    still_ = log_return == 0 ? still_ + 1 : 0;
    if (still()) {
      return;
    }
    if (wants_model_) {
      hidden_.update(log_return);
    }
    if (wants_alarm_) {
      alarm_.update(log_return);
    }
  }

  void write_model(const TagBlock& block, std::int64_t k) const {
    if (!hidden_.known() || still()) {
      write_unknown_model(block, k);
      return;
    }
    block.set(kState, k, hidden_.label());
    block.set(kVolatilityDay, k, hidden_.volatility() * root_bars_per_day_);
    for (int s = 0; s < states_; ++s) {
      block.set(kFirstProbability + static_cast<std::size_t>(s), k, hidden_.probability()[s]);
    }
  }

  void write_unknown_model(const TagBlock& block, std::int64_t k) const {
    block.set(kState, k, BM_TAG_UNKNOWN);
    block.set(kVolatilityDay, k, kUnknownScalar);
    for (int s = 0; s < states_; ++s) {
      block.set(kFirstProbability + static_cast<std::size_t>(s), k, kUnknownScalar);
    }
  }

  static void write_alarm(const TagBlock& block, std::int64_t k, const AlarmTags& tags) {
    block.set(kChangeProbability, k, tags.probability);
    block.set(kRunLength, k, tags.run_length);
  }

  int states_;
  std::int64_t still_bars_;
  double root_bars_per_day_;
  bool wants_alarm_;
  bool wants_model_;
  BarLength length_;
  PricePath path_;
  HiddenState hidden_;
  ChangeAlarm alarm_;
  std::int64_t still_ = 0;  // returns of exactly 0 in a row
  std::int64_t bad_bars_ = 0;
};

}  // namespace

}  // namespace barometer::regime_model

BAROMETER_REGIME(barometer::regime_model::RegimeModel)
