// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>

#include "config/broker_config.hpp"
#include "config/data_config.hpp"
#include "config/forms.hpp"
#include "config/latency_config.hpp"
#include "config/output_config.hpp"
#include "config/run_config.hpp"

// The words that keys take instead of numbers and texts, each with its value.

namespace barometer::config::schema {

template <class T, std::size_t n>
using WordTable = std::array<EnumForm<T>, n>;

inline constexpr WordTable<DataSource, 4> kSources{{{"synthetic", DataSource::synthetic},
                                                    {"csv", DataSource::csv},
                                                    {"json", DataSource::json},
                                                    {"table", DataSource::table}}};
inline constexpr WordTable<StampSide, 2> kStamps{
    {{"open", StampSide::open}, {"close", StampSide::close}}};
inline constexpr WordTable<SundayStubs, 2> kSundayStubs{
    {{"refuse", SundayStubs::refuse}, {"merge", SundayStubs::merge}}};
inline constexpr WordTable<BadRows, 2> kBadRows{
    {{"refuse", BadRows::refuse}, {"skip", BadRows::skip}}};
inline constexpr WordTable<RowOrder, 2> kRowOrders{
    {{"oldest_first", RowOrder::oldest_first}, {"newest_first", RowOrder::newest_first}}};
inline constexpr WordTable<char, 2> kDecimals{{{".", '.'}, {",", ','}}};
inline constexpr WordTable<char, 6> kThousands{
    {{"none", '\0'}, {",", ','}, {".", '.'}, {"'", '\''}, {" ", ' '}, {"_", '_'}}};
inline constexpr WordTable<Missing, 2> kMissing{
    {{"refuse", Missing::refuse}, {"skip", Missing::skip}}};
inline constexpr WordTable<BadSymbols, 2> kBadSymbols{
    {{"refuse", BadSymbols::refuse}, {"skip", BadSymbols::skip}}};
inline constexpr WordTable<ActionsFormat, 2> kActionsFormats{
    {{"csv", ActionsFormat::csv}, {"lean", ActionsFormat::lean}}};
inline constexpr WordTable<PriceSeries, 2> kPriceSeries{
    {{"raw", PriceSeries::raw}, {"split_adjusted", PriceSeries::split_adjusted}}};
inline constexpr WordTable<FillRule, 3> kFills{{{"next_open", FillRule::next_open},
                                                {"next_close", FillRule::next_close},
                                                {"same_close", FillRule::same_close}}};
inline constexpr WordTable<SpreadCost, 2> kSpreads{
    {{"none", SpreadCost::none}, {"quoted", SpreadCost::quoted}}};
inline constexpr WordTable<SizeAt, 2> kSizeAts{{{"fill", SizeAt::fill}, {"close", SizeAt::close}}};
inline constexpr WordTable<OnShortfall, 2> kMargins{
    {{"reject", OnShortfall::reject}, {"scale", OnShortfall::scale}}};
inline constexpr WordTable<Liquidation, 2> kLiquidations{
    {{"whole", Liquidation::whole}, {"to_boundary", Liquidation::to_boundary}}};
inline constexpr WordTable<Intrabar, 4> kIntrabars{{{"pessimistic", Intrabar::pessimistic},
                                                    {"ohlc", Intrabar::ohlc},
                                                    {"olhc", Intrabar::olhc},
                                                    {"nearest_first", Intrabar::nearest_first}}};
inline constexpr WordTable<LimitTouch, 2> kTouches{
    {{"fill", LimitTouch::fill}, {"through", LimitTouch::through}}};
inline constexpr WordTable<Meter, 3> kMeters{
    {{"off", Meter::off}, {"sampled", Meter::sampled}, {"full", Meter::full}}};
inline constexpr WordTable<OnBreach, 2> kBreaches{
    {{"report", OnBreach::report}, {"fail", OnBreach::fail}}};
inline constexpr WordTable<EquityRows, 3> kEquityRows{
    {{"bar", EquityRows::bar}, {"session", EquityRows::session}, {"none", EquityRows::none}}};

inline constexpr WordTable<RoundTripRule, 2> kRoundTrips{
    {{"fifo", RoundTripRule::fifo}, {"average", RoundTripRule::average}}};
inline constexpr WordTable<Tagging, 2> kTaggings{
    {{"ahead", Tagging::ahead}, {"in_step", Tagging::in_step}}};
inline constexpr const char* kAdjustedTwice =
    "prices would be adjusted twice: adjusted closes know splits and dividends already";
inline constexpr const char* kCoarserSizes =
    "data.bar, or a multiple of it that divides a day, or 1d, 1w or 1mo";
constexpr bool kNoneUnlessListed = false;  // of a list that does not take the word `all`

inline constexpr std::array kStages{"bar", "fill", "mark", "tag", "strategy", "order"};

}  // namespace barometer::config::schema
