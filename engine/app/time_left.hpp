// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace barometer::app {

// How much longer work will take, from how long its part so far took. Work that is told of in
// large parts (a profile after each process) is judged at the moments in which it moved.
class TimeLeft {
 public:
  // "about 40 s left", "about 3 min left", "about 1 h 20 min left"; empty in the first two seconds
  // and under 1 %. `fraction` is what is done, 0..1, `seconds` the time since the work began.
  std::string text(double fraction, double seconds);

 private:
  double fraction_ = 0;
  double moved_at_ = 0;
};

}  // namespace barometer::app
