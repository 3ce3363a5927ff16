// SPDX-License-Identifier: Apache-2.0
#include "profile/timings_csv.hpp"

#include <fast_float/fast_float.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "core/safe_text.hpp"

namespace barometer::profile {

namespace {

constexpr std::size_t kFewestRows = 5;
constexpr std::size_t kMostFaults = 20;
constexpr std::size_t kShownWidth = 30;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r";
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(kBlank) + 1 - first);
}

// The whole text as a number, "nan" and "inf" included.
std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto result = fast_float::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = result.ec == std::errc{} && result.ptr == text.data() + text.size();
  return whole ? std::optional(value) : std::nullopt;
}

struct Field {
  std::string_view text;
  std::size_t column;  // from 1
};

std::vector<Field> fields_of(std::string_view line) {
  std::vector<Field> fields;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= line.size(); ++i) {
    if (i == line.size() || line[i] == ',') {
      fields.push_back({trimmed(line.substr(begin, i - begin)), begin + 1});
      begin = i + 1;
    }
  }
  return fields;
}

class TimingsReader {
 public:
  TimingsReader(const std::filesystem::path& file, double unit_ns)
      : file_(file), unit_ns_(unit_ns) {
    replicates_.name = file.filename().string();
  }

  Replicates read() {
    std::ifstream in(file_, std::ios::binary);
    if (!in || std::filesystem::is_directory(file_)) {
      throw core::Error(core::ErrorKind::bad_input, core::Fault{file_.string(), "could not be read",
                                                                "name a CSV file of timings"});
    }
    for (std::string line; std::getline(in, line);) {
      ++line_;
      if (!trimmed(line).empty()) {
        take(fields_of(line));
      }
    }
    check_rows();
    core::throw_if_any(std::move(faults_));
    for (ProcessTimes& process : replicates_.processes) {
      process.cold_step_ns = process.blocks_ns.front();
    }
    return std::move(replicates_);
  }

 private:
  void take(const std::vector<Field>& fields) {
    if (replicates_.processes.empty()) {
      take_header(fields);
      return;
    }
    ++rows_;
    if (fields.size() != replicates_.processes.size()) {
      fault(1,
            fmt::format("{} fields, expected {}: one per process, as in the header", fields.size(),
                        replicates_.processes.size()),
            "give every process the same number of calls");
      return;
    }
    for (std::size_t p = 0; p < fields.size(); ++p) {
      take_time(fields[p], replicates_.processes[p]);
    }
  }

  void take_header(const std::vector<Field>& fields) {
    replicates_.processes.resize(fields.size());
    if (std::all_of(fields.begin(), fields.end(), [](const Field& f) { return number(f.text); })) {
      fault(1, "a row of numbers where the header line is expected",
            "name the processes in the first line: p1,p2,p3");
    }
  }

  void take_time(const Field& field, ProcessTimes& process) {
    const std::optional<double> value = number(field.text);
    if (!value || !(*value > 0) || !std::isfinite(*value)) {
      fault(field.column,
            fmt::format("'{}' is no time; a positive number is expected",
                        core::clipped(field.text, kShownWidth)),
            "remove the call, or mend the tool that wrote it");
      return;
    }
    process.blocks_ns.push_back(*value * unit_ns_);
  }

  void check_rows() {
    if (line_ == 0 || replicates_.processes.empty()) {
      faults_.push_back({file_.string(), "is empty", "a header line and at least 5 rows of times"});
    } else if (rows_ < kFewestRows) {
      faults_.push_back({file_.string(),
                         fmt::format("{} row{} of times, at least {} are needed", rows_,
                                     rows_ == 1 ? "" : "s", kFewestRows),
                         "record more calls: a steady state takes 30 calls after the warm-up"});
    }
  }

  void fault(std::size_t column, std::string what, std::string fix) {
    if (faults_.size() < kMostFaults) {
      faults_.push_back({fmt::format("{}:{}:{}", file_.string(), line_, column), std::move(what),
                         std::move(fix)});
    }
  }

  const std::filesystem::path& file_;
  double unit_ns_;
  Replicates replicates_;
  std::vector<core::Fault> faults_;
  std::size_t line_ = 0;
  std::size_t rows_ = 0;
};

}  // namespace

std::optional<double> unit_ns(std::string_view unit) {
  using Unit = std::pair<std::string_view, double>;
  constexpr std::array kUnits{Unit{"ns", 1}, Unit{"us", 1e3}, Unit{"ms", 1e6}, Unit{"s", 1e9}};
  for (const auto& [name, ns] : kUnits) {
    if (name == unit) {
      return ns;
    }
  }
  return std::nullopt;
}

std::optional<double> parse_time_ns(std::string_view text) {
  const std::size_t digits = std::min(text.find_first_not_of("0123456789.eE+-"), text.size());
  const std::optional<double> value = number(trimmed(text.substr(0, digits)));
  const std::optional<double> unit = unit_ns(trimmed(text.substr(digits)));
  const bool good = value && unit && *value > 0 && std::isfinite(*value);
  return good ? std::optional(*value * *unit) : std::nullopt;
}

Replicates read_timings(const std::filesystem::path& file, double unit_ns) {
  return TimingsReader(file, unit_ns).read();
}

}  // namespace barometer::profile
