// SPDX-License-Identifier: Apache-2.0
#include "plugin/param_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "config/raw_param.hpp"
#include "config/scalar.hpp"
#include "core/nearest_name.hpp"
#include "plugin/param_memory.hpp"
#include "plugin/param_text.hpp"

namespace barometer::plugin {

namespace {

std::vector<std::string> words_of(const bm_param_spec& spec) {
  return {spec.words, spec.words + spec.word_count};
}

std::vector<std::string> names_of(std::span<const bm_param_spec> specs) {
  std::vector<std::string> names;
  for (const bm_param_spec& spec : specs) {
    names.emplace_back(spec.name);
  }
  return names;
}

bool in_range(const bm_param_spec& spec, double value) {
  return value >= spec.minimum && value <= spec.maximum;
}

using Items = std::vector<bm_param_value>;

bm_param_value value_of(std::int64_t integer, double number, const char* word = nullptr) {
  bm_param_value value{};
  value.integer = integer;
  value.number = number;
  value.word = word;
  value.is_set = 1;
  return value;
}

// A default of the table: of a word `word`, else `number`.
bm_param_value default_value(const bm_param_spec& spec, double number, const char* word) {
  const bool real = spec.type == BM_PARAM_NUMBER || spec.type == BM_PARAM_FRACTION;
  return value_of(real || spec.type == BM_PARAM_WORD ? 0 : static_cast<std::int64_t>(number),
                  number, word);
}

Items default_items(const bm_param_spec& spec) {
  const bool is_word = spec.type == BM_PARAM_WORD;
  Items items;
  for (std::uint32_t i = 0; i < spec.default_items; ++i) {
    items.push_back(default_value(spec, is_word ? 0 : spec.default_numbers[i],
                                  is_word ? spec.default_words[i] : nullptr));
  }
  return items;
}

std::optional<bm_param_value> whole(std::optional<std::int64_t> read, const bm_param_spec& spec) {
  if (!read || !in_range(spec, static_cast<double>(*read))) {
    return std::nullopt;
  }
  return value_of(*read, static_cast<double>(*read));
}

std::optional<bm_param_value> real(std::optional<double> read, const bm_param_spec& spec) {
  if (!read || !in_range(spec, *read)) {
    return std::nullopt;
  }
  return value_of(0, *read);
}

std::optional<bm_param_value> truth(std::optional<bool> read) {
  if (!read) {
    return std::nullopt;
  }
  return value_of(*read ? 1 : 0, *read ? 1.0 : 0.0);
}

// Words are matched to the table's own text, which outlives the run.
std::optional<bm_param_value> word(const std::string& text, const bm_param_spec& spec) {
  for (std::uint32_t w = 0; w < spec.word_count; ++w) {
    if (text == spec.words[w]) {
      return value_of(0, 0, spec.words[w]);
    }
  }
  return std::nullopt;
}

std::optional<bm_param_value> typed(const config::RawScalar& raw, const bm_param_spec& spec) {
  if (spec.type == BM_PARAM_WORD) {
    return word(raw.text, spec);
  }
  if (raw.quoted) {
    return std::nullopt;
  }
  switch (spec.type) {
    case BM_PARAM_INTEGER:
      return whole(config::read_integer(raw.text), spec);
    case BM_PARAM_DURATION:
      return whole(config::read_duration(raw.text), spec);
    case BM_PARAM_NUMBER:
      return real(config::read_number(raw.text), spec);
    case BM_PARAM_FRACTION:
      return real(config::read_fraction(raw.text), spec);
    default:
      return truth(config::read_boolean(raw.text));
  }
}

// Types what is given against its row, and reports what does not fit.
class ParamReader {
 public:
  ParamReader(const std::string& file, const std::string& key_path,
              std::vector<core::Fault>& faults)
      : file_(file), key_path_(key_path), faults_(faults) {}

  std::optional<bm_param_value> single(const config::RawParam& given, const bm_param_spec& spec) {
    if (given.is_list) {
      reject(given.value.at, given.name, expectation(spec), "a list",
             "a run has one value; make a run for each");
      return std::nullopt;
    }
    return scalar(given.value, given.name, spec);
  }

