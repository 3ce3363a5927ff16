// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "report/folder_lock.hpp"

namespace barometer::report {

// A hidden folder beside a target, ".barometer-partial-<process>-<mark of the target's name>". It
// claims that name before any work is done, proves that the target can be made, and takes what is
// written until it is whole. The folder is locked (flock) as long as this lives, so that a dead
// process's claim is told from a living one; claiming removes the dead ones beside the target.
// Where the file system knows no locks on folders, a claim counts while its process is there, and
// nothing is removed.
class ClaimedFolder {
 public:
  // Makes missing parents. NULL where `target` (absolute, without a trailing slash) exists already,
  // or another process or claim has its name. Throws Error{write_failed} where it cannot be made.
  // `may_exist`: the target is to be replaced, and only other claims are in the way.
  static std::unique_ptr<ClaimedFolder> claim(const std::filesystem::path& target,
                                              bool may_exist = false);

  // Removes the folder with all in it, and the parents that were made for it if nothing else has
  // come to be in them.
  ~ClaimedFolder();
  ClaimedFolder(const ClaimedFolder&) = delete;
  ClaimedFolder& operator=(const ClaimedFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

  // What was written has its name: the parents stay, and their entries are brought to the disk, as
  // is that of `target`. Throws Error{write_failed}.
  void keep_parents(const std::filesystem::path& target);

 private:
  ClaimedFolder(std::filesystem::path path, std::vector<std::filesystem::path> made);

  std::filesystem::path path_;
  std::vector<std::filesystem::path> made_parents_;  // the innermost first
  FolderLock lock_;
};

}  // namespace barometer::report
