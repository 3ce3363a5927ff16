// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/stop.hpp"

// What gzip, zstd and zip hold. Nothing is ever written to a disk.

namespace barometer::files {

// How the bytes of a file are packed, by their first bytes.
enum class Packing { none, gzip, zstd, zip };

Packing packing_of(std::string_view bytes);

// A text that becomes longer than this, and more than so many times as long as it was packed, was
// made to fill a memory: it is refused. Prices are packed 3 to 30 times smaller.
inline constexpr std::size_t kSuspectBytes = std::size_t{256} << 20;
inline constexpr std::size_t kSuspectRatio = 200;

// Members of one zip; the directory of more is refused.
inline constexpr std::size_t kMostMembers = 100'000;

struct Member {
  std::string name;  // as the zip says it; empty of gzip and zstd
  std::string text;
};

// Names of a zip's files, in its order, without folders and what macOS adds ("__MACOSX/").
// `file` names it in messages. Throws Error{bad_input}: damaged, an office document, too many
// members.
std::vector<std::string> member_names(std::string_view bytes, const std::string& file);

// The members of a zip that are `wanted`, in its order, checked by their sums. Throws
// Error{bad_input} of "file/member:1:1": encrypted, damaged, cut off, suspected as above, a name
// that leaves its folder; Error{interrupted} once `stop` says so.
std::vector<Member> unpack_zip(std::string_view bytes, const std::string& file,
                               const std::function<bool(std::string_view)>& wanted,
                               core::Stop stop = {});

// The text of gzip (of all its members, one behind the other) or zstd. Throws Error{bad_input}
// with the line at which the text breaks off, or as above.
std::string unpack_stream(Packing packing, std::string_view bytes, const std::string& file,
                          core::Stop stop = {});

}  // namespace barometer::files
