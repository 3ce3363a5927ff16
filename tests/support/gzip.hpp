// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/iostreams/copy.hpp>
#include <boost/iostreams/device/array.hpp>
#include <boost/iostreams/filter/gzip.hpp>
#include <boost/iostreams/filtering_streambuf.hpp>

#include <sstream>
#include <string>
#include <string_view>

namespace barometer {

inline std::string gzipped(std::string_view text) {
  namespace io = boost::iostreams;
  io::filtering_streambuf<io::input> in;
  in.push(io::gzip_compressor());
  in.push(io::array_source(text.data(), text.size()));
  std::ostringstream out;
  io::copy(in, out);
  return out.str();
}

}  // namespace barometer
