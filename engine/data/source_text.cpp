// SPDX-License-Identifier: Apache-2.0
#include "data/source_text.hpp"

#include <boost/iostreams/device/array.hpp>
#include <boost/iostreams/filter/gzip.hpp>
#include <boost/iostreams/filtering_streambuf.hpp>

#include <algorithm>
#include <array>
#include <ios>
#include <span>

#include "core/error.hpp"
#include "core/hash.hpp"

namespace barometer::data {

namespace {

core::Error unreadable(const std::filesystem::path& path, std::string what, std::string fix = "") {
  return {core::ErrorKind::bad_input,
          core::Fault{path.string() + ":1:1", std::move(what), std::move(fix)}};
}

boost::iostreams::mapped_file_source map(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) {
    throw unreadable(path, "is not a file");
  }
  if (std::filesystem::file_size(path, error) == 0) {
    throw unreadable(path, "is empty", "export it again");
  }
  try {
    return boost::iostreams::mapped_file_source(path.string());
  } catch (const std::ios_base::failure& failure) {
    throw unreadable(path, std::string("cannot be read: ") + failure.what());
  }
}

}  // namespace

SourceText::SourceText(const std::filesystem::path& path) : file_(map(path)) {
  packed_ = path.extension() == ".gz" || bytes().starts_with("\x1f\x8b");
  if (packed_) {
    unpack(path);
  }
}

std::string SourceText::hash() const {
  core::Hash hash;
  hash.add(std::as_bytes(std::span{file_.data(), file_.size()}));
  return hash.hex();
}

void SourceText::unpack(const std::filesystem::path& path) {
  namespace io = boost::iostreams;
  try {
    io::filtering_streambuf<io::input> stream;
    stream.push(io::gzip_decompressor());
    stream.push(io::array_source(file_.data(), file_.size()));
    std::array<char, 1 << 16> block;
    while (const auto count = stream.sgetn(block.data(), block.size())) {
      unpacked_.append(block.data(), static_cast<std::size_t>(count));
    }
  } catch (const std::ios_base::failure&) {
    const auto lines = std::ranges::count(unpacked_, '\n');
    throw core::Error(core::ErrorKind::bad_input,
                      core::Fault{path.string() + ":" + std::to_string(lines + 1) + ":1",
                                  "the gzip data are damaged or cut off in or after this line",
                                  "get the file again, and check it with gzip -t"});
  }
}

}  // namespace barometer::data
