// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

// What people write where a scalar is expected, as the scalar that they mean: "did you mean
// 15min?". Empty where nothing is recognised; a hint is never taken for a value.

namespace barometer::config {

// 100_000, 100,000, $1, 100k, 10.0 for a whole number.
std::string number_hint(std::string_view text);
std::string integer_hint(std::string_view text);

// "10 bps", "0.1 %", "10 bp", "0,1%".
std::string fraction_hint(std::string_view text);

// 1D, 15m, 1H, daily, 1day, 60, 1w, monthly.
std::string duration_hint(std::string_view text);
std::string bar_size_hint(std::string_view text);

// The duration that a text which is none stands for, "1d" of "1D" or "daily"; empty where none.
std::string meant_duration(std::string_view text);

// 01.01.2020, 1/31/2020, 20200131, 2020.
std::string timestamp_hint(std::string_view text);

// YYYY-MM-DD and the like, as a pattern with %.
std::string pattern_hint(std::string_view text);

// The key that people who know other programs mean: fee is commission, start is from. Empty where
// none is known.
std::string_view other_key(std::string_view key);

// The built-in venue of an exchange or a market that people name: NYSE, crypto, forex.
std::string venue_hint(std::string_view text);

// An amount where a share of the notional is expected: 5, $1.
std::string commission_hint(std::string_view text);

// What to write where YAML itself could not read `line`; `previous` is the line before it.
std::string yaml_hint(std::string_view line, std::string_view previous);

}  // namespace barometer::config
