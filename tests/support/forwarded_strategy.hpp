// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/plugin.h>

#include <atomic>
#include <barometer/backtest/api/plan.hpp>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>

#include "plugin/library.hpp"

namespace barometer_test {

// A strategy as a caller of the library makes one: slots with a maker, behind which a shipped
// plug-in decides. Its name is another one, so that nothing takes it for the plug-in.
struct ForwardedStrategy {
  barometer::plugin::Plugin real;
  bm_strategy_slots slots{};
  bm_manifest manifest{};
  std::string create_fails = {};  // with these words
  std::string step_fails = {};
  std::atomic<int> made{0};
  std::atomic<int> alive{0};
};

namespace forwarded {

struct Instance {
  ForwardedStrategy* maker;
  void* self;
};

inline bm_status fail(const std::string& words, bm_error* error) {
  std::snprintf(error->text, error->capacity, "%s", words.c_str());
  return BM_FAILED;
}

inline bm_status create(void* maker, const bm_params* params, const bm_universe* universe,
                        bm_declaration* declared, void** self, bm_error* error) {
  auto& mine = *static_cast<ForwardedStrategy*>(maker);
  if (!mine.create_fails.empty()) {
    return fail(mine.create_fails, error);
  }
  const bm_strategy_slots& real = *mine.real.manifest->strategy;
  void* made = nullptr;
  const bm_status status = real.create(real.maker, params, universe, declared, &made, error);
  if (status == BM_OK) {
    *self = new Instance{&mine, made};
    ++mine.made;
    ++mine.alive;
  }
  return status;
}

inline bm_status on_step(void* self, const bm_view* view, bm_step_output* out, bm_error* error) {
  auto& instance = *static_cast<Instance*>(self);
  if (!instance.maker->step_fails.empty() && view->step == 3) {
    return fail(instance.maker->step_fails, error);
  }
  return instance.maker->real.manifest->strategy->on_step(instance.self, view, out, error);
}

inline void reset(void* self) {
  auto& instance = *static_cast<Instance*>(self);
  instance.maker->real.manifest->strategy->reset(instance.self);
}

inline void destroy(void* self) {
  auto* instance = static_cast<Instance*>(self);
  if (instance != nullptr) {
    instance->maker->real.manifest->strategy->destroy(instance->self);
    --instance->maker->alive;
    delete instance;
  }
}

}  // namespace forwarded

inline std::shared_ptr<ForwardedStrategy> forwarded_strategy(const std::string& shipped) {
  auto made = std::make_shared<ForwardedStrategy>();
  made->real = barometer::plugin::load_plugin(std::string(BAROMETER_BINARY_DIR) + "/plugins/" +
                                              shipped + ".so");
  made->slots = {
      sizeof made->slots, 0, made.get(), forwarded::create, forwarded::on_step, forwarded::reset,
      forwarded::destroy};
  made->manifest = *made->real.manifest;
  made->manifest.name = "mine";
  made->manifest.strategy = &made->slots;
  return made;
}

// As a config's source takes it.
inline barometer::backtest::CallersStrategy handed(const std::shared_ptr<ForwardedStrategy>& made,
                                                   std::string hash = {}) {
  return {{made, &made->manifest}, std::move(hash)};
}

}  // namespace barometer_test
