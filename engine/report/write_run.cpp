// SPDX-License-Identifier: Apache-2.0
#include "report/write_run.hpp"

#include <utility>

#include "config/run_config.hpp"
#include "report/json_text.hpp"
#include "report/latency_chart.hpp"
#include "report/latency_file.hpp"
#include "report/run_json.hpp"
#include "report/run_tables.hpp"
#include "report/summary.hpp"

namespace barometer::report {

void write_run(const analysis::RunRecord& record, const analysis::RunAnalysis& analysis,
               const std::filesystem::path& folder, Cancelled cancelled) {
  RunFolder run(folder, std::move(cancelled));
  run.write("fills.csv", [&](const Sink& sink) { write_fills(record, sink); });
  run.write("orders.csv", [&](const Sink& sink) { write_orders(record, sink); });
  run.write("order_events.csv", [&](const Sink& sink) { write_order_events(record, sink); });
  run.write("trades.csv", [&](const Sink& sink) { write_trades(record, analysis, sink); });
  run.write("equity.csv", [&](const Sink& sink) { write_equity(record, sink); });
  if (!record.logs.flows.events.empty()) {
    run.write("cash.csv", [&](const Sink& sink) { write_cash(record, sink); });
  }
  if (record.config.output.tags) {
    run.write("tags.csv", [&](const Sink& sink) {
      write_tags(record.market, record.tags, record.first_step, sink);
    });
  }
  run.write("summary.txt", [&](const Sink& sink) {
    sink(render_summary(record, analysis, Style{}, run.target()));
  });
  run.write("run.json", [&](const Sink& sink) { sink(to_text(run_json(record, analysis))); });
  if (record.latency.metered) {
    run.write("latency.json",
              [&](const Sink& sink) { sink(to_text(latency_json(record, analysis))); });
    run.write("latency.svg", [&](const Sink& sink) { sink(latency_chart(record)); });
  }
  run.publish();
}

analysis::RunAnalysis write_run(const analysis::RunRecord& record,
                                const std::filesystem::path& folder, Cancelled cancelled) {
  analysis::RunAnalysis analysis = analysis::analyse(record);
  write_run(record, analysis, folder, std::move(cancelled));
  return analysis;
}

}  // namespace barometer::report
