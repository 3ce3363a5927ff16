// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace barometer::sniffer {

enum class AssetKind { unknown, crypto, fx };

// By the name alone: BTCUSDT, BTC/USD and SOL_USDT are coins, EURUSD and usd/jpy currencies.
AssetKind asset_of(std::string_view symbol);

// A symbol that the file's name says, as the config writes names: a pair of currencies or coins,
// else the first word in capitals, else the whole name without its endings.
std::string symbol_in(const std::string& file_name);

// "BTC/USDT" as a name may be written: without what names may not have.
std::string plain_symbol(std::string_view text);

// The size of bars that a word of the name says: "1h", "M1", "daily", "60", as the config writes
// it.
std::optional<std::string> bar_in(const std::string& file_name);

}  // namespace barometer::sniffer
