// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/plugin.h>
#include <dlfcn.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

// A built tagger, driven through its slots as the host drives it, for hourly bars of a symbol.

namespace barometer::bench {

inline constexpr std::int64_t kHour = 3'600'000'000'000;

// Closes as bars without wicks; every bar closes on the hour, the first at 01:00 on 1970-01-01.
class Bars {
 public:
  explicit Bars(std::vector<double> closes)
      : closes_(std::move(closes)), calendar_(closes_.size()) {
    for (std::size_t t = 0; t < closes_.size(); ++t) {
      times_.push_back(static_cast<std::int64_t>(t + 1) * kHour);
      calendar_[t].session_date = static_cast<std::int32_t>(t / 24);
    }
  }

  std::int64_t size() const { return static_cast<std::int64_t>(closes_.size()); }

  bm_bars view() const {
    const double* price = closes_.data();
    return {times_.data(), price, price, price, price, price, nullptr, nullptr, 1};
  }

  const bm_calendar_row* calendar() const { return calendar_.data(); }

 private:
  std::vector<double> closes_;
  std::vector<std::int64_t> times_;
  std::vector<bm_calendar_row> calendar_;
};

class DrivenTagger {
 public:
  // Numbers override declared defaults; a word is given by its place among the declared words.
  // Wants
  //  `dimensions`, or all when there are none.
  DrivenTagger(const std::string& plugin, const std::map<std::string, double>& numbers,
               const std::vector<std::string>& dimensions)
      : manifest_(load(plugin)) {
    set_params(numbers);
    const bm_params params{manifest_.params, values_.data(), manifest_.param_count, 0};
    dimensions_.resize(64);
    std::uint32_t count = 0;
    require(manifest_.regime->describe(nullptr, &params, dimensions_.data(), 64, &count, &error_));
    dimensions_.resize(count);
    std::vector<std::uint8_t> wanted;
    for (const bm_dimension& d : dimensions_) {
      const auto asked = std::find(dimensions.begin(), dimensions.end(), d.name);
      wanted.push_back(dimensions.empty() || asked != dimensions.end());
    }
    const bm_instrument instrument{"BENCH", BM_VENUE_ALWAYS_OPEN, 0, kHour, 24, 365};
    require(
        manifest_.regime->create(nullptr, &params, &instrument, wanted.data(), &self_, &error_));
    give_room(wanted);
  }

  DrivenTagger(const DrivenTagger&) = delete;
  DrivenTagger& operator=(const DrivenTagger&) = delete;

  ~DrivenTagger() { manifest_.regime->destroy(self_); }

  // One bar. Its tags stay until the next one.
  void tag(const Bars& bars, const bm_bars& view, std::int64_t t) {
    require(
        manifest_.regime->tag(self_, &view, bars.calendar() + t, t, 1, columns_.data(), &error_));
  }

  void tag(const Bars& bars, std::int64_t first, std::int64_t last) {
    const bm_bars view = bars.view();
    for (std::int64_t t = first; t < last; ++t) {
      tag(bars, view, t);
    }
  }

  void reset() { manifest_.regime->reset(self_); }

  // The tag of dimension d; a category by its label's value; NaN unknown. REQUIRES: wanted.
  float value(std::size_t d) const {
    if (dimensions_[d].kind == BM_DIMENSION_SCALAR) {
      return *columns_[d].scalar;
    }
    const std::int8_t label = *columns_[d].category;
    return label < 0 ? __builtin_nanf("") : dimensions_[d].label_values[label];
  }

 private:
  static const bm_manifest& load(const std::string& plugin) {
    void* library = dlopen((BAROMETER_PLUGINS + plugin + ".so").c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) {
      throw std::runtime_error(dlerror());
    }
    return *reinterpret_cast<decltype(&barometer_plugin)>(dlsym(library, BM_ENTRY_SYMBOL))();
  }

  void set_params(const std::map<std::string, double>& numbers) {
    for (std::uint32_t p = 0; p < manifest_.param_count; ++p) {
      const bm_param_spec& spec = manifest_.params[p];
      const auto given = numbers.find(spec.name);
      const double number = given == numbers.end() ? spec.default_number : given->second;
      const bool word = spec.type == BM_PARAM_WORD;
      values_.push_back({static_cast<std::int64_t>(number), number,
                         word && given != numbers.end()
                             ? spec.words[static_cast<std::size_t>(number)]
                             : spec.default_word,
                         nullptr, 0, (spec.flags & BM_PARAM_OPTIONAL) == 0});
    }
  }

  void give_room(const std::vector<std::uint8_t>& wanted) {
    room_.assign(dimensions_.size(), 0);
    columns_.resize(dimensions_.size());
    for (std::size_t d = 0; d < dimensions_.size(); ++d) {
      if (wanted[d] != 0 && dimensions_[d].kind == BM_DIMENSION_CATEGORY) {
        columns_[d].category = reinterpret_cast<std::int8_t*>(&room_[d]);
      } else if (wanted[d] != 0) {
        columns_[d].scalar = &room_[d];
      }
    }
  }

  void require(bm_status status) const {
    if (status != BM_OK) {
      throw std::runtime_error(text_);
    }
  }

  const bm_manifest& manifest_;
  char text_[512] = "";
  bm_error error_{text_, sizeof text_};
  std::vector<bm_param_value> values_;
  std::vector<bm_dimension> dimensions_;
  std::vector<bm_tag_column> columns_;
  std::vector<float> room_;
  void* self_ = nullptr;
};

}  // namespace barometer::bench
