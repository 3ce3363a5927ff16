// SPDX-License-Identifier: Apache-2.0
#include "app/store_rows.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <system_error>
#include <vector>

#include "core/error.hpp"

namespace barometer::app {

namespace {

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc() && end == text.data() + text.size() && number > 0;
  return whole ? std::optional(number) : std::nullopt;
}

[[noreturn]] void refuse(std::string what, std::string fix) {
  throw core::Error(core::ErrorKind::bad_input, core::Fault{"", std::move(what), std::move(fix)});
}

std::string listed(const std::vector<std::int64_t>& ids) {
  constexpr std::size_t kMost = 8;
  std::string text;
  for (std::size_t i = 0; i < ids.size() && i < kMost; ++i) {
    text += fmt::format("{}{}", i == 0 ? "" : ", ", ids[i]);
  }
  return ids.size() > kMost ? text + ", ..." : text;
}

// Rows whose fingerprint or folder begins so; the one alone whose folder is called so.
std::vector<std::int64_t> rows_with(const study::RunStoreReader& store, const std::string& id) {
  if (id.empty()) {
    return {};
  }
  std::vector<std::int64_t> found = store.ids_with(id);
  for (const std::int64_t row : found) {
    if (found.size() > 1 && store.run(row)->folder == id) {
      return {row};
    }
  }
  return found;
}

}  // namespace

study::RunStoreReader opened_store(const std::filesystem::path& file) {
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) {
    refuse(file.string() + ": there is no run store",
           "`barometer run` makes one in output.dir; name another with --store FILE");
  }
  return study::RunStoreReader(file);
}

study::StoredRun row_named(const study::RunStoreReader& store, const std::string& id) {
  const std::optional<std::int64_t> number = whole_number(id);
  std::optional<study::StoredRun> row = number ? store.run(*number) : std::nullopt;
  if (row) {
    return *row;
  }
  const std::vector<std::int64_t> found = rows_with(store, id);
  if (found.size() > 1) {
    refuse(fmt::format("'{}' begins fingerprint or folder of {} rows: {}", id, found.size(),
                       listed(found)),
           "give one of these numbers, or more letters");
  }
  if (found.empty()) {
    refuse(fmt::format("there is no row '{}'", id),
           "give a number of `barometer runs`, or the beginning of a fingerprint or run folder");
  }
  return *store.run(found.front());
}

std::int64_t study_number(const std::string& id) {
  constexpr std::string_view kPrefix = "study-";
  return id.starts_with(kPrefix) ? whole_number(id.substr(kPrefix.size())).value_or(0) : 0;
}

}  // namespace barometer::app
