// SPDX-License-Identifier: Apache-2.0
#include "backtest/signal_slots.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <new>
#include <utility>
#include <vector>

namespace barometer::backtest {

namespace {

constexpr core::Timestamp kNever = std::numeric_limits<core::Timestamp>::max();

// The rows of one symbol of a run, and how far it is in them.
struct SignalCourse {
  core::Timestamp next_ns = kNever;  // stamp of `next`, at hand for a step
  SignalStamp stamp = SignalStamp::close;
  const bm_instrument* instrument = nullptr;
  const SignalRow* first = nullptr;
  const SignalRow* next = nullptr;
  const SignalRow* end = nullptr;
  double target = 0;

  void go_to(const SignalRow* row) {
    next = row;
    next_ns = row == end ? kNever : row->stamp_ns;
  }

  void restart() {
    target = 0;
    go_to(first);
  }
};

class SignalsInstance {
 public:
  SignalsInstance(const SignalsPlugin& plugin, const bm_universe& universe)
      : weight_(plugin.rows().weight.value_or(1.0 / universe.symbol_count)),
        courses_(universe.symbol_count) {
    for (std::uint32_t s = 0; s < universe.symbol_count; ++s) {
      const bm_instrument& instrument = universe.instruments[s];
      courses_[s].instrument = &instrument;
      courses_[s].stamp = plugin.stamp_of(instrument);
      if (const SymbolSignalRows* symbol = plugin.rows().of(instrument.symbol)) {
        courses_[s].first = symbol->rows.data();
        courses_[s].end = symbol->rows.data() + symbol->rows.size();
      }
    }
    reset();
  }

  void reset() {
    for (SignalCourse& course : courses_) {
      course.restart();
    }
  }

  void step(const bm_view& view, bm_order_buffer& orders) {
    for (std::uint32_t i = 0; i < view.active_count; ++i) {
      const std::uint32_t symbol = view.active[i];
      SignalCourse& course = courses_[symbol];
      const core::Timestamp stamp =
          stamp_at(course.stamp, *course.instrument, view.time_ns, *view.symbols[symbol].calendar);
      if (stamp >= course.next_ns) [[unlikely]] {
        act(course, stamp, symbol, view, orders);
      }
    }
  }

 private:
  double target_of(const SignalRow& row, double now) const {
    if (row.flags == 0) {
      return row.weight;
    }
    if ((row.flags & kEntry) != 0) {
      return weight_;
    }
    if ((row.flags & kShortEntry) != 0) {
      return -weight_;
    }
    const bool exits = now > 0 ? (row.flags & kExit) != 0 : (row.flags & kShortExit) != 0;
    return exits ? 0 : now;
  }

  // Few bars have a row: out of the way of the others.
  [[gnu::noinline]] void act(SignalCourse& course, core::Timestamp stamp, std::uint32_t symbol,
                             const bm_view& view, bm_order_buffer& orders) {
    const SignalRow* row = course.next;
    while (row != course.end && row->stamp_ns < stamp) {
      ++row;
    }
    const bool has_row = row != course.end && row->stamp_ns == stamp;
    course.go_to(has_row ? row + 1 : row);
    if (has_row && view.warming_up == 0) {
      const double target = target_of(*row, course.target);
      if (target != course.target) {
        course.target = target;
        send(symbol, target, orders);
      }
    }
  }

  static void send(std::uint32_t symbol, double weight, bm_order_buffer& orders) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    if (orders.count == orders.capacity) {
      ++orders.overflowed;
      return;
    }
    bm_order& order = orders.data[orders.count++];
    order = {};
    order.symbol = symbol;
    order.side = BM_SIDE_BY_TARGET;
    order.amount_kind = BM_AMOUNT_TARGET_WEIGHT;
    order.amount = weight;
    order.limit_price = order.stop_price = order.trail = kNone;
  }

  double weight_;  // of entries
  std::vector<SignalCourse> courses_;
};

bm_status refuse(bm_error* error, const std::string& text) {
  *fmt::format_to_n(error->text, error->capacity - 1, "{}", text).out = '\0';
  return BM_INVALID_ARGUMENT;
}

bm_status create(void* maker, const bm_params*, const bm_universe* universe, bm_declaration*,
                 void** self, bm_error* error) {
  const auto& plugin = *static_cast<const SignalsPlugin*>(maker);
  if (plugin.rows().symbols.front().symbol.empty() && universe->symbol_count != 1) {
    return refuse(error, fmt::format("the signals name no symbol, and the run has {}: name it",
                                     universe->symbol_count));
  }
  try {
    *self = new SignalsInstance(plugin, *universe);
  } catch (const std::bad_alloc&) {
    refuse(error, "there was no memory left for it");
    return BM_FAILED;
  }
  return BM_OK;
}

bm_status on_step(void* self, const bm_view* view, bm_step_output* out, bm_error*) {
  static_cast<SignalsInstance*>(self)->step(*view, out->orders);
  return BM_OK;
}

void reset(void* self) {
  static_cast<SignalsInstance*>(self)->reset();
}

void destroy(void* self) {
  delete static_cast<SignalsInstance*>(self);
}

// The synthetic market has no stamps: a row stands at the close of its bar, as in tags.csv.
std::optional<config::StampSide> side_of(const config::DataConfig& data) {
  return data.source == config::DataSource::synthetic ? config::StampSide::close : data.csv.stamp;
}

}  // namespace

SignalStamp stamp_of(std::optional<config::StampSide> side, const bm_instrument& instrument) {
  if (instrument.bar_ns > core::kDay) {
    return SignalStamp::close;
  }
  const bool sessions = instrument.venue_kind != BM_VENUE_ALWAYS_OPEN;
  if (instrument.bar_ns == core::kDay && (sessions || !side)) {
    return SignalStamp::date;
  }
  return side == config::StampSide::open ? SignalStamp::open : SignalStamp::close;
}

SignalsPlugin::SignalsPlugin(std::shared_ptr<const SignalRows> rows,
                             std::optional<config::StampSide> side)
    : rows_(std::move(rows)), side_(side) {
  slots_ = {sizeof slots_, 0, this, &create, &on_step, &backtest::reset, &destroy};
  manifest_.magic = BM_MAGIC;
  manifest_.struct_size = sizeof manifest_;
  manifest_.abi_major = BM_ABI_MAJOR;
  manifest_.abi_minor = BM_ABI_MINOR;
  manifest_.kind = BM_PLUGIN_STRATEGY;
  manifest_.name = rows_->name.c_str();
  manifest_.version = "1.0.0";
  manifest_.build = "built in";
  manifest_.description = "Targets by time that a table says";
  manifest_.strategy = &slots_;
}

SignalStamp SignalsPlugin::stamp_of(const bm_instrument& instrument) const {
  return backtest::stamp_of(side_, instrument);
}

const SignalsPlugin* SignalsPlugin::of(const bm_manifest& manifest) {
  return manifest.strategy != nullptr && manifest.strategy->create == &create
             ? static_cast<const SignalsPlugin*>(manifest.strategy->maker)
             : nullptr;
}

plugin::Plugin SignalsPlugin::with_stamps(const plugin::Plugin& signals,
                                          const config::DataConfig& data) {
  const auto made =
      std::make_shared<const SignalsPlugin>(of(*signals.manifest)->rows_, side_of(data));
  plugin::Plugin plugin = signals;
  plugin.manifest = &made->manifest();
  plugin.owner = made;
  return plugin;
}

}  // namespace barometer::backtest
