// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/bars.h>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "analysis/attribution.hpp"
#include "config/output_config.hpp"
#include "core/workers.hpp"
#include "data/market_data.hpp"
#include "data/symbol_input.hpp"
#include "orders/order.hpp"
#include "regime/tag_columns.hpp"
#include "report/sample_run.hpp"

namespace barometer {

// A market of one symbol with six bars, and the tags of one dimension: -, a, a, b, b, a.
struct TaggedCase {
  explicit TaggedCase(data::SymbolInput symbol) {
    market = test::market_of({std::move(symbol)});
    regime::Dimension dimension;
    dimension.name = "mood";
    dimension.labels = {"a", "b"};
    const regime::TagColumns written({dimension}, {{1}, {}}, std::vector<std::int64_t>{6});
    tags = written.view();
    std::vector<bm_tag_column> columns(1);
    written.block(0, 0, columns);
    const std::vector<std::int8_t> ids{BM_TAG_UNKNOWN, 0, 0, 1, 1, 0};
    std::copy(ids.begin(), ids.end(), columns[0].category);
  }

  analysis::Attribution attribution(const std::vector<orders::Fill>& fills,
                                    core::Timestamp first_time = 0) const {
    core::Workers one(1);
    return analysis::attribute(market, tags, analysis::reported_dimensions(tags, {}), fills,
                               first_time, one);
  }

  data::MarketData market;
  regime::TagView tags;
};

}  // namespace barometer
