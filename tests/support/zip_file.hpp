// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace barometer {

// The bytes of a zip with these members, packed; encrypted with `password` where there is one.
inline std::string zipped(const std::vector<std::pair<std::string, std::string>>& members,
                          const char* password = nullptr) {
  std::string bytes(std::size_t{1} << 22, '\0');
  std::size_t used = 0;
  archive* const zip = archive_write_new();
  archive_write_set_format_zip(zip);
  if (password != nullptr) {
    archive_write_set_options(zip, "zip:encryption=zipcrypt");
    archive_write_set_passphrase(zip, password);
  }
  archive_write_open_memory(zip, bytes.data(), bytes.size(), &used);
  for (const auto& [name, text] : members) {
    archive_entry* const entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(text.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_write_header(zip, entry);
    archive_write_data(zip, text.data(), text.size());
    archive_entry_free(entry);
  }
  archive_write_close(zip);
  archive_write_free(zip);
  bytes.resize(used);
  return bytes;
}

// The bytes of one text packed by zstd.
inline std::string zstd_packed(std::string_view text) {
  std::string bytes(std::size_t{1} << 22, '\0');
  std::size_t used = 0;
  archive* const stream = archive_write_new();
  archive_write_set_format_raw(stream);
  archive_write_add_filter_zstd(stream);
  archive_write_open_memory(stream, bytes.data(), bytes.size(), &used);
  archive_entry* const entry = archive_entry_new();
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_write_header(stream, entry);
  archive_write_data(stream, text.data(), text.size());
  archive_entry_free(entry);
  archive_write_close(stream);
  archive_write_free(stream);
  bytes.resize(used);
  return bytes;
}

}  // namespace barometer
