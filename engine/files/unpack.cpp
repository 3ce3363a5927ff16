// SPDX-License-Identifier: Apache-2.0
// The one file that knows libarchive and zlib.
#include "files/unpack.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <optional>
#include <span>

#include "core/error.hpp"
#include "core/large_pages.hpp"

namespace barometer::files {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t kBlock = 1 << 16;
constexpr const char* kAgain = "get the file again";

core::Error bad_file(const std::string& place, std::string what, std::string fix) {
  return {core::ErrorKind::bad_input, core::Fault{place, std::move(what), std::move(fix)}};
}

// Grows with what is unpacked, and refuses what grows like a bomb.
class Text {
 public:
  // `packed` are the bytes that it comes from.
  Text(std::string name, std::size_t packed) : name_(std::move(name)), packed_(packed) {}

  void reserve(std::size_t bytes) {
    text_.reserve(std::min(bytes, std::max(kSuspectBytes, packed_ * kSuspectRatio)));
    core::prefer_large_pages(text_.data(), text_.capacity());
  }

  void add(const char* bytes, std::size_t count) {
    text_.append(bytes, count);
    if (text_.size() > kSuspectBytes && text_.size() / kSuspectRatio > packed_) {
      throw bad_file(
          name_ + ":1:1",
          fmt::format("unpacks to more than {} MiB and more than {} times its packed size",
                      kSuspectBytes >> 20, kSuspectRatio),
          "prices do not pack like that; where they really do, unpack the file yourself");
    }
  }

  // "name:line:1", where the text so far ends.
  std::string end_place() const {
    return fmt::format("{}:{}:1", name_, std::ranges::count(text_, '\n') + 1);
  }

  std::string take() { return std::move(text_); }

 private:
  std::string name_;
  std::size_t packed_;
  std::string text_;
};

struct CloseArchive {
  void operator()(archive* open) const { archive_read_free(open); }
};

using Archive = std::unique_ptr<archive, CloseArchive>;

Archive open_archive(std::string_view bytes, Packing packing) {
  Archive open(archive_read_new());
  if (packing == Packing::zip) {
    archive_read_support_format_zip_seekable(open.get());
  } else {
    archive_read_support_filter_zstd(open.get());
    archive_read_support_format_raw(open.get());
  }
  archive_read_open_memory(open.get(), bytes.data(), bytes.size());
  return open;
}

std::string reason_of(const Archive& open) {
  const char* const text = archive_error_string(open.get());
  return text == nullptr ? "damaged or cut off" : text;
}

// The next entry; NULL behind the last.
archive_entry* next_entry(const Archive& open, const std::string& file) {
  archive_entry* entry = nullptr;
  const int result = archive_read_next_header(open.get(), &entry);
  if (result == ARCHIVE_EOF) {
    return nullptr;
  }
  if (result != ARCHIVE_OK && result != ARCHIVE_WARN) {
    throw bad_file(file + ":1:1", "the archive is damaged or cut off: " + reason_of(open),
                   std::string(kAgain) + ", and check it with unzip -t");
  }
  return entry;
}

std::string name_of(archive_entry* entry) {
  const char* const name = archive_entry_pathname(entry);
  return name == nullptr ? "" : name;
}

bool is_a_file(archive_entry* entry, std::string_view name) {
  return archive_entry_filetype(entry) == AE_IFREG && !name.ends_with('/') &&
         !name.starts_with("__MACOSX/"sv);
}

// What every office document of today is inside.
void refuse_office(std::string_view member, const std::string& file) {
  if (member == "[Content_Types].xml" || member == "mimetype") {
    throw bad_file(file + ":1:1", "this is an office document (a spreadsheet), not CSV text",
                   "export the table as CSV");
  }
}

void refuse_foreign_path(std::string_view member, const std::string& place) {
  if (member.starts_with('/') || fmt::format("/{}/", member).find("/../") != std::string::npos) {
    throw bad_file(place, "the member's name leaves its folder", "pack the files anew");
  }
}

std::string text_of(const Archive& open, Text text, std::string_view check, core::Stop stop) {
  std::array<char, kBlock> block;
  while (true) {
    stop.check();
    const auto count = archive_read_data(open.get(), block.data(), block.size());
    if (count == 0) {
      return text.take();
    }
    if (count < 0) {
      throw bad_file(text.end_place(),
                     fmt::format("the packed data are damaged or cut off in or after this line: {}",
                                 reason_of(open)),
                     fmt::format("{}, and check it with {}", kAgain, check));
    }
    text.add(block.data(), static_cast<std::size_t>(count));
  }
}

std::string text_of_member(const Archive& open, archive_entry* entry, const std::string& name,
                           std::size_t packed, core::Stop stop) {
  if (archive_entry_is_encrypted(entry) != 0) {
    throw bad_file(name + ":1:1", "the member is encrypted", "unpack it with its password");
  }
  Text text(name, packed);
  if (archive_entry_size_is_set(entry) != 0) {
    text.reserve(static_cast<std::size_t>(std::max<la_int64_t>(0, archive_entry_size(entry))));
  }
  return text_of(open, std::move(text), "unzip -t", stop);
}

// The members of a gzip, one behind the other. zlib checks the sum of each, which libarchive leaves
// out.
class Inflater {
 public:
  explicit Inflater(std::string_view bytes) {
    constexpr int kGzipAlone = 16 + MAX_WBITS;
    if (::inflateInit2(&stream_, kGzipAlone) != Z_OK) {
      throw std::bad_alloc();
    }
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    left_ = bytes.size();
  }

