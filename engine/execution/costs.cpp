// SPDX-License-Identifier: Apache-2.0
#include "execution/costs.hpp"

#include <algorithm>

#include "config/broker_config.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"

namespace barometer::execution {

namespace {

constexpr core::Duration kMonth = 30 * core::kDay;
constexpr double kMostSlippage = 0.5;  // of the price: a sale never pays the buyer
constexpr std::size_t kReservedTrades = 1 << 20;

bool adds_nothing(const config::CommissionConfig& fees) {
  return fees.maker == 0 && fees.taker == 0 && fees.per_order == 0 && fees.per_share == 0 &&
         fees.tiers.empty() && fees.when.empty();
}

bool adds_nothing(const config::SlippageConfig& slips) {
  return slips.ticks == 0 && slips.half_spread == 0 && slips.volume_share == 0 &&
         slips.impact == 0 && slips.when.empty();
}

}  // namespace

CostModel::CostModel(const config::BrokerConfig& config, const data::MarketData& market,
                     std::span<const orders::Instrument> instruments)
    : flat_(adds_nothing(config.commission_parts) && adds_nothing(config.slippage_parts)),
      commission_(config.commission),
      slippage_(config.slippage),
      fees_(config.commission_parts),
      slips_(config.slippage_parts),
      instruments_(instruments.begin(), instruments.end()),
      symbols_(market.symbols) {
  for (const orders::Instrument& instrument : instruments) {
    steps_.push_back(instrument.half_spread + slips_.ticks * instrument.tick.step());
    flat_ = flat_ && steps_.back() == 0;
  }
  if (!fees_.tiers.empty()) {
    trades_ = core::ReservedLog<Trade>(kReservedTrades);
  }
  if (slips_.impact != 0) {
    for (const data::SymbolData& symbol : market.symbols) {
      stats_.emplace_back(market, symbol);
    }
  }
}

FillCost CostModel::quote(const FillTerms& terms) const {
  const double price = instruments_[terms.symbol].fill_price(
      terms.quantity, terms.slips ? slipped(terms) : terms.at_quote.value_or(terms.raw_price));
  return {price, commission_of(terms, price), spread_of(terms)};
}

double CostModel::spread_of(const FillTerms& terms) const {
  if (!terms.slips) {
    return terms.at_quote ? std::fabs(*terms.at_quote - terms.raw_price) : 0;
  }
  return std::min(terms.slippage_multiplier * terms.half_spread, kMostSlippage * terms.raw_price);
}

double CostModel::slipped(const FillTerms& terms) const {
  if (flat_ && terms.half_spread == 0) {
    return terms.quantity > 0 ? terms.raw_price * (1 + slippage_)
                              : terms.raw_price * (1 - slippage_);
  }
  const double share = slippage_ + by_volume(terms) + by_impact(terms);
  const double away = terms.slippage_multiplier *
                      (share * terms.raw_price + steps_[terms.symbol] + terms.half_spread);
  const double held = std::min(away, kMostSlippage * terms.raw_price);
  return terms.quantity > 0 ? terms.raw_price + held : terms.raw_price - held;
}

double CostModel::by_volume(const FillTerms& terms) const {
  if (slips_.volume_share == 0) {
    return 0;
  }
  const double volume = symbols_[terms.symbol].bars[static_cast<std::size_t>(terms.bar)].volume;
  const double share = std::fabs(terms.quantity) / volume;
  return volume > 0 ? slips_.volume_share * (share * share) : 0;
}

double CostModel::by_impact(const FillTerms& terms) const {
  if (slips_.impact == 0) {
    return 0;
  }
  const SessionFigures& figures = stats_[terms.symbol].before(terms.bar);
  const bool known = figures.adv > 0;  // false for NaN too
  return known ? slips_.impact * figures.sigma_day *
                     std::sqrt(std::fabs(terms.quantity) / figures.adv)
               : 0;
}

bool CostModel::unmeasured(const FillTerms& terms) const {
  if (!terms.slips) {
    return false;
  }
  const bool no_volume =
      slips_.volume_share != 0 &&
      !(symbols_[terms.symbol].bars[static_cast<std::size_t>(terms.bar)].volume > 0);
  return no_volume || (slips_.impact != 0 && !(stats_[terms.symbol].before(terms.bar).adv > 0));
}

double CostModel::commission_of(const FillTerms& terms, double price) const {
  const double units = std::fabs(terms.quantity);
  const double notional = units * price * terms.point_value;
  if (flat_) {
    return commission_ * notional;
  }
  const double rate = commission_ + (terms.maker ? fees_.maker : fees_.taker) + tier_rate();
  double fee = rate * notional + (terms.filled_before == 0 ? fees_.per_order : 0);
  if (fees_.per_share != 0) {
    const double before =
        share_fee(terms.filled_before, terms.filled_before * price * terms.point_value);
    const double after = share_fee(terms.filled_before + units,
                                   (terms.filled_before + units) * price * terms.point_value);
    fee += std::max(0.0, after - before);
  }
  return terms.commission_multiplier * fee;
}

// Of a whole order: fills of one order pay together what one fill would.
double CostModel::share_fee(double units, double notional) const {
  if (units == 0) {
    return 0;
  }
  const double fee = std::max(fees_.per_share * units, fees_.per_share_min);
  return fees_.per_share_max ? std::min(fee, *fees_.per_share_max * notional) : fee;
}

double CostModel::tier_rate() const {
  double rate = 0;
  for (const config::CommissionTier& tier : fees_.tiers) {
    rate = month_notional_ >= tier.from ? tier.rate : rate;
  }
  return rate;
}

void CostModel::pass_to(core::Timestamp time_ns) {
  while (month_begin_ < trades_.size() && trades_[month_begin_].time_ns <= time_ns - kMonth) {
    month_notional_ -= trades_[month_begin_++].notional;
  }
  // An empty month has traded exactly nothing, whatever rounding says.
  month_notional_ = month_begin_ == trades_.size() ? 0 : month_notional_;
}

void CostModel::traded(core::Timestamp time_ns, double notional) {
  if (!fees_.tiers.empty()) {
    trades_.push_back({time_ns, notional});
    month_notional_ += notional;
  }
}

}  // namespace barometer::execution
