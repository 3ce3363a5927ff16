// SPDX-License-Identifier: Apache-2.0
#include "app/confine.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <system_error>

#include "core/error.hpp"
#include "plugin/search.hpp"
#include "plugin/trusted_file.hpp"

namespace barometer::app {

namespace {

namespace fs = std::filesystem;

// The kernel's interface, whose header may be older than the kernel that runs, or not be there.
constexpr long kCreateRuleset = 444;
constexpr long kAddRule = 445;
constexpr long kRestrictSelf = 446;
constexpr long kCloseRange = 436;
constexpr unsigned kAskVersion = 1;
constexpr int kPathBeneath = 1;

enum Right : std::uint64_t {
  kExecute = 1 << 0,
  kWriteFile = 1 << 1,
  kReadFile = 1 << 2,
  kReadFolder = 1 << 3,
  kRemoveFolder = 1 << 4,
  kRemoveFile = 1 << 5,
  kMakeFolder = 1 << 7,
  kMakeFile = 1 << 8,
  kMoveAcross = 1 << 13,
  kTruncate = 1 << 14,
};

constexpr std::uint64_t kAllOfFiles = (1 << 15) - 1;  // every right of version 3
constexpr std::uint64_t kDevices = 1 << 15;           // to control devices; from version 5 on
constexpr std::uint64_t kRead = kReadFile | kReadFolder;
constexpr std::uint64_t kReadAndStart = kRead | kExecute;
constexpr std::uint64_t kReadAndWrite = kRead | kWriteFile | kRemoveFolder | kRemoveFile |
                                        kMakeFolder | kMakeFile | kMoveAcross | kTruncate;
constexpr std::uint64_t kOfOneFile = kExecute | kWriteFile | kReadFile | kTruncate;

struct RulesetAttributes {
  std::uint64_t files;
  std::uint64_t network;  // from version 4 on: 1 to listen, 2 to connect, by TCP
  std::uint64_t scopes;   // from version 6 on: 1 abstract sockets, 2 signals
};

struct [[gnu::packed]] PathRule {
  std::uint64_t rights;
  std::int32_t descriptor;
};

// Version 1 could not tell moves between folders, 2 not truncation: 3 is the first that holds all.
constexpr long kFirstVersion = 3;

[[noreturn]] void refuse(const std::string& what, const std::string& fix = "") {
  throw core::Error(core::ErrorKind::bad_input, core::Fault{"--confine", what, fix});
}

[[noreturn]] void refuse_with_errno(const std::string& what) {
  refuse(what + ": " + std::generic_category().message(errno));
}

RulesetAttributes attributes_of(long version) {
  return {kAllOfFiles | (version >= 5 ? kDevices : 0), version >= 4 ? 3u : 0u,
          version >= 6 ? 3u : 0u};
}

std::size_t size_of_attributes(long version) {
  return version >= 6   ? sizeof(RulesetAttributes)
         : version >= 4 ? offsetof(RulesetAttributes, scopes)
                        : offsetof(RulesetAttributes, network);
}

class Ruleset {
 public:
  Ruleset() {
    const long version = ::syscall(kCreateRuleset, nullptr, std::size_t{0}, kAskVersion);
    if (version < kFirstVersion) {
      refuse(
          version < 0
              ? "this kernel cannot confine a process (it has no Landlock)"
              : fmt::format("this kernel cannot confine a process wholly (Landlock {})", version),
          "it takes Linux 6.2 or later, with landlock among its security modules; a container or "
          "a virtual machine confines as well");
    }
    const RulesetAttributes attributes = attributes_of(version);
    descriptor_ =
        static_cast<int>(::syscall(kCreateRuleset, &attributes, size_of_attributes(version), 0u));
    if (descriptor_ < 0) {
      refuse_with_errno("no rules could be made");
    }
  }

  ~Ruleset() { ::close(descriptor_); }

  Ruleset(const Ruleset&) = delete;
  Ruleset& operator=(const Ruleset&) = delete;

  // What is not there is not allowed.
  void allow(const fs::path& path, std::uint64_t rights) {
    const int descriptor = ::open(path.c_str(), O_PATH | O_CLOEXEC);
    if (descriptor < 0) {
      return;
    }

    struct stat found {};

    const bool folder = ::fstat(descriptor, &found) == 0 && S_ISDIR(found.st_mode);
    const PathRule rule{folder ? rights : rights & kOfOneFile, descriptor};
    const bool added = ::syscall(kAddRule, descriptor_, kPathBeneath, &rule, 0u) == 0;
    ::close(descriptor);
    if (!added) {
      refuse_with_errno(path.string() + ": no rule could be made for it");
    }
  }

  void enforce() const {
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
        ::syscall(kRestrictSelf, descriptor_, 0u) != 0) {
      refuse_with_errno("the rules could not be put in force");
    }
  }

 private:
  int descriptor_;
};

void allow_own_needs(Ruleset& rules) {
  for (const char* library :
       {"/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64", "/etc/ld.so.cache"}) {
    rules.allow(library, kReadAndStart);
  }
  for (const char* fact :
       {"/usr/share/zoneinfo", "/etc/localtime", "/etc/timezone", "/proc/cpuinfo", "/proc/meminfo",
        "/proc/loadavg", "/proc/stat", "/proc/version", "/proc/self/maps", "/proc/self/status",
        "/sys/devices/system", "/etc/os-release", "/dev/null"}) {
    rules.allow(fact, kRead);
  }
  rules.allow("/proc/self/exe", kReadAndStart);
  for (const fs::path& folder : plugin::plugin_folders({})) {
    rules.allow(folder, kRead);
  }
}

}  // namespace

void confine(const fs::path& folder, std::span<const fs::path> also_read) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    refuse(fmt::format("{} is no folder", folder.string()), "name one that exists");
  }
  plugin::present_user();  // reads what cannot be read any more
  Ruleset rules;
  allow_own_needs(rules);
  for (const fs::path& path : also_read) {
    rules.allow(path, kRead);
  }
  rules.allow(folder, kReadAndWrite);
  rules.enforce();
}

// Linux 5.9; a kernel without it cannot confine either, and is refused there.
void close_inherited_descriptors() {
  ::syscall(kCloseRange, static_cast<unsigned>(STDERR_FILENO) + 1, ~0u, 0u);
}

}  // namespace barometer::app
