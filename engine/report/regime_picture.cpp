// SPDX-License-Identifier: Apache-2.0
#include "report/regime_picture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "chart/figure.hpp"
#include "core/bar_size.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "regime/dimension.hpp"
#include "regime/tag_view.hpp"
#include "report/number_text.hpp"

namespace barometer::report {

namespace {

using chart::Colour;

constexpr double kWidth = 1080;
constexpr double kLeft = 120;
constexpr double kRight = 24;
constexpr double kHeadline = 64;
constexpr double kPriceHeight = 190;
constexpr double kLaneHeight = 34;
constexpr double kLaneGap = 24;
constexpr double kSymbolGap = 58;
constexpr double kColumnPixels = 3;
constexpr double kShade = 0.22;
constexpr Colour kQuiet{"#dfe3e6", "#3a4147"};

struct NamedColour {
  std::string_view label;
  Colour colour;
};

// Labels that everybody meets keep their colour in every lane; strong is darker than weak.
constexpr std::array kNamed{
    NamedColour{"calm", {"#a6d3ec", "#2f6d94"}},
    NamedColour{"normal", kQuiet},
    NamedColour{"high", {"#f0a63a"}},
    NamedColour{"extreme", {"#c8401a"}},
    NamedColour{"strong_down", {"#b5402b"}},
    NamedColour{"weak_down", {"#eeb4a4", "#7d4436"}},
    NamedColour{"sideways", kQuiet},
    NamedColour{"weak_up", {"#9fd8c2", "#2c6b56"}},
    NamedColour{"strong_up", {"#00805f"}},
    NamedColour{"closed", kQuiet},
};

Colour colour_of(const regime::Dimension& dimension, std::size_t label) {
  const auto named = std::ranges::find(kNamed, dimension.labels[label], &NamedColour::label);
  return named != kNamed.end() ? named->colour : chart::series_colour(label);
}

// How the labels shared the bars of one column of pixels, and when it begins and ends.
struct Slice {
  double begin = 0;
  double end = 0;
  std::vector<double> shares;  // of all its bars; what is missing to 1 was unknown
};

std::vector<double> times_of(const data::SymbolData& symbol) {
  std::vector<double> times;
  for (const data::BarRow& bar : symbol.view_bars) {
    times.push_back(static_cast<double>(bar.close_time_ns));
  }
  return times;
}

std::vector<Slice> slices_of(std::span<const double> times, std::span<const std::int8_t> tags,
                             std::size_t labels) {
  constexpr double kColumns = (kWidth - kLeft - kRight) / kColumnPixels;
  const auto bars = static_cast<double>(tags.size());
  const auto count = static_cast<std::size_t>(std::min(kColumns, bars));
  std::vector<Slice> slices(count);
  for (std::size_t c = 0; c < count; ++c) {
    const std::size_t first = c * tags.size() / count;
    const std::size_t last = (c + 1) * tags.size() / count;
    Slice& slice = slices[c];
    slice.shares.resize(labels);
    slice.begin = times[first];
    slice.end = last < times.size() ? times[last] : times.back();
    for (std::size_t t = first; t < last; ++t) {
      if (tags[t] >= 0) {
        ++slice.shares[static_cast<std::size_t>(tags[t])];
      }
    }
    for (double& share : slice.shares) {
      share /= static_cast<double>(last - first);
    }
  }
  return slices;
}

// Neighbours that look alike are drawn as one: fewer elements, and no seams between them.
std::vector<Slice> merged(std::vector<Slice> slices) {
  std::vector<Slice> found;
  for (Slice& slice : slices) {
    if (!found.empty() && found.back().shares == slice.shares) {
      found.back().end = slice.end;
    } else {
      found.push_back(std::move(slice));
    }
  }
  return found;
}

class SymbolDrawing {
 public:
  SymbolDrawing(chart::Figure& figure, const data::MarketData& market, const regime::TagView& tags,
                std::span<const std::size_t> dimensions, core::SymbolIndex symbol)
      : figure_(figure),
        data_(market.symbols[symbol]),
        tags_(tags),
        dimensions_(dimensions),
        symbol_(symbol),
        times_(times_of(data_)),
        time_axis_(
            chart::Scale::time(times_.front() - static_cast<double>(market.bar), times_.back())) {}

