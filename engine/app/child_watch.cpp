// SPDX-License-Identifier: Apache-2.0
#include "app/child_watch.hpp"

#include <fmt/format.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>

namespace barometer::app {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds kPeriod{100};      // between looks at a child that nobody is waiting for
constexpr milliseconds kHurry{10};        // at one that is to end
constexpr milliseconds kOwnSignal{50};    // in which a signal to the whole group arrives
constexpr milliseconds kPatience{3'000};  // with a plug-in that does not return after an interrupt
constexpr milliseconds kLastPatience{500};  // after a second one

// What tells one call of a thread from another. That two of them agree in all of it takes the same
// plug-in, symbol and bar again, of another run, at each look.
struct Called {
  explicit Called(const plugin::ThreadPlace& place)
      : call(place.callee.load().call),
        plugin(place.callee.load().plugin),
        symbol(place.symbol),
        calls(place.calls),
        first(place.first),
        time_ns(place.time_ns) {}

  Called() = default;

  bool operator==(const Called&) const = default;

  plugin::Call call = plugin::Call::load;
  plugin::TextId plugin = 0;
  plugin::TextId symbol = 0;
  std::uint32_t calls = 0;
  std::int64_t first = 0;
  std::int64_t time_ns = 0;
};

// How long each thread has been in its call.
class CallClock {
 public:
  // Of the thread that has been in one for longest.
  Clock::duration longest(const plugin::CallPage& page, Clock::time_point now) {
    Clock::duration longest{0};
    pass_over_stop(now);
    const auto taken = std::min<std::size_t>(page.places_taken, seen_.size());
    for (std::size_t i = 0; i < taken; ++i) {
      const plugin::ThreadPlace& place = page.places[i];
      const Called called(place);
      if (place.inside == 0 || called != seen_[i].called) {
        seen_[i] = {called, now};
      } else {
        longest = std::max(longest, now - seen_[i].since);
      }
    }
    return longest;
  }

 private:
  struct Seen {
    Called called;
    Clock::time_point since;
  };

  // Who did not look for long was stopped (Ctrl-Z), and the child with it.
  void pass_over_stop(Clock::time_point now) {
    if (looked_ != Clock::time_point{} && now - looked_ > 10 * kPeriod) {
      for (Seen& each : seen_) {
        each.since += now - looked_;
      }
    }
    looked_ = now;
  }

  std::array<Seen, plugin::CallPage::kPlaces> seen_{};
  Clock::time_point looked_;
};

std::string name_of_process(pid_t process) {
  std::string name;
  std::ifstream file(fmt::format("/proc/{}/comm", process));
  std::getline(file, name);
  return name;
}

class Watch {
 public:
  Watch(pid_t child, const ChildPage& page)
      : child_(child), page_(page), name_(name_of_process(::getpid())) {}

  Ending wait(const WatchedSignals& signals) {
    while (!ended(signals)) {
      note_signal(signals, period());
      const Clock::time_point now = Clock::now();
      const Clock::duration in_call = calls_.longest(page_.calls, now);
      check_deadline(in_call);
      check_interrupt(now, in_call);
      check_program();
    }
    return ending_;
  }

 private:
  // The child stays to be looked at until it is known whether it is still this program.
  bool ended(const WatchedSignals& signals) {
    siginfo_t info{};
    if (::waitid(P_PID, static_cast<id_t>(child_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
        info.si_pid == 0) {
      return false;
    }
    check_program();
    while (note_signal(signals, milliseconds{0})) {  // what it may have ended by
    }
    int status = 0;
    ::waitpid(child_, &status, 0);
    ending_.code = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
    ending_.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    return true;
  }

  milliseconds period() const {
    if (ending_.asked > 0 || ending_.by != EndedBy::itself) {
      return kHurry;
    }
    const std::chrono::nanoseconds deadline{page_.calls.deadline_ns.load()};
    const auto part = std::chrono::duration_cast<milliseconds>(deadline / 4);
    return deadline.count() > 0 ? std::clamp(part, milliseconds{1}, kPeriod) : kPeriod;
  }

  // Sleeps until something happens, or for `period`. False when nothing did.
  bool note_signal(const WatchedSignals& signals, milliseconds period) {
    const timespec time{0, std::chrono::nanoseconds(period).count()};
    const int signal = ::sigtimedwait(&signals.set(), nullptr, &time);
    if (signal > 0 && signal != SIGCHLD) {
      ++ending_.asked;
      signal_ = signal;
      passed_on_ = false;
      asked_at_ = Clock::now();
    }
    return signal > 0;
  }

  void check_deadline(Clock::duration in_call) {
    const std::chrono::nanoseconds deadline{page_.calls.deadline_ns.load()};
    if (deadline.count() > 0 && in_call > deadline) {
      end(EndedBy::deadline);
    }
  }

  // A terminal sends its signals to the child as well; what it has not noticed is passed on.
  void check_interrupt(Clock::time_point now, Clock::duration in_call) {
    if (ending_.asked == 0) {
      return;
    }
    const Clock::duration passed = now - asked_at_;
    if (!passed_on_ && passed > kOwnSignal) {
      passed_on_ = true;
      if (page_.interrupts < ending_.asked) {
        ::kill(child_, signal_);
      }
    }
    const bool deaf = page_.interrupts == 0 || page_.done == 1 || in_call > kPatience;
    if ((ending_.asked > 1 && passed > kLastPatience) || (passed > kPatience && deaf)) {
      end(EndedBy::interrupt);
    }
  }

  // Names are what is left of a child that has ended; while it lives, a plug-in may have named its
  // thread, and the file that it was made of decides.
  void check_program() {
    std::string name = name_of_process(child_);
    if (ending_.by != EndedBy::itself || page_.done != 0 || name.empty() || name == name_) {
      return;
    }
    std::error_code ended;
    if (std::filesystem::equivalent("/proc/self/exe", fmt::format("/proc/{}/exe", child_), ended)) {
      name_ = std::move(name);
      return;
    }
    ending_.program = std::move(name);
    end(EndedBy::other_program);
  }

  void end(EndedBy by) {
    if (ending_.by == EndedBy::itself) {
      ending_.by = by;
      ::kill(child_, SIGKILL);
    }
  }

  pid_t child_;
  const ChildPage& page_;
  std::string name_;  // of this program
  CallClock calls_;
  Ending ending_;
  int signal_ = 0;  // the last interrupt
  bool passed_on_ = false;
  Clock::time_point asked_at_;
};

}  // namespace

WatchedSignals::WatchedSignals() {
  ::signal(SIGCHLD, SIG_DFL);  // ignored, it would take away how the child ended
  ::sigemptyset(&set_);
  for (const int signal : {SIGCHLD, SIGINT, SIGTERM}) {
    ::sigaddset(&set_, signal);
  }

  struct sigaction hangup {};

  if (::sigaction(SIGHUP, nullptr, &hangup) == 0 && hangup.sa_handler != SIG_IGN) {
    ::sigaddset(&set_, SIGHUP);
  }
  ::sigprocmask(SIG_BLOCK, &set_, &before_);
}

WatchedSignals::~WatchedSignals() {
  give_back();
}

void WatchedSignals::give_back() const {
  ::sigprocmask(SIG_SETMASK, &before_, nullptr);
}

Ending watch_child(pid_t child, const ChildPage& page, const WatchedSignals& signals) {
  return Watch(child, page).wait(signals);
}

}  // namespace barometer::app
