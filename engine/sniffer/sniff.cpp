// SPDX-License-Identifier: Apache-2.0
#include "sniffer/sniff.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "core/bar_size.hpp"
#include "core/error.hpp"
#include "sniffer/clock_findings.hpp"
#include "sniffer/column_findings.hpp"
#include "sniffer/path_template.hpp"
#include "sniffer/symbol_name.hpp"

namespace barometer::sniffer {

namespace {

constexpr std::size_t kNamedSymbols = 2000;  // more are `all`, others in the folder included

core::Error refused(const std::string& path, std::string what, std::string fix) {
  return {core::ErrorKind::bad_input, core::Fault{path + ":1:1", std::move(what), std::move(fix)}};
}

std::string file_name(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

class Sniffer {
 public:
  Sniffer(const SniffedFiles& files, const TextFacts& facts) : files_(files), facts_(facts) {}

  Findings find() {
    found_.add("data.source", facts_.json ? "json" : "csv");
    add_path();
    const core::Duration bar = add_bar();
    const ClockFindings clock = clock_findings(facts_, bar, asset_of(found_.symbol));
    add_clock("data.venue", clock.venue);
    add_layout(facts_, found_);
    add_numbers(facts_, found_);
    add_time(facts_, found_);
    add_clock("data.time.zone", clock.zone);
    add_clock("data.time.stamp", clock.stamp);
    add_columns(facts_, found_);
    return std::move(found_);
  }

 private:
  const std::string& first_path() const { return files_.paths.front(); }

  void add_path() {
    if (const auto quotes = quote_templates(files_.paths)) {
      found_.add("data.path.bid", yaml_value(quotes->bid.path));
      found_.add("data.path.ask", yaml_value(quotes->ask.path), "called alike but for this word");
      add_marks(quotes->bid);
      return;
    }
    const auto path = path_of_files();
    if (!path) {
      throw refused(first_path(),
                    fmt::format("these {} files are called by no one pattern: more than a symbol "
                                "and a date differs in their names",
                                files_.paths.size()),
                    "name files that differ in a symbol, a date or both");
    }
    const bool many = files_.paths.size() > 1;
    found_.add("data.path", yaml_value(path->path),
               many ? fmt::format("{} files", files_.paths.size()) : "");
    add_marks(*path);
  }

  void add_marks(const PathTemplate& path) {
    if (!path.date_format.empty() && path.date_format != "%Y%m%d") {
      found_.add("data.date", yaml_value(path.date_format), "how {date} stands in the names");
    }
    add_member();
    add_symbols(path);
  }

  // Milliseconds of a day need the date that the name says, so all files of such names are meant.
  std::optional<PathTemplate> path_of_files() {
    auto path = path_template(files_.paths);
    const bool of_day = facts_.time.formats.front().format() == "ms_of_day";
    if (of_day && path && path->date_format.empty()) {
      found_.notes.push_back(
          "The date stands in the file's name alone: all files of the folder that are called so "
          "are read.");
      return dated_path(first_path());
    }
    return path;
  }

  void add_member() {
    if (!files_.member.empty()) {
      found_.add("data.member", yaml_value(files_.member), "the only table in the zip");
    }
    if (files_.members.empty()) {
      return;
    }
    OpenQuestion question{
        "data.member",
        fmt::format("Which of the {} files in the zip are meant?", files_.members.size()),
        {}};
    const auto pattern = member_template(files_.members);
    if (pattern && facts_.source && facts_.source->name == "LEAN") {
      found_.add("data.member", yaml_value(*pattern), "a contract each");
      return;
    }
    if (pattern) {
      question.answers.push_back(
          {yaml_value(*pattern), "each is a symbol of its own, with symbols: all"});
    }
    question.answers.push_back({yaml_value(files_.members.front()), "this one alone"});
    question.answers.push_back({"\"*\"", "all are parts of one symbol"});
    found_.ask(std::move(question));
  }

  void add_symbols(const PathTemplate& path) {
    const ConfigLine* const member = found_.line("data.member");
    const bool by_member =
        member != nullptr && member->value.find("{symbol}") != member->value.npos;
    if (facts_.many_symbols || by_member) {
      found_.symbol = symbol_in(file_name(first_path()));
      return;
    }
    if (!path.symbols.empty()) {
      found_.symbol = path.symbols.front();
      std::vector<std::string> names;
      for (const std::string& name : path.symbols) {
        names.push_back(yaml_value(name));
      }
      found_.add("data.symbols", names.size() > kNamedSymbols
                                     ? "all"
                                     : fmt::format("[{}]", fmt::join(names, ", ")));
      return;
    }
    const bool in_source = facts_.source && !facts_.source->symbol.empty();
    const std::string name = !facts_.symbol.empty() ? plain_symbol(facts_.symbol)
                             : in_source            ? plain_symbol(facts_.source->symbol)
                                                    : symbol_in(file_name(first_path()));
    found_.symbol = name;
    found_.add(
        "data.symbols", "[" + yaml_value(name) + "]",
        facts_.symbol.empty() ? "read off the file's name; any other will do" : "as the rows say");
  }

  core::Duration add_bar() {
    const BarStep& step = facts_.step;
    if (step.bar) {
      found_.add("data.bar", core::format_bar_size(*step.bar),
                 fmt::format("{} of {} steps are whole bars", step.alike, step.steps));
      return *step.bar;
    }
    constexpr std::size_t kEnough = 3;
    if (step.steps >= kEnough) {
      throw refused(files_.texts.front().path,
                    "these are ticks or bars of no one length: no step from row to row is shared "
                    "by most of them",
                    "make bars of one length of them first");
    }
    const bool in_source = facts_.source && !facts_.source->bar.empty();
    const auto named =
        in_source ? std::optional(facts_.source->bar) : bar_in(file_name(first_path()));
    if (named) {
      found_.add("data.bar", *named, "by the file's name: it has too few rows to tell");
    } else {
      found_.ask({"data.bar",
                  "How long is a bar? The file has too few rows to tell.",
                  {{"1h", "an hour"}, {"1d", "a day"}}});
    }
    return named == "1min" ? core::kMinute : named == "1d" ? core::kDay : core::kHour;
  }

  void add_clock(const std::string& key, const ClockKey& said) {
    if (said.decided) {
      found_.add(key, said.decided->value, (said.assumed ? "assumed: " : "") + said.decided->why);
      if (said.assumed) {
        found_.assumed.push_back(
            fmt::format("{}: {} ({})", key, said.decided->value, said.decided->why));
      }
    } else if (said.open) {
      found_.ask(*said.open);
    }
  }

  const SniffedFiles& files_;
  const TextFacts& facts_;
  Findings found_;
};

}  // namespace

Findings sniff(const SniffedFiles& files) {
  const TextFacts facts = facts_of(files.texts);
  return Sniffer(files, facts).find();
}

}  // namespace barometer::sniffer
