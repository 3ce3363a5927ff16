// SPDX-License-Identifier: Apache-2.0
#include "portfolio/valuation.hpp"

#include <fmt/format.h>

#include <span>
#include <unordered_map>

#include "config/run_config.hpp"
#include "core/nearest_name.hpp"
#include "data/market_data.hpp"
#include "orders/instruments.hpp"

namespace barometer::portfolio {

namespace {

// Finds rates by name and collects what cannot be found.
class RateFinder {
 public:
  RateFinder(const config::RunConfig& config, const data::MarketData& market,
             std::vector<core::Fault>& faults)
      : config_(config), faults_(faults) {
    for (const data::SymbolData& symbol : market.symbols) {
      numbers_.emplace(symbol.name, static_cast<core::SymbolIndex>(names_.size()));
      names_.push_back(symbol.name);
    }
    for (const config::ConversionConfig& each : config.broker.conversion) {
      conversions_.emplace(each.currency, &each);
    }
    check_conversions();
  }

  Valuation valuation(std::size_t symbol, const orders::Instrument& instrument) {
    const std::string& account = config_.broker.currency;
    Valuation valuation;
    valuation.multiplier = instrument.multiplier;
    if (instrument.currency.empty() || instrument.currency == account) {
      return valuation;
    }
    if (account.empty()) {
      fault(config_.broker.currency_at,
            fmt::format("{} is quoted in {} and the account's currency is not stated",
                        names_[symbol], instrument.currency),
            "set broker.currency");
    } else if (!stated(instrument.currency, valuation) &&
               !by_name(instrument.currency, account, valuation)) {
      fault(config_.broker.currency_at,
            fmt::format("{} is quoted in {}, the account is in {}, and no symbol of the run says "
                        "what one is worth in the other",
                        names_[symbol], instrument.currency, account),
            fmt::format("add a symbol {0}{1} or {1}{0} to data.symbols, or name one: "
                        "broker.conversion: {{{0}: SYMBOL}}",
                        instrument.currency, account));
    }
    return valuation;
  }

 private:
  std::optional<core::SymbolIndex> find(const std::string& name) const {
    const auto found = numbers_.find(name);
    return found == numbers_.end() ? std::nullopt : std::optional{found->second};
  }

  bool stated(const std::string& currency, Valuation& valuation) const {
    const auto found = conversions_.find(currency);
    if (found == conversions_.end()) {
      return false;
    }
    valuation.rate = find(found->second->symbol);
    valuation.inverse = found->second->inverse;
    return true;  // check_conversions() has reported an unknown symbol
  }

  bool by_name(const std::string& currency, const std::string& account,
               Valuation& valuation) const {
    valuation.rate = find(currency + account);
    if (!valuation.rate) {
      valuation.rate = find(account + currency);
      valuation.inverse = valuation.rate.has_value();
    }
    return valuation.rate.has_value();
  }

  void check_conversions() {
    for (const config::ConversionConfig& each : config_.broker.conversion) {
      if (!find(each.symbol)) {
        fault(each.at,
              fmt::format("broker.conversion.{}: expected a symbol of the run, found '{}'",
                          each.currency, each.symbol),
              core::suggestion(each.symbol, names_));
      }
    }
  }

  void fault(config::Location at, const std::string& what, const std::string& fix) {
    faults_.push_back({config::to_string(config_.file, at), what, fix});
  }

  const config::RunConfig& config_;
  std::vector<core::Fault>& faults_;
  std::vector<std::string> names_;
  std::unordered_map<std::string, core::SymbolIndex> numbers_;                    // by name
  std::unordered_map<std::string, const config::ConversionConfig*> conversions_;  // by currency
};

}  // namespace

std::vector<Valuation> valuations_of(const config::RunConfig& config,
                                     const data::MarketData& market,
                                     std::vector<core::Fault>& faults) {
  RateFinder finder(config, market, faults);
  const std::vector<orders::Instrument> instruments = orders::instruments_of(config.broker, market);
  std::vector<Valuation> valuations;
  for (std::size_t symbol = 0; symbol < instruments.size(); ++symbol) {
    valuations.push_back(finder.valuation(symbol, instruments[symbol]));
  }
  return valuations;
}

}  // namespace barometer::portfolio
