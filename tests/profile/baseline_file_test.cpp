// SPDX-License-Identifier: Apache-2.0
#include "profile/baseline_file.hpp"

#include <fstream>

#include "core/error.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"
#include "support/text.hpp"

using namespace barometer;
using barometer_test::contains;
using barometer_test::TempFolder;

namespace {

profile::Baseline kept() {
  profile::Baseline baseline;
  baseline.facts = {{{"kernel", "6.1"}}, {}};
  baseline.executed.bars = 12;
  baseline.processes = {{{1.5, 2.5}, 9, {{1, 5}}}};
  baseline.sessions = {{"2024-05-01T09:30:00Z", {4.5, 4.7}, {}},
                       {"2024-05-02T09:30:00Z", {4.9}, {5.5, 5.7}}};
  return baseline;
}

profile::Baseline read(const std::string& text) {
  const TempFolder folder;
  std::ofstream(folder / "b.json") << text;
  return profile::read_baseline(folder / "b.json");
}

struct Refusal {
  core::ErrorKind kind = core::ErrorKind::defect;
  std::string what;
};

Refusal refusal_of(const std::string& text) {
  try {
    read(text);
  } catch (const core::Error& error) {
    return {error.kind(), error.what()};
  }
  return {};
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

}  // namespace

TEST_CASE("a baseline keeps samples, sessions and facts") {
  const profile::Baseline back = read(profile::to_text(kept()));
  CHECK(back.processes == kept().processes);
  CHECK(back.facts == kept().facts);
  CHECK(back.executed == kept().executed);
  CHECK(back.sessions.size() == 2);
  CHECK(back.sessions[1].time == "2024-05-02T09:30:00Z");
  CHECK(back.session_medians() == std::vector<double>{4.6, 4.9});
  CHECK(back.session_tails() == std::vector<double>{5.6});
}

TEST_CASE("sessions that do not know their p99 can be read") {
  const profile::Baseline back = read(replaced(profile::to_text(kept()), ",\"p99_ln_ns\":[]", ""));
  CHECK(back.session_tails() == std::vector<double>{5.6});
}

TEST_CASE("a baseline that was cut off says so") {
  const std::string text = profile::to_text(kept());
  for (const std::size_t size : {text.size() / 2, text.size() - 3, std::size_t{20}}) {
    const Refusal refusal = refusal_of(text.substr(0, size));
    CHECK(refusal.kind == core::ErrorKind::bad_input);
    CHECK(contains(refusal.what, "cut off or damaged"));
  }
}

TEST_CASE("a baseline of another schema says which") {
  const Refusal refusal =
      refusal_of(replaced(profile::to_text(kept()), "\"format\":1", "\"format\":0"));
  CHECK(refusal.kind == core::ErrorKind::bad_input);
  CHECK(contains(refusal.what, "of format 0, this program reads 1"));
}

TEST_CASE("other files are no baselines") {
  for (const char* text : {"", "[]", "{}", "hello", "{\"kind\":\"other\"}"}) {
    CHECK(refusal_of(text).kind == core::ErrorKind::bad_input);
  }
}

TEST_CASE("a missing key or a wrong type is damage") {
  CHECK(
      contains(refusal_of(replaced(profile::to_text(kept()), "\"sessions\"", "\"sissions\"")).what,
               "is damaged"));
  CHECK(contains(refusal_of(replaced(profile::to_text(kept()), "1.5,", "-1.5,")).what,
                 "not a positive"));
}

TEST_CASE("without raw samples nothing can be compared") {
  CHECK(profile::keeps_samples(read(profile::to_text(kept()))));
  profile::Baseline bare = kept();
  bare.processes.front().blocks_ns.clear();
  CHECK_FALSE(profile::keeps_samples(read(profile::to_text(bare))));
  bare.processes.clear();
  CHECK_FALSE(profile::keeps_samples(read(profile::to_text(bare))));
}

TEST_CASE("a baseline that is not there is bad input") {
  CHECK_THROWS_AS(profile::read_baseline("/nowhere/b.json"), core::Error);
}
