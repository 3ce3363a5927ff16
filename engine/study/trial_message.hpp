// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "study/trial_runner.hpp"

// Trials as bytes, between processes of one program on one machine: nothing of it is ever stored.

namespace barometer::study {

// What one process asks another for.
struct TrialOrder {
  TrialSet set;
  std::vector<std::uint64_t> numbers;
};

std::string encode(const TrialOrder& order);

// Throws Error{plugin_failed} where the bytes are no order.
TrialOrder decode_order(std::string_view bytes);

// One direction of a connection: what many trials share (variants, the ends of sessions) crosses it
// once.
class TrialEncoder {
 public:
  std::string encode(const MadeTrial& made);

 private:
  std::set<std::string> variants_;  // hashes that the other side has
  std::shared_ptr<const std::vector<std::int64_t>> ends_;
};

// The other side. Any process that runs a plug-in may send anything, so that every length is
// checked before it is believed.
class TrialDecoder {
 public:
  // Throws Error{plugin_failed} where the bytes are no trial of this connection.
  MadeTrial decode(std::string_view bytes);

 private:
  std::map<std::string, std::shared_ptr<const RunVariant>> variants_;
  std::shared_ptr<const std::vector<std::int64_t>> ends_;
};

}  // namespace barometer::study
