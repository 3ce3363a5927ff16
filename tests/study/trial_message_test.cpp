// SPDX-License-Identifier: Apache-2.0
#include "study/trial_message.hpp"

#include <cmath>
#include <limits>

#include "core/error.hpp"
#include "stats/random.hpp"
#include "support/catch.hpp"

using namespace barometer;
using study::MadeTrial;
using study::RunRow;

namespace {

study::RunVariant variant(std::string hash) {
  study::RunVariant made;
  made.hash = std::move(hash);
  made.strategy = "sma_cross";
  made.config = "{\"strategy\":{}}";
  made.data_hash = "d";
  made.engine = "e";
  made.plugins = "[]";
  made.symbols = {"BTC", "\xE6\x97\xA5"};
  made.reusable = false;
  return made;
}

MadeTrial trial(std::shared_ptr<const study::RunVariant> of,
                std::shared_ptr<const std::vector<std::int64_t>> ends) {
  MadeTrial made;
  made.longest_trip_ns = 77;
  made.recalled = true;
  RunRow& row = made.row;
  row.kind = study::RunKind::fold;
  row.variant = std::move(of);
  row.identity = "00ff";
  row.study = 4;
  row.number = std::numeric_limits<std::uint64_t>::max() / 2;
  row.state = study::RunState::failed;
  row.reason = std::string("a\0b", 3);
  row.values = {"5", "gate"};
  row.params = {{"fast", "5"}};
  row.metrics = {{"sharpe", 0.1}, {"calmar", std::nullopt}};
  row.objective = -0.0;
  row.fingerprint = "abc";
  row.first_ns = -5;
  row.last_ns = 9;
  row.seconds = 0.25;
  row.returns = study::RowReturns{{0.5, std::nan("")}, std::move(ends)};
  return made;
}

void check_same(const MadeTrial& a, const MadeTrial& b) {
  CHECK(a.longest_trip_ns == b.longest_trip_ns);
  CHECK(a.recalled == b.recalled);
  CHECK(a.row.kind == b.row.kind);
  CHECK(a.row.state == b.row.state);
  CHECK(a.row.identity == b.row.identity);
  CHECK(a.row.study == b.row.study);
  CHECK(a.row.number == b.row.number);
  CHECK(a.row.reason == b.row.reason);
  CHECK(a.row.values == b.row.values);
  CHECK(a.row.params == b.row.params);
  CHECK(a.row.metrics == b.row.metrics);
  CHECK(std::signbit(*a.row.objective) == std::signbit(*b.row.objective));
  CHECK(a.row.fingerprint == b.row.fingerprint);
  CHECK(a.row.first_ns == b.row.first_ns);
  CHECK(a.row.last_ns == b.row.last_ns);
  CHECK(a.row.seconds == b.row.seconds);
  CHECK(a.row.variant->config == b.row.variant->config);
  CHECK(a.row.variant->symbols == b.row.variant->symbols);
  CHECK(a.row.variant->reusable == b.row.variant->reusable);
  CHECK(a.row.returns->values[0] == b.row.returns->values[0]);
  CHECK(std::isnan(b.row.returns->values[1]));
  CHECK(*a.row.returns->session_ends == *b.row.returns->session_ends);
}

}  // namespace

TEST_CASE("an order of trials is what it was") {
  study::TrialOrder order;
  order.set = {.kind = study::RunKind::holdout, .window = {}, .keeps_returns = true};
  order.set.window.to_ns = 12;
  order.set.earlier = study::EarlierRuns{"/a/b.db", 17};
  order.numbers = {3, 1, 2};
  const study::TrialOrder same = study::decode_order(study::encode(order));
  CHECK(same.set.kind == order.set.kind);
  CHECK(same.set.window.from_ns == order.set.window.from_ns);
  CHECK(same.set.window.to_ns == order.set.window.to_ns);
  CHECK(same.set.keeps_returns);
  CHECK(same.set.earlier == order.set.earlier);
  CHECK(same.numbers == order.numbers);
}

TEST_CASE("trials are what they were, and what they share crosses once") {
  const auto one = std::make_shared<const study::RunVariant>(variant("one"));
  const auto two = std::make_shared<const study::RunVariant>(variant("two"));
  const auto ends =
      std::make_shared<const std::vector<std::int64_t>>(std::vector<std::int64_t>{1, 2});
  study::TrialEncoder encoder;
  study::TrialDecoder decoder;
  const std::string first = encoder.encode(trial(one, ends));
  const std::string second = encoder.encode(trial(one, ends));
  CHECK(second.size() + 60 < first.size());
  const MadeTrial a = decoder.decode(first);
  const MadeTrial b = decoder.decode(second);
  const MadeTrial c = decoder.decode(encoder.encode(trial(two, ends)));
  for (const MadeTrial* each : {&a, &b, &c}) {
    check_same(trial(one, ends), *each);
  }
  CHECK(a.row.variant == b.row.variant);
  CHECK(a.row.returns->session_ends == c.row.returns->session_ends);
  CHECK(c.row.variant->hash == "two");
}

TEST_CASE("bytes that are no trial are refused, whatever they say of their lengths") {
  const auto of = std::make_shared<const study::RunVariant>(variant("one"));
  const auto ends =
      std::make_shared<const std::vector<std::int64_t>>(std::vector<std::int64_t>{1, 2});
  const std::string whole = study::TrialEncoder().encode(trial(of, ends));
  for (std::size_t length = 0; length < whole.size(); ++length) {
    CHECK_THROWS_AS(study::TrialDecoder().decode(whole.substr(0, length)), core::Error);
  }
  CHECK_THROWS_AS(study::TrialDecoder().decode(whole + "x"), core::Error);
  CHECK_THROWS_AS(study::decode_order(""), core::Error);
  stats::Random random(5, 0);
  int refused = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string wrong = whole;
    for (int changes = 0; changes < 3; ++changes) {
      wrong[random.bits() % wrong.size()] = static_cast<char>(random.bits());
    }
    try {
      study::TrialDecoder().decode(wrong);
    } catch (const core::Error&) {
      ++refused;
    }
  }
  CHECK(refused > 1'000);
}

TEST_CASE("a trial of a variant that never crossed is refused") {
  const auto of = std::make_shared<const study::RunVariant>(variant("one"));
  const auto ends =
      std::make_shared<const std::vector<std::int64_t>>(std::vector<std::int64_t>{1, 2});
  study::TrialEncoder encoder;
  encoder.encode(trial(of, ends));
  CHECK_THROWS_AS(study::TrialDecoder().decode(encoder.encode(trial(of, ends))), core::Error);
}
