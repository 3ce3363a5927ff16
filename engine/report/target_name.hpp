// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "report/claimed_folder.hpp"
#include "report/csv_writer.hpp"

namespace barometer::report {

// Asked before every write, sync and rename; true ends the writing with Error{interrupted}.
using Cancelled = std::function<bool()>;

// What is done where the name of a target is taken, by what is there or by who is about to write
// it.
enum class IfTaken {
  refuse,     // Error{write_failed}, with the name
  next_free,  // the first of name-2, name-3, ... that is free
  replace     // what is there gives way in one step; who is about to write it does not
};

// Throws Error{write_failed} when `target`, or a link of that name, exists already: "exists
// already; <rule>", and that one should name another `another`.
void refuse_existing(const std::filesystem::path& target, const std::string& rule,
                     const std::string& another);

// A target with the claim on its name.
struct ClaimedName {
  std::filesystem::path target;  // absolute, without a trailing slash
  std::unique_ptr<ClaimedFolder> claim;
};

// Of a folder, such as a run. REQUIRES: `taken` is refuse or next_free.
ClaimedName claim_folder_name(const std::filesystem::path& target, IfTaken taken);

// Of a file; a number for a free name comes before its extension.
ClaimedName claim_file_name(const std::filesystem::path& target, IfTaken taken);

// Throws Error{interrupted} with the name of `target` if `cancelled` says so.
void stop_if(const Cancelled& cancelled, const std::filesystem::path& target);

// Writes `path` from what `body` hands to the sink and brings it to the disk; messages call it
// `shown`, those of an interruption `target`.
void write_whole(const std::filesystem::path& path, const std::filesystem::path& shown,
                 const std::function<void(const Sink&)>& body, const Cancelled& cancelled,
                 const std::filesystem::path& target);

}  // namespace barometer::report
