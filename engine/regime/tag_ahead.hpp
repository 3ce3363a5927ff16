// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>

#include "core/workers.hpp"
#include "regime/tagging_job.hpp"

namespace barometer::regime {

// Called with pieces of work done and in all, from any thread, never concurrently; may be empty.
using TaggingProgress = std::function<void(std::size_t done, std::size_t total)>;

// Tags every bar of every symbol in blocks, taggers and symbols in parallel. Throws
// Error{plugin_failed}: the first failure in config order, whatever thread met it first.
void tag_ahead(const TaggingJob& job, core::Workers& workers, const TaggingProgress& progress = {});

}  // namespace barometer::regime
