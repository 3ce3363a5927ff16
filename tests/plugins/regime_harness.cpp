// SPDX-License-Identifier: Apache-2.0
#include "regime_harness.hpp"

#include <dlfcn.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace barometer::harness {

namespace {

const bm_manifest* manifest(const std::string& plugin) {
  // Libraries are never unloaded, and dlopen hands out the same one for the same file.
  void* library =
      dlopen((BAROMETER_BINARY_DIR "/plugins/" + plugin + ".so").c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    throw std::runtime_error(dlerror());
  }
  return reinterpret_cast<decltype(&barometer_plugin)>(dlsym(library, BM_ENTRY_SYMBOL))();
}

// Bits, so that NaN equals NaN.
template <class T>
bool same_bits(const std::vector<T>& a, const std::vector<T>& b, std::int64_t bars) {
  const auto count = bars < 0 ? a.size() : static_cast<std::size_t>(bars);
  return count <= a.size() && count <= b.size() && (bars >= 0 || a.size() == b.size()) &&
         (count == 0 || std::memcmp(a.data(), b.data(), count * sizeof(T)) == 0);
}

std::int64_t time_of(const std::string& text, bool daily) {
  if (!daily) {
    return std::stoll(text) * 1'000'000 + kHour;  // epoch milliseconds of the bar's open
  }
  int year = 0;
  int month = 0;
  int day = 0;
  std::sscanf(text.c_str(), "%d-%d-%d", &year, &month, &day);
  // Days since 1970-01-01: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
  year -= month <= 2;
  const int era = year / 400;
  const int year_of_era = year - era * 400;
  const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return (era * 146097LL + day_of_era - 719468) * kDay + 21 * kHour;
}

}  // namespace

void Series::add(double price) {
  const std::int64_t time =
      (close_time_ns.empty() ? 1'700'000'000'000'000'000 / kDay * kDay : close_time_ns.back()) +
      instrument.bar_ns + pause_ns_;
  pause_ns_ = 0;

  close_time_ns.push_back(time);
  open.push_back(price);
  high.push_back(price);
  low.push_back(price);
  close.push_back(price);
  volume.push_back(1);
  bm_calendar_row row{};
  const std::int64_t middle = time - instrument.bar_ns / 2;
  row.session_date = static_cast<std::int32_t>(middle / kDay);
  row.local_minute = static_cast<std::int32_t>(middle % kDay / (kHour / 60));
  row.session_open_ns = middle / kDay * kDay;
  row.session_close_ns = row.session_open_ns + kDay;
  calendar.push_back(row);
}

bm_bars Series::view() const {
  return {close_time_ns.data(), open.data(), high.data(), low.data(), close.data(),
          volume.data(),        nullptr,     nullptr,     1};
}

Series hourly(const std::vector<double>& closes) {
  Series series;
  for (const double price : closes) {
    series.add(price);
  }
  return series;
}

Series daily_equity(const std::vector<double>& closes) {
  Series series;
  series.instrument = {"TEST", BM_VENUE_SESSIONS, 0, kDay, 1, 252};
  for (const double price : closes) {
    series.add(price);
  }
  return series;
}

std::vector<double> prices_of(const std::vector<double>& returns, double first) {
  std::vector<double> prices{first};
  for (const double r : returns) {
    prices.push_back(prices.back() * std::exp(r));
  }
  return prices;
}

std::string data_root() {
  const char* root = std::getenv("BAROMETER_DATA");
  return root != nullptr ? root : "../shared/data";
}

std::optional<Series> read_csv(const std::string& path, std::int64_t limit, bool daily) {
  std::ifstream file(path);
  if (!file) {
    return std::nullopt;
  }
  Series series = daily ? daily_equity({}) : hourly({});
  std::string line;
  std::getline(file, line);
  while (series.size() < limit && std::getline(file, line)) {
    std::istringstream cells(line);
    std::string cell;
    std::getline(cells, cell, ',');
    series.add(1);
    series.close_time_ns.back() = time_of(cell, daily);
    series.calendar.back().session_date =
        static_cast<std::int32_t>((series.close_time_ns.back() - (daily ? 0 : kHour / 2)) / kDay);
    for (auto* column : {&series.open, &series.high, &series.low, &series.close}) {
      std::getline(cells, cell, ',');
      column->back() = std::stod(cell);
    }
  }
  return series;
}

bool Table::same_as(const Table& other, std::int64_t bars) const {
  for (const auto& [name, column] : category) {
    if (!same_bits(column, other.category.at(name), bars)) {
      return false;
    }
  }
  for (const auto& [name, column] : scalar) {
    if (!same_bits(column, other.scalar.at(name), bars)) {
      return false;
    }
  }
  for (const auto& [name, column] : onset) {
    if (!same_bits(column, other.onset.at(name), bars)) {
      return false;
    }
  }
  return true;
}

Tagger::Tagger(const Settings& settings, const bm_instrument& instrument,
               const std::vector<std::string>& wanted, const std::string& plugin)
    : manifest_(manifest(plugin)), self_(nullptr, manifest_->regime->destroy) {
  set_params(settings);
  const bm_params params{manifest_->params, values_.data(), manifest_->param_count, 0};
  bm_error error{text_.data(), text_.size()};
  dimensions_.resize(64);
  std::uint32_t count = 0;
  if (manifest_->regime->describe(nullptr, &params, dimensions_.data(), 64, &count, &error) !=
      BM_OK) {
    throw std::runtime_error(this->error());
  }
  dimensions_.resize(count);
  for (const bm_dimension& d : dimensions_) {
    const bool asked = std::find(wanted.begin(), wanted.end(), d.name) != wanted.end();
    wanted_.push_back(wanted.empty() || asked);
  }
  void* self = nullptr;
  if (manifest_->regime->create(nullptr, &params, &instrument, wanted_.data(), &self, &error) !=
      BM_OK) {
    throw std::runtime_error(this->error());
  }
  self_.reset(self);
}

