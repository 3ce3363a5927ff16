// SPDX-License-Identifier: Apache-2.0
#include "study/idle_axes.hpp"

#include <map>

#include "study/run_store_reader.hpp"

namespace barometer::study {

namespace {

constexpr std::uint64_t kMostTrials = 100'000;

struct SeenAxis {
  std::map<std::string, std::string> fingerprints;  // by the values of the other axes
  std::size_t compared = 0;                         // pairs of trials that differ in it alone
  bool matters = false;

  void see(const std::string& others, const std::string& fingerprint) {
    const auto [entry, is_new] = fingerprints.emplace(others, fingerprint);
    compared += is_new ? 0 : 1;
    matters = matters || entry->second != fingerprint;
  }
};

std::string others_of(const std::vector<std::string>& values, std::size_t axis) {
  std::string text;
  for (std::size_t other = 0; other < values.size(); ++other) {
    text += other == axis ? "" : values[other] + '\n';
  }
  return text;
}

}  // namespace

std::vector<std::string> idle_axes(const Study& study, const std::filesystem::path& store,
                                   std::int64_t id) {
  const std::vector<config::StudyAxis>& axes = study.trials().axes();
  if (study.config().method != config::StudyMethod::grid ||
      study.trials().numbers() > kMostTrials) {
    return {};
  }
  std::vector<SeenAxis> seen(axes.size());
  const RunStoreReader reader(store);
  reader.each_fingerprint(
      id, RunKind::trial,
      [&](const std::vector<std::string>& values, const std::string& fingerprint) {
        for (std::size_t axis = 0; axis < axes.size() && axis < values.size(); ++axis) {
          seen[axis].see(others_of(values, axis), fingerprint);
        }
      });
  std::vector<std::string> idle;
  for (std::size_t axis = 0; axis < axes.size(); ++axis) {
    if (seen[axis].compared > 0 && !seen[axis].matters) {
      idle.push_back(axes[axis].key);
    }
  }
  return idle;
}

}  // namespace barometer::study
