// SPDX-License-Identifier: Apache-2.0
#include "report/run_folder.hpp"

#include <fcntl.h>
#include <stdio.h>  // renameat2 is declared nowhere else
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "core/error.hpp"
#include "report/output_file.hpp"

namespace barometer {

namespace {

namespace fs = std::filesystem;

fs::path without_trailing_slash(const fs::path& path) {
  const fs::path normal = fs::absolute(path).lexically_normal();
  return normal.has_filename() ? normal : normal.parent_path();
}

void make_parents(const fs::path& target) {
  std::error_code error;
  fs::create_directories(target.parent_path(), error);
  if (error) {
    throw_write_failed(target.parent_path(), "folder could not be created", error.value());
  }
}

// The name does not grow out of the target's, which may already be as long as names can be.
fs::path make_partial_folder(const fs::path& target) {
  const std::string stem = ".barometer-partial-" + std::to_string(::getpid()) + "-";
  for (int number = 1;; ++number) {
    fs::path partial = target.parent_path() / (stem + std::to_string(number));
    if (::mkdir(partial.c_str(), 0777) == 0) {
      return partial;
    }
    if (errno != EEXIST) {
      throw_write_failed(target, "folder could not be created", errno);
    }
  }
}

// rename() that never replaces. Where the file system cannot promise that in one step, an
// existing target is refused by name first, and rename() itself refuses one that is not empty.
int rename_to_new(const fs::path& from, const fs::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) {
    return 0;
  }
  if (errno != EINVAL && errno != ENOSYS) {
    return errno;
  }
  if (fs::exists(fs::symlink_status(to))) {
    return EEXIST;
  }
  return ::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

void stop_if(const Cancelled& cancelled, const fs::path& target) {
  if (cancelled && cancelled()) {
    throw Error(ExitCode::interrupted,
                Fault{target.string(), "interrupted; nothing was written", ""});
  }
}

}  // namespace

void refuse_existing_run(const fs::path& target) {
  std::error_code error;
  if (fs::exists(fs::symlink_status(target, error))) {
    throw Error(ExitCode::write_failed,
                Fault{target.string(), "exists already; a run never overwrites another",
                      "name another folder with --out, or move this one away"});
  }
}

RunFolder::RunFolder(const fs::path& target, Cancelled cancelled)
    : target_(without_trailing_slash(target)), cancelled_(std::move(cancelled)) {
  refuse_existing_run(target_);
  make_parents(target_);
  partial_ = make_partial_folder(target_);
}

RunFolder::~RunFolder() {
  if (!partial_.empty()) {
    std::error_code ignored;
    fs::remove_all(partial_, ignored);
  }
}

fs::path RunFolder::write(const std::string& name, const std::function<void(const Sink&)>& body) {
  check_cancelled();
  OutputFile file(partial_ / name, target_ / name);
  body([&](std::string_view piece) {
    check_cancelled();
    file.write(piece);
  });
  check_cancelled();
  file.sync();
  return partial_ / name;
}

void RunFolder::publish() {
  check_cancelled();
  sync_folder(partial_, target_);
  check_cancelled();
  if (const int error = rename_to_new(partial_, target_); error != 0) {
    throw_write_failed(target_, "run folder could not be put in place", error);
  }
  const fs::path published = std::exchange(partial_, {});
  try {
    sync_folder(target_.parent_path(), target_);
  } catch (...) {
    if (rename_to_new(target_, published) == 0) {
      partial_ = published;
    }
    throw;
  }
}

void RunFolder::check_cancelled() const {
  stop_if(cancelled_, target_);
}

void write_new_file(const fs::path& target, const std::function<void(const Sink&)>& body,
                    const Cancelled& cancelled) {
  RunFolder scratch(without_trailing_slash(target).parent_path() /
                        (".barometer-file-" + std::to_string(::getpid())),
                    cancelled);
  refuse_existing_run(target);
  const fs::path file = scratch.write("file", body);
  if (const int error = rename_to_new(file, target); error != 0) {
    throw_write_failed(target, "file could not be put in place", error);
  }
  sync_folder(without_trailing_slash(target).parent_path(), target);
}

}  // namespace barometer
