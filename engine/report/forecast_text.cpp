// SPDX-License-Identifier: Apache-2.0
#include "report/forecast_text.hpp"

#include <barometer/abi/regime.h>
#include <fmt/format.h>

#include <vector>

#include "analysis/forecast_score.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "regime/tag_view.hpp"
#include "report/number_text.hpp"
#include "report/style.hpp"
#include "report/table.hpp"

namespace barometer::report {

namespace {

constexpr std::string_view kDimension = "volatility_forecast";

struct Closes {
  std::vector<core::Timestamp> times;
  std::vector<double> prices;  // as taggers see them
};

Closes closes_of(const data::SymbolData& symbol) {
  Closes closes;
  for (const data::BarRow& bar : symbol.view_bars) {
    closes.times.push_back(bar.close_time_ns);
    closes.prices.push_back(bar.close);
  }
  return closes;
}

analysis::ForecastScore score(const data::MarketData& market, const regime::TagView& tags,
                              std::size_t dimension) {
  std::vector<Closes> closes;
  for (const data::SymbolData& symbol : market.symbols) {
    closes.push_back(closes_of(symbol));
  }
  std::vector<analysis::ForecastSeries> series;
  for (std::size_t s = 0; s < closes.size(); ++s) {
    series.push_back({closes[s].times, closes[s].prices,
                      tags.scalar(static_cast<core::SymbolIndex>(s), dimension),
                      market.instruments[s].bars_per_session_day});
  }
  return analysis::score_forecasts(series);
}

}  // namespace

std::string render_forecast(const data::MarketData& market, const regime::TagView& tags,
                            const Style& style) {
  const int found_at = tags.find(kDimension);
  const auto dimension = static_cast<std::size_t>(found_at);
  if (found_at < 0 || tags.dimensions()[dimension].kind != BM_DIMENSION_SCALAR) {
    return "";
  }
  const analysis::ForecastScore found = score(market, tags, dimension);
  if (found.bars == 0) {
    return "";
  }
  Table table("lr");
  table.row({{std::string(kDimension), Tone::strong}, {"ln h + r^2/h", Tone::faint}});
  table.row({{"  the plug-in's"}, {fixed(found.forecast, 4)}});
  table.row({{"  EWMA .94"}, {fixed(found.ewma, 4)}});
  table.row({{"  HAR"}, {fixed(found.har, 4)}});
  const std::string note = fmt::format(
      "    less is better; {} in the second halves, {}; against HAR {}, standard error {} by "
      "date\n",
      counted(found.bars, "bar"), counted(found.dates, "date"), gain(found.over_har, 4),
      fixed(found.standard_error, 4));
  return "\n" + table.render(style, 2) + style.paint(Tone::faint, note);
}

}  // namespace barometer::report
