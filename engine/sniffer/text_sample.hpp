// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace barometer::sniffer {

using Lines = std::vector<std::string_view>;

// What is looked at of a text: all of it, or, of a long one, stretches all over it. Views into the
// text, without line ends; a byte order mark is left out.
struct TextSample {
  Lines head;                    // its first lines as they are numbered, blank ones included
  std::vector<Lines> stretches;  // in order, of lines that are not blank; the first is the begin
};

// Texts up to this size are looked at whole.
inline constexpr std::size_t kWholeBytes = std::size_t{24} << 20;

// Takes time in proportion to kWholeBytes at the most. `whole` is what is kWholeBytes otherwise,
// for tests.
TextSample sample_of(std::string_view text, std::size_t whole = kWholeBytes);

// At most some thousand lines of all stretches, spread over them evenly, the first hundreds among
// them: for what all lines have in common.
Lines few_lines(const TextSample& sample);

}  // namespace barometer::sniffer
