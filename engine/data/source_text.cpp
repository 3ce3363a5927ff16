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

SourceText::SourceText(const std::filesystem::path& path, const std::filesystem::path& folder)
    : file_(path, folder) {
  if (file_.view().empty()) {
    throw core::Error(core::ErrorKind::bad_input,
                      core::Fault{path.string() + ":1:1", "is empty", "export it again"});
  }
  packed_ = path.extension() == ".gz" || file_.view().starts_with("\x1f\x8b");
  if (packed_) {
    unpack(path);
  }
}

std::string SourceText::hash() const {
  core::Hash hash;
  hash.add(std::as_bytes(std::span{file_.view()}));
  return hash.hex();
}

void SourceText::unpack(const std::filesystem::path& path) {
  namespace io = boost::iostreams;
  try {
    io::filtering_streambuf<io::input> stream;
    stream.push(io::gzip_decompressor());
    stream.push(io::array_source(file_.view().data(), file_.view().size()));
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
