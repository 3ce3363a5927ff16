// SPDX-License-Identifier: Apache-2.0
#include "app/compare_pictures.hpp"

#include <cmath>
#include <regex>
#include <set>
#include <string>

#include "core/timestamp.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer;
using barometer_test::contains;

namespace {

// `sessions` days from 2020 on; A doubles over them all, B stands still.
app::CompareCurves curves_of(std::size_t sessions) {
  app::CompareCurves curves;
  const core::Timestamp first = *core::parse_utc("2020-01-02T00:00:00Z");
  for (std::size_t i = 0; i < sessions; ++i) {
    const double share = static_cast<double>(i + 1) / static_cast<double>(sessions);
    curves.times.push_back(
        static_cast<double>(first + static_cast<core::Timestamp>(i) * core::kDay));
    curves.a.push_back(1 + share);
    curves.b.push_back(1);
    curves.difference.push_back(share);
    curves.low.push_back(-std::sqrt(share) / 2);
    curves.high.push_back(std::sqrt(share));
  }
  return curves;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

}  // namespace

TEST_CASE("both pictures are drawn for a wide screen and a phone, and have a table behind them") {
  const std::string html = app::compare_pictures(curves_of(400));
  CHECK(count(html, "<div class=\"chart wide\">") == 2);
  CHECK(count(html, "<div class=\"chart narrow\">") == 2);
  CHECK(contains(html, "width=\"760\""));
  CHECK(contains(html, "width=\"358\""));
  CHECK(count(html, "<details>") == 1);
  CHECK(count(html, "<th scope=\"row\"") == 14);  // January 2020 to February 2021
  CHECK(contains(html, ">2020-02-01<"));          // midnight ends the day before
  CHECK(contains(html, ">2.0000<"));
}

TEST_CASE("no text is smaller than 11 pixels, and no two elements share an id") {
  const std::string html = app::compare_pictures(curves_of(400));
  static const std::regex kSize("font-size=\"([0-9.]+)\"");
  std::size_t texts = 0;
  for (std::sregex_iterator at(html.begin(), html.end(), kSize), end; at != end; ++at, ++texts) {
    CHECK(std::stod((*at)[1]) >= 11);
  }
  CHECK(texts > 40);
  static const std::regex kId(" id=\"([^\"]+)\"");
  std::set<std::string> ids;
  std::size_t all = 0;
  for (std::sregex_iterator at(html.begin(), html.end(), kId), end; at != end; ++at, ++all) {
    ids.insert((*at)[1]);
  }
  CHECK(all > 0);
  CHECK(ids.size() == all);
}

TEST_CASE("600 months are shown, the latest") {
  app::CompareCurves curves = curves_of(700);
  for (std::size_t i = 0; i < curves.times.size(); ++i) {
    curves.times[i] = static_cast<double>(31 * core::kDay) * static_cast<double>(i);
  }
  const std::string html = app::compare_pictures(curves);
  CHECK(count(html, "<th scope=\"row\"") == 600);
  CHECK(contains(html, ">2.0000<"));
}
