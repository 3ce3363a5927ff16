// SPDX-License-Identifier: Apache-2.0
#include "report/observation_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "analysis/observation_kinds.hpp"
#include "core/safe_text.hpp"
#include "core/timestamp.hpp"
#include "report/folded.hpp"
#include "report/number_text.hpp"
#include "report/warning_text.hpp"

namespace barometer::report {

namespace {

using analysis::Observation;
using analysis::ObservedPlace;

// Of kinds that no run warns of: what was counted.
struct Title {
  std::string_view code;
  const char* noun;
  const char* rest;
};

constexpr std::array kTitles{
    Title{analysis::OffHours::kCode, "bar", "outside the venue's extended hours"},
    Title{analysis::kOutOfSession, "bar", "outside the venue's sessions"},
    Title{analysis::UnknownTags::kCode, "tag", "that a symbol never knows"},
    Title{analysis::kZeroVolume, "bar", "without volume"},
    Title{analysis::kFlatBars, "flat bar", "whose four prices are one"},
    Title{analysis::kWidenedBars, "bar",
          "whose high or low was widened by rounding (1e-9) to hold open and close"},
    Title{analysis::kRepeatedRows, "row", "that two files of a symbol have, taken once"}};

const ObservedPlace* worst_of(const Observation& seen, std::size_t i) {
  return i < seen.worst.size() ? &seen.worst[i] : nullptr;
}

// Of kinds all of whose places have one reason.
struct Why {
  std::string_view code;
  const char* text;
};

constexpr std::array kWhys{
    Why{analysis::kOutOfSession, "its middle lies in no session"},
    Why{analysis::MissingBars::kCode, "missing behind this one, by the venue's calendar"},
    Why{analysis::UnsupportedBarSize::kCode, "from the bar before, as most are"},
    Why{analysis::kZeroVolume, "in a row without volume"},
    Why{analysis::kFlatBars, "in a row with one price"},
    Why{analysis::kWidenedBars, "high or low did not hold open and close"},
    Why{analysis::kRepeatedRows, "another file has the same row"}};

std::string jump_why(const ObservedPlace& place) {
  if (place.gap >= analysis::kGapOfAnotherCompany) {
    return fmt::format("after {} without a bar: another company's ticker?",
                       counted(place.gap / core::kDay, "day"));
  }
  return place.after == 0
             ? "no split is so large: mend the price"
             : fmt::format("a split of {}:{} would explain it", place.after, place.before);
}

std::string hours_why(const Observation& seen) {
  return seen.fitting_zone.empty()
             ? "closes in no trading hours of the venue"
             : fmt::format("closes in no trading hours; as {} it would", seen.fitting_zone);
}

// The number and what it is of.
std::string value_text(const Observation& seen, const ObservedPlace& place) {
  if (!std::isfinite(place.value)) {
    return "";
  }
  if (seen.code == analysis::SplitLikeJumps::kCode ||
      seen.code == analysis::JumpsAfterGaps::kCode) {
    return fmt::format("close x {:.4g}", place.value);
  }
  if (seen.code == analysis::OffHours::kCode || seen.code == analysis::kOutOfSession ||
      seen.code == analysis::kWidenedBars || seen.code == analysis::kRepeatedRows) {
    return fmt::format("close {:.6g}", place.value);
  }
  if (seen.code == analysis::UnsupportedBarSize::kCode) {
    return core::format_duration(place.gap);
  }
  return counted(static_cast<std::int64_t>(place.value), "bar");
}

struct PlaceOf {
  const Observation* seen;
  const ObservedPlace* place;
};

std::string place_line(const PlaceOf& each, std::size_t width) {
  std::string line = core::printable(each.seen->symbol);
  if (each.place->time_ns != 0) {
    line += "  " + core::format_utc(each.place->time_ns);
  }
  const std::string value = value_text(*each.seen, *each.place);
  line += value.empty() ? "" : "  " + value;
  return "    " + wrapped(line + ": " + why_of(*each.seen, *each.place), 6, width) + "\n";
}

// Of all symbols' places the worst, each symbol's worst before any second one of equal badness.
std::string worst_lines(std::span<const Observation> of_kind, std::size_t width) {
  std::vector<PlaceOf> places;
  for (std::size_t i = 0; i < analysis::kMostExamples; ++i) {
    for (const Observation& seen : of_kind) {
      if (const ObservedPlace* const place = worst_of(seen, i)) {
        places.push_back({&seen, place});
      }
    }
  }
  std::ranges::stable_sort(places, std::ranges::greater(),
                           [](const PlaceOf& each) { return each.place->severity; });
  places.resize(std::min(places.size(), analysis::kMostExamples));
  std::string text;
  for (const PlaceOf& each : places) {
    text += place_line(each, width);
  }
  return text;
}

// "12 bars of 2 symbols outside the venue's sessions, most of AAPL (9 of 1,024)"
std::string counted_text(std::span<const Observation> of_kind) {
  std::int64_t count = 0;
  const Observation* most = &of_kind.front();
  for (const Observation& seen : of_kind) {
    count += seen.count;
    most = seen.count > most->count ? &seen : most;
  }
  const auto title = std::ranges::find(kTitles, most->code, &Title::code);
  const bool known = title != kTitles.end();
  return fmt::format(
      "{} of {} {}, most of {} ({} of {})", counted(count, known ? title->noun : "place"),
      counted(std::ssize(of_kind), "symbol"), known ? title->rest : std::string(most->code),
      core::printable(most->symbol), grouped(most->count), grouped(most->of));
}

std::string kind_text(std::span<const Observation> of_kind,
                      std::span<const analysis::Warning> warnings, std::size_t width) {
  const std::string_view code = of_kind.front().code;
  const auto warning = std::ranges::find(warnings, code, analysis::code_of);
  const std::string said =
      warning == warnings.end() ? counted_text(of_kind) : warning_text(*warning);
  const bool all_said =
      code == analysis::SkippedRows::kCode || code == analysis::SymbolsLeftOut::kCode;
  return "  " + wrapped(said, 2, width) + "\n" + (all_said ? "" : worst_lines(of_kind, width));
}

}  // namespace

std::string why_of(const Observation& seen, const ObservedPlace& place) {
  if (seen.code == analysis::SplitLikeJumps::kCode ||
      seen.code == analysis::JumpsAfterGaps::kCode) {
    return jump_why(place);
  }
  if (seen.code == analysis::OffHours::kCode) {
    return hours_why(seen);
  }
  if (seen.code == analysis::UnknownTags::kCode) {
    return "more are needed for " + core::printable(place.text);
  }
  const auto why = std::ranges::find(kWhys, seen.code, &Why::code);
  return why == kWhys.end() ? core::printable(place.text) : why->text;
}

std::string render_observations(std::span<const Observation> observations,
                                std::span<const analysis::Warning> warnings, std::size_t width) {
  std::string text;
  for (const analysis::ObservationKind& kind : analysis::kObservationKinds) {
    const auto other = [&kind](const Observation& seen) { return seen.code != kind.code; };
    const auto first = std::ranges::find_if_not(observations, other);
    const auto last = std::find_if(first, observations.end(), other);
    if (first != last) {
      text += kind_text({first, last}, warnings, width);
    }
  }
  for (const analysis::Warning& warning : warnings) {
    const std::string_view code = analysis::code_of(warning);
    if (std::ranges::find(observations, code, &Observation::code) == observations.end()) {
      text += "  " + wrapped("warning: " + warning_text(warning), 4, width) + "\n";
    }
  }
  return "look at this:" + (text.empty() ? " nothing\n" : "\n" + text);
}

}  // namespace barometer::report
