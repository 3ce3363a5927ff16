// SPDX-License-Identifier: Apache-2.0
#include "plugin/param_memory.hpp"

#include <algorithm>
#include <cstdint>

namespace barometer::plugin {

namespace {

using Items = std::span<const bm_param_value>;

core::ArenaLayout layout_of(Items values, std::span<const std::vector<bm_param_value>> lists) {
  core::ArenaLayout layout;
  layout.add(values.size_bytes());
  for (const std::vector<bm_param_value>& items : lists) {
    layout.add(std::as_bytes(std::span(items)).size());
  }
  return layout;
}

bm_param_value* copied(Items from, std::byte* to) {
  auto* const values = reinterpret_cast<bm_param_value*>(to);
  std::ranges::uninitialized_copy(from, std::span(values, from.size()));
  return values;
}

bool is_in(const std::byte* address, const bm_param_value* values, std::size_t count) {
  const auto bytes = std::as_bytes(std::span(values, count));
  return address >= bytes.data() && address < bytes.data() + bytes.size();
}

}  // namespace

ParamMemory::ParamMemory(std::span<const bm_param_spec> specs, Items values,
                         std::span<const std::vector<bm_param_value>> lists)
    : specs_(specs), arena_(layout_of(values, lists)) {
  bm_param_value* const shown = copied(values, arena_.column(0));
  for (std::size_t i = 0; i < lists.size(); ++i) {
    if (!lists[i].empty()) {
      shown[i].items = copied(lists[i], arena_.column(1 + i));
      shown[i].item_count = static_cast<std::uint32_t>(lists[i].size());
    }
  }
  arena_.seal();
  values_ = {shown, values.size()};
  named_ = std::make_unique<core::NamedMemory>(arena_.shown(0), arena_.layout().bytes(), this,
                                               &ParamMemory::describe);
}

void ParamMemory::describe(const void* what, const std::byte* address, core::PlainText& text) {
  const auto& memory = *static_cast<const ParamMemory*>(what);
  for (std::size_t i = 0; i < memory.values_.size(); ++i) {
    const bm_param_value& value = memory.values_[i];
    if (is_in(address, &value, 1) || is_in(address, value.items, value.item_count)) {
      text.add("the parameter '").add(memory.specs_[i].name).add("': ");
    }
  }
  text.add("parameters cannot be written");
}

}  // namespace barometer::plugin
