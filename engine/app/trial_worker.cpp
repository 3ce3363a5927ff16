// SPDX-License-Identifier: Apache-2.0
#include "app/trial_worker.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <exception>
#include <fstream>
#include <optional>
#include <string>
#include <utility>

#include "app/interrupt.hpp"
#include "backtest/plan_state.hpp"
#include "core/error.hpp"
#include "plugin/call_page.hpp"
#include "plugin/host_state.hpp"
#include "study/trial_engine.hpp"
#include "study/trial_message.hpp"

namespace barometer::app {

namespace {

// Bytes that this process may write: those of its data and its stack.
rlim_t data_bytes() {
  std::ifstream file("/proc/self/statm");
  rlim_t pages = 0;
  for (int column = 0; column < 6; ++column) {  // the sixth is data and stack
    file >> pages;
  }
  return pages * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE));
}

void bound_memory(int workers) {
  const auto machine =
      static_cast<rlim_t>(::sysconf(_SC_PHYS_PAGES)) * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE));
  rlimit limit{};
  ::getrlimit(RLIMIT_DATA, &limit);
  limit.rlim_cur = std::min(limit.rlim_max, data_bytes() + machine / static_cast<rlim_t>(workers));
  ::setrlimit(RLIMIT_DATA, &limit);
  std::ofstream("/proc/self/oom_score_adj") << 1000;
}

class TrialWorker {
 public:
  TrialWorker(study::Study& study, WorkerChannel channel)
      : study_(study), engine_(study), channel_(std::move(channel)) {}

  void work() {
    while (!interrupted()) {
      const std::optional<Message> order = channel_.receive(&interrupted());
      if (!order) {
        break;
      }
      if (order->word == Word::release) {
        engine_.release();
        say(Word::made, "");
      } else {
        carry_out(order->bytes);
      }
    }
    plugin::restore_host_state(plugin::told_name(study_.plan().state().plan.strategy.told));
    tell_changes();
  }

 private:
  void carry_out(const std::string& bytes) {
    try {
      const study::TrialOrder order = study::decode_order(bytes);
      channel_.watch_for_end(true);
      engine_.make(
          order.set, order.numbers, [this](study::MadeTrial&& made) { tell(made); },
          &interrupted());
      channel_.watch_for_end(false);
      tell_changes();
      say(Word::made, "");
    } catch (const std::exception& error) {
      channel_.watch_for_end(false);
      say(Word::refused, error.what());
    }
  }

  // False when nobody listens any more. A second process that a plug-in made by fork() and let
  // return ends here: it would say everything twice.
  bool say(Word word, const std::string& bytes) {
    if (plugin::is_copied_process()) {
      ::_exit(1);
    }
    return channel_.send(word, bytes);
  }

  // Nobody waits any more: the rest need not be made.
  void tell(const study::MadeTrial& made) {
    if (!say(Word::trial, encoder_.encode(made))) {
      throw core::Error(core::ErrorKind::interrupted, core::Fault{"", "nobody waits", ""});
    }
  }

  void tell_changes() {
    for (; told_ < plugin::host_changes().size(); ++told_) {
      say(Word::warning, plugin::host_changes()[told_]);
    }
  }

  study::Study& study_;
  study::TrialThreads engine_;
  WorkerChannel channel_;
  study::TrialEncoder encoder_;
  std::size_t told_ = 0;  // of host_changes()
};

}  // namespace

void make_ordered_trials(study::Study& study, int workers, WorkerChannel channel) {
  bound_memory(workers);
  plugin::keep_host_state();  // a worker is a program of its own, and no copy that a plug-in made
  TrialWorker(study, std::move(channel)).work();
}

}  // namespace barometer::app
