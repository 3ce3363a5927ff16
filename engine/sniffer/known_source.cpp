// SPDX-License-Identifier: Apache-2.0
#include "sniffer/known_source.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <regex>
#include <vector>

#include "sniffer/column_names.hpp"

namespace barometer::sniffer {

namespace {

constexpr auto kOpen = config::StampSide::open;

// Sources that are known by names of their columns, all of which have to be there.
struct ByColumns {
  std::array<std::string_view, 3> columns;  // as plain_column() gives them; empty: any
  KnownSource source;
};

const std::vector<ByColumns>& sources_by_columns() {
  static const std::vector<ByColumns> sources{
      {{"tsevent", "rtype", "publisherid"}, {.name = "Databento", .stamp = kOpen}},
      {{"average", "barcount", "date"}, {.name = "Interactive Brokers", .stamp = kOpen}},
      {{"ticker", "per", "openint"}, {.name = "Stooq", .zone = "Europe/Warsaw"}},
      {{"date", "tickvol", "spread"},
       {.name = "MetaTrader 5",
        .stamp = kOpen,
        .other_zone = "UTC",
        .maybe_zone = "Europe/Athens"}},
      {{"time", "tickvolume", "realvolume"},
       {.name = "MetaTrader 5",
        .stamp = kOpen,
        .other_zone = "UTC",
        .maybe_zone = "Europe/Athens"}},
      {{"unix", "date", "symbol"},
       {.name = "CryptoDataDownload", .stamp = kOpen, .zone = "UTC", .venue = "24x7"}},
      {{"t", "o", "vw"}, {.name = "Alpaca", .stamp = kOpen}},
  };
  return sources;
}

// Sources that are known by how they call their files; the first group is the symbol.
struct ByName {
  const char* pattern;
  KnownSource source;
};

const std::vector<ByName>& sources_by_name() {
  static const std::vector<ByName> sources{
      {"^(?:HISTDATA_COM_ASCII|DAT_ASCII|histdata_ascii)_([A-Z]{6})_M1.*",
       {.name = "HistData",
        .stamp = kOpen,
        .venue = "fx",
        .other_zone = "Etc/GMT+5",
        .maybe_zone = "America/New_York"}},
      {"^([A-Z0-9]+_[A-Z0-9]+)-[0-9]+[mhdw]\\.json.*",
       {.name = "freqtrade", .stamp = kOpen, .zone = "UTC", .venue = "24x7"}},
      {"^([A-Z0-9]+)-[0-9]+[mhdw]-[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?\\.(?:zip|csv).*",
       {.name = "Binance", .stamp = kOpen, .zone = "UTC", .venue = "24x7"}},
      {"^(?:tradingview_)?[A-Z]+_([A-Z0-9]+)(?:, |_)[0-9]+[DWM]?(?:[ _(].*)?\\.csv",
       {.name = "TradingView", .stamp = kOpen}},
  };
  return sources;
}

bool has_columns(const TextLayout& layout, const std::array<std::string_view, 3>& columns) {
  return std::ranges::all_of(columns, [&layout](std::string_view wanted) {
    return std::ranges::any_of(
        layout.names, [wanted](const std::string& name) { return plain_column(name) == wanted; });
  });
}

std::optional<KnownSource> by_columns(const TextLayout& layout) {
  for (const ByColumns& each : sources_by_columns()) {
    if (has_columns(layout, each.columns)) {
      return each.source;
    }
  }
  return std::nullopt;
}

std::optional<KnownSource> by_name(const std::string& name) {
  for (const ByName& each : sources_by_name()) {
    std::smatch found;
    if (std::regex_match(name, found, std::regex(each.pattern))) {
      KnownSource source = each.source;
      source.symbol = found[1];
      return source;
    }
  }
  return std::nullopt;
}

// LEAN's own clocks, of its market-hours database.
struct LeanMarket {
  std::string_view folder;
  const char* venue;
  const char* zone;
  const char* scale;
  bool no_venue = false;
};

constexpr std::array kLeanMarkets{LeanMarket{"equity/usa", "us_equity", "venue", "0.0001"},
                                  LeanMarket{"equity/india", "", "Asia/Kolkata", "0.0001", true},
                                  LeanMarket{"index/usa", "us_equity", "venue", ""},
                                  LeanMarket{"index/hkfe", "", "Asia/Hong_Kong", "", true},
                                  LeanMarket{"forex/", "", "UTC", ""},
                                  LeanMarket{"cfd/", "", "UTC", ""},
                                  LeanMarket{"crypto/", "24x7", "UTC", ""},
                                  LeanMarket{"cryptofuture/", "24x7", "UTC", ""},
                                  LeanMarket{"future/", "", "America/New_York", "", true}};

// .../equity/usa/daily/spy.zip, .../equity/usa/minute/spy/20131007_trade.zip
std::optional<KnownSource> by_lean_folders(const std::string& path) {
  static const std::regex folders(
      "(?:.*/)?((?:equity|index|forex|cfd|crypto|cryptofuture|future)/[a-z]+)/(daily|hour|minute)/"
      "([a-z0-9.]+?)(?:_trade|_quote)?(?:\\.zip|/[0-9]{8}_(?:trade|quote)\\.zip)");
  std::smatch found;
  if (!std::regex_match(path, found, folders)) {
    return std::nullopt;
  }
  const std::string size = found[2];
  KnownSource source{.name = "LEAN", .stamp = kOpen, .symbol = found[3]};
  source.bar = size == "daily" ? "1d" : size == "hour" ? "1h" : "1min";
  for (const LeanMarket& market : kLeanMarkets) {
    if (found[1].str().starts_with(market.folder)) {
      source.venue = market.venue;
      source.zone = market.zone;
      source.scale = market.scale;
      source.no_venue = market.no_venue;
    }
  }
  return source;
}

bool names_download_site(const TextSample& sample) {
  constexpr std::size_t kFirst = 3;
  const auto end =
      sample.head.begin() + static_cast<std::ptrdiff_t>(std::min(kFirst, sample.head.size()));
  return std::any_of(sample.head.begin(), end, [](std::string_view line) {
    return line.find("CryptoDataDownload") != line.npos;
  });
}

}  // namespace

std::optional<KnownSource> known_source(const std::string& path, const TextSample& sample,
                                        const TextLayout& layout) {
  if (auto lean = by_lean_folders(path)) {
    return lean;
  }
  auto named = by_name(path.substr(path.rfind('/') + 1));
  auto source = by_columns(layout);
  if (!source && names_download_site(sample)) {
    source =
        KnownSource{.name = "CryptoDataDownload", .stamp = kOpen, .zone = "UTC", .venue = "24x7"};
  }
  if (source && named) {
    source->symbol = named->symbol;
  }
  return source ? source : named;
}

}  // namespace barometer::sniffer
