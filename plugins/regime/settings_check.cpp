// SPDX-License-Identifier: Apache-2.0
#include "settings_check.hpp"

#include <stdexcept>
#include <string>
#include <string_view>

#include "levels.hpp"

namespace barometer::regime_plugin {

namespace {

class Faults {
 public:
  void unless(bool good, std::string_view fault) {
    if (!good) {
      text_ += (text_.empty() ? "" : "; ") + std::string(fault);
    }
  }

  void throw_if_any() const {
    if (!text_.empty()) {
      throw std::invalid_argument(text_);
    }
  }

 private:
  std::string text_;
};

void check_ratio_levels(const VolatilitySettings& v, Faults& faults) {
  faults.unless(0 < v.high_out && v.high_out <= v.high_in,
                "volatility.high_out must be above 0 and not above volatility.high_in");
  faults.unless(v.extreme_factor >= 1, "volatility.extreme_factor must be at least 1");
  faults.unless(v.calm_out_se <= v.calm_in_se,
                "volatility.calm_out_se must not exceed volatility.calm_in_se");
  const double calm_out = calm_ratio(v.calm_out_se, v.half_life);
  faults.unless(calm_out < v.high_out,
                "volatility.high_out must be above the ratio that ends calm, exp(-calm_out_se se) "
                "= " +
                    std::to_string(calm_out));
}

void check_absolute_levels(const VolatilitySettings& v, Faults& faults) {
  faults.unless(0 < v.normal_from && v.normal_from < v.high_from && v.high_from < v.extreme_from,
                "volatility.normal_from (" + std::to_string(v.normal_from) + "), high_from (" +
                    std::to_string(v.high_from) + ") and extreme_from (" +
                    std::to_string(v.extreme_from) +
                    ") must be above 0 and ascend; those that are not given are the preset's");
}

void check_robust_levels(const VolatilitySettings& v, Faults& faults) {
  faults.unless(0 < v.robust.wild_out && v.robust.wild_out <= v.robust.wild_in,
                "volatility.wild_out must be above 0 and not above volatility.wild_in");
  faults.unless(v.rule != VolatilityRule::robust || v.estimator == Estimator::close ||
                    v.estimator == Estimator::ewma,
                "volatility.rule robust is for returns of the closes: volatility.estimator must "
                "be close or ewma");
}

// A preset's reference of unknown bar size says nothing about one that is given in bars.
void check_reference(const Params& params, const VolatilitySettings& v, bool bar_size_known,
                     Faults& faults) {
  const bool both_given = params.optional_integer("volatility.reference").has_value() &&
                          params.optional_integer("volatility.reference_min").has_value();
  faults.unless(!(bar_size_known || both_given) || v.reference_min <= v.reference,
                "volatility.reference_min (" + std::to_string(v.reference_min) +
                    ") must not exceed volatility.reference (" + std::to_string(v.reference) + ")");
}

void check(const TrendSettings& t, Faults& faults) {
  faults.unless(0 < t.weak_in && t.weak_out <= t.weak_in,
                "trend.weak_in must be above 0 and not below trend.weak_out");
  faults.unless(t.strong_out <= t.strong_in, "trend.strong_out must not exceed trend.strong_in");
  faults.unless(t.weak_in <= t.strong_in && t.weak_out <= t.strong_out,
                "trend.weak_in and weak_out must not exceed strong_in and strong_out");
}

void check_bar_size(const Params& params, const VolatilitySettings& v, Faults& faults) {
  const bool intraday = v.bars_per_session_day > 1;
  faults.unless(intraday || params.word("preset") != "equity_intraday",
                "preset equity_intraday is for bars shorter than a session day; these are not: "
                "use equity_daily");
  faults.unless(intraday || !v.time_of_day.on,
                "volatility.time_of_day needs bars shorter than a session day");
}

}  // namespace

void check_settings(const Params& params, const Settings& settings, bool bar_size_known) {
  Faults faults;
  check_ratio_levels(settings.volatility, faults);
  check_absolute_levels(settings.volatility, faults);
  check_robust_levels(settings.volatility, faults);
  check_reference(params, settings.volatility, bar_size_known, faults);
  check(settings.trend, faults);
  if (bar_size_known) {
    check_bar_size(params, settings.volatility, faults);
  }
  faults.throw_if_any();
}

}  // namespace barometer::regime_plugin
