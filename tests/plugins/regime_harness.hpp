// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/plugin.h>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// Drives a built tagger plug-in through its manifest, as the host does.

namespace barometer::harness {

inline constexpr std::int64_t kHour = 3'600'000'000'000;
inline constexpr std::int64_t kDay = 24 * kHour;

// Bars as columns with their calendar, and the instrument they belong to.
struct Series {
  std::vector<std::int64_t> close_time_ns;
  std::vector<double> open;
  std::vector<double> high;
  std::vector<double> low;
  std::vector<double> close;
  std::vector<double> volume;
  std::vector<bm_calendar_row> calendar;
  bm_instrument instrument{"TEST", BM_VENUE_ALWAYS_OPEN, 0, kHour, 24, 365};

  std::int64_t size() const { return static_cast<std::int64_t>(close.size()); }

  // A bar without wicks that closes one bar size after the last one.
  void add(double price);

  // Moves the last bar and all to come by this much time.
  void skip(std::int64_t duration_ns) { pause_ns_ += duration_ns; }

  bm_bars view() const;

 private:
  std::int64_t pause_ns_ = 0;
};

Series hourly(const std::vector<double>& closes);
Series daily_equity(const std::vector<double>& closes);

// Prices from log returns, starting at `first`.
std::vector<double> prices_of(const std::vector<double>& returns, double first = 100);

// Reads columns `time`, O, H, L, C of a CSV file with a header, at most `limit` rows.
std::optional<Series> read_csv(const std::string& path, std::int64_t limit, bool daily);

// $BAROMETER_DATA or ../shared/data.
std::string data_root();

using Settings = std::map<std::string, std::variant<double, std::string>>;

// All dimensions of all bars; unwanted columns stay as they were made.
struct Table {
  std::map<std::string, std::vector<std::int8_t>> category;
  std::map<std::string, std::vector<float>> scalar;
  std::map<std::string, std::vector<std::int64_t>> onset;  // of the categories

  // Same bits everywhere, over the first `bars` bars (all when negative).
  bool same_as(const Table& other, std::int64_t bars = -1) const;
};

// One tagger instance.
class Tagger {
 public:
  // Wants all dimensions when `wanted` is empty. Throws std::runtime_error with the plug-in's text.
  Tagger(const Settings& settings, const bm_instrument& instrument,
         const std::vector<std::string>& wanted = {}, const std::string& plugin = "regime");

  const std::vector<bm_dimension>& dimensions() const { return dimensions_; }

  const bm_dimension& dimension(const std::string& name) const;

  // A row of the declared table.
  const bm_param_spec& parameter(const std::string& name) const;

  Table table(std::int64_t bars) const;

  // Tags bars [first, last) in blocks of `block`. The view handed over ends with each block.
  void tag(const Series& series, std::int64_t first, std::int64_t last, std::int64_t block,
           Table& out);

  std::vector<std::byte> save() const;
  bm_status load(std::span<const std::byte> state);
  void reset();

  // Text of the last refusal.
  std::string error() const { return text_.data(); }

 private:
  void set_params(const Settings& settings);

  const bm_manifest* manifest_;
  std::vector<bm_param_value> values_;
  std::vector<std::string> words_;
  std::vector<bm_dimension> dimensions_;
  std::vector<std::uint8_t> wanted_;
  std::unique_ptr<void, void (*)(void*)> self_;
  std::vector<char> text_ = std::vector<char>(512);
};

// Everything at once with a fresh instance.
Table tag_all(const Series& series, const Settings& settings, std::int64_t block = 64,
              const std::string& plugin = "regime");

// Of volatility_day, over the bars on which it is known. REQUIRES: more than 500 of them.
double root_mean_square(const Series& series, const Settings& settings,
                        const std::string& plugin = "regime");

}  // namespace barometer::harness
