// SPDX-License-Identifier: Apache-2.0
#include "sniffer/text_sample.hpp"

#include <algorithm>

namespace barometer::sniffer {

namespace {

constexpr std::size_t kHeadLines = 64;
constexpr std::size_t kStretches = 41;
constexpr std::size_t kFirstLines = 300;
constexpr std::size_t kFewLines = 1500;
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == line.npos;
}

std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) {
    line.remove_suffix(1);
  }
  return line;
}

Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    if (!is_blank(line)) {
      lines.push_back(line);
    }
  }
  return lines;
}

// From the first whole line at or behind `from` on; the last one is whole too.
std::string_view whole_lines(std::string_view text, std::size_t from, std::size_t size) {
  if (from > 0) {
    from = std::min(text.find('\n', from - 1), text.size() - 1) + 1;
  }
  const std::string_view rest = text.substr(from);
  return rest.size() <= size ? rest : rest.substr(0, rest.rfind('\n', size) + 1);
}

}  // namespace

TextSample sample_of(std::string_view text, std::size_t whole) {
  if (text.starts_with(kByteOrderMark)) {
    text.remove_prefix(kByteOrderMark.size());
  }
  TextSample sample;
  std::string_view begin = text;
  while (sample.head.size() < kHeadLines && !begin.empty()) {
    sample.head.push_back(take_line(begin));
  }
  if (text.size() <= whole) {
    sample.stretches.push_back(lines_of(text));
    return sample;
  }
  const std::size_t size = whole / kStretches;
  for (std::size_t i = 0; i < kStretches; ++i) {
    const std::size_t from = i * ((text.size() - size) / (kStretches - 1));
    sample.stretches.push_back(lines_of(whole_lines(text, from, size)));
  }
  return sample;
}

Lines few_lines(const TextSample& sample) {
  std::size_t total = 0;
  for (const Lines& lines : sample.stretches) {
    total += lines.size();
  }
  const std::size_t step = std::max<std::size_t>(total / kFewLines, 1);
  Lines few;
  std::size_t number = 0;
  for (const Lines& lines : sample.stretches) {
    for (const std::string_view line : lines) {
      if (number < kFirstLines || number % step == 0) {
        few.push_back(line);
      }
      ++number;
    }
  }
  return few;
}

}  // namespace barometer::sniffer
