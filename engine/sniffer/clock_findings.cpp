// SPDX-License-Identifier: Apache-2.0
#include "sniffer/clock_findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/bar_size.hpp"
#include "sniffer/column_names.hpp"

namespace barometer::sniffer {

namespace {

const char* const kNeverCloses = "24x7";

ClockKey is(std::string value, std::string why, bool assumed = false) {
  return {.decided = Answer{std::move(value), std::move(why)}, .open = {}, .assumed = assumed};
}

std::string side_word(config::StampSide side) {
  return side == config::StampSide::open ? "open" : "close";
}

class ClockFinder {
 public:
  ClockFinder(const TextFacts& facts, core::Duration bar, AssetKind asset)
      : facts_(facts), bar_(bar), asset_(asset) {
    if (bar < core::kDay && !facts.days.never_closes()) {
      fits_ = session_fits(trading_blocks(facts.stamps, bar), bar, known_zone());
      std::erase_if(fits_, [](const SessionFit& fit) { return !fit.holds(); });
      keep_best();
    }
  }

  ClockFindings find() {
    ClockFindings found;
    found.venue = venue();
    venue_ = found.venue.decided ? found.venue.decided->value : "";
    found.zone = zone();
    found.stamp = stamp();
    return found;
  }

 private:
  const StampFormat& format() const { return facts_.time.formats.front(); }

  // Servers of MetaTrader count epochs by a clock of their own.
  bool is_naive() const {
    return !format().is_utc() || (facts_.source && !facts_.source->maybe_zone.empty());
  }

  // Of the stamps; empty where it is to be found, or is the venue's.
  std::string known_zone() const {
    if (!is_naive()) {
      return "UTC";
    }
    if (column_says_utc()) {
      return "UTC";
    }
    return facts_.source && facts_.source->zone != "venue" ? facts_.source->zone : std::string();
  }

  // "Gmt time", "time_utc"
  bool column_says_utc() const {
    const auto& names = facts_.layout.names;
    if (names.size() != facts_.layout.cells) {
      return false;
    }
    const std::string name = plain_column(names[facts_.time.column]);
    return name.find("utc") != name.npos || name.find("gmt") != name.npos;
  }

  bool dates_alone() const { return !format().has_clock(); }

  std::string of_source(const std::string& what) const { return facts_.source->name + " " + what; }

  void keep_best() {
    if (!fits_.empty()) {
      const SessionFit best = fits_.front();
      std::erase_if(fits_, [&best](const SessionFit& fit) {
        return fit.venue != best.venue || fit.inside + fit.edges < best.inside + best.edges;
      });
    }
  }

  ClockKey venue() const {
    const TradingDays& days = facts_.days;
    if (facts_.source && !facts_.source->venue.empty()) {
      return is(facts_.source->venue, of_source("has such files of this market alone"));
    }
    if (days.never_closes()) {
      return is(kNeverCloses,
                fmt::format("bars on {} of {} Saturdays", days.saturdays, days.weekends));
    }
    if (!fits_.empty()) {
      const SessionFit& best = fits_.front();
      return is(best.venue, fmt::format("its hours: {} of {} sessions begin and end as they should",
                                        best.edges / 2, best.blocks));
    }
    return bar_ >= core::kDay ? venue_of_days() : venue_by_name();
  }

  ClockKey venue_of_days() const {
    const TradingDays& days = facts_.days;
    if (bar_ == core::kDay && days.is_us_equity() && asset_ == AssetKind::unknown) {
      return is("us_equity",
                fmt::format("no bar on weekends, nor on its holidays in that time ({})",
                            days.us_holidays));
    }
    if (asset_ == AssetKind::fx && days.sundays > 0) {
      return is(kNeverCloses,
                "bars of Sundays: these days end by another clock than fx's, 17:00 New York");
    }
    return venue_by_name();
  }

  ClockKey venue_by_name() const {
    if (asset_ == AssetKind::crypto) {
      return is(kNeverCloses, "the symbol is a pair of coins", true);
    }
    if (asset_ == AssetKind::fx) {
      return is("fx", "the symbol is a pair of currencies", true);
    }
    const TradingDays& days = facts_.days;
    const bool foreign_source = facts_.source && facts_.source->no_venue;
    if (foreign_source || days.us_traded > 0 || (bar_ < core::kDay && days.weekends > 0)) {
      return is(kNeverCloses, foreign(), true);
    }
    return {.decided = {},
            .open = OpenQuestion{"data.venue",
                                 "Where is it traded? These bars fit more than one venue.",
                                 {{"us_equity", "NYSE and Nasdaq"},
                                  {kNeverCloses, "never closes, as crypto exchanges"}}}};
  }

  std::string foreign() const {
    const TradingDays& days = facts_.days;
    const std::string seen = days.us_traded > 0
                                 ? fmt::format("bars on {} of {} holidays of us_equity",
                                               days.us_traded, days.us_holidays)
                                 : std::string("no built-in venue is known to have it");
    return seen +
           ": gaps and annual figures are right with a venue file of its own, "
           "docs/venues.md";
  }

