// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "config/run_config.hpp"
#include "data/market_data.hpp"
#include "page/page_source.hpp"
#include "page/written_run.hpp"
#include "regime/tag_view.hpp"
#include "report/csv_writer.hpp"

namespace barometer::page {

// A run as the files of its folder alone tell it: what its page is made of where bars or plug-ins
// are gone. Parts that take bars or tags are left out, and so is what the files do not have.
class WrittenPage {
 public:
  // `why`: what is gone, as a part of a sentence. Throws Error{bad_input} with every file that is
  // not there, was cut or changed, or is of another version, as "file:line:column: ...".
  WrittenPage(WrittenRun written, const std::string& why);
  WrittenPage(const WrittenPage&) = delete;
  WrittenPage& operator=(const WrittenPage&) = delete;

  // To the reader, as sentences: what is left out, and why.
  const std::string& left_out() const { return source_.left_out.says; }

  // The page as write_page() makes it.
  void write(const report::Sink& sink) const;

 private:
  void take_config();
  void take_market();
  void take_tables();
  void take_figures();
  analysis::RunRecord record() const;

  WrittenRun written_;
  config::RunConfig config_;  // what a page shows of it besides its JSON
  data::MarketData market_;   // without bars and calendar
  regime::TagView tags_;      // of no dimensions
  std::vector<orders::OrderRecord> orders_;
  std::vector<portfolio::EquityPoint> equity_;  // of every step, or none
  std::vector<analysis::PluginRecord> plugins_;
  analysis::RunAnalysis analysis_;
  PageSource source_;
};

}  // namespace barometer::page
