// SPDX-License-Identifier: Apache-2.0
#include "report/data_warning_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "core/bar_size.hpp"
#include "core/safe_text.hpp"
#include "report/names.hpp"
#include "report/number_text.hpp"

namespace barometer::report {

namespace {

// "a, b and 12 more"
template <class Example, class Describe>
std::string examples_of(const std::vector<Example>& examples, std::int64_t count,
                        Describe describe) {
  std::string text;
  for (const Example& example : examples) {
    text += (text.empty() ? "" : ", ") + describe(example);
  }
  const std::int64_t more = count - std::ssize(examples);
  return more > 0 ? fmt::format("{} and {} more", text, grouped(more)) : text;
}

// "AAPL on 2014-06-09 x 0.144 (7:1)"
std::string jump_text(const analysis::JumpExample& jump) {
  const std::string where = fmt::format("{} on {} x {:.4g}", core::printable(jump.symbol),
                                        core::format_date(jump.time_ns), jump.ratio);
  if (jump.gap >= analysis::kGapOfAnotherCompany) {
    return fmt::format("{} after {}", where, counted(jump.gap / core::kDay, "day"));
  }
  return jump.after == 0 ? where + " (no split is so large: mend the price)"
                         : fmt::format("{} ({}:{})", where, jump.after, jump.before);
}

std::string fault_text(analysis::OrderFault fault) {
  switch (fault) {
    case analysis::OrderFault::limit_price:
      return "limit price is NaN, infinite or not positive";
    case analysis::OrderFault::stop_price:
      return "stop price is NaN, infinite or not positive";
    case analysis::OrderFault::trail:
      return "trail is NaN, infinite or not positive, reaches zero, or has too few bars for its "
             "ATR";
    case analysis::OrderFault::expiry:
      return "expiry is not ahead";
    case analysis::OrderFault::symbol:
      return "symbol is none of the run";
    case analysis::OrderFault::no_bar_yet:
      return "symbol has had no bar yet";
    case analysis::OrderFault::amount:
      break;
  }
  return "amount or side makes no sense: NaN, infinite, 0 or negative, or a child with a target";
}

std::string kind_text(const analysis::InvalidOrders::Kind& kind) {
  const std::string share =
      kind.sent == 0 ? fmt::format("{} {} orders", grouped(kind.invalid), kind.type)
      : kind.invalid == kind.sent
          ? fmt::format("all {} {} orders", grouped(kind.sent), kind.type)
          : fmt::format("{} of {} {} orders", grouped(kind.invalid), grouped(kind.sent), kind.type);
  return fmt::format("{} ({}{})", share, kind.with_fault < kind.invalid ? "most: " : "",
                     fault_text(kind.fault));
}

// Whether the run has twice the bars that the dimension needs, as far as anybody says.
bool has_enough(const analysis::UnknownTags::Example& tag) {
  return 2 * tag.warmup < tag.longest;
}

// Why it is unknown. With so many bars it is not for want of those that the tagger declares.
std::string reason_of(const analysis::UnknownTags::Example& tag) {
  const std::string size = core::format_bar_size(tag.bar);
  if (has_enough(tag) && !tag.ever) {
    return fmt::format("{} of {} were not enough, or it has no value on such bars",
                       counted(tag.longest, "bar"), size);
  }
  return has_enough(tag)
             ? fmt::format("it has no value on most bars of {} such as these", size)
             : fmt::format("it needs {} of {} or more", counted(tag.warmup, "bar"), size);
}

std::string unknown_text(const analysis::UnknownTags::Example& tag) {
  return fmt::format("{} on {} of the bars ({})", core::printable(tag.dimension),
                     percent(tag.share), reason_of(tag));
}

// What each preset is for; the words of docs/regimes.md.
std::string_view purpose_of(std::string_view preset) {
  if (preset == "crypto") {
    return "bars of an hour or less at a venue that never closes";
  }
  if (preset == "fx") {
    return "currencies, whose sessions are whole days";
  }
  if (preset == "futures") {
    return "futures, whose sessions fill most of a day";
  }
  return preset == "equity_daily" ? "daily bars"
                                  : "bars shorter than a day at a venue with sessions";
}

std::string preset_for(const analysis::UnfitPreset& unfit) {
  if (!unfit.symbols.empty() && unfit.bar < core::kDay) {
    return "tag daily bars, which are alike at all venues: write on: 1d and preset: equity_daily; "
           "or run such symbols apart";
  }
  if (unfit.bar >= core::kDay) {
    return "write preset: equity_daily";
  }
  if (unfit.venue == "24x7") {
    return unfit.bar <= core::kHour ? "write preset: crypto"
                                    : "tag daily bars: write on: 1d and preset: equity_daily";
  }
  return unfit.venue == "fx" ? "write preset: fx" : "write preset: equity_intraday";
}

// "us_equity", of several venues "us_equity (AAPL, SPY and 3 more)"
std::string at_venue(const analysis::UnfitPreset& unfit) {
  const std::string venue = core::printable(unfit.venue);
  return unfit.symbols.empty() ? venue : fmt::format("{} ({})", venue, first_of(unfit.symbols));
}

}  // namespace

std::string text_of(const analysis::SplitLikeJumps& splits) {
  const bool one = splits.jumps == 1;
  return fmt::format(
      "{} that data.actions does not know: {}; strategies and taggers take {} for {}: write "
      "data.actions: {{path: ...}} with {}, or use split-adjusted prices",
      one ? "1 price jump looks like a split"
          : fmt::format("{} look like splits", counted(splits.jumps, "price jump")),
      examples_of(splits.examples, splits.jumps, jump_text), one ? "it" : "them",
      one ? "a move" : "moves", one ? "it" : "them");
}

std::string text_of(const analysis::JumpsAfterGaps& reuses) {
  return fmt::format(
      "{} a gap of a year or more: {}; the ticker may be another company's since: write data.from "
      "or data.to so that the run has one of them",
      reuses.jumps == 1 ? "1 price jump follows"
                        : fmt::format("{} follow", counted(reuses.jumps, "price jump")),
      examples_of(reuses.examples, reuses.jumps, jump_text));
}

std::string text_of(const analysis::MissingBars& missing) {
  const auto example = [](const analysis::MissingBars::Example& each) {
    return fmt::format("{} {}, {} of them from {} on", core::printable(each.symbol),
                       grouped(each.missing), grouped(each.longest),
                       core::format_utc(each.longest_from_ns));
  };
  const auto all = static_cast<double>(missing.missing + missing.bars);
  return fmt::format(
      "{} that {} {} missing, {} of all, in {} of {}: {}; nothing is traded or "
      "tagged there: compare with the source, barometer check counts them by symbol",
      counted(missing.missing, "bar"),
      missing.venue.empty() ? "the calendars of their venues have"
                            : fmt::format("the calendar of {} has", core::printable(missing.venue)),
      missing.missing == 1 ? "is" : "are", percent(static_cast<double>(missing.missing) / all),
      counted(missing.gaps, "gap"), counted(missing.symbols, "symbol"),
      examples_of(missing.examples, missing.symbols, example));
}

namespace {

// What to write for data.bar where most bars lie so far apart.
std::string fitting_size(core::Duration step) {
  const core::Duration days = (step + core::kDay / 2) / core::kDay;
  if (step <= core::kDay) {
    return "write data.bar: " + core::format_duration(step);
  }
  return days == 7                  ? "write data.bar: 1w"
         : days >= 28 && days <= 31 ? "write data.bar: 1mo"
                                    : "above a day a run takes bars of 1w and 1mo alone";
}

}  // namespace

std::string text_of(const analysis::UnsupportedBarSize& size) {
  const auto example = [](const analysis::UnsupportedBarSize::Example& each) {
    return fmt::format("{} of {} of {}, most are {}", grouped(each.supporting),
                       counted(each.steps, "step"), core::printable(each.symbol),
                       core::format_duration(each.commonest));
  };
  return fmt::format(
      "data.bar: {} is the step from bar to bar of {}; what counts bars counts others than it "
      "says: {}",
      core::format_bar_size(size.bar), examples_of(size.examples, size.symbols, example),
      fitting_size(size.examples.front().commonest));
}

std::string text_of(const analysis::UnfitPreset& unfit) {
  return fmt::format("preset {} of the tagger {} is for {}; it tags bars of {} at {}: {}",
                     core::printable(unfit.preset), core::printable(unfit.tagger),
                     purpose_of(unfit.preset), core::format_bar_size(unfit.bar), at_venue(unfit),
                     preset_for(unfit));
}

std::string text_of(const analysis::UnknownTags& unknown) {
  const std::string tags =
      fmt::format("tags that are used were unknown on most bars, and unknown matches nothing: {}",
                  examples_of(unknown.examples, unknown.dimensions, unknown_text));
  if (std::ranges::all_of(unknown.examples, has_enough)) {
    return tags +
           "; leave them out of conditions and parameters, or use bars that have them: "
           "barometer tag shows from where on they are known";
  }
  const auto& short_of = *std::ranges::find_if_not(unknown.examples, has_enough);
  return fmt::format(
      "{}; the longest symbol has {} of {}: give more bars before data.from, or parameters that "
      "need fewer",
      tags, counted(short_of.longest, "bar"), core::format_bar_size(short_of.bar));
}

std::string text_of(const analysis::InvalidOrders& invalid) {
  std::int64_t named = 0;
  std::string kinds;
  for (const analysis::InvalidOrders::Kind& kind : invalid.kinds) {
    named += kind.invalid;
    kinds += (kinds.empty() ? "" : ", ") + kind_text(kind);
  }
  const std::int64_t more = invalid.orders - named;
  return fmt::format("{} rejected as invalid: {}{}; the first is a {} order for {} at step {}, {}",
                     counted(invalid.orders, "order"), kinds,
                     more > 0 ? fmt::format(" and {} more", grouped(more)) : "", invalid.first.type,
                     core::printable(invalid.first.symbol), invalid.first.step,
                     core::format_utc(invalid.first.time_ns));
}

}  // namespace barometer::report
