// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>

#include "core/workers.hpp"
#include "regime/tag_table.hpp"
#include "regime/tagger.hpp"

namespace barometer {

// Called with symbols done and symbols in all, from any thread, never concurrently; may be empty.
using TaggingProgress = std::function<void(std::size_t done, std::size_t total)>;

// Tags every bar of every symbol in blocks, symbols in parallel. Throws Error{plugin_failed}: the
// first failure in config order, whatever thread met it first.
void tag_ahead(const Tagger& tagger, std::span<const BarSource> sources, TagTable& table,
               Workers& workers, const TaggingProgress& progress = {});

}  // namespace barometer
