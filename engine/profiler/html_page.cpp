// SPDX-License-Identifier: Apache-2.0
#include "profiler/html_page.hpp"

#include <fmt/format.h>

#include "chart/markup.hpp"
#include "core/safe_text.hpp"
#include "profiler/picture.hpp"
#include "profiler/result_lines.hpp"

namespace barometer::profiler {

namespace {

constexpr const char* kHead = R"(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Barometer profile</title><style>
body{{font:15px/1.5 system-ui,sans-serif;color:#222;max-width:960px;margin:2em auto;padding:0 1em}}
h1{{font-size:1.5em;margin:0}}h2{{font-size:1.05em;margin:1.6em 0 .3em}}
.headline{{display:inline-block;padding:.25em .7em;border-radius:.3em;color:#fff;background:{}}}
table{{border-collapse:collapse}}td,th{{padding:.15em 1.4em .15em 0;text-align:left;
font-variant-numeric:tabular-nums}}th{{color:#777;font-weight:normal}}
svg{{max-width:100%;height:auto}}p{{margin:.3em 0}}.subject{{color:#777}}
</style></head><body>
)";

std::string escaped(std::string_view text) {
  return chart::with_entities(core::printable(text));
}

const char* colour_of(const std::optional<profile::Verdict>& verdict) {
  if (!verdict) {
    return "#777777";
  }
  switch (*verdict) {
    case profile::Verdict::regression:
    case profile::Verdict::mean_regression:
      return "#d55e00";
    case profile::Verdict::improvement:
    case profile::Verdict::no_change:
      return "#007a5a";
    default:
      return "#9a6a00";
  }
}

std::string paragraphs(std::string_view title, const std::vector<std::string>& lines) {
  if (lines.empty()) {
    return "";
  }
  std::string html = title.empty() ? "" : fmt::format("<h2>{}</h2>\n", title);
  for (const std::string& line : lines) {
    html += fmt::format("<p>{}</p>\n", escaped(line));
  }
  return html;
}

std::string figures(const profile::ProfileResult& result) {
  std::string html = "<h2>Figures</h2>\n<table>\n";
  if (result.comparison) {
    html += "<tr><th></th><th>baseline</th><th>candidate</th><th>change</th></tr>\n";
  }
  for (const ProfileRow& row : profile_rows(result)) {
    html += fmt::format("<tr><th>{}</th>", escaped(row.name));
    if (result.comparison) {
      html += fmt::format("<td>{}</td>", escaped(row.baseline));
    }
    html +=
        fmt::format("<td>{}</td><td>{}</td></tr>\n", escaped(row.candidate), escaped(row.change));
  }
  return html + "</table>\n";
}

std::string facts(std::string_view title, const std::vector<profile::Fact>& facts) {
  if (facts.empty()) {
    return "";
  }
  std::string html = fmt::format("<h2>{}</h2>\n<table>\n", title);
  for (const profile::Fact& fact : facts) {
    html +=
        fmt::format("<tr><th>{}</th><td>{}</td></tr>\n", escaped(fact.name), escaped(fact.value));
  }
  return html + "</table>\n";
}

}  // namespace

std::string profile_page(const profile::ProfileResult& result) {
  const std::string headline =
      result.verdict ? std::string(profile::headline(result)) : "Nothing to compare with";
  return fmt::format(fmt::runtime(kHead), colour_of(result.verdict)) +
         fmt::format("<h1><span class=\"headline\">{}</span></h1>\n<p class=\"subject\">{}</p>\n",
                     escaped(headline), escaped(result.subject)) +
         paragraphs("", result.reasons) + paragraphs("Warnings", result.warnings) +
         "<h2>Picture</h2>\n" + profile_picture(result) + figures(result) +
         paragraphs("Executed in a replay", executed_lines(result)) +
         paragraphs("Measured with", measured_with_lines(result)) +
         facts("Measured on", result.facts.strict) + facts("Machine meanwhile", result.facts.soft) +
         "</body></html>\n";
}

}  // namespace barometer::profiler
