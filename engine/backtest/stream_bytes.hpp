// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/stream_tagger.hpp>
#include <memory>
#include <string>
#include <string_view>

// A StreamTagger as bytes and back:
//
//   8 bytes "BAROSTRM", the layout's number (4 bytes), the payload, the XXH3 digest of all of that
//   as 32 hexadecimal digits
//
// The payload says first whose it is, as pairs of texts: engine, facts of `data`, plug-ins with the
// hash of their file and their parameters, symbols and their venues. All of it must be as in the
// plan that loads it, because bars and states mean something else otherwise.

namespace barometer::backtest {

// Throws Error{plugin_failed} where a tagger failed or cannot save its state.
std::string stream_bytes(const StreamTagger::State& state);

// Throws Error{bad_input} as StreamTagger::load(); never relies on what the bytes say.
std::unique_ptr<StreamTagger::State> stream_from(const Plan& plan, std::string_view bytes);

}  // namespace barometer::backtest
