// SPDX-License-Identifier: Apache-2.0
#include "app/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <stop_token>
#include <system_error>
#include <utility>

#include "app/time_left.hpp"
#include "report/terminal.hpp"

namespace barometer::app {

namespace {

constexpr auto kPatience = std::chrono::seconds(1);
constexpr auto kPeriod = std::chrono::milliseconds(100);
constexpr std::size_t kMostWidth = 30;  // of the bar
constexpr std::size_t kRest = 43;       // columns of what stands beside it, at the most

// Words of this program alone. A terminal that has gone is no failure of the work.
void show(const std::string& text) {
  std::fputs(text.c_str(), stderr);
  std::fflush(stderr);
}

void draw(const std::string& label, double fraction, const std::string& left) {
  const std::size_t width = std::min(kMostWidth, report::style_of_errors().width - kRest);
  const double shown = std::clamp(fraction, 0.0, 1.0);
  const auto full = static_cast<std::size_t>(shown * static_cast<double>(width));
  show(fmt::format("\r{:<8} [{}{}] {:3.0f} %{}{}\x1b[K", label, std::string(full, '='),
                   std::string(width - full, ' '), shown * 100, left.empty() ? "" : "  ", left));
}

void wipe() {
  show("\r\x1b[K");
}

// False when the work ended first.
bool waited(const std::stop_token& stop, std::chrono::milliseconds time) {
  std::mutex mutex;
  std::unique_lock lock(mutex);
  std::condition_variable_any ended;
  ended.wait_for(lock, stop, time, [] { return false; });
  return !stop.stop_requested();
}

void watch(const std::stop_token& stop, const std::string& label,
           const std::function<double()>& fraction) {
  const auto begin = std::chrono::steady_clock::now();
  TimeLeft left;
  if (!waited(stop, kPatience)) {
    return;
  }
  do {
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begin;
    const double done = fraction();
    draw(label, done, left.text(done, passed.count()));
  } while (waited(stop, kPeriod));
  wipe();
}

}  // namespace

bool person_watches() {
  return ::isatty(STDERR_FILENO) == 1;
}

ProgressBar::ProgressBar(std::string label, std::function<double()> fraction, bool enabled) {
  if (!enabled || !person_watches()) {
    return;
  }
  try {
    drawer_ = std::jthread([label = std::move(label), fraction = std::move(fraction)](
                               const std::stop_token& stop) { watch(stop, label, fraction); });
  } catch (const std::system_error&) {
    // No thread is left: the work, which has a use for every one, goes on without a bar.
  }
}

}  // namespace barometer::app
