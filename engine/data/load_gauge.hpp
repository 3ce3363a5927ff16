// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <mutex>
#include <utility>

namespace barometer::data {

// How much of the loading is done, as a share of all of its work. Files count by their bytes.
class LoadGauge {
 public:
  // Called with shares from 0 to 1 that grow, by hundredths at least, from any thread, never
  // concurrently.
  using Tell = std::function<void(double share)>;

  explicit LoadGauge(Tell tell) : tell_(std::move(tell)) {}

  // False where nobody wants to know.
  bool is_read() const { return static_cast<bool>(tell_); }

  // There is so much work, in the unit of add(); before anything is added.
  void expect(double work) { work_ = work; }

  void add(double work);

 private:
  Tell tell_;
  double work_ = 1;
  std::mutex mutex_;  // of what follows
  double done_ = 0;
  double told_ = 0;
};

}  // namespace barometer::data
