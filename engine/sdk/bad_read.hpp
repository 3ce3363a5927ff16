// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/strategy.h>

#include <cstdint>
#include <stdexcept>
#include <string>

namespace barometer {

// A read of what is not there, such as a bar before the first. It ends the run: what() says what
// was asked and what to write instead, the slots put symbol and bar in front of it, the program
// plug-in, step and time.
class BadRead : public std::out_of_range {
 public:
  // `symbol` is BM_NO_SYMBOL and `bar` -1 where there is none.
  BadRead(std::uint32_t symbol, std::int64_t bar, const std::string& asked)
      : std::out_of_range(asked), symbol_(symbol), bar_(bar) {}

  std::uint32_t symbol() const { return symbol_; }

  std::int64_t bar() const { return bar_; }

 private:
  std::uint32_t symbol_;
  std::int64_t bar_;
};

// Apart from the reads themselves, so that these stay a compare and a load.
namespace detail {

// Where it was read, then what was asked: "BTCUSDT, bar 5: ...".
inline std::string placed(const BadRead& read, const bm_universe& universe) {
  std::string place;
  if (read.symbol() < universe.symbol_count) {
    place = universe.instruments[read.symbol()].symbol;
    place += read.bar() < 0 ? ": " : ", bar " + std::to_string(read.bar()) + ": ";
  }
  return place + read.what();
}

// `call` is what was written up to the number, such as "ago(": `k` bars back from bar `index`.
[[noreturn, gnu::cold, gnu::noinline]] inline void throw_not_ago(std::uint32_t symbol,
                                                                 std::int64_t index, bool has_past,
                                                                 const char* call, std::int64_t k,
                                                                 const char* instead) {
  const std::string bars = std::to_string(k);
  std::string asked = call + bars + ") ";
  if (!has_past) {
    asked +=
        "on a bar without a past: only bars that on_bar or ctx.bar() hand out have one; a tagger "
        "reads block.bar(k), k from -block.first() on";
  } else if (k < 0) {
    asked += "asks for a later bar, which has not closed: bars are counted back, from 0 on";
  } else {
    asked += "asks for a bar before the symbol's first, at most " + std::to_string(index) +
             " can be asked for here: guard it with `bar.index >= " + bars + "`" + instead;
  }
  throw BadRead(symbol, index, asked);
}

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_no_window(std::uint32_t symbol,
                                                                   std::int64_t index,
                                                                   bool has_past, const char* call,
                                                                   std::int64_t count) {
  const std::string bars = std::to_string(count);
  std::string asked = call + ("(bar, " + bars) + ") ";
  if (!has_past) {
    asked += "of a bar without a past: only bars that on_bar or ctx.bar() hand out have one";
  } else if (count < 1) {
    asked += "asks for no bar: a window has 1 or more";
  } else {
    asked += "asks for " + bars + " bars where the symbol has had " + std::to_string(index + 1) +
             ": guard it with `bar.index >= " + std::to_string(count - 1) + "`";
  }
  throw BadRead(symbol, index, asked);
}

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_bad_read(std::uint32_t symbol,
                                                                  std::int64_t index,
                                                                  const char* asked) {
  throw BadRead(symbol, index, asked);
}

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_no_symbol(const char* call,
                                                                   std::uint64_t symbol,
                                                                   std::uint64_t count) {
  throw BadRead(BM_NO_SYMBOL, -1,
                call + ("(" + std::to_string(symbol)) + ") of a run that has " +
                    std::to_string(count) +
                    " symbols, counted from 0: take bar.symbol, ctx.active(i) or "
                    "setup.symbol(name)");
}

}  // namespace detail

}  // namespace barometer