  ClockKey zone() const {
    if (!is_naive() || dates_alone()) {
      return {};
    }
    if (facts_.source && !facts_.source->zone.empty()) {
      return is(facts_.source->zone, of_source("writes times by it"));
    }
    if (column_says_utc()) {
      return is("UTC", "the column is called so");
    }
    std::vector<std::string> zones;
    for (const SessionFit& fit : fits_) {
      if (std::ranges::find(zones, fit.zone) == zones.end()) {
        zones.push_back(fit.zone);
      }
    }
    if (zones.size() == 1) {
      return is(zones.front(), "the only clock of those in use by which the hours fit");
    }
    if (facts_.midnights && !venue_.empty()) {
      return venue_ == kNeverCloses ? is("UTC", "days of UTC, as nothing says another", true)
                                    : is("venue", "a midnight names its session's date");
    }
    if (zones.empty() && venue_ == kNeverCloses && asset_ == AssetKind::crypto) {
      return is("UTC", "crypto exchanges write UTC, and nothing here says another", true);
    }
    return {.decided = {}, .open = zone_question(std::move(zones))};
  }

  OpenQuestion zone_question(std::vector<std::string> zones) const {
    const bool known = facts_.source && !facts_.source->maybe_zone.empty();
    if (zones.size() < 2) {
      zones = known ? std::vector{facts_.source->maybe_zone, facts_.source->other_zone}
              : asset_ == AssetKind::fx ? std::vector<std::string>{"UTC", "Europe/Athens"}
                                        : std::vector<std::string>{"UTC", "Europe/Berlin"};
    }
    OpenQuestion question{"data.time.zone",
                          known ? "By which clock are its times? " + facts_.source->name +
                                      " has files by more than one."
                                : "By which clock are its times? Any zone may stand here.",
                          {}};
    for (const std::string& zone : zones) {
      question.answers.push_back({zone, "as if by the clock of " + zone});
    }
    return question;
  }

  ClockKey stamp() const {
    if (dates_alone()) {
      return {};
    }
    if (facts_.midnights && !venue_.empty() && venue_ != kNeverCloses && bar_ == core::kDay) {
      return is("open", "a midnight names its session's date");
    }
    const bool weekdays_alone = facts_.days.saturdays + facts_.days.sundays == 0;
    if (facts_.midnights && bar_ == core::kDay && weekdays_alone && facts_.days.weekends > 0) {
      return is("open", "else the days would be those of Sunday to Thursday");
    }
    if (facts_.time.close_time) {
      return is("open", "another column has the end of each bar");
    }
    if (facts_.source && facts_.source->stamp) {
      return is(side_word(*facts_.source->stamp), of_source("stamps bars so"));
    }
    return stamp_by_hours();
  }

  ClockKey stamp_by_hours() const {
    const auto differs = [this](const SessionFit& fit) { return fit.side != fits_.front().side; };
    if (!fits_.empty() && std::ranges::none_of(fits_, differs)) {
      return is(side_word(fits_.front().side),
                "else bars would begin before the opening or end behind the close");
    }
    if (const auto side = side_by_first_stamps()) {
      return is(side_word(*side), *side == config::StampSide::open
                                      ? "sessions begin with a stamp of a full hour or half"
                                      : "sessions begin with a stamp one bar past a full hour");
    }
    return {.decided = {},
            .open = OpenQuestion{"data.time.stamp",
                                 "Does a stamp say when its bar opens, or when it closes? Nothing "
                                 "in the file shows it.",
                                 {{"open", "the stamp is the bar's open"},
                                  {"close", "the stamp is the bar's close"}}}};
  }

  // Sessions begin at full hours and halves.
  std::optional<config::StampSide> side_by_first_stamps() const {
    constexpr core::Duration kHalf = core::kHour / 2;
    const auto blocks = trading_blocks(facts_.stamps, bar_);
    std::size_t open = 0;
    std::size_t close = 0;
    for (const TradingBlock& block : blocks) {
      open += block.first % kHalf == 0 ? 1 : 0;
      close += (block.first - bar_) % kHalf == 0 ? 1 : 0;
    }
    const std::size_t enough = std::max<std::size_t>(blocks.size() * 8 / 10, 2);
    if (bar_ >= kHalf || facts_.days.never_closes() || (open >= enough) == (close >= enough)) {
      return std::nullopt;
    }
    return open >= enough ? config::StampSide::open : config::StampSide::close;
  }

  const TextFacts& facts_;
  core::Duration bar_;
  AssetKind asset_;
  std::vector<SessionFit> fits_;  // the best ones of one venue
  std::string venue_;
};

}  // namespace

ClockFindings clock_findings(const TextFacts& facts, core::Duration bar, AssetKind asset) {
  return ClockFinder(facts, bar, asset).find();
}

}  // namespace barometer::sniffer
