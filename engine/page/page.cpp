// SPDX-License-Identifier: Apache-2.0
#include "page/page.hpp"

#include <string>
#include <utility>

#include "page/data_block.hpp"
#include "page/page_frame.hpp"
#include "page/parts.hpp"
#include "report/names.hpp"

namespace barometer::page {

namespace {

struct PagePart {
  const char* id;
  const char* heading;
  std::string (*body)(const PartInput& input);
};

// In the order of the page; docs/page.md describes each. One without a body is left out.
constexpr PagePart kParts[] = {
    {"verdict", "Verdict", verdict_part},
    {"comparison", "Strategy and benchmark", comparison_part},
    {"equity", "Equity, drawdown, exposure", equity_part},
    {"regimes", "By regime", regimes_part},
    {"price", "Price and fills", price_part},
    {"returns", "Returns and costs", returns_part},
    {"trades", "Trades and orders", trades_part},
    {"latency", "Latency", latency_part},
    {"origin", "Config, data, fingerprint", origin_part},
};

}  // namespace

void write_page(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                const std::optional<KnownRuns>& known, const report::Sink& sink) {
  write_page(record, analysis, known, present_maker(record), sink);
}

void write_page(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                const std::optional<KnownRuns>& known, const RunMaker& origin,
                const report::Sink& sink) {
  write_page(record, analysis, known, origin, page_source(record, analysis), sink);
}

void write_page(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                const std::optional<KnownRuns>& known, const RunMaker& origin,
                const PageSource& source, const report::Sink& sink) {
  const ShownRows rows = shown_rows(record, analysis);
  const PartInput input{.record = record,
                        .analysis = analysis,
                        .known = known,
                        .rows = rows,
                        .origin = origin,
                        .source = source};
  PageFrame frame{.title = report::run_name(record.config),
                  .parts = {},
                  .data = data_block(input),
                  .script = page_script(),
                  .kind = source.left_out.bars ? kWithoutBars : ""};
  for (const PagePart& part : kParts) {
    std::string body = part.body(input);
    if (!body.empty()) {
      frame.parts.push_back({part.id, part.heading, std::move(body)});
    }
  }
  write_frame(frame, sink);
}

}  // namespace barometer::page
