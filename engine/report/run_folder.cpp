// SPDX-License-Identifier: Apache-2.0
#include "report/run_folder.hpp"

#include <utility>

#include "report/output_file.hpp"

namespace barometer::report {

RunFolder::RunFolder(const std::filesystem::path& target, Cancelled cancelled, IfTaken taken)
    : name_(claim_folder_name(target, taken)), cancelled_(std::move(cancelled)) {}

void RunFolder::write(const std::string& name, const std::function<void(const Sink&)>& body) {
  write_whole(name_.claim->path() / name, target() / name, body, cancelled_, target());
}

void RunFolder::publish() {
  const std::filesystem::path& partial = name_.claim->path();
  stop_if(cancelled_, target());
  sync_folder(partial, target());
  stop_if(cancelled_, target());
  if (const int error = rename_to_new(partial, target()); error != 0) {
    throw_write_failed(target(), "folder could not be put in place", error);
  }
  try {
    name_.claim->keep_parents(target());
  } catch (...) {
    rename_to_new(target(), partial);  // where it is removed
    throw;
  }
}

}  // namespace barometer::report
