// SPDX-License-Identifier: Apache-2.0
// The first byte picks how the file is laid out, the others are the file: once read strictly, once
// with bad rows skipped. Bars that were taken are sound and in order.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "core/error.hpp"
#include "data/csv_fixture.hpp"
#include "data/row_parser.hpp"

namespace {

using namespace barometer;

struct Layout {
  const char* time_format;
  const char* zone = "UTC";
  core::Duration bar = core::kHour;
  const char* venue = "24x7";
  bool header = true;
};

constexpr Layout kLayouts[] = {
    {"epoch_ms"},
    {"epoch_s"},
    {"epoch_ns", "UTC", core::kMinute},
    {"%Y-%m-%dT%H:%M:%SZ"},
    {"%Y-%m-%d", "venue", core::kDay, "us_equity"},
    {"%d/%m/%Y %H:%M", "America/New_York", core::kMinute, "us_equity"},
    {"%Y-%m-%d %H:%M", "Europe/Berlin", core::kHour, "fx"},
    {"epoch_ms", "UTC", core::kHour, "24x7", false},
};

// Bits 0 to 2 are the layout; with bit 3 there are columns of the truth and of labels.
config::DataConfig config_of(std::uint8_t picked) {
  const Layout& layout = kLayouts[picked & 7];
  config::DataConfig config = hourly_csv();
  config.bar = layout.bar;
  config.venue = layout.venue;
  config.csv.time_format = layout.time_format;
  config.csv.zone = layout.zone;
  config.csv.header = layout.header;
  if (!layout.header) {
    config.csv.time = {"", 1};
    config.csv.open = {"", 2};
    config.csv.high = {"", 3};
    config.csv.low = {"", 4};
    config.csv.close = {"", 5};
    config.csv.volume.reset();
  } else if ((picked & 8) != 0) {
    config.csv.truth = config::ColumnRef{"truth"};
    config.csv.labels = config::KeptLabels{config::ColumnRef{"label"}, {}};
  }
  return config;
}

void check(const data::CsvBars& read) {
  for (std::size_t i = 0; read.faults.empty() && i < read.bars.size(); ++i) {
    const bool later = i == 0 || read.bars[i - 1].close_time_ns < read.bars[i].close_time_ns;
    if (!later || !data::is_sound(read.bars[i])) {
      std::abort();
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0) {
    return 0;
  }
  const std::string_view text(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  config::DataConfig config = config_of(bytes[0]);
  for (const auto rule : {config::BadRows::refuse, config::BadRows::skip}) {
    config.csv.bad_rows = rule;
    try {
      check(read_text(text, config));
    } catch (const core::Error&) {
    }
  }
  return 0;
}
