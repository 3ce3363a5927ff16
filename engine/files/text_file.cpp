// SPDX-License-Identifier: Apache-2.0
#include "files/text_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <span>
#include <utility>

#include "core/error.hpp"
#include "core/hash.hpp"
#include "core/text.hpp"
#include "files/unpack.hpp"

namespace barometer::files {

namespace {

constexpr std::size_t kTold = 5;

core::Error bad_file(const std::string& path, std::string what, std::string fix) {
  return {core::ErrorKind::bad_input, core::Fault{path + ":1:1", std::move(what), std::move(fix)}};
}

// "'a.csv', 'b.csv' and 3 more"
std::string told(const std::vector<std::string>& names) {
  std::vector<std::string> first;
  for (const std::string& name : std::span(names).first(std::min(names.size(), kTold))) {
    first.push_back(core::shown(name));
  }
  const std::size_t more = names.size() - first.size();
  return fmt::format("{}{}", fmt::join(first, ", "),
                     more > 0 ? fmt::format(" and {} more", more) : "");
}

struct ChosenMember {
  std::string name;
  Marks marks;
};

std::vector<ChosenMember> members_of(std::string_view zip, const std::string& path,
                                     const MemberChoice& choice) {
  const std::vector<std::string> names = member_names(zip, path);
  if (names.empty()) {
    throw bad_file(path, "the archive has no file in it", "get the file again");
  }
  const NamePattern pattern(choice.pattern.empty() ? "*" : choice.pattern,
                            NameDate(choice.date_format));
  std::vector<ChosenMember> chosen;
  for (const std::string& name : names) {
    if (auto marks = pattern.match(name, choice.known)) {
      chosen.push_back({name, std::move(*marks)});
    }
  }
  if (chosen.empty()) {
    throw bad_file(
        path,
        fmt::format("no member fits data.member '{}'; it has {}", choice.pattern, told(names)),
        "mend data.member");
  }
  if (choice.pattern.empty() && chosen.size() > 1) {
    throw bad_file(path, fmt::format("the archive has {} files: {}", names.size(), told(names)),
                   "say which by data.member, such as \"*.csv\" for all of them");
  }
  return chosen;
}

}  // namespace

TextFile::TextFile(const std::filesystem::path& path, const std::filesystem::path& folder,
                   const MemberChoice& choice, core::Stop stop)
    : file_(path, folder) {
  const std::string_view bytes = file_.view();
  const std::string name = path.string();
  const Packing packing = path.extension() == ".gz" ? Packing::gzip : packing_of(bytes);
  if (bytes.empty()) {
    throw bad_file(name, "is empty", "export it again");
  }
  if (packing == Packing::zip) {
    unpack_members(name, choice, stop);
  } else if (packing == Packing::none) {
    texts_.push_back({.name = name, .text = bytes, .date = choice.known.date});
  } else {
    unpacked_.push_back(unpack_stream(packing, bytes, name, stop));
    texts_.push_back({.name = name, .text = unpacked_.back(), .date = choice.known.date});
  }
}

void TextFile::unpack_members(const std::string& path, const MemberChoice& choice,
                              core::Stop stop) {
  std::vector<ChosenMember> chosen = members_of(file_.view(), path, choice);
  std::ranges::sort(chosen, {}, &ChosenMember::name);
  const auto wanted = [&](std::string_view name) {
    return std::ranges::binary_search(chosen, name, {}, &ChosenMember::name);
  };
  std::vector<Member> members = unpack_zip(file_.view(), path, wanted, stop);
  std::ranges::sort(members, {}, &Member::name);
  unpacked_.reserve(members.size());
  for (Member& member : members) {
    const auto one = std::ranges::lower_bound(chosen, member.name, {}, &ChosenMember::name);
    const std::string name = fmt::format("{}/{}", path, member.name);
    if (member.text.empty()) {
      throw bad_file(name, "is empty", "export it again");
    }
    unpacked_.push_back(std::move(member.text));
    texts_.push_back({.name = name, .text = unpacked_.back(), .date = one->marks.date});
  }
}

std::string TextFile::hash() const {
  core::Hash hash;
  hash.add(std::as_bytes(std::span{file_.view()}));
  return hash.hex();
}

std::vector<std::string> symbols_of_members(const std::filesystem::path& path,
                                            const std::filesystem::path& folder,
                                            const MemberChoice& choice) {
  const core::FileBytes file(path, folder);
  if (packing_of(file.view()) != Packing::zip) {
    throw bad_file(path.string(), "data.member needs a zip, and this is none",
                   "leave data.member out, or mend data.path");
  }
  std::set<std::string> symbols;
  for (const ChosenMember& member : members_of(file.view(), path.string(), choice)) {
    symbols.insert(member.marks.symbol);
  }
  return {symbols.begin(), symbols.end()};
}

}  // namespace barometer::files