  void draw(double top) {
    draw_price({kLeft, top, kWidth - kLeft - kRight, kPriceHeight});
    for (std::size_t i = 0; i < dimensions_.size(); ++i) {
      const double lane =
          top + kPriceHeight + kLaneGap + static_cast<double>(i) * (kLaneHeight + kLaneGap);
      draw_lane(dimensions_[i], {kLeft, lane, kWidth - kLeft - kRight, kLaneHeight},
                i + 1 == dimensions_.size());
    }
  }

 private:
  void draw_price(const chart::Box& box) {
    std::vector<double> closes;
    for (const data::BarRow& bar : data_.view_bars) {
      closes.push_back(bar.close);
    }
    const auto [low, high] = std::ranges::minmax(closes);
    chart::Panel price = figure_.panel(
        box, {time_axis_, "", dimensions_.empty()},
        {chart::Scale::logarithmic(low / 1.02, high * 1.02), "close, log scale"}, data_.name);
    if (!dimensions_.empty()) {
      shade(price, dimensions_.front());
    }
    price.line(times_, closes, {chart::kInk, 1.1});
  }

  // The dimension's most frequent label behind the price.
  void shade(chart::Panel& price, std::size_t d) {
    const regime::Dimension& dimension = tags_.dimensions()[d];
    for (const Slice& slice :
         merged(slices_of(times_, tags_.category(symbol_, d), dimension.labels.size()))) {
      const auto most = std::ranges::max_element(slice.shares);
      if (*most > 0) {
        const auto label = static_cast<std::size_t>(most - slice.shares.begin());
        price.band(slice.begin, slice.end, {colour_of(dimension, label), kShade});
      }
    }
  }

  void draw_lane(std::size_t d, const chart::Box& box, bool last) {
    const regime::Dimension& dimension = tags_.dimensions()[d];
    chart::Panel lane =
        figure_.panel(box, {time_axis_, "", last}, {chart::Scale::linear(0, 1), "", false, 1}, "");
    figure_.canvas().text({box.left - 10, box.top + box.height / 2 + 4}, dimension.name,
                          {11, chart::kInk, chart::Anchor::end, true});
    for (const Slice& slice :
         merged(slices_of(times_, tags_.category(symbol_, d), dimension.labels.size()))) {
      double from = 0;
      for (std::size_t label = 0; label < slice.shares.size(); ++label) {
        const double to = from + slice.shares[label];
        if (to > from) {
          lane.rectangle(slice.begin, slice.end, from, to, {colour_of(dimension, label)});
        }
        from = to;
      }
    }
    std::vector<chart::Panel::Key> keys;
    for (std::size_t label = 0; label < dimension.labels.size(); ++label) {
      keys.push_back({colour_of(dimension, label), dimension.labels[label]});
    }
    lane.legend(keys);
  }

  chart::Figure& figure_;
  const data::SymbolData& data_;
  const regime::TagView& tags_;
  std::span<const std::size_t> dimensions_;
  core::SymbolIndex symbol_;
  std::vector<double> times_;
  chart::Scale time_axis_;
};

}  // namespace

std::string draw_regimes(const data::MarketData& market, const regime::TagView& tags,
                         std::span<const std::size_t> dimensions, const std::string& title) {
  const std::size_t shown = std::min(market.symbols.size(), kMostPicturedSymbols);
  const double lanes = static_cast<double>(dimensions.size()) * (kLaneHeight + kLaneGap);
  const double section = kPriceHeight + lanes + kSymbolGap;
  std::string subtitle =
      fmt::format("bars of {}, {}", core::format_bar_size(market.bar), market.venue);
  if (shown < market.symbols.size()) {
    subtitle += fmt::format("; {} of {} symbols", shown, market.symbols.size());
  }
  chart::Figure figure(kWidth, kHeadline + 20 + static_cast<double>(shown) * section, title,
                       subtitle);
  for (core::SymbolIndex symbol = 0; symbol < shown; ++symbol) {
    SymbolDrawing(figure, market, tags, dimensions, symbol)
        .draw(kHeadline + 20 + static_cast<double>(symbol) * section);
  }
  return figure.svg(chart::Theme::of_viewer);
}

}  // namespace barometer::report
