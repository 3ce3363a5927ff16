// SPDX-License-Identifier: Apache-2.0
#include "sniffer/column_names.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace barometer::sniffer {

namespace {

using Named = std::pair<std::string_view, ColumnRole>;

constexpr std::array kNames{
    Named{"open", ColumnRole::open},
    Named{"o", ColumnRole::open},
    Named{"openprice", ColumnRole::open},
    Named{"first", ColumnRole::open},
    Named{"high", ColumnRole::high},
    Named{"h", ColumnRole::high},
    Named{"highprice", ColumnRole::high},
    Named{"max", ColumnRole::high},
    Named{"low", ColumnRole::low},
    Named{"l", ColumnRole::low},
    Named{"lowprice", ColumnRole::low},
    Named{"min", ColumnRole::low},
    Named{"close", ColumnRole::close},
    Named{"c", ColumnRole::close},
    Named{"closeprice", ColumnRole::close},
    Named{"last", ColumnRole::close},
    Named{"closelast", ColumnRole::close},
    Named{"volume", ColumnRole::volume},
    Named{"v", ColumnRole::volume},
    Named{"vol", ColumnRole::volume},
    Named{"tickvol", ColumnRole::volume},
    Named{"tickvolume", ColumnRole::volume},
    Named{"basevolume", ColumnRole::volume},
    Named{"volumefrom", ColumnRole::volume},
    Named{"totalvolume", ColumnRole::volume},
    Named{"adjclose", ColumnRole::adjusted_close},
    Named{"adjustedclose", ColumnRole::adjusted_close},
    Named{"closeadj", ColumnRole::adjusted_close},
    Named{"dividend", ColumnRole::dividend},
    Named{"dividends", ColumnRole::dividend},
    Named{"exdividend", ColumnRole::dividend},
    Named{"dividendamount", ColumnRole::dividend},
    Named{"split", ColumnRole::split},
    Named{"splits", ColumnRole::split},
    Named{"stocksplits", ColumnRole::split},
    Named{"splitratio", ColumnRole::split},
    Named{"splitcoefficient", ColumnRole::split},
    Named{"symbol", ColumnRole::symbol},
    Named{"ticker", ColumnRole::symbol},
    Named{"s", ColumnRole::symbol},
    Named{"sym", ColumnRole::symbol},
    Named{"instrument", ColumnRole::symbol},
    Named{"pair", ColumnRole::symbol},
    Named{"name", ColumnRole::symbol},
    Named{"code", ColumnRole::symbol},
    Named{"date", ColumnRole::date},
    Named{"datetime", ColumnRole::date},
    Named{"timestamp", ColumnRole::date},
    Named{"unix", ColumnRole::date},
    Named{"opentime", ColumnRole::date},
    Named{"tsevent", ColumnRole::date},
    Named{"t", ColumnRole::date},
    Named{"gmttime", ColumnRole::date},
    Named{"localtime", ColumnRole::date},
    Named{"time", ColumnRole::time_of_day},
};

}  // namespace

std::string plain_column(std::string_view name) {
  std::string plain;
  for (const char c : name) {
    const auto letter = static_cast<unsigned char>(c);
    const bool number_in_front = plain.empty() && std::isdigit(letter) != 0;
    if (letter >= 0x80 || (std::isalnum(letter) != 0 && !number_in_front)) {
      plain += static_cast<char>(std::tolower(letter));
    }
  }
  return plain;
}

ColumnRole role_of(std::string_view name) {
  const std::string plain = plain_column(name);
  const auto* const found = std::ranges::find(kNames, std::string_view(plain), &Named::first);
  if (found != kNames.end()) {
    return found->second;
  }
  // "Volume BTC" of CryptoDataDownload, "volumeto" of others.
  return plain.starts_with("volume") ? ColumnRole::volume : ColumnRole::other;
}

}  // namespace barometer::sniffer
