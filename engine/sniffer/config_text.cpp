// SPDX-License-Identifier: Apache-2.0
#include "sniffer/config_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "sniffer/symbol_name.hpp"

namespace barometer::sniffer {

namespace {

constexpr std::size_t kWidth = 100;

std::vector<std::string> parts_of(const std::string& key) {
  std::vector<std::string> parts(1);
  for (const char c : key) {
    if (c == '.') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

// A sentence as comment lines.
std::string comment(const std::string& text, std::size_t indent) {
  const std::string begin = std::string(indent, ' ') + "#";
  std::string lines;
  std::string line = begin;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    if (line.size() + 1 + end > kWidth && line.size() > begin.size()) {
      lines += line + "\n";
      line = begin;
    }
    line.append(" ").append(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return lines + line + "\n";
}

class ConfigWriter {
 public:
  ConfigWriter(const Findings& findings, const BarsByAnswer& bars)
      : findings_(findings), bars_(bars) {}

  void add(const ConfigLine& line) {
    const std::vector<std::string> parts = parts_of(line.key);
    std::size_t depth = 0;
    while (depth + 1 < parts.size() && depth < open_.size() && open_[depth] == parts[depth]) {
      ++depth;
    }
    open_.resize(depth);
    for (; depth + 1 < parts.size(); ++depth) {
      text_ += depth == 0 && !text_.empty() ? "\n" : "";
      text_ += std::string(2 * depth, ' ') + parts[depth] + ":\n";
      open_.push_back(parts[depth]);
    }
    line.value.empty() ? write_question(line.key, parts.back()) : write_line(line, parts.back());
  }

  std::string take() { return std::move(text_); }

 private:
  std::size_t indent() const { return 2 * open_.size(); }

  void write_line(const ConfigLine& line, const std::string& name) {
    const std::string said = fmt::format("{}{}: {}", std::string(indent(), ' '), name, line.value);
    if (line.why.empty()) {
      text_ += said + "\n";
    } else if (said.size() + line.why.size() + 4 <= kWidth) {
      text_ += fmt::format("{}  # {}\n", said, line.why);
    } else {
      text_ += comment(line.why, indent()) + said + "\n";
    }
  }

  void write_question(const std::string& key, const std::string& name) {
    const auto question = std::ranges::find(findings_.questions, key, &OpenQuestion::key);
    text_ += comment("To decide: " + question->asks, indent());
    const auto shown = bars_.find(key);
    for (std::size_t i = 0; i < question->answers.size(); ++i) {
      const Answer& answer = question->answers[i];
      text_ += fmt::format("{}#   {}: {}   # {}\n", std::string(indent(), ' '), name, answer.value,
                           answer.why);
      if (shown != bars_.end()) {
        for (const std::string& bar : shown->second.at(i)) {
          text_ += fmt::format("{}#       {}\n", std::string(indent(), ' '), bar);
        }
      }
    }
    text_ += fmt::format("{}{}:\n", std::string(indent(), ' '), name);
  }

  const Findings& findings_;
  const BarsByAnswer& bars_;
  std::vector<std::string> open_;
  std::string text_;
};

std::string value_of(const Findings& findings, std::string_view key) {
  const ConfigLine* const line = findings.line(key);
  return line == nullptr ? "" : line->value;
}

bool is_long_bar(const std::string& bar) {
  return bar == "1d" || bar == "1w" || bar == "1mo";
}

std::string preset_for_bars(const std::string& venue, const std::string& bar, AssetKind asset) {
  if (is_long_bar(bar)) {
    return "equity_daily";
  }
  if (venue == "us_equity") {
    return "equity_intraday";
  }
  return venue == "fx" || asset == AssetKind::fx ? "fx" : "crypto";
}

void add_run(const Findings& findings, ConfigWriter& writer) {
  const std::string venue = value_of(findings, "data.venue");
  const AssetKind asset = asset_of(findings.symbol);
  const bool coins = asset == AssetKind::crypto;
  writer.add({"regime.plugin", "regime", "what tags every bar; docs/regimes.md"});
  writer.add(
      {"regime.params.preset", preset_for_bars(venue, value_of(findings, "data.bar"), asset), ""});
  writer.add({"strategy.plugin", "sma_cross", "to begin with; `barometer plugins` lists others"});
  writer.add({"strategy.params.fast", "10", "bars"});
  writer.add({"strategy.params.slow", "50", ""});
  writer.add({"broker.cash", "100000", ""});
  writer.add({"broker.commission", coins ? "10bps" : "1bps", "of what is traded: put in your own"});
  if (findings.line("data.columns.bid.open") != nullptr ||
      findings.line("data.path.bid") != nullptr) {
    writer.add({"broker.slippage.spread", "quoted", "half of bid to ask, as the file has it"});
  } else {
    writer.add({"broker.slippage", coins ? "2bps" : "1bps", "of the price"});
  }
}

}  // namespace

std::string config_text(const Findings& findings, const std::string& made_by,
                        const BarsByAnswer& bars) {
  std::string text = comment(made_by, 0);
  for (const std::string& note : findings.notes) {
    text += comment(note, 0);
  }
  ConfigWriter writer(findings, bars);
  for (const ConfigLine& line : findings.lines) {
    writer.add(line);
  }
  add_run(findings, writer);
  return text + "\n" + writer.take();
}

}  // namespace barometer::sniffer
