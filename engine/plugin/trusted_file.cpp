// SPDX-License-Identifier: Apache-2.0
#include "plugin/trusted_file.hpp"

#include <sys/stat.h>
#include <unistd.h>

namespace barometer::plugin {

namespace {

std::optional<std::string> fault_of(int descriptor, const char* kind) {
  struct stat info {};

  if (::fstat(descriptor, &info) != 0) {
    return std::string("its ") + kind + " cannot be examined";
  }
  if ((info.st_mode & S_IWOTH) != 0) {
    return std::string("its ") + kind + " may be written by anyone (chmod o-w)";
  }
  if (info.st_uid != 0 && info.st_uid != ::geteuid()) {
    return std::string("its ") + kind + " belongs to neither root nor the present user (chown)";
  }
  return std::nullopt;
}

bool is_regular(int file) {
  struct stat info {};

  return ::fstat(file, &info) == 0 && S_ISREG(info.st_mode);
}

}  // namespace

std::optional<std::string> why_untrusted(int file, int folder) {
  if (!is_regular(file)) {
    return "it is no regular file";
  }
  if (auto fault = fault_of(file, "file")) {
    return fault;
  }
  return fault_of(folder, "folder");
}

}  // namespace barometer::plugin
