// SPDX-License-Identifier: Apache-2.0
#include "plugin/call_page.hpp"

#include <algorithm>
#include <cstring>
#include <mutex>
#include <string>
#include <unordered_map>

namespace barometer::plugin {

namespace {

CallPage* page = nullptr;
constinit thread_local ThreadPlace unread{};

}  // namespace

constinit thread_local ThreadPlace* place_of_thread = nullptr;

std::string_view CallPage::text(TextId id) const {
  if (id == 0 || id >= kTextBytes) {
    return {};
  }
  const char* begin = texts.data() + id;
  return {begin, ::strnlen(begin, kTextBytes - id)};
}

void tell_calls_in(CallPage& told) {
  page = &told;
  place_of_thread = nullptr;
}

CallPage* told_page() {
  return page;
}

TextId remember(std::string_view text) {
  static std::mutex mutex;
  static auto& known = *new std::unordered_map<std::string, TextId>;
  if (page == nullptr || text.empty()) {
    return 0;
  }
  const std::scoped_lock lock(mutex);
  const auto [entry, added] = known.try_emplace(std::string(text), 0);
  const std::size_t begin = std::max<std::size_t>(page->text_bytes.load(), 1);  // 0 is no text
  if (added && begin + text.size() < CallPage::kTextBytes) {
    std::memcpy(page->texts.data() + begin, text.data(), text.size());
    page->text_bytes = static_cast<std::uint32_t>(begin + text.size() + 1);
    entry->second = static_cast<TextId>(begin);
  }
  return entry->second;
}

std::string_view told_name(TextId id) {
  return page == nullptr || id == 0 ? "a plug-in" : page->text(id);
}

ThreadPlace& take_place() {
  place_of_thread =
      page == nullptr
          ? &unread
          : &page->places[std::min<std::size_t>(page->places_taken++, CallPage::kPlaces - 1)];
  return *place_of_thread;
}

}  // namespace barometer::plugin
