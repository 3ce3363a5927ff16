// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>

#include "analysis/run_analysis.hpp"
#include "report/run_folder.hpp"

namespace barometer::report {

// A file of a run folder that another room makes, as the page.
struct AddedFile {
  std::string name;
  std::function<void(const analysis::RunRecord& record, const Sink& sink)> write;
};

// Writes into `folder`, which it publishes, what docs/run_folder.md describes: whole or not at all
// (run_folder.hpp says how it fails), by as many threads as the run had. Adds the time that it
// takes to record.provenance.wall_seconds, so that the summary and run.json, which come last, say
// it but for their own. `added` are written after run.json.
void write_run(analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
               RunFolder& folder, std::span<const AddedFile> added = {});

// The same for a folder that is not claimed yet and with an analysis of its own, which it returns.
analysis::RunAnalysis write_run(const analysis::RunRecord& record,
                                const std::filesystem::path& folder, Cancelled cancelled = {});

}  // namespace barometer::report
