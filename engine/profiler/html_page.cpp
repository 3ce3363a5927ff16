// SPDX-License-Identifier: Apache-2.0
#include "profiler/html_page.hpp"

#include <optional>

#include "page/html.hpp"
#include "page/page_frame.hpp"
#include "profiler/picture.hpp"
#include "profiler/result_lines.hpp"

namespace barometer::profiler {

namespace {

const char* tone_of(const std::optional<profile::Verdict>& verdict) {
  if (!verdict) {
    return "strong faint";
  }
  switch (*verdict) {
    case profile::Verdict::regression:
    case profile::Verdict::mean_regression:
      return "strong bad";
    case profile::Verdict::improvement:
    case profile::Verdict::no_change:
      return "strong good";
    default:
      return "strong thin";
  }
}

std::string paragraphs(const std::vector<std::string>& lines) {
  std::string html;
  for (const std::string& line : lines) {
    html += page::paragraph(line);
  }
  return html;
}

std::string verdict(const profile::ProfileResult& result) {
  const std::string headline =
      result.verdict ? std::string(profile::headline(result)) : "Nothing to compare with";
  return page::paragraph(headline, tone_of(result.verdict)) + paragraphs(result.reasons) +
         (result.warnings.empty() ? "" : "<h3>Warnings</h3>\n" + paragraphs(result.warnings));
}

std::string figures(const profile::ProfileResult& result) {
  const bool compared = result.comparison.has_value();
  const std::vector<std::string> head =
      compared ? std::vector<std::string>{"figure", "baseline", "candidate", "change"}
               : std::vector<std::string>{"figure", "this profile"};
  page::HtmlTable table("Times, the middle of the processes", head);
  for (const ProfileRow& row : profile_rows(result)) {
    table.row(
        compared
            ? std::vector<page::HtmlCell>{{row.name}, {row.baseline}, {row.candidate}, {row.change}}
            : std::vector<page::HtmlCell>{{row.name}, {row.candidate}});
  }
  return table.empty() ? "" : table.html();
}

std::string facts(std::string_view caption, const std::vector<profile::Fact>& facts) {
  page::HtmlTable table(caption, {"", ""}, 2);
  for (const profile::Fact& fact : facts) {
    table.row({{fact.name}, {fact.value, "prose"}});
  }
  return table.empty() ? "" : table.html();
}

}  // namespace

std::string profile_page(const profile::ProfileResult& result) {
  const std::vector<page::FramePart> all{
      {"verdict", "Verdict", verdict(result)},
      {"picture", "Picture",
       page::scrolled_picture("The times of all processes", profile_picture(result))},
      {"figures", "Figures", figures(result)},
      {"executed", "Executed in a replay", paragraphs(executed_lines(result))},
      {"measured-with", "Measured with", paragraphs(measured_with_lines(result))},
      {"measured-on", "Measured on",
       facts("What must be equal for a comparison", result.facts.strict)},
      {"machine", "Machine meanwhile", facts("What the machine did meanwhile", result.facts.soft)}};
  page::PageFrame frame{.title = "Profile: " + result.subject, .parts = {}};
  for (const page::FramePart& part : all) {
    if (!part.body.empty()) {
      frame.parts.push_back(part);
    }
  }
  std::string html;
  page::write_frame(frame, [&](std::string_view text) { html += text; });
  return html;
}

}  // namespace barometer::profiler
