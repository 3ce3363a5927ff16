// SPDX-License-Identifier: Apache-2.0
#include "report/regime_picture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "chart/figure.hpp"
#include "chart/legend.hpp"
#include "core/bar_size.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "regime/dimension.hpp"
#include "regime/tag_view.hpp"
#include "report/number_text.hpp"

namespace barometer::report {

namespace {

using chart::Colour;

// Pixels of a phone (chart::Figure::file).
constexpr double kRight = chart::kPhoneWidth - 2 - chart::kOverhang;
constexpr double kPriceHeight = 150;
constexpr double kLaneHeight = 22;
constexpr double kNameHeight = 18;  // of what stands above a box
constexpr double kAxisHeight = 22;  // of what stands below one
constexpr double kLaneGap = 6;
constexpr double kSymbolGap = 16;
constexpr int kPriceTicks = 6;
constexpr std::size_t kMostSlices = 312;
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

// How the labels shared the bars of one column of the lane, and when it begins and ends.
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
  const std::size_t count = std::min(kMostSlices, tags.size());
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

std::vector<chart::Panel::Key> keys_of(const regime::Dimension& dimension) {
  std::vector<chart::Panel::Key> keys;
  for (std::size_t label = 0; label < dimension.labels.size(); ++label) {
    keys.push_back({colour_of(dimension, label), dimension.labels[label]});
  }
  return keys;
}

std::vector<double> closes_of(const data::SymbolData& symbol) {
  std::vector<double> closes;
  for (const data::BarRow& bar : symbol.view_bars) {
    closes.push_back(bar.close);
  }
  return closes;
}

chart::Scale price_scale(const std::vector<double>& closes) {
  const auto [low, high] = std::ranges::minmax(closes);
  return chart::Scale::logarithmic(low / 1.02, high * 1.02);
}

// Where all boxes begin: as far left as the longest label of a price leaves room.
double left_of(const data::MarketData& market, std::size_t shown) {
  double left = 0;
  for (std::size_t symbol = 0; symbol < shown; ++symbol) {
    const chart::Scale scale = price_scale(closes_of(market.symbols[symbol]));
    left = std::max(left, chart::label_room(scale, kPriceTicks));
  }
  return left + 4;
}

// Of a dimension's name and labels, which stand above its lane.
double lane_head(const regime::Dimension& dimension, double left) {
  const std::size_t rows = chart::legend_rows(keys_of(dimension), kRight - left);
  return kNameHeight + chart::kLegendRow * static_cast<double>(rows);
}

double section_height(const regime::TagView& tags, std::span<const std::size_t> dimensions,
                      double left) {
  double height = kNameHeight + kPriceHeight + kAxisHeight + kSymbolGap;
  for (const std::size_t d : dimensions) {
    height += lane_head(tags.dimensions()[d], left) + kLaneHeight + kLaneGap;
  }
  return height;
}

class SymbolDrawing {
 public:
  SymbolDrawing(chart::Figure& figure, const data::MarketData& market, const regime::TagView& tags,
                std::span<const std::size_t> dimensions, core::SymbolIndex symbol, double left)
      : figure_(figure),
        data_(market.symbols[symbol]),
        tags_(tags),
        dimensions_(dimensions),
        symbol_(symbol),
        times_(times_of(data_)),
        closes_(closes_of(data_)),
        left_(left),
        time_axis_(
            chart::Scale::time(times_.front() - static_cast<double>(market.bar), times_.back())) {}

  void draw(double top) {
    draw_price(box(top + kNameHeight, kPriceHeight));
    top += kNameHeight + kPriceHeight + kLaneGap;
    for (std::size_t i = 0; i < dimensions_.size(); ++i) {
      top = draw_lane(dimensions_[i], top, i + 1 == dimensions_.size());
    }
  }

 private:
  chart::Box box(double top, double height) const { return {left_, top, kRight - left_, height}; }

  void draw_price(const chart::Box& box) {
    chart::Panel price = figure_.panel(
        box, {time_axis_, "", dimensions_.empty()}, {price_scale(closes_), "", true, kPriceTicks},
        chart::fitted(data_.name + ", close on a log scale", 12, box.width));
    if (!dimensions_.empty()) {
      shade(price, dimensions_.front());
    }
    price.line(times_, closes_, {chart::kInk, 1.1});
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

  // Returns where the next one begins.
  double draw_lane(std::size_t d, double top, bool last) {
    const regime::Dimension& dimension = tags_.dimensions()[d];
    const chart::Box lane_box = box(top + lane_head(dimension, left_), kLaneHeight);
    const double full = kRight - left_;
    figure_.canvas().text({left_, top + kNameHeight - 4},
                          chart::fitted(dimension.name, chart::kSmallType, full),
                          {chart::kSmallType, chart::kInk, chart::Anchor::start, true});
    chart::draw_legend(figure_.canvas(), {left_, top + kNameHeight}, full, keys_of(dimension));
    chart::Panel lane = figure_.panel(lane_box, {time_axis_, "", last},
                                      {chart::Scale::linear(0, 1), "", false, 1}, "");
    fill_lane(lane, d);
    return lane_box.bottom() + kLaneGap;
  }

  void fill_lane(chart::Panel& lane, std::size_t d) {
    const regime::Dimension& dimension = tags_.dimensions()[d];
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
  }

  chart::Figure& figure_;
  const data::SymbolData& data_;
  const regime::TagView& tags_;
  std::span<const std::size_t> dimensions_;
  core::SymbolIndex symbol_;
  std::vector<double> times_;
  std::vector<double> closes_;
  double left_;
  chart::Scale time_axis_;
};

}  // namespace

std::string draw_regimes(const data::MarketData& market, const regime::TagView& tags,
                         std::span<const std::size_t> dimensions, const std::string& title) {
  const std::size_t shown = std::min(market.symbols.size(), kMostPicturedSymbols);
  const double left = left_of(market, shown);
  const double section = section_height(tags, dimensions, left);
  std::string subtitle =
      fmt::format("bars of {}, {}", core::format_bar_size(market.bar), market.venue);
  if (shown < market.symbols.size()) {
    subtitle += fmt::format("; {} of {} symbols", shown, market.symbols.size());
  }
  chart::Figure figure = chart::Figure::file(title, subtitle);
  figure.end(static_cast<double>(shown) * section);
  for (core::SymbolIndex symbol = 0; symbol < shown; ++symbol) {
    SymbolDrawing(figure, market, tags, dimensions, symbol, left)
        .draw(static_cast<double>(symbol) * section);
  }
  return figure.svg(chart::Theme::of_viewer);
}

}  // namespace barometer::report
