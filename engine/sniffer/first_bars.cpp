// SPDX-License-Identifier: Apache-2.0
#include "sniffer/first_bars.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "calendar/bar_spans.hpp"
#include "calendar/grid_check.hpp"
#include "calendar/venue.hpp"
#include "config/load.hpp"
#include "core/error.hpp"
#include "data/csv_columns.hpp"
#include "data/csv_reader.hpp"
#include "files/json_rows.hpp"

namespace barometer::sniffer {

namespace {

constexpr std::size_t kShown = 2;
constexpr std::size_t kRead = 40;  // lines: enough for the grid that bars lie on

std::string_view first_lines(std::string_view text, std::size_t lines) {
  std::size_t end = 0;
  while (lines-- > 0 && end < text.size()) {
    end = std::min(text.find('\n', end), text.size() - 1) + 1;
  }
  return text.substr(0, end);
}

std::string minute_of(core::Timestamp time) {
  const std::string text = core::format_utc(time);  // 2022-10-11T10:00:00Z
  return text.substr(0, 10) + " " + text.substr(11, 5);
}

std::vector<std::string> bars_as_read(const config::DataConfig& config, const SniffedText& text) {
  const calendar::Venue venue = calendar::find_venue(config, config.venue);
  const data::StampParser stamps(config, venue);
  const std::array texts{
      files::FileText{.name = text.path, .text = first_lines(text.text, kRead), .date = text.date}};
  const data::CsvBars read = data::read_csv(texts, config, venue, stamps);
  if (read.bars.empty()) {
    return {read.faults.empty() ? "reads no row" : "reads no row: " + read.faults.front().what};
  }
  std::vector<core::Timestamp> closes;
  for (const data::BarRow& bar : read.bars) {
    closes.push_back(bar.close_time_ns);
  }
  const auto spans = calendar::read_grid(venue, config.bar, config.csv.stamp, closes).spans;
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < std::min(kShown, read.bars.size()); ++i) {
    const data::BarRow& bar = read.bars[i];
    lines.push_back(fmt::format("{} to {} UTC  {} {} {} {}  volume {}", minute_of(spans[i].open),
                                minute_of(spans[i].close), bar.open, bar.high, bar.low, bar.close,
                                bar.volume));
  }
  return lines;
}

Findings with_first_answers(Findings findings, const std::string& but) {
  const std::vector<OpenQuestion> questions = findings.questions;
  for (const OpenQuestion& question : questions) {
    if (question.key != but) {
      findings = answered(std::move(findings), question.key, question.answers.front().value, "");
    }
  }
  return findings;
}

std::vector<std::string> bars_by(const Findings& findings, const SniffedText& text) {
  try {
    const std::string yaml = config_text(findings, "");
    config::DataConfig config = config::parse_config(yaml, text.path).data;
    if (config.source == config::DataSource::json) {
      config.csv.separator = files::kJsonSeparator;
      config.csv.header = !data::is_by_position(config.csv);
    }
    if (config.csv.has_quotes()) {
      config.csv = config::bid_side(config.csv);
    }
    return bars_as_read(config, text);
  } catch (const core::Error& error) {
    return {"does not read it: " + error.faults().front().what};
  }
}

}  // namespace

BarsByAnswer first_bars(const Findings& findings, const SniffedText& text) {
  BarsByAnswer all;
  for (const OpenQuestion& question : findings.questions) {
    const Findings others = with_first_answers(findings, question.key);
    for (const Answer& answer : question.answers) {
      all[question.key].push_back(bars_by(answered(others, question.key, answer.value, ""), text));
    }
  }
  return all;
}

}  // namespace barometer::sniffer
