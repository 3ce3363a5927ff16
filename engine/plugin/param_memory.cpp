// SPDX-License-Identifier: Apache-2.0
#include "plugin/param_memory.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <mutex>
#include <utility>
#include <vector>

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

bool same_shape(const core::ArenaLayout& a, const core::ArenaLayout& b) {
  bool same = a.columns() == b.columns();
  for (std::size_t i = 0; same && i < a.columns(); ++i) {
    same = a.size(i) == b.size(i);
  }
  return same;
}

// Pages of parameters that have ended, for the next of the same shape. Who makes parameters for
// every trial of a study would map, protect and unmap a page each time, for which the kernel
// interrupts every core that runs the process. Their writer has a mapping of its own, so that they
// can be written again while nobody else ever can.
class KeptPages {
 public:
  core::Arena take(const core::ArenaLayout& layout) {
    {
      const std::scoped_lock lock(mutex_);
      leave_to_parent();
      const auto found = std::ranges::find_if(
          kept_, [&layout](const core::Arena& each) { return same_shape(each.layout(), layout); });
      if (found != kept_.end()) {
        core::Arena taken = std::move(*found);
        kept_.erase(found);
        return taken;
      }
    }
    return core::Arena(layout, core::ArenaPages::two_faced);
  }

  void put(core::Arena arena) {
    constexpr std::size_t kMost = 64;
    const std::scoped_lock lock(mutex_);
    leave_to_parent();
    if (kept_.size() < kMost) {
      kept_.push_back(std::move(arena));
    }
  }

 private:
  // A forked process does not have the writer's mapping, and would share what is shown with its
  // parent; nor may it unmap an address at which something of its own may lie by now.
  void leave_to_parent() {
    if (const pid_t now = ::getpid(); now != process_) {
      process_ = now;
      std::ranges::move(kept_, std::back_inserter(of_parent_));
      kept_.clear();
    }
  }

  std::mutex mutex_;
  pid_t process_ = ::getpid();
  std::vector<core::Arena> kept_;
  std::vector<core::Arena> of_parent_;
};

// Never destroyed: parameters may end after it would be.
KeptPages& kept_pages() {
  static auto& kept = *new KeptPages;
  return kept;
}

bool is_in(const std::byte* address, const bm_param_value* values, std::size_t count) {
  const auto bytes = std::as_bytes(std::span(values, count));
  return address >= bytes.data() && address < bytes.data() + bytes.size();
}

}  // namespace

ParamMemory::ParamMemory(std::span<const bm_param_spec> specs, Items values,
                         std::span<const std::vector<bm_param_value>> lists)
    : specs_(specs), arena_(kept_pages().take(layout_of(values, lists))) {
  bm_param_value* const written = copied(values, arena_.column(0));
  for (std::size_t i = 0; i < lists.size(); ++i) {
    if (!lists[i].empty()) {
      copied(lists[i], arena_.column(1 + i));
      written[i].items = reinterpret_cast<const bm_param_value*>(arena_.shown(1 + i));
      written[i].item_count = static_cast<std::uint32_t>(lists[i].size());
    }
  }
  values_ = {reinterpret_cast<const bm_param_value*>(arena_.shown(0)), values.size()};
  named_ = std::make_unique<core::NamedMemory>(arena_.shown(0), arena_.layout().bytes(), this,
                                               &ParamMemory::describe);
}

ParamMemory::~ParamMemory() {
  named_.reset();
  kept_pages().put(std::move(arena_));
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
