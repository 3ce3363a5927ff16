// SPDX-License-Identifier: Apache-2.0
#include "report/claimed_folder.hpp"

#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "core/hash.hpp"
#include "plugin/call_page.hpp"
#include "plugin/host_state.hpp"
#include "report/output_file.hpp"

namespace barometer::report {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = ".barometer-partial-";
constexpr std::size_t kMarkLength = 16;

// The target's own name may already be as long as names can be.
std::string mark_of(const fs::path& target) {
  core::Hash hash;
  hash.add(std::string_view(target.filename().native()));
  return hash.hex().substr(0, kMarkLength);
}

// The process in the name of a claim; 0 where the name is none of a claim.
pid_t process_of(std::string_view name) {
  pid_t process = 0;
  if (name.starts_with(kPrefix)) {
    name.remove_prefix(kPrefix.size());
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), process);
    const std::size_t rest = static_cast<std::size_t>(name.data() + name.size() - end);
    return error == std::errc{} && rest == kMarkLength + 1 && *end == '-' ? process : 0;
  }
  return 0;
}

// Whether somebody works in this claim; one whose process has ended is removed.
bool is_alive(const fs::path& claim, pid_t process) {
  FolderLock folder(claim);
  if (folder.error() == ENOENT) {
    return false;
  }
  // One that another user keeps to itself cannot be opened; its process can be asked for.
  switch (folder.error() == 0 ? folder.try_lock() : FolderLock::Lock::unknown) {
    case FolderLock::Lock::held:
      return true;
    case FolderLock::Lock::unknown:
      return ::kill(process, 0) == 0 || errno == EPERM;
    case FolderLock::Lock::got:
      break;
  }
  std::error_code ignored;
  fs::remove_all(claim, ignored);
  return false;
}

// Looks at every claim in the folder. REQUIRES: its lock.
bool is_claimed(const fs::path& parent, const std::string& mark) {
  bool claimed = false;
  std::error_code error;
  for (fs::directory_iterator at(parent, error), end; !error && at != end; at.increment(error)) {
    const std::string name = at->path().filename().string();
    if (const pid_t process = process_of(name); process != 0) {
      claimed = (is_alive(at->path(), process) && name.ends_with(mark)) || claimed;
    }
  }
  return claimed;
}

// The parents that are not there, the innermost first.
std::vector<fs::path> missing_parents(const fs::path& target) {
  std::vector<fs::path> missing;
  std::error_code error;
  for (fs::path parent = target.parent_path(); !fs::exists(parent, error) && !error;
       parent = parent.parent_path()) {
    missing.push_back(parent);
  }
  return missing;
}

void remove_empty(const std::vector<fs::path>& folders) {
  for (const fs::path& folder : folders) {
    if (::rmdir(folder.c_str()) != 0) {
      return;
    }
  }
}

// Throws where not even the question can be answered: a name that is too long, a loop of links.
bool is_there(const fs::path& target) {
  struct stat found {};

  if (::lstat(target.c_str(), &found) == 0) {
    return true;
  }
  if (errno != ENOENT) {
    throw_write_failed(target, "could not be created", errno);
  }
  return false;
}

// Parents that were just made are gone again where nothing came to be in them.
class MadeParents {
 public:
  explicit MadeParents(const fs::path& target) : made_(missing_parents(target)) {
    std::error_code error;
    fs::create_directories(target.parent_path(), error);
    if (error) {
      remove_empty(made_);
      throw_write_failed(target.parent_path(), "folder could not be created", error.value());
    }
  }

  ~MadeParents() { remove_empty(made_); }

  MadeParents(const MadeParents&) = delete;
  MadeParents& operator=(const MadeParents&) = delete;

  std::vector<fs::path> release() { return std::exchange(made_, {}); }

 private:
  std::vector<fs::path> made_;
};

// Whoever outlives a plug-in that ends this process removes the claim.
void tell_supervisor(const fs::path& claim) {
  if (plugin::CallPage* page = plugin::told_page(); page != nullptr) {
    page->hidden_folders[page->folders_made++ % page->hidden_folders.size()] =
        plugin::remember(claim.native());
  }
}

}  // namespace

ClaimedFolder::ClaimedFolder(fs::path path, std::vector<fs::path> made)
    : path_(std::move(path)), made_parents_(std::move(made)), lock_(path_) {
  lock_.try_lock();
}

std::unique_ptr<ClaimedFolder> ClaimedFolder::claim(const fs::path& target, bool may_exist) {
  plugin::refuse_copied_process();
  constexpr int kMostTries = 5;  // a process that fails may remove parents that both have made
  const std::string mark = mark_of(target);
  const fs::path parent = target.parent_path();
  const fs::path path = parent / (std::string(kPrefix) + std::to_string(::getpid()) + "-" + mark);
  int error = ENOENT;
  for (int tries = 0; error == ENOENT && tries < kMostTries; ++tries) {
    MadeParents parents(target);
    FolderLock parent_lock(parent, true);
    error = parent_lock.error();
    if (error != 0) {
      continue;
    }
    parent_lock.lock_soon();  // until the claim is made and locked itself
    // In this order: another's claim goes when its target comes.
    if (is_claimed(parent, mark) || (is_there(target) && !may_exist)) {
      return nullptr;
    }
    error = ::mkdir(path.c_str(), 0777) == 0 ? 0 : errno;
    if (error == 0) {
      tell_supervisor(path);
      return std::unique_ptr<ClaimedFolder>(new ClaimedFolder(path, parents.release()));
    }
  }
  throw_write_failed(target, "could not be created", error);
}

ClaimedFolder::~ClaimedFolder() {
  if (plugin::is_copied_process()) {
    return;  // it is another's
  }
  std::error_code ignored;
  fs::remove_all(path_, ignored);
  remove_empty(made_parents_);
}

void ClaimedFolder::keep_parents(const fs::path& target) {
  const fs::path parent = target.parent_path();
  sync_folder(parent, target);
  for (const fs::path& made : made_parents_) {
    sync_folder(made.parent_path(), target);
  }
  made_parents_.clear();
}

}  // namespace barometer::report
