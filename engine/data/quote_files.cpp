// SPDX-License-Identifier: Apache-2.0
#include "data/quote_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "core/alike_faults.hpp"
#include "core/error.hpp"

namespace barometer::data {

namespace {

class Partners {
 public:
  Partners(const config::DataConfig& config, SourceFiles& bids) : config_(config), bids_(bids) {}

  std::vector<SourceFile> pair(const SourceFiles& asks) {
    std::unordered_map<std::string, const SourceFile*> without_bid;
    for (const SourceFile& file : asks.files) {
      without_bid.emplace(file.symbol, &file);
    }
    std::vector<SourceFile> paired;
    std::erase_if(bids_.files, [&](const SourceFile& bid) {
      const auto ask = without_bid.extract(bid.symbol);
      if (ask.empty()) {
        miss(bid.symbol, "ask", config_.csv.ask_path_at);
      } else {
        paired.push_back(*ask.mapped());
      }
      return ask.empty();
    });
    for (const SourceFile& ask : asks.files) {
      if (without_bid.contains(ask.symbol)) {
        miss(ask.symbol, "bid", config_.csv.path_at);
      }
    }
    core::throw_if_any(std::move(faults_).take(config_.file, "symbols like this"));
    if (paired.empty()) {
      throw core::Error(core::ErrorKind::bad_input,
                        core::Fault{config::to_string(config_.file, config_.csv.ask_path_at),
                                    "no symbol has both a bid and an ask file", "mend the paths"});
    }
    return paired;
  }

 private:
  void miss(const std::string& symbol, const char* side, config::Location at) {
    const std::string what = fmt::format("{} has no file of the {}", symbol, side);
    if (config_.missing == config::Missing::skip) {
      const auto known = std::ranges::find(bids_.left_out, symbol, &LeftOut::symbol);
      if (known == bids_.left_out.end()) {
        bids_.left_out.push_back({symbol, LeftOutWhy::no_file, what});
      }
      return;
    }
    faults_.add([&] {
      return core::Fault{config::to_string(config_.file, at), what,
                         "add it, or leave the symbol out with data.exclude"};
    });
  }

  const config::DataConfig& config_;
  SourceFiles& bids_;
  core::AlikeFaults faults_;
};

}  // namespace

std::vector<SourceFile> find_ask_files(const config::DataConfig& config,
                                       const config::DataConfig& ask, SourceFiles& bids) {
  return Partners(config, bids).pair(find_source_files(ask));
}

}  // namespace barometer::data
