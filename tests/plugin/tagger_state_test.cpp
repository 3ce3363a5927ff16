// SPDX-License-Identifier: Apache-2.0
// reset, save and load through the C slots, as a host of any language would call them.

#include <barometer/abi/plugin.h>

#include <array>
#include <cstring>

#include "data/market_data.hpp"
#include "fixtures/fixture_run.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

constexpr std::size_t kBars = 60;
constexpr std::int64_t kHalf = 29;

// One instance of good_tagger, driven through its slots, with its tags of one symbol.
class Driven {
 public:
  explicit Driven(const data::MarketData& market, const Given& given = {},
                  std::array<std::uint8_t, 4> wanted = {1, 1, 1, 1})
      : market_(market),
        plugin_(plugin::load_plugin(fixture("good_tagger"))),
        params_(params_for(plugin_, given)) {
    const bm_params view = params_.view();
    bm_error error{text_.data(), text_.size()};
    REQUIRE(slots().create(nullptr, &view, &market.instruments[0], wanted.data(), &self_, &error) ==
            BM_OK);
    forget();
  }

  ~Driven() { slots().destroy(self_); }

  Driven(const Driven&) = delete;
  Driven& operator=(const Driven&) = delete;

  bm_status tag(std::int64_t first, std::int64_t count) {
    const regime::BarSource source = regime::sources_of(market_)[0];
    std::array<bm_tag_column, 4> out{};
    out[0].category = side_.data() + first;
    for (std::size_t d = 1; d < out.size(); ++d) {
      out[d].scalar = scalars_[d - 1].data() + first;
    }
    bm_error error{text_.data(), text_.size()};
    return slots().tag(self_, &source.bars, source.calendar + first, first, count, out.data(),
                       &error);
  }

  void reset() { slots().reset(self_); }

  std::vector<std::byte> save() {
    std::vector<std::byte> bytes(slots().state_size(self_));
    bm_error error{text_.data(), text_.size()};
    REQUIRE(slots().save(self_, bytes.data(), bytes.size(), &error) == BM_OK);
    return bytes;
  }

  bm_status save_into(std::size_t size) {
    std::vector<std::byte> bytes(size);
    bm_error error{text_.data(), text_.size()};
    return slots().save(self_, bytes.data(), bytes.size(), &error);
  }

  bm_status load(const std::vector<std::byte>& bytes) {
    bm_error error{text_.data(), text_.size()};
    return slots().load(self_, bytes.data(), bytes.size(), &error);
  }

  std::string text() const { return text_.data(); }

  // Tags of bars first..., as bytes, so that unknown ones compare too.
  std::string tags(std::size_t first = 0) const {
    std::string all;
    add_bytes<std::int8_t>(all, std::span{side_}.subspan(first));
    for (const auto& column : scalars_) {
      add_bytes<float>(all, std::span{column}.subspan(first));
    }
    return all;
  }

  void forget() {
    side_.fill(BM_TAG_UNKNOWN);
    for (auto& column : scalars_) {
      column.fill(-1);
    }
  }

 private:
  const bm_regime_slots& slots() const { return *plugin_.manifest->regime; }

  const data::MarketData& market_;
  plugin::Plugin plugin_;
  plugin::ParamValues params_;
  void* self_ = nullptr;
  std::array<char, 256> text_{};
  std::array<std::int8_t, kBars> side_{};
  std::array<std::array<float, kBars>, 3> scalars_{};
};

}  // namespace

TEST_CASE("a reset tagger tags as a new one does") {
  const data::MarketData market = waving_market(1, kBars);
  Driven tagger(market);
  REQUIRE(tagger.tag(0, kBars) == BM_OK);
  const auto first = tagger.tags();
  tagger.reset();
  tagger.forget();
  REQUIRE(tagger.tag(0, kBars) == BM_OK);
  CHECK(tagger.tags() == first);
}

