// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>

#include "report/csv_writer.hpp"
#include "report/target_name.hpp"

namespace barometer::report {

// The promise of RunFolder for a single file: its name is claimed when this is made, before long
// work, and `target` appears with all of its text, or not at all. Messages name `target`.
class NewFile {
 public:
  // Makes missing parents of `target`.
  explicit NewFile(const std::filesystem::path& target, Cancelled cancelled = {},
                   IfTaken taken = IfTaken::refuse);
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  // The last call: `body` hands the file's text to the sink.
  void write(const std::function<void(const Sink&)>& body);

  // Absolute.
  const std::filesystem::path& target() const { return name_.target; }

 private:
  void put_in_place(const std::filesystem::path& written) const;

  ClaimedName name_;
  Cancelled cancelled_;
  IfTaken taken_;
};

}  // namespace barometer::report