  std::optional<Items> list(const config::RawParam& given, const bm_param_spec& spec) {
    if (!given.is_list) {
      reject(given.value.at, given.name, expectation(spec), found(given.value),
             fmt::format("write [{}]", given.value.text));
      return std::nullopt;
    }
    Items items;
    for (std::size_t i = 0; i < given.items.size(); ++i) {
      if (const auto item = scalar(given.items[i], fmt::format("{}[{}]", given.name, i), spec)) {
        items.push_back(*item);
      }
    }
    const std::size_t count = given.items.size();
    if (count < spec.min_items || count > spec.max_items) {
      reject(given.value.at, given.name, expectation(spec),
             count == 0 ? "an empty list" : fmt::format("a list of {}", count), "");
      return std::nullopt;
    }
    return items.size() == count ? std::optional(std::move(items)) : std::nullopt;
  }

  void unknown(const config::RawParam& given, std::span<const bm_param_spec> specs) {
    faults_.push_back({config::to_string(file_, given.name_at),
                       key(given.name) + ": unknown parameter",
                       core::suggestion(given.name, names_of(specs))});
  }

 private:
  std::string key(const std::string& name) const { return key_path_ + "." + name; }

  static std::string found(const config::RawScalar& raw) { return "'" + raw.text + "'"; }

  std::optional<bm_param_value> scalar(const config::RawScalar& raw, const std::string& name,
                                       const bm_param_spec& spec) {
    const auto value = typed(raw, spec);
    if (!value) {
      const bool is_word = spec.type == BM_PARAM_WORD;
      reject(raw.at, name, item_expectation(spec),
             found(raw) + (raw.quoted && !is_word ? " in quotes" : ""),
             is_word ? core::suggestion(raw.text, words_of(spec)) : "");
    }
    return value;
  }

  void reject(const config::Location& at, const std::string& name, const std::string& expected,
              const std::string& instead, const std::string& fix) {
    faults_.push_back({config::to_string(file_, at),
                       fmt::format("{}: expected {}, found {}", key(name), expected, instead),
                       fix});
  }

  const std::string& file_;
  const std::string& key_path_;
  std::vector<core::Fault>& faults_;
};

// The values while they are read, the defaults at first.
class Values {
 public:
  explicit Values(std::span<const bm_param_spec> specs) : specs_(specs), lists_(specs.size()) {
    for (const bm_param_spec& spec : specs) {
      const bool optional = (spec.flags & BM_PARAM_OPTIONAL) != 0;
      values_.push_back(optional || is_list(spec)
                            ? bm_param_value{}
                            : default_value(spec, spec.default_number, spec.default_word));
      if (!optional && is_list(spec)) {
        set_list(values_.size() - 1, default_items(spec));
      }
    }
  }

  void set(std::size_t index, const bm_param_value& value) { values_[index] = value; }

  void set_list(std::size_t index, Items items) {
    values_[index].is_set = 1;
    lists_[index] = std::move(items);
  }

  std::shared_ptr<const ParamMemory> sealed() const {
    return std::make_shared<const ParamMemory>(specs_, values_, lists_);
  }

 private:
  std::span<const bm_param_spec> specs_;
  Items values_;              // one per spec
  std::vector<Items> lists_;  // "; what lists have
};

}  // namespace

std::string default_text(const bm_param_spec& spec) {
  std::vector<core::Fault> none;
  return read_params({&spec, 1}, {}, "", "", none).described().front().second;
}

bm_params ParamValues::view() const {
  return {specs_.data(), memory_ == nullptr ? nullptr : memory_->values().data(),
          static_cast<std::uint32_t>(specs_.size()), 0};
}

std::vector<std::pair<std::string, std::string>> ParamValues::described() const {
  std::vector<std::pair<std::string, std::string>> rows;
  for (std::size_t i = 0; i < specs_.size(); ++i) {
    rows.emplace_back(specs_[i].name, value_text(specs_[i], memory_->values()[i]));
  }
  return rows;
}

ParamValues read_params(std::span<const bm_param_spec> specs,
                        std::span<const config::RawParam> given, const std::string& file,
                        const std::string& key_path, std::vector<core::Fault>& faults) {
  Values values(specs);
  ParamReader reader(file, key_path, faults);
  for (const config::RawParam& param : given) {
    const auto spec =
        std::ranges::find_if(specs, [&](const auto& row) { return param.name == row.name; });
    const auto index = static_cast<std::size_t>(spec - specs.begin());
    if (spec == specs.end()) {
      reader.unknown(param, specs);
    } else if (is_list(*spec)) {
      if (auto items = reader.list(param, *spec)) {
        values.set_list(index, std::move(*items));
      }
    } else if (const auto value = reader.single(param, *spec)) {
      values.set(index, *value);
    }
  }
  ParamValues result;
  result.specs_ = specs;
  result.memory_ = specs.empty() ? nullptr : values.sealed();
  return result;
}

}  // namespace barometer::plugin
