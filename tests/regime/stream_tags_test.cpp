// SPDX-License-Identifier: Apache-2.0
#include "regime/stream_tags.hpp"

#include <barometer/abi/plugin.h>

#include <cfenv>
#include <cstring>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "support/catch.hpp"
#include "support/test_market.hpp"
#include "support/thrown_by.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

// What the tagger of this file does in tag(), save() and load().
struct Behaviour {
  std::function<bm_status(const bm_bars&, std::int64_t, const bm_tag_column*, bm_error*)> tag;
  bm_status save = BM_OK;
  bm_status load = BM_OK;
};

Behaviour behaviour;

bm_status create(void*, const bm_params*, const bm_instrument*, const std::uint8_t*, void** self,
                 bm_error*) {
  *self = &behaviour;
  return BM_OK;
}

bm_status tag(void*, const bm_bars* bars, const bm_calendar_row*, std::int64_t first, std::int64_t,
              const bm_tag_column* out, bm_error* error) {
  return behaviour.tag(*bars, first, out, error);
}

bm_status save(const void*, void* buffer, std::size_t, bm_error*) {
  std::memcpy(buffer, "kept", 4);
  return behaviour.save;
}

bm_status load(void*, const void* buffer, std::size_t size, bm_error*) {
  return size == 4 && std::memcmp(buffer, "kept", 4) == 0 ? behaviour.load : BM_INVALID_ARGUMENT;
}

const bm_regime_slots kSlots{sizeof(bm_regime_slots),
                             0,
                             nullptr,
                             nullptr,
                             create,
                             tag,
                             nullptr,
                             [](const void*) { return std::size_t{4}; },
                             save,
                             load,
                             [](void*) {}};

const bm_manifest kManifest = [] {
  bm_manifest manifest{};
  manifest.name = "actor";
  manifest.regime = &kSlots;
  return manifest;
}();

const std::vector<std::uint8_t> kAll{1, 1};

// The tagger at work on bars of a symbol A.
struct Stage {
  regime::Tagger tagger{
      plugin::Plugin{&kManifest, "actor.so", "", {}},
      {regime::Dimension{"mood", BM_DIMENSION_CATEGORY, {"calm", "wild"}, "", 0, "of nobody"},
       regime::Dimension{"height", BM_DIMENSION_SCALAR, {}, "", 0, "of all"}}};
  bm_instrument instrument{"A", BM_VENUE_ALWAYS_OPEN, 0, core::kHour, 24, 365};
  regime::StreamBars bars{regime::kReservedBars};
  regime::StreamTags tags{tagger, instrument, kAll, bars};

  bool add() {
    bars.push_back(test_bar(static_cast<std::int64_t>(bars.size()), 1, 2));
    return tags.tag(bm_calendar_row{});
  }

  // The words of the failure of the bar with this number.
  std::optional<core::Error> failure_at(std::size_t bar) {
    while (bars.size() < bar) {
      REQUIRE(add());
    }
    return add() ? std::nullopt : std::optional(tags.failure());
  }
};

// Tags every bar "calm" and 0.5; at bar 2 it does this instead.
void act_at_two(std::function<void(const bm_tag_column*)> sin) {
  behaviour = {};
  behaviour.tag = [sin](const bm_bars&, std::int64_t bar, const bm_tag_column* out, bm_error*) {
    out[0].category[0] = 0;
    out[1].scalar[0] = 0.5f;
    if (bar == 2) {
      sin(out);
    }
    return BM_OK;
  };
}

}  // namespace

TEST_CASE("tags of the last bar are those that were written, and unknown where nothing was") {
  behaviour = {};
  behaviour.tag = [](const bm_bars&, std::int64_t bar, const bm_tag_column* out, bm_error*) {
    if (bar != 1) {
      out[0].category[0] = 1;
      out[1].scalar[0] = static_cast<float>(bar);
    }
    return BM_OK;
  };
  Stage stage;
  CHECK(stage.tags.category(0) == BM_TAG_UNKNOWN);
  REQUIRE(stage.add());
  CHECK(stage.tags.category(0) == 1);
  CHECK(stage.tags.scalar(1) == 0);
  REQUIRE(stage.add());
  CHECK(stage.tags.category(0) == BM_TAG_UNKNOWN);
  CHECK(stage.tags.scalar(1) != stage.tags.scalar(1));
}

