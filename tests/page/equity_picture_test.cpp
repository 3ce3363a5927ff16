// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "chart/picture_text.hpp"
#include "page/parts.hpp"
#include "sample_run.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

std::vector<std::string> pictures_of(const std::string& html) {
  std::vector<std::string> pictures;
  for (std::size_t at = html.find("<svg"); at != std::string::npos;
       at = html.find("<svg", at + 1)) {
    pictures.push_back(html.substr(at, html.find("</svg>", at) - at));
  }
  return pictures;
}

}  // namespace

TEST_CASE("the equity of a page without a script can be read on a phone, of any account") {
  for (const std::vector<double>& equity :
       {std::vector<double>{100'000}, std::vector<double>{1e5, 3e4, -2'500},
        std::vector<double>{1e12, 1.0000001e12}, std::vector<double>(400, 1e-3)}) {
    test::SampleRun run;
    run.equity.resize(equity.size());
    for (std::size_t i = 0; i < equity.size(); ++i) {
      run.equity[i].equity = equity[i];
    }
    const std::string html = page::equity_picture(run.record());
    // What gives the picture the theme of the page (page.css).
    CHECK(contains(html, "<div class=\"chart wide\"><svg"));
    CHECK(contains(html, "<div class=\"chart narrow\"><svg"));
    const std::vector<std::string> pictures = pictures_of(html);
    REQUIRE(pictures.size() == 2);
    check_apart(texts_of(pictures.front()), 760);
    check_phone(pictures.back());
  }
}

TEST_CASE("a run of no steps has no picture of its equity") {
  test::SampleRun run;
  run.equity.clear();
  CHECK(page::equity_picture(run.record()).empty());
}
