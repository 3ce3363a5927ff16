// SPDX-License-Identifier: Apache-2.0
#include "analysis/warning.hpp"

#include <algorithm>

#include "support/catch.hpp"

namespace barometer {

TEST_CASE("codes of warnings are one word each, and no two are the same") {
  const std::vector<analysis::Warning> all{
      analysis::BudgetsNotMetered{},  analysis::LiveIntervalNotMetered{},
      analysis::SameCloseFills{},     analysis::SkippedRows{},
      analysis::OffHours{},           analysis::SymbolsLeftOut{},
      analysis::FillsWithoutImpact{}, analysis::UnlistedOrders{},
      analysis::NonPositiveEquity{},  analysis::RejectedForBuyingPower{},
      analysis::RejectedShortSales{}, analysis::HeldPastDataEnd{},
      analysis::SplitLikeJumps{},     analysis::JumpsAfterGaps{},
      analysis::MissingBars{},        analysis::UnsupportedBarSize{},
      analysis::UnfitPreset{},        analysis::UnknownTags{},
      analysis::InvalidOrders{},      analysis::StaleRate{},
      analysis::SessionsAYear{},      analysis::BudgetNotPassed{},
      analysis::LatencyGrows{},       analysis::UnbalancedBooks{},
      analysis::DroppedOutput{},      analysis::UnoptimisedPlugins{},
      analysis::UncheckedLabels{},    analysis::RoundedPrices{},
      analysis::TotalReturnPrices{},  analysis::UnusedQuotes{},
      analysis::SignalsOutsideRun{}};
  REQUIRE(all.size() == std::variant_size_v<analysis::Warning>);
  std::vector<std::string_view> codes;
  for (const analysis::Warning& warning : all) {
    codes.push_back(analysis::code_of(warning));
    CHECK(codes.back().find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string_view::npos);
  }
  std::ranges::sort(codes);
  CHECK(std::ranges::adjacent_find(codes) == codes.end());
}

}  // namespace barometer
