// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::regime {
class TagView;
}  // namespace barometer::regime

namespace barometer::report {

struct Style;

// How well the dimension `volatility_forecast` foresees the next bar, all symbols together, beside
// EWMA .94 and HAR (analysis::ForecastScore). Empty where nobody gives that dimension, or no bar of
// a second half can be judged.
std::string render_forecast(const data::MarketData& market, const regime::TagView& tags,
                            const Style& style);

}  // namespace barometer::report
