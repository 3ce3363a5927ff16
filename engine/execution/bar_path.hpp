// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>

#include "execution/price_rules.hpp"

namespace barometer::execution {

// The way that prices are taken to have gone in a bar: three straight legs from open to close over
// the two ends of the range. Of quotes it is the way of the middle; limits meet the side that lies
// half a spread away from it, that of the inside as soon as the open is over.
class BarPath {
 public:
  // A place on the way.
  struct Place {
    int leg = 0;          // 0, 1, 2
    double distance = 0;  // from the leg's beginning, quote currency
    double price = 0;
    bool at_once = false;   // nothing had to happen to get there
    bool at_limit = false;  // a limit is met there at its own price

    bool before(const Place& other) const {
      return leg != other.leg ? leg < other.leg : distance < other.distance;
    }
  };

  // `nearest_first` goes to the end nearer to the open first, to the low where both are as near.
  // REQUIRES: policy is not pessimistic.
  BarPath(const data::BarRow& bar, config::Intrabar policy, const HalfSpreads& half = {});

  Place start() const { return {0, 0, points_[0], true}; }

  // Where an order's stop is reached, or its limit, at `from` or later.
  std::optional<Place> first_hit(const orders::WorkingOrder& order, const Place& from,
                                 config::LimitTouch touch) const;

 private:
  Place place(int leg, double price) const;

  std::array<double, 4> points_;
  HalfSpreads half_;
};

}  // namespace barometer::execution
