// SPDX-License-Identifier: Apache-2.0
#include "regime/symbol_tagger.hpp"

#include <fmt/format.h>

#include "core/timestamp.hpp"
#include "plugin/fp_control.hpp"

namespace barometer {

namespace {

// Outside the range that a plug-in may answer with.
constexpr bm_status kBrokenPromise = -1;
constexpr bm_status kSwitchedFpMode = -2;

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
      promises_(promises_of(table.dimensions())),
      out_(table.dimensions().size()) {
  table.block(symbol, 0, out_);
}

bool SymbolTagger::tag(std::int64_t count) noexcept {
  bm_error error{text_.data(), text_.size()};
  attempted_ = count;
  const std::uint64_t control = fp_control();
  status_ = instance_.tag(source_, next_, count, out_.data(), &error);
  if (fp_control() != control) {
    restore_fp_control(control);
    status_ = kSwitchedFpMode;
  } else if (status_ == BM_OK && !tags_hold(promises_, out_.data(), count)) {
    status_ = kBrokenPromise;
  }
  if (status_ == BM_OK) {
    advance(count);
  }
  return status_ == BM_OK;
}

void SymbolTagger::advance(std::int64_t count) {
  next_ += count;
  for (bm_tag_column& column : out_) {
    column.category += column.category != nullptr ? count : 0;
    column.scalar += column.scalar != nullptr ? count : 0;
  }
}

const char* SymbolTagger::reason() const {
  switch (status_) {
    case kBrokenPromise:
      return "wrote a category that it did not declare, or an infinite scalar";
    case kSwitchedFpMode:
      return "switched the floating-point mode";
    default:
      return text_[0] == '\0' ? "failed without saying why" : text_.data();
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