TEST_CASE("a state saved in mid-stream goes on in another instance to the same bits") {
  const data::MarketData market = waving_market(1, kBars);
  Driven whole(market);
  REQUIRE(whole.tag(0, kBars) == BM_OK);

  Driven before(market);
  REQUIRE(before.tag(0, kHalf) == BM_OK);
  Driven after(market);
  REQUIRE(after.load(before.save()) == BM_OK);
  REQUIRE(after.tag(kHalf, kBars - kHalf) == BM_OK);
  CHECK(after.tags(kHalf) == whole.tags(kHalf));
}

TEST_CASE("bars must come in order and without gaps") {
  const data::MarketData market = waving_market(1, kBars);
  Driven tagger(market);
  REQUIRE(tagger.tag(0, 10) == BM_OK);
  CHECK(tagger.tag(11, 1) == BM_INVALID_ARGUMENT);
  CHECK(tagger.tag(9, 1) == BM_INVALID_ARGUMENT);
  CHECK(tagger.tag(10, 1) == BM_OK);
}

TEST_CASE("saving needs room for the whole state") {
  const data::MarketData market = waving_market(1, kBars);
  Driven tagger(market);
  const std::size_t size = tagger.save().size();
  CHECK(tagger.save_into(size - 1) == BM_INVALID_ARGUMENT);
  CHECK(tagger.save_into(0) == BM_INVALID_ARGUMENT);
}

TEST_CASE("a state cut short anywhere is refused") {
  const data::MarketData market = waving_market(1, kBars);
  Driven tagger(market);
  REQUIRE(tagger.tag(0, kHalf) == BM_OK);
  const auto state = tagger.save();
  Driven other(market);
  for (std::size_t size = 0; size < state.size(); ++size) {
    CHECK(other.load({state.begin(), state.begin() + static_cast<std::ptrdiff_t>(size)}) ==
          BM_INVALID_ARGUMENT);
  }
}

TEST_CASE("a longer state is refused") {
  const data::MarketData market = waving_market(1, kBars);
  Driven tagger(market);
  auto state = tagger.save();
  state.push_back({});
  CHECK(tagger.load(state) == BM_INVALID_ARGUMENT);
  CHECK(tagger.text() == "the saved state is longer than this tagger's");
}

TEST_CASE("a refused state leaves the tagger as reset does") {
  const data::MarketData market = waving_market(1, kBars);
  Driven fresh(market);
  REQUIRE(fresh.tag(0, kBars) == BM_OK);

  Driven tagger(market);
  REQUIRE(tagger.tag(0, kHalf) == BM_OK);
  auto state = tagger.save();
  state.pop_back();
  REQUIRE(tagger.load(state) == BM_INVALID_ARGUMENT);
  tagger.forget();
  REQUIRE(tagger.tag(0, kBars) == BM_OK);
  CHECK(tagger.tags() == fresh.tags());
}

TEST_CASE("a state is refused under other parameters, dimensions, symbols and bar sizes") {
  const data::MarketData market = waving_market(2, kBars);
  Driven tagger(market);
  const auto state = tagger.save();

  CHECK(Driven(market).load(state) == BM_OK);
  CHECK(Driven(market, {{"half_life", "6"}}).load(state) == BM_INVALID_ARGUMENT);
  CHECK(Driven(market, {}, {1, 1, 1, 0}).load(state) == BM_INVALID_ARGUMENT);
  data::MarketData other_symbol = waving_market(2, kBars);
  std::swap(other_symbol.instruments[0], other_symbol.instruments[1]);
  CHECK(Driven(other_symbol).load(state) == BM_INVALID_ARGUMENT);
  data::MarketData other_bars = waving_market(1, kBars);
  other_bars.instruments[0].bar_ns /= 2;
  CHECK(Driven(other_bars).load(state) == BM_INVALID_ARGUMENT);
}

TEST_CASE("bytes of another tagger are refused") {
  const data::MarketData market = waving_market(1, kBars);
  Driven tagger(market);
  const std::vector<std::byte> foreign(tagger.save().size(), std::byte{7});
  CHECK(tagger.load(foreign) == BM_INVALID_ARGUMENT);
  CHECK(tagger.text() ==
        "the state was not saved by this tagger for this symbol with these parameters");
}