void Tagger::set_params(const Settings& settings) {
  std::size_t used = 0;
  words_.reserve(manifest_->param_count);
  for (std::uint32_t p = 0; p < manifest_->param_count; ++p) {
    const bm_param_spec& spec = manifest_->params[p];
    const bool optional = (spec.flags & BM_PARAM_OPTIONAL) != 0;
    bm_param_value value{static_cast<std::int64_t>(spec.default_number),
                         spec.default_number,
                         spec.default_word,
                         nullptr,
                         0,
                         !optional};
    const auto given = settings.find(spec.name);
    if (given != settings.end()) {
      ++used;
      value.is_set = 1;
      const double* const number = std::get_if<double>(&given->second);
      if ((number == nullptr) != (spec.type == BM_PARAM_WORD)) {
        throw std::logic_error("a test gives a word for a number, or a number for a word");
      }
      if (number != nullptr) {
        value.number = *number;
        value.integer = static_cast<std::int64_t>(*number);
      } else {
        value.word = words_.emplace_back(std::get<std::string>(given->second)).c_str();
      }
    }
    values_.push_back(value);
  }
  if (used != settings.size()) {
    throw std::logic_error("a test sets a parameter that the plug-in does not declare");
  }
}

const bm_param_spec& Tagger::parameter(const std::string& name) const {
  for (std::uint32_t p = 0; p < manifest_->param_count; ++p) {
    if (name == manifest_->params[p].name) {
      return manifest_->params[p];
    }
  }
  throw std::logic_error("no parameter " + name);
}

const bm_dimension& Tagger::dimension(const std::string& name) const {
  for (const bm_dimension& d : dimensions_) {
    if (name == d.name) {
      return d;
    }
  }
  throw std::logic_error("no dimension " + name);
}

Table Tagger::table(std::int64_t bars) const {
  Table table;
  for (const bm_dimension& d : dimensions_) {
    if (d.kind == BM_DIMENSION_CATEGORY) {
      table.category[d.name].assign(static_cast<std::size_t>(bars), 77);
      table.onset[d.name].assign(static_cast<std::size_t>(bars), 77);
    } else {
      table.scalar[d.name].assign(static_cast<std::size_t>(bars), 77.0f);
    }
  }
  return table;
}

void Tagger::tag(const Series& series, std::int64_t first, std::int64_t last, std::int64_t block,
                 Table& out) {
  const bm_bars bars = series.view();
  bm_error error{text_.data(), text_.size()};
  std::vector<bm_tag_column> columns(dimensions_.size());
  for (std::int64_t at = first; at < last; at += block) {
    for (std::size_t d = 0; d < dimensions_.size(); ++d) {
      const char* name = dimensions_[d].name;
      const bool category = dimensions_[d].kind == BM_DIMENSION_CATEGORY;
      columns[d] = {};
      if (wanted_[d] != 0 && category) {
        columns[d].category = out.category.at(name).data() + at;
        columns[d].onset_bar = out.onset.at(name).data() + at;
      } else if (wanted_[d] != 0) {
        columns[d].scalar = out.scalar.at(name).data() + at;
      }
    }
    const std::int64_t count = std::min(block, last - at);
    if (manifest_->regime->tag(self_.get(), &bars, series.calendar.data() + at, at, count,
                               columns.data(), &error) != BM_OK) {
      throw std::runtime_error(this->error());
    }
  }
}

std::vector<std::byte> Tagger::save() const {
  std::vector<std::byte> state(manifest_->regime->state_size(self_.get()));
  std::vector<char> text(256);
  bm_error error{text.data(), text.size()};
  if (manifest_->regime->save(self_.get(), state.data(), state.size(), &error) != BM_OK) {
    throw std::runtime_error(text.data());
  }
  return state;
}

bm_status Tagger::load(std::span<const std::byte> state) {
  bm_error error{text_.data(), text_.size()};
  return manifest_->regime->load(self_.get(), state.data(), state.size(), &error);
}

void Tagger::reset() {
  manifest_->regime->reset(self_.get());
}

Table tag_all(const Series& series, const Settings& settings, std::int64_t block,
              const std::string& plugin) {
  Tagger tagger(settings, series.instrument, {}, plugin);
  Table out = tagger.table(series.size());
  tagger.tag(series, 0, series.size(), block, out);
  return out;
}

double root_mean_square(const Series& series, const Settings& settings, const std::string& plugin) {
  Tagger tagger(settings, series.instrument, {"volatility_day"}, plugin);
  Table table = tagger.table(series.size());
  tagger.tag(series, 0, series.size(), 1000, table);
  double sum = 0;
  double count = 0;
  for (const float day : table.scalar.at("volatility_day")) {
    if (!std::isnan(day)) {
      sum += static_cast<double>(day) * static_cast<double>(day);
      ++count;
    }
  }
  if (count <= 500) {
    throw std::logic_error("volatility_day is known on too few bars");
  }
  return std::sqrt(sum / count);
}

}  // namespace barometer::harness
