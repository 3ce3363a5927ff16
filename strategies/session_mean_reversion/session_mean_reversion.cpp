// SPDX-License-Identifier: Apache-2.0
// Inside its hours, while a symbol is flat, a limit to buy rests at the lower Bollinger band and
// one to sell at the upper; a fill of one cancels the other, and a limit at the middle takes the
// profit. Each limit lives for one bar and is sent anew from the next bands. From `leave` on a
// market order closes whatever is held.

#include <barometer/sdk/indicators/bollinger.hpp>
#include <barometer/sdk/per_symbol.hpp>
#include <barometer/sdk/strategy.hpp>
#include <barometer/sdk/weight_param.hpp>

#include <array>
#include <stdexcept>

namespace {

constexpr std::int64_t kHour = 3'600'000'000'000;
constexpr std::int64_t kDay = 24 * kHour;

class SessionMeanReversion final : public barometer::Strategy {
 public:
  static constexpr barometer::PluginInfo kInfo{
      .name = "session_mean_reversion",
      .version = "1.0.0",
      .description = "Limits at the Bollinger bands inside hours of the day, flat outside"};

  static constexpr std::array kParams{
      barometer::bars_param("window",
                            {.fallback = 20, .minimum = 2, .help = "length of the bands"}),
      barometer::number_param({.name = "width",
                               .fallback = 2,
                               .minimum = 0.01,
                               .maximum = 100,
                               .unit = "standard deviations",
                               .help = "from the middle to a band"}),
      barometer::duration_param({.name = "from",
                                 .fallback = 8.0 * kHour,
                                 .minimum = 0,
                                 .maximum = 1.0 * kDay,
                                 .unit = "since midnight UTC",
                                 .help = "orders are sent from here on"}),
      barometer::duration_param({.name = "leave",
                                 .fallback = 15.0 * kHour,
                                 .minimum = 0,
                                 .maximum = 1.0 * kDay,
                                 .unit = "since midnight UTC",
                                 .help = "positions are closed from here on; after `from`"}),
      barometer::weight_param(1e-6, "size of an entry; default: 1 / number of symbols")};

  explicit SessionMeanReversion(barometer::Setup& setup)
      : from_(setup.params().duration("from")),
        leave_(setup.params().duration("leave")),
        weight_(barometer::weight_of(setup)),
        bands_(setup, barometer::Bollinger(setup.params().integer("window"),
                                           setup.params().number("width"))),
        bar_ns_(setup, [](const bm_instrument& instrument) { return instrument.bar_ns; }) {
    if (from_ >= leave_) {
      throw std::invalid_argument("from must lie before leave, both since midnight UTC");
    }
  }

  void on_bar(const barometer::Bar& bar, barometer::Context& ctx) override {
    barometer::Bollinger& bands = bands_[bar.symbol];
    bands.update(bar.close);
    if (!bands.ready() || !(bands.deviation() > 0) || ctx.warming_up()) {
      return;
    }
    const double held = ctx.position(bar.symbol);
    if (!is_inside(bar.close_time_ns)) {
      ctx.close(bar.symbol);
    } else if (held != 0) {
      send(bar, -held, BM_AMOUNT_QUANTITY, bands.middle(), ctx);
    } else if (is_inside(bar.close_time_ns + bar_ns_[bar.symbol])) {
      const double notional = weight_ * ctx.equity();
      send(bar, notional, BM_AMOUNT_NOTIONAL, bands.lower(), ctx);
      send(bar, -notional, BM_AMOUNT_NOTIONAL, bands.upper(), ctx);
    }
  }

 private:
  bool is_inside(std::int64_t time_ns) const {
    const std::int64_t time_of_day = time_ns % kDay;
    return time_of_day >= from_ && time_of_day < leave_;
  }

  void send(const barometer::Bar& bar, double amount, bm_amount_kind kind, double price,
            barometer::Context& ctx) const {
    if (!(price > 0) || amount == 0) {
      return;
    }
    bm_order order{};
    order.symbol = bar.symbol;
    order.type = BM_ORDER_LIMIT;
    order.side = amount < 0 ? BM_SELL : BM_BUY;
    order.amount_kind = kind;
    order.amount = amount < 0 ? -amount : amount;
    order.limit_price = price;
    order.stop_price = order.trail = barometer::kUnchanged;
    order.oco_group = 1;
    order.time_in_force = BM_GTD;
    order.expiry_ns = bar.close_time_ns + bar_ns_[bar.symbol];
    ctx.submit(order);
  }

  std::int64_t from_;   // nanoseconds since midnight UTC
  std::int64_t leave_;  // "
  double weight_;       // fraction of equity
  barometer::PerSymbol<barometer::Bollinger> bands_;
  barometer::PerSymbol<std::int64_t> bar_ns_;
};

}  // namespace

BAROMETER_STRATEGY(SessionMeanReversion)
