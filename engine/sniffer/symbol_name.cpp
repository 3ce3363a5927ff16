// SPDX-License-Identifier: Apache-2.0
#include "sniffer/symbol_name.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>
#include <utility>
#include <vector>

namespace barometer::sniffer {

namespace {

constexpr std::array<std::string_view, 14> kMoney{"EUR", "USD", "GBP", "JPY", "CHF", "AUD", "NZD",
                                                  "CAD", "SEK", "NOK", "DKK", "PLN", "XAU", "XAG"};
constexpr std::array<std::string_view, 17> kCoins{"BTC",  "ETH", "USDT", "USDC", "BUSD", "BNB",
                                                  "SOL",  "XRP", "ADA",  "LTC",  "DOGE", "DOT",
                                                  "LINK", "XMR", "AVAX", "TRX",  "XBT"};
constexpr std::array<std::string_view, 24> kNoSymbols{
    "HISTDATA", "COM",   "ASCII",  "BINANCE", "COINBASE", "KRAKEN", "BITFINEX", "BYBIT",
    "OANDA",    "FXCM",  "NASDAQ", "NYSE",    "AMEX",     "CSV",    "DAT",      "STOOQ",
    "OHLC",     "OHLCV", "UTC",    "GMT",     "QUANDL",   "WIKI",   "ARCHIVE",  "FX"};

std::string upper(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](unsigned char c) { return std::toupper(c); });
  return result;
}

bool is_letter_or_digit(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0;
}

std::string without_endings(std::string name) {
  constexpr std::array<std::string_view, 10> kEndings{".gz",  ".zst", ".zip",  ".csv",   ".txt",
                                                      ".tsv", ".dat", ".json", ".jsonl", ".ndjson"};
  for (bool cut = true; cut;) {
    cut = false;
    for (const std::string_view ending : kEndings) {
      if (name.size() > ending.size() && name.ends_with(ending)) {
        name.resize(name.size() - ending.size());
        cut = true;
      }
    }
  }
  return name;
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    if (is_letter_or_digit(c)) {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) {
    words.pop_back();
  }
  return words;
}

template <std::size_t N>
bool is_among(const std::array<std::string_view, N>& known, std::string_view word) {
  return std::ranges::find(known, word) != known.end();
}

// "BTC" and "USDT" of "BTCUSDT"; of coins that are not known, those quoted in a stable one.
bool is_coin_pair(std::string_view word) {
  constexpr std::size_t kShortest = 6;
  constexpr std::size_t kLongest = 12;
  if (word.size() < kShortest || word.size() > kLongest) {
    return false;
  }
  const auto is_quoted = [word](std::string_view coin) {
    const std::string_view quote = word.substr(coin.size());
    return word.starts_with(coin) && (is_among(kCoins, quote) || is_among(kMoney, quote));
  };
  return word.ends_with("USDT") || word.ends_with("USDC") || word.ends_with("BUSD") ||
         std::ranges::any_of(kCoins, is_quoted);
}

bool is_capital_word(const std::string& word) {
  constexpr std::size_t kLongest = 5;
  const auto capital = [](unsigned char c) { return std::isupper(c) != 0; };
  return word.size() <= kLongest && std::ranges::all_of(word, capital) &&
         !is_among(kNoSymbols, word);
}

// The part of "BTC_USDT-1h" that is one symbol in two words.
std::optional<std::string> joined_pair(const std::vector<std::string>& words) {
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const std::string quote = upper(words[i + 1]);
    const bool coin = is_among(kCoins, upper(words[i]));
    const bool money = is_among(kMoney, upper(words[i]));
    if ((coin || money) && (is_among(kCoins, quote) || is_among(kMoney, quote))) {
      return words[i] + "_" + words[i + 1];
    }
  }
  return std::nullopt;
}

std::optional<std::string> pair_in(const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    // MetaTrader writes minutes behind the pair: EURUSD60.
    const std::string letters = word.substr(0, word.find_last_not_of("0123456789") + 1);
    for (const std::string& each : {word, letters}) {
      if (asset_of(each) != AssetKind::unknown) {
        return each;
      }
    }
  }
  return joined_pair(words);
}

}  // namespace

AssetKind asset_of(std::string_view symbol) {
  constexpr std::size_t kPair = 6;
  constexpr std::size_t kHalf = 3;
  std::string plain;
  const std::string capitals = upper(symbol);
  std::ranges::copy_if(capitals, std::back_inserter(plain), is_letter_or_digit);
  if (plain.size() == kPair && is_among(kMoney, std::string_view(plain).substr(0, kHalf)) &&
      is_among(kMoney, std::string_view(plain).substr(kHalf))) {
    return AssetKind::fx;
  }
  return is_coin_pair(plain) ? AssetKind::crypto : AssetKind::unknown;
}

std::string plain_symbol(std::string_view text) {
  constexpr std::string_view kAlso = "._-^=";
  std::string plain;
  for (const char c : text) {
    if (is_letter_or_digit(c) || kAlso.find(c) != kAlso.npos) {
      plain += c;
    }
  }
  const std::size_t first = plain.find_first_not_of('.');
  plain = first == plain.npos ? "" : plain.substr(first);
  return plain.empty() || plain.find("..") != plain.npos ? "SYMBOL" : plain;
}

std::string symbol_in(const std::string& file_name) {
  const std::string stem = without_endings(file_name);
  const std::vector<std::string> words = words_of(stem);
  if (const auto pair = pair_in(words)) {
    return plain_symbol(*pair);
  }
  const auto word = std::ranges::find_if(words, is_capital_word);
  return plain_symbol(word != words.end() ? *word : stem);
}

std::optional<std::string> bar_in(const std::string& file_name) {
  using Size = std::pair<std::string_view, std::string_view>;
  constexpr std::array kSizes{
      Size{"1m", "1min"},   Size{"M1", "1min"},   Size{"1min", "1min"}, Size{"minute", "1min"},
      Size{"5m", "5min"},   Size{"M5", "5min"},   Size{"5min", "5min"}, Size{"15m", "15min"},
      Size{"M15", "15min"}, Size{"30m", "30min"}, Size{"M30", "30min"}, Size{"1h", "1h"},
      Size{"H1", "1h"},     Size{"60", "1h"},     Size{"hour", "1h"},   Size{"hourly", "1h"},
      Size{"4h", "4h"},     Size{"H4", "4h"},     Size{"1d", "1d"},     Size{"D1", "1d"},
      Size{"1D", "1d"},     Size{"daily", "1d"},  Size{"day", "1d"},    Size{"1w", "1w"},
      Size{"weekly", "1w"}, Size{"week", "1w"},   Size{"1mo", "1mo"},   Size{"monthly", "1mo"},
      Size{"month", "1mo"}};
  for (const std::string& word : words_of(without_endings(file_name))) {
    const auto found = std::ranges::find(kSizes, std::string_view(word), &Size::first);
    if (found != kSizes.end()) {
      return std::string(found->second);
    }
  }
  return std::nullopt;
}

}  // namespace barometer::sniffer
