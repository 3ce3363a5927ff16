// SPDX-License-Identifier: Apache-2.0
#include "core/workers.hpp"

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/partitioner.h>
#include <oneapi/tbb/task_arena.h>
#include <oneapi/tbb/version.h>

#include <exception>
#include <system_error>

namespace barometer::core {

struct Workers::Arena {
  explicit Arena(int threads)
      : limit(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads)),
        tbb(threads) {}

  tbb::global_control limit;  // else oneTBB makes no more threads than there are cores
  tbb::task_arena tbb;
};

Workers::Workers(int threads)
    : threads_(threads), arena_(threads > 1 ? std::make_unique<Arena>(threads) : nullptr) {}

Workers::~Workers() = default;

void Workers::run(std::size_t count, std::size_t grain, void* shared, Call call) {
  const auto part = [shared, call](const tbb::blocked_range<std::size_t>& range) {
    for (std::size_t i = range.begin(); i != range.end(); ++i) {
      call(shared, i);
    }
  };
  const tbb::blocked_range<std::size_t> all(0, count, grain);
  if (arena_ == nullptr || count <= grain) {
    part(all);
    return;
  }
  try {
    arena_->tbb.execute([&] { tbb::parallel_for(all, part, tbb::simple_partitioner{}); });
  } catch (const std::exception&) {  // of oneTBB itself: `part` throws nothing
    throw std::system_error(std::make_error_code(std::errc::resource_unavailable_try_again),
                            "a thread could not be started (--threads 1 needs none)");
  }
}

std::string workers_library() {
  return std::string("oneTBB ") + TBB_runtime_version();
}

}  // namespace barometer::core
