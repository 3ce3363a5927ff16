// SPDX-License-Identifier: Apache-2.0
#include "regime/symbol_tagger.hpp"

#include <fmt/format.h>

#include "core/timestamp.hpp"
#include "plugin/fp_control.hpp"

namespace barometer {

namespace {

std::vector<std::uint8_t> wanted_of(const TagTable& table) {
  std::vector<std::uint8_t> wanted;
  for (std::size_t d = 0; d < table.dimensions().size(); ++d) {
    wanted.push_back(table.wanted(d) ? 1 : 0);
  }
  return wanted;
}

}  // namespace

SymbolTagger::SymbolTagger(const Tagger& tagger, const BarSource& source, SymbolIndex symbol,
                           TagTable& table)
    : tagger_(tagger),
      source_(source),
      instance_(tagger.create(*source.instrument, wanted_of(table))),
      promises_(promises_of(table.dimensions(), wanted_of(table))),
      out_(table.dimensions().size()) {
  table.block(symbol, 0, out_);
}

SymbolTagger::Outcome SymbolTagger::call(std::int64_t count) {
  bm_error error = words_.buffer();
  bm_status status = BM_OK;
  const bool kept =
      keeps_fp_control([&] { status = instance_.tag(source_, next_, count, out_.data(), &error); });
  if (!kept) {
    return Outcome::switched_fp_control;
  }
  if (status != BM_OK) {
    return Outcome::refused;
  }
  return tags_hold(promises_, out_.data(), count) ? Outcome::good : Outcome::broken_promise;
}

bool SymbolTagger::tag(std::int64_t count) noexcept {
  attempted_ = count;
  outcome_ = call(count);
  if (outcome_ == Outcome::good) {
    advance(count);
  }
  return outcome_ == Outcome::good;
}

void SymbolTagger::advance(std::int64_t count) {
  next_ += count;
  for (const TagPromise& promise : promises_) {
    bm_tag_column& column = out_[promise.dimension];
    if (promise.label_count != 0) {
      column.category += count;
    } else {
      column.scalar += count;
    }
  }
}

std::string SymbolTagger::reason() const {
  switch (outcome_) {
    case Outcome::broken_promise:
      return "wrote a category that it did not declare, or an infinite scalar";
    case Outcome::switched_fp_control:
      return kSwitchedFpControl;
    default:
      return words_.text();
  }
}

Error SymbolTagger::failure() const {
  const std::int64_t time = source_.bars.close_time_ns[next_ * source_.bars.stride];
  const std::string bars = attempted_ == 1
                               ? fmt::format("bar {}", next_)
                               : fmt::format("bars {} to {}", next_, next_ + attempted_ - 1);
  return {ExitCode::plugin_failed,
          Fault{tagger_.plugin().path.string(),
                fmt::format("tagger '{}' at symbol {}, {}, {}: {}", tagger_.plugin().manifest->name,
                            source_.instrument->symbol, bars, format_utc(time), reason()),
                ""}};
}

}  // namespace barometer
