// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "report/claimed_folder.hpp"
#include "report/csv_writer.hpp"
#include "report/target_name.hpp"

namespace barometer::report {

// A folder that appears under its name with everything in it, or not at all. Its name is claimed
// when this is made, which is to be before long work: nobody else can take it then, and a target
// that cannot be made is found. Files are written to a hidden folder beside the target
// (claimed_folder.hpp, never to be read as a run), each brought to the disk; publish() renames it.
// Every failure throws Error{write_failed} with path and reason and removes the hidden folder; only
// a killed process can leave one behind, which the next one that writes there removes.
class RunFolder {
 public:
  // Makes missing parents of `target`. Each thread that writes asks `cancelled`. REQUIRES: `taken`
  // is refuse or next_free.
  explicit RunFolder(const std::filesystem::path& target, Cancelled cancelled = {},
                     IfTaken taken = IfTaken::refuse);
  RunFolder(const RunFolder&) = delete;
  RunFolder& operator=(const RunFolder&) = delete;

  // Writes one file from what `body` hands to the sink. Several threads may write files of
  // different names.
  void write(const std::string& name, const std::function<void(const Sink&)>& body);

  // The last call: gives the folder its name. Rejects when the target has appeared meanwhile.
  void publish();

  // Absolute, without a trailing slash.
  const std::filesystem::path& target() const { return name_.target; }

 private:
  ClaimedName name_;
  Cancelled cancelled_;
};

}  // namespace barometer::report
