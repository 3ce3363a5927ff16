// SPDX-License-Identifier: Apache-2.0
#include "report/output_file.hpp"

#include <fcntl.h>
#include <stdio.h>  // renameat2 is declared nowhere else
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "core/error.hpp"

namespace barometer::report {

namespace {

std::string advice(int error_number) {
  switch (error_number) {
    case ENOSPC:
    case EDQUOT:
      return "free some space or choose another folder with --out";
    case EACCES:
    case EPERM:
    case EROFS:
      return "choose a folder that you may write to with --out";
    default:
      return "choose another folder with --out";
  }
}

}  // namespace

void throw_write_failed(const std::filesystem::path& where, const std::string& action,
                        int error_number) {
  const std::string reason = std::generic_category().message(error_number);
  throw core::Error(core::ErrorKind::write_failed,
                    core::Fault{where.string(), action + ": " + reason, advice(error_number)});
}

OutputFile::OutputFile(const std::filesystem::path& path, std::filesystem::path shown)
    : descriptor_(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666)),
      shown_(std::move(shown)) {
  if (descriptor_ < 0) {
    throw_write_failed(shown_, "could not be created", errno);
  }
}

OutputFile::~OutputFile() {
  ::close(descriptor_);
}

void OutputFile::write(std::string_view piece) {
  while (!piece.empty()) {
    const ssize_t written = ::write(descriptor_, piece.data(), piece.size());
    if (written < 0 && errno != EINTR) {
      throw_write_failed(shown_, "could not be written", errno);
    }
    piece.remove_prefix(static_cast<std::size_t>(written < 0 ? 0 : written));
  }
}

void OutputFile::sync() {
  if (::fsync(descriptor_) != 0) {
    throw_write_failed(shown_, "could not be brought to the disk", errno);
  }
}

int rename_to_new(const std::filesystem::path& from, const std::filesystem::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) {
    return 0;
  }
  if (errno != EINVAL && errno != ENOSYS) {
    return errno;
  }
  if (std::filesystem::exists(std::filesystem::symlink_status(to))) {
    return EEXIST;
  }
  return ::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

void sync_folder(const std::filesystem::path& folder, const std::filesystem::path& shown) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool opened = descriptor >= 0;
  const bool synced = opened && ::fsync(descriptor) == 0;
  const int error_number = errno;
  if (opened) {
    ::close(descriptor);
  }
  // EINVAL: a file system that has no such notion for folders.
  if (!synced && !(opened && error_number == EINVAL)) {
    throw_write_failed(shown, "folder could not be brought to the disk", error_number);
  }
}

}  // namespace barometer::report
