// SPDX-License-Identifier: Apache-2.0
#include "report/target_name.hpp"

#include "core/error.hpp"
#include "plugin/host_state.hpp"
#include "report/output_file.hpp"

namespace barometer::report {

namespace {

namespace fs = std::filesystem;

fs::path without_trailing_slash(const fs::path& path) {
  const fs::path normal = fs::absolute(path).lexically_normal();
  return normal.has_filename() ? normal : normal.parent_path();
}

// "runs/a.svg" and 2: "runs/a-2.svg".
fs::path numbered(const fs::path& target, const std::string& extension, int number) {
  const std::string name = target.filename().string();
  const std::string stem = name.substr(0, name.size() - extension.size());
  return target.parent_path() / (stem + "-" + std::to_string(number) + extension);
}

struct Words {
  std::string rule;     // why what exists stays
  std::string another;  // what to name in its place
};

// Why `target` is not free: it exists, or, if that is not so, somebody is about to write it.
[[noreturn]] void refuse_taken(const fs::path& target, const Words& words, bool may_exist) {
  if (!may_exist) {
    refuse_existing(target, words.rule, words.another);
  }
  throw core::Error(
      core::ErrorKind::write_failed,
      core::Fault{target.string(),
                  "is being written already, by another process or for another option of this one",
                  "name another " + words.another + ", or wait until that has ended"});
}

ClaimedName claim_name(const fs::path& named, IfTaken taken, const std::string& extension,
                       const Words& words) {
  const bool may_exist = taken == IfTaken::replace;
  ClaimedName name{without_trailing_slash(named), nullptr};
  const fs::path first = name.target;
  name.claim = ClaimedFolder::claim(first, may_exist);
  for (int number = 2; name.claim == nullptr; ++number) {
    if (taken != IfTaken::next_free) {
      refuse_taken(first, words, may_exist);
    }
    name.target = numbered(first, extension, number);
    name.claim = ClaimedFolder::claim(name.target);
  }
  return name;
}

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

ClaimedName claim_folder_name(const fs::path& target, IfTaken taken) {
  std::error_code error;
  const bool file = fs::is_regular_file(fs::symlink_status(target, error));
  return claim_name(target, taken, "",
                    {file ? "a file is never overwritten" : "a run never overwrites another",
                     "folder with --out"});
}

ClaimedName claim_file_name(const fs::path& target, IfTaken taken) {
  return claim_name(target, taken, target.extension().string(),
                    {"a file is never overwritten", "file"});
}

void stop_if(const Cancelled& cancelled, const fs::path& target) {
  if (cancelled && cancelled()) {
    throw core::Error(core::ErrorKind::interrupted,
                      core::Fault{target.string(), "interrupted; nothing was written", ""});
  }
}

void write_whole(const fs::path& path, const fs::path& shown,
                 const std::function<void(const Sink&)>& body, const Cancelled& cancelled,
                 const fs::path& target) {
  stop_if(cancelled, target);
  plugin::refuse_copied_process();
  OutputFile file(path, shown);
  body([&](std::string_view piece) {
    stop_if(cancelled, target);
    file.write(piece);
  });
  stop_if(cancelled, target);
  file.sync();
}

}  // namespace barometer::report