TEST_CASE("a tagger may look back at every bar, and none of them has moved") {
  behaviour = {};
  const std::int64_t* first_close = nullptr;
  behaviour.tag = [&](const bm_bars& bars, std::int64_t bar, const bm_tag_column* out, bm_error*) {
    first_close = first_close == nullptr ? bars.close_time_ns : first_close;
    const bool whole = bars.close_time_ns == first_close && bars.close_time_ns[0] == test_time(0) &&
                       bars.close_time_ns[bar * bars.stride] == test_time(bar) &&
                       bars.close_time_ns[bar / 2 * bars.stride] == test_time(bar / 2);
    out[0].category[0] = whole ? 1 : 0;
    return BM_OK;
  };
  Stage stage;
  for (int bar = 0; bar < 100'000; ++bar) {
    REQUIRE(stage.add());
    REQUIRE(stage.tags.category(0) == 1);
  }
}

TEST_CASE("a tagger that breaks its promise is named with symbol, bar and time") {
  const auto words = [](std::function<void(const bm_tag_column*)> sin) {
    act_at_two(std::move(sin));
    return Stage().failure_at(2);
  };
  CHECK_FALSE(words([](const bm_tag_column*) {}));
  const auto error = words([](const bm_tag_column* out) { out[0].category[0] = 2; });
  CHECK(mentions(error, "tagger 'actor' at symbol A, bar 2, " + core::format_utc(test_time(2)) +
                            ": wrote a category"));
  CHECK(error->kind() == core::ErrorKind::plugin_failed);
  CHECK(words([](const bm_tag_column* out) { out[0].category[0] = -1; }));
  CHECK(words(
      [](const bm_tag_column* out) { out[1].scalar[0] = std::numeric_limits<float>::infinity(); }));
  CHECK(mentions(words([](const bm_tag_column*) { std::fesetround(FE_UPWARD); }),
                 "switched the floating-point mode"));
  CHECK(std::fegetround() == FE_TONEAREST);
}

TEST_CASE("an index that counts from the first bar is found at once, and hits nothing") {
  behaviour = {};
  behaviour.tag = [](const bm_bars&, std::int64_t bar, const bm_tag_column* out, bm_error*) {
    out[0].category[bar] = 0;
    return BM_OK;
  };
  CHECK(mentions(Stage().failure_at(1), "wrote entry 1 of 'mood': a block has `count` entries"));
}

TEST_CASE("a tagger that refuses a bar is quoted") {
  behaviour = {};
  behaviour.tag = [](const bm_bars&, std::int64_t, const bm_tag_column*, bm_error* error) {
    std::strncpy(error->text, "too tired", error->capacity);
    return BM_INVALID_ARGUMENT;
  };
  CHECK(
      mentions(Stage().failure_at(0), "bar 0, " + core::format_utc(test_time(0)) + ": too tired"));
}

TEST_CASE("a state that a tagger does not save or take is refused") {
  act_at_two([](const bm_tag_column*) {});
  Stage stage;
  REQUIRE(stage.add());
  core::ByteWriter writer;
  stage.tags.save(writer);
  const std::string bytes = writer.take();
  const core::Error refusal(core::ErrorKind::bad_input, core::Fault{"", "no such bytes", ""});
  const auto loaded = [&](const std::string& from) {
    Stage other;
    core::ByteReader reader(from, refusal);
    const auto error = thrown_by([&] { other.tags.load(reader); });
    CHECK((error || other.tags.scalar(1) == 0.5f));
    return error;
  };
  CHECK_FALSE(loaded(bytes));
  CHECK(mentions(loaded(bytes.substr(0, bytes.size() - 1)), "no such bytes"));
  std::string other = bytes;
  other[8] = 'b';  // of "kept"
  CHECK(mentions(loaded(other), "no such bytes"));
  other = bytes;
  other[8 + 4 + 8] = 7;  // a label that is none
  CHECK(mentions(loaded(other), "no such bytes"));
  behaviour.load = BM_FAILED;
  CHECK(mentions(loaded(bytes), "no such bytes"));
  behaviour.save = BM_FAILED;
  core::ByteWriter unused;
  CHECK(mentions(thrown_by([&] { stage.tags.save(unused); }),
                 "tagger 'actor' did not save its state of A"));
}
