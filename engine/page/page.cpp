// SPDX-License-Identifier: Apache-2.0
#include "page/page.hpp"

#include <fmt/format.h>

#include <string>

#include "page/data_block.hpp"
#include "page/html.hpp"
#include "page/page_assets.hpp"
#include "page/parts.hpp"
#include "report/names.hpp"

namespace barometer::page {

namespace {

struct PagePart {
  const char* id;
  const char* heading;
  std::string (*body)(const PartInput& input);
};

// In the order of the page; docs/page.md describes each.
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

std::string policy() {
  return fmt::format(
      "default-src 'none'; script-src {}; style-src {}; base-uri 'none'; "
      "form-action 'none'",
      policy_source(page_script()), policy_source(page_style()));
}

std::string head(const std::string& name) {
  return fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<title>{} - Barometer</title>\n"
      "<style>{}</style>\n</head>\n",
      policy(), escaped(name), page_style().text);
}

std::string header(const std::string& name) {
  std::string links;
  for (const PagePart& part : kParts) {
    links += fmt::format("<a href=\"#{}\">{}</a>\n", part.id, escaped(part.heading));
  }
  return fmt::format(
      "<body>\n<header><h1>{}</h1>\n<button type=\"button\" id=\"theme\" hidden>Theme: system"
      "</button>\n</header>\n<nav aria-label=\"Parts of this page\">\n{}</nav>\n<main>\n",
      escaped(name), links);
}

}  // namespace

void write_page(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
                const std::optional<KnownRuns>& known, const report::Sink& sink) {
  const std::string name = report::run_name(record.config);
  const ShownRows rows = shown_rows(record, analysis);
  const PartInput input{.record = record, .analysis = analysis, .known = known, .rows = rows};
  sink(head(name));
  sink(header(name));
  for (const PagePart& part : kParts) {
    sink(section(part.id, part.heading, part.body(input)));
  }
  sink("</main>\n<script type=\"application/json\" id=\"data\">\n");
  sink(data_block(record, analysis, rows));
  sink("</script>\n<script>");
  sink(page_script().text);
  sink("</script>\n</body>\n</html>\n");
}

}  // namespace barometer::page
