// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "report/csv_writer.hpp"

namespace barometer::report {

// Asked before every write, sync and rename; true ends the writing with Error{interrupted}.
using Cancelled = std::function<bool()>;

// Throws Error{write_failed} when `target`, or a link of that name, exists already: "exists
// already; <rule>", and that one should name another `another`. To be called before long work.
void refuse_existing(const std::filesystem::path& target, const std::string& rule,
                     const std::string& another);

// The same for a run.
void refuse_existing_run(const std::filesystem::path& target);

// The same for a file.
void refuse_existing_file(const std::filesystem::path& target);

// The promise of RunFolder for a single file: `body` hands its text to the sink; `target` appears
// with all of it, or not at all. Messages name `target`.
void write_new_file(const std::filesystem::path& target,
                    const std::function<void(const Sink&)>& body, const Cancelled& cancelled = {});

// A folder that appears under its name with everything in it, or not at all. Files are written to
// a hidden folder beside the target (".barometer-partial-<process>-<number>", never to be read as
// a run), each brought to the disk; publish() renames it. Every failure throws
// Error{write_failed} with path and reason and removes the hidden folder; only a killed process
// can leave one behind.
class RunFolder {
 public:
  // Makes missing parents of `target`. An existing target is rejected.
  explicit RunFolder(const std::filesystem::path& target, Cancelled cancelled = {});
  ~RunFolder();
  RunFolder(const RunFolder&) = delete;
  RunFolder& operator=(const RunFolder&) = delete;

  // Writes one file from what `body` hands to the sink.
  void write(const std::string& name, const std::function<void(const Sink&)>& body);

  // The last call: gives the folder its name. Rejects when the target has appeared meanwhile.
  void publish();

  // Absolute, without a trailing slash.
  const std::filesystem::path& target() const { return target_; }

 private:
  void check_cancelled() const;

  std::filesystem::path target_;
  std::filesystem::path partial_;  // empty once published
  Cancelled cancelled_;
};

}  // namespace barometer::report
