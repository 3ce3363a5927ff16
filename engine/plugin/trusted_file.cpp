// SPDX-License-Identifier: Apache-2.0
#include "plugin/trusted_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string_view>
#include <vector>

#include "core/shell_word.hpp"
#include "plugin/rejection.hpp"

namespace barometer::plugin {

namespace {

namespace fs = std::filesystem;

constexpr mode_t kGroupWrites = S_IWGRP;
constexpr mode_t kAnyoneWrites = S_IWOTH;
constexpr std::string_view kElsewhere = "copy the plug-in to a folder of your own";

// "a:b:c" or "a,b,c".
std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == text.npos) {
      return parts;
    }
    text.remove_prefix(end + 1);
  }
}

template <class Number>
bool read_number(std::string_view text, Number& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

bool is_number(std::string_view text, unsigned long wanted) {
  unsigned long value = 0;
  return read_number(text, value) && value == wanted;
}

// "a,b,c" of no other names than this one and root's.
bool only_has(std::string_view members, std::string_view name) {
  return std::ranges::all_of(split(members, ','), [&](std::string_view member) {
    return member.empty() || member == name || member == "root";
  });
}

// The fields of all lines that have at least four; nothing where a line refers to a service.
std::optional<std::vector<std::vector<std::string_view>>> entries_of(const std::string& text) {
  std::vector<std::vector<std::string_view>> entries;
  for (const std::string_view line : split(text, '\n')) {
    if (line.starts_with('+') || line.starts_with('-')) {
      return std::nullopt;
    }
    if (auto fields = split(line, ':'); fields.size() >= 4) {
      entries.push_back(std::move(fields));
    }
  }
  return entries;
}

std::string text_of(const char* file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

const char* words_of(Place place) {
  return place == Place::file     ? "its file"
         : place == Place::folder ? "its folder"
                                  : "a folder above it,";
}

// Nobody can rename or remove in it what belongs to others.
bool is_sticky(const FileFacts& facts) {
  return S_ISDIR(facts.mode) && (facts.mode & S_ISVTX) != 0 && facts.owner == 0;
}

std::string told(const FileFacts& facts, Place place, std::string_view what,
                 std::string_view advice) {
  return fmt::format("{} {} (owner {}, group {}, mode {:04o}) {}: {}", words_of(place),
                     facts.path.string(), facts.owner, facts.group, facts.mode & 07777, what,
                     advice);
}

// What to type about a mode: the user's own may be closed, but for what others need open.
std::string closing(const FileFacts& facts, const PresentUser& user, std::string_view mode) {
  const bool closable = facts.owner == user.user && (facts.mode & S_ISVTX) == 0;
  return closable ? fmt::format("chmod {} {}", mode, core::shell_word(facts.path.string()))
                  : std::string(kElsewhere);
}

FileFacts facts_of(const Descriptor& opened, const fs::path& path) {
  struct stat info {};

  if (::fstat(opened.number(), &info) != 0) {
    reject(path, {fmt::format("it cannot be examined: {}", std::strerror(errno))});
  }
  const std::string by_number = fmt::format("/proc/self/fd/{}", opened.number());
  const bool has_acl = ::getxattr(by_number.c_str(), "system.posix_acl_access", nullptr, 0) > 0;
  return {path, info.st_uid, info.st_gid, info.st_mode, has_acl};
}

// The file's folder and all above it, opened one from another.
class FolderWalk {
 public:
  explicit FolderWalk(const fs::path& file)
      : file_(file), at_(::open("/", O_PATH | O_DIRECTORY | O_CLOEXEC)) {
    const fs::path folders = file.parent_path().relative_path();
    fs::path path = "/";
    look_at(path, path == file.parent_path());
    for (const fs::path& part : folders) {
      path /= part;
      at_ = Descriptor(
          ::openat(at_.number(), part.c_str(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
      look_at(path, path == file.parent_path());
    }
  }

  const Descriptor& folder() const { return at_; }

  // The nearest first.
  std::vector<std::string> faults() const { return {faults_.rbegin(), faults_.rend()}; }

 private:
  void look_at(const fs::path& path, bool is_last) {
    if (at_.number() < 0) {
      reject(file_, {fmt::format("{} cannot be opened: {}", path.string(), std::strerror(errno))});
    }
    const Place place = is_last ? Place::folder : Place::above;
    if (auto fault = why_untrusted(facts_of(at_, path), place, present_user())) {
      faults_.push_back(std::move(*fault));
    }
  }

  const fs::path& file_;
  Descriptor at_;
  std::vector<std::string> faults_;
};

}  // namespace

const PresentUser& present_user() {
  static const PresentUser user = [] {
    const uid_t number = ::geteuid();
    return PresentUser{number,
                       private_group(number, text_of("/etc/passwd"), text_of("/etc/group"))};
  }();
  return user;
}

std::optional<gid_t> private_group(uid_t user, const std::string& passwd,
                                   const std::string& groups) {
  const auto people = entries_of(passwd);  // passwd(5): name:password:uid:gid:...
  const auto known = entries_of(groups);   // group(5): name:password:gid:names
  const auto is_user = [user](const auto& fields) { return is_number(fields[2], user); };
  if (!people || !known) {
    return std::nullopt;
  }
  const auto own = std::ranges::find_if(*people, is_user);
  gid_t group = 0;
  if (own == people->end() || !read_number((*own)[3], group)) {
    return std::nullopt;
  }
  const std::string_view name = (*own)[0];
  const bool others = std::ranges::any_of(*people, [&](const auto& fields) {
    return is_number(fields[3], group) && !is_user(fields) && !is_number(fields[2], 0);
  });
  const bool alone = std::ranges::all_of(*known, [&](const auto& fields) {
    return !is_number(fields[2], group) || (fields[0] == name && only_has(fields[3], name));
  });
  const bool found =
      std::ranges::any_of(*known, [&](const auto& fields) { return is_number(fields[2], group); });
  return found && alone && !others ? std::optional(group) : std::nullopt;
}

std::optional<std::string> why_untrusted(const FileFacts& facts, Place place,
                                         const PresentUser& user) {
  if (facts.owner != 0 && facts.owner != user.user) {
    const bool may_take = user.user == 0 && place != Place::above;
    return told(facts, place, "belongs to neither root nor the present user",
                may_take ? fmt::format("chown 0 {}", core::shell_word(facts.path.string()))
                         : std::string(kElsewhere));
  }
  if (place == Place::above && is_sticky(facts)) {
    return std::nullopt;
  }
  const bool by_group = (facts.mode & kGroupWrites) != 0;
  if ((facts.mode & kAnyoneWrites) != 0) {
    return told(facts, place, "may be written by anyone",
                closing(facts, user, by_group ? "go-w" : "o-w"));
  }
  if (by_group && (facts.has_acl || user.own_group != facts.group)) {
    return told(facts, place, "may be written by others of its group", closing(facts, user, "g-w"));
  }
  return std::nullopt;
}

// O_NONBLOCK: a pipe that took the file's place must not be waited for.
Descriptor open_trusted(const fs::path& file) {
  const FolderWalk walk(file);
  Descriptor opened(::openat(walk.folder().number(), file.filename().c_str(),
                             O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (opened.number() < 0) {
    reject(file, {fmt::format("it cannot be read: {}", std::strerror(errno))});
  }
  const FileFacts facts = facts_of(opened, file);
  if (!S_ISREG(facts.mode)) {
    reject(file, {"it is no regular file"});
  }
  std::vector<std::string> faults = walk.faults();
  if (auto fault = why_untrusted(facts, Place::file, present_user())) {
    faults.insert(faults.begin(), std::move(*fault));
  }
  if (!faults.empty()) {
    reject(file, std::move(faults));
  }
  return opened;
}

}  // namespace barometer::plugin
