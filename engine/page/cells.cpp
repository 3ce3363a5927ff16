// SPDX-License-Identifier: Apache-2.0
#include "page/cells.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <span>
#include <vector>

#include "config/run_config.hpp"
#include "page/packed.hpp"

namespace barometer::page {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// As many levels as a picture of this height shows when one looks closer.
constexpr std::int64_t kEquityLevels = 65'535;
constexpr std::int64_t kFallLevels = 4'095;
constexpr std::int64_t kExposureLevels = 1'023;

using Points = std::span<const portfolio::EquityPoint>;

// One entry per cell.
struct AccountCells {
  std::vector<std::int64_t> seconds;
  std::vector<double> low, high, last, fall, gross, net;
};

double share(double part, double equity) {
  return equity > 0 ? part / equity : kNaN;
}

AccountCells account_of(const StepCells& cells, Points equity, double cash) {
  AccountCells account;
  double peak = cash;
  for (std::size_t cell = 0; cell < cells.count(); ++cell) {
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    double fall = 0;
    for (std::size_t i = cells.begin(cell); i < cells.end(cell); ++i) {
      low = std::min(low, equity[i].equity);
      high = std::max(high, equity[i].equity);
      peak = std::max(peak, equity[i].equity);
      fall = std::max(fall, peak > 0 ? 1 - equity[i].equity / peak : 0.0);
    }
    const portfolio::EquityPoint& last = equity[cells.end(cell) - 1];
    account.seconds.push_back(last.time_ns / core::kSecond);
    account.low.push_back(low);
    account.high.push_back(high);
    account.last.push_back(last.equity);
    account.fall.push_back(fall);
    account.gross.push_back(share(last.gross, last.equity));
    account.net.push_back(share(last.net, last.equity));
  }
  return account;
}

std::string levels_json(std::span<const double> values, std::int64_t most) {
  const Levels levels(values, most);
  std::vector<std::int64_t> numbers;
  for (const double value : values) {
    numbers.push_back(levels.of(value));
  }
  return fmt::format(R"({{{},"v":"{}"}})", levels.json_members(), packed_differences(numbers));
}

std::string equity_json(const AccountCells& account) {
  std::vector<double> ends = account.low;
  ends.insert(ends.end(), account.high.begin(), account.high.end());
  const Levels levels(ends, kEquityLevels);
  std::vector<std::int64_t> last;
  std::string below, above;
  for (std::size_t i = 0; i < account.last.size(); ++i) {
    last.push_back(levels.of(account.last[i]));
    append_packed(below, static_cast<std::uint64_t>(last[i] - levels.of(account.low[i])));
    append_packed(above, static_cast<std::uint64_t>(levels.of(account.high[i]) - last[i]));
  }
  return fmt::format(R"({{{},"v":"{}","below":"{}","above":"{}"}})", levels.json_members(),
                     packed_differences(last), below, above);
}

}  // namespace

StepCells account_cells(const analysis::RunRecord& record) {
  return StepCells::at_most(kMostAccountCells, record.logs.equity.size());
}

std::string account_json(const analysis::RunRecord& record) {
  const StepCells cells = account_cells(record);
  const AccountCells account = account_of(cells, record.logs.equity, record.config.broker.cash);
  // Of an account that is never short the two are the same.
  const auto equal = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
  const bool same = std::ranges::equal(account.gross, account.net, equal);
  return fmt::format(R"("steps":{},"per":{},"cells":{},"times":"{}",)"
                     R"("account":{{"equity":{},"fall":{},"gross":{},"net":{}}})",
                     cells.steps, cells.per, cells.count(), packed_times(account.seconds),
                     equity_json(account), levels_json(account.fall, kFallLevels),
                     levels_json(account.gross, kExposureLevels),
                     same ? "null" : levels_json(account.net, kExposureLevels));
}

}  // namespace barometer::page