  ~Inflater() { ::inflateEnd(&stream_); }

  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  // Fills `room` as far as the data go. 0 at their end; nullopt where they are damaged or cut off.
  std::optional<std::size_t> read(std::span<char> room) {
    stream_.next_out = reinterpret_cast<Bytef*>(room.data());
    stream_.avail_out = static_cast<uInt>(room.size());
    while (stream_.avail_out > 0 && !at_end() && !damaged_) {
      const std::size_t given = std::min<std::size_t>(left_, std::numeric_limits<uInt>::max());
      stream_.avail_in = static_cast<uInt>(given);
      const int result = ::inflate(&stream_, Z_NO_FLUSH);
      left_ -= given - stream_.avail_in;
      ended_ = result == Z_STREAM_END;
      const bool cut = left_ == 0 && !ended_ && stream_.avail_out > 0;
      damaged_ = cut || (ended_ ? !begin_next() : result != Z_OK);
    }
    const std::size_t count = room.size() - stream_.avail_out;
    return damaged_ && count == 0 ? std::nullopt : std::optional(count);
  }

 private:
  bool at_end() const { return ended_ && left_ == 0; }

  bool begin_next() { return left_ == 0 || ::inflateReset(&stream_) == Z_OK; }

  z_stream stream_{};
  std::size_t left_;
  bool ended_ = false;  // the last member is whole
  bool damaged_ = false;
};

// What the end of a gzip says of its last member's size, which is but a hint.
std::size_t told_size(std::string_view gzip) {
  constexpr std::size_t kPlausible = 64;  // times as long as packed
  std::uint32_t size = 0;
  if (gzip.size() >= sizeof size) {
    std::memcpy(&size, gzip.data() + gzip.size() - sizeof size, sizeof size);
  }
  return std::min<std::size_t>(size, kPlausible * gzip.size());
}

std::string unpack_gzip(std::string_view bytes, const std::string& file, core::Stop stop) {
  Text text(file, bytes.size());
  text.reserve(told_size(bytes));
  Inflater inflater(bytes);
  std::array<char, kBlock> block;
  while (true) {
    stop.check();
    const std::optional<std::size_t> count = inflater.read(block);
    if (!count) {
      throw bad_file(text.end_place(), "the gzip data are damaged or cut off in or after this line",
                     std::string(kAgain) + ", and check it with gzip -t");
    }
    if (*count == 0) {
      return text.take();
    }
    text.add(block.data(), *count);
  }
}

}  // namespace

Packing packing_of(std::string_view bytes) {
  if (bytes.starts_with("\x1f\x8b"sv)) {
    return Packing::gzip;
  }
  if (bytes.starts_with("\x28\xb5\x2f\xfd"sv)) {
    return Packing::zstd;
  }
  return bytes.starts_with("PK\x03\x04"sv) || bytes.starts_with("PK\x05\x06"sv) ? Packing::zip
                                                                                : Packing::none;
}

std::vector<std::string> member_names(std::string_view bytes, const std::string& file) {
  const Archive open = open_archive(bytes, Packing::zip);
  std::vector<std::string> names;
  while (archive_entry* const entry = next_entry(open, file)) {
    const std::string name = name_of(entry);
    refuse_office(name, file);
    if (is_a_file(entry, name)) {
      names.push_back(name);
    }
    if (names.size() > kMostMembers) {
      throw bad_file(file + ":1:1", fmt::format("has more than {} members", kMostMembers),
                     "unpack it into a folder");
    }
  }
  return names;
}

std::vector<Member> unpack_zip(std::string_view bytes, const std::string& file,
                               const std::function<bool(std::string_view)>& wanted,
                               core::Stop stop) {
  const Archive open = open_archive(bytes, Packing::zip);
  std::vector<Member> members;
  while (archive_entry* const entry = next_entry(open, file)) {
    const std::string name = name_of(entry);
    if (!is_a_file(entry, name) || !wanted(name)) {
      continue;
    }
    const std::string place = fmt::format("{}/{}", file, name);
    refuse_foreign_path(name, place + ":1:1");
    members.push_back({name, text_of_member(open, entry, place, bytes.size(), stop)});
  }
  return members;
}

std::string unpack_stream(Packing packing, std::string_view bytes, const std::string& file,
                          core::Stop stop) {
  if (packing == Packing::gzip) {
    return unpack_gzip(bytes, file, stop);
  }
  const Archive open = open_archive(bytes, packing);
  next_entry(open, file);
  return text_of(open, Text(file, bytes.size()), "zstd -t", stop);
}

}  // namespace barometer::files
