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

namespace barometer::report {

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
      throw_write_failed(target, "could not be created", errno);
    }
  }
}

// rename() that never replaces. Where the file system cannot promise that in one step, an
// existing target is rejected by name first, and rename() itself refuses one that is not empty.
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
    throw core::Error(core::ErrorKind::interrupted,
                      core::Fault{target.string(), "interrupted; nothing was written", ""});
  }
}

// Messages call `path` by the name `shown`; `check` may end the writing.
void write_whole(const fs::path& path, const fs::path& shown,
                 const std::function<void(const Sink&)>& body, const std::function<void()>& check) {
  check();
  OutputFile file(path, shown);
  body([&](std::string_view piece) {
    check();
    file.write(piece);
  });
  check();
  file.sync();
}

class ScratchFolder {
 public:
  // Beside `target`, so that what is made in it can be renamed to that.
  explicit ScratchFolder(const fs::path& target) : path_(make_partial_folder(target)) {}

  ~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }

  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

}  // namespace

void refuse_existing(const fs::path& target, const std::string& rule, const std::string& another) {
  const fs::path named = without_trailing_slash(target);
  std::error_code error;
  if (fs::exists(fs::symlink_status(named, error))) {
    throw core::Error(core::ErrorKind::write_failed,
                      core::Fault{named.string(), "exists already; " + rule,
                                  "name another " + another + ", or move this one away"});
  }
}

void refuse_existing_run(const fs::path& target) {
  std::error_code error;
  const bool file = fs::is_regular_file(fs::symlink_status(target, error));
  refuse_existing(target, file ? "a file is never overwritten" : "a run never overwrites another",
                  "folder with --out");
}

void refuse_existing_file(const fs::path& target) {
  refuse_existing(target, "a file is never overwritten", "file");
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

void RunFolder::write(const std::string& name, const std::function<void(const Sink&)>& body) {
  write_whole(partial_ / name, target_ / name, body, [this] { check_cancelled(); });
}

void RunFolder::publish() {
  check_cancelled();
  sync_folder(partial_, target_);
  check_cancelled();
  if (const int error = rename_to_new(partial_, target_); error != 0) {
    throw_write_failed(target_, "folder could not be put in place", error);
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
  const fs::path file = without_trailing_slash(target);
  refuse_existing_file(file);
  make_parents(file);
  const ScratchFolder scratch(file);
  const fs::path partial = scratch.path() / "file";
  write_whole(partial, file, body, [&] { stop_if(cancelled, file); });
  stop_if(cancelled, file);
  if (const int error = rename_to_new(partial, file); error != 0) {
    throw_write_failed(file, "file could not be put in place", error);
  }
  sync_folder(file.parent_path(), file);
}

}  // namespace barometer::report
