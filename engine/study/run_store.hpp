// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>

#include "study/run_store_rows.hpp"

// Every run and trial ever made, in one SQLite file that any client can read while it is written
// (docs/run_store.md). What run_store_reader.hpp asks is answered from the same file.

namespace barometer::study {

// "barometer.db" in a config's output.dir.
std::filesystem::path store_in(const std::filesystem::path& output_dir);

// Writes rows. One thread of its own writes them in the order in which they were added, at most 256
// in a transaction and none later than 200 ms after it came; a row counts as done when its
// transaction is on the disk. Killed at any time, the file holds all rows that committed() counted,
// each once. Any number of processes may write to one file at once.
//
// Members may be called from any thread. Once writing has failed, add(), flush() and record() throw
// that Error: write_failed for a full disk, a missing leave or another program that keeps the file
// locked for longer than `patience`; bad_input for a damaged file.
class RunStore {
 public:
  // Makes the file and its folder where they are missing. Throws Error{write_failed} where that
  // cannot be done, Error{bad_input} for a file of another version or another program.
  explicit RunStore(const std::filesystem::path& file,
                    std::chrono::milliseconds patience = std::chrono::seconds(10));

  // Writes what was added; a failure is swallowed here: call flush() to hear of it.
  ~RunStore();
  RunStore(const RunStore&) = delete;
  RunStore& operator=(const RunStore&) = delete;

  // Begins a study and gives its id in the file, once it is on the disk.
  std::int64_t begin_study(const StudyRow& study);

  // `seconds` are added to those of the study so far.
  void end_study(std::int64_t study, StudyState state, double seconds);

  // Queues a row; waits while 1,024 rows are queued. A trial (or fold) whose number the study has
  // as done already is left as it is; one that has failed before is replaced.
  void add(RunRow row);

  // Rows that were added, and how many of them are on the disk: the first so many.
  std::uint64_t added() const;
  std::uint64_t committed() const;

  // Returns when every row that was added is on the disk.
  void flush();

  // Adds a row and flushes; its id. REQUIRES: no other thread adds a row meanwhile.
  std::int64_t record(RunRow row);

 private:
  class Writer;

  std::filesystem::path file_;
  std::chrono::milliseconds patience_;
  std::unique_ptr<Writer> writer_;
};

}  // namespace barometer::study
