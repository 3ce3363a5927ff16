// SPDX-License-Identifier: Apache-2.0
#include "plugin/setup_call.hpp"

#include "plugin/host_state.hpp"

namespace barometer::plugin {

namespace {

ThreadPlace& told(Call call, TextId plugin, TextId symbol) {
  ThreadPlace& place = my_place();
  ++place.calls;
  place.callee = {call, plugin};
  place.symbols = symbol == 0 ? 0 : 1;
  place.symbol = symbol;
  return place;
}

}  // namespace

SetupCall::SetupCall(Call call, TextId plugin, OneOf one_of)
    : plugin_(plugin), restores_(!one_of.many), mark_(told(call, plugin, one_of.symbol)) {}

SetupCall::~SetupCall() {
  if (restores_) {
    restore_host_state(told_name(plugin_));
  }
}

}  // namespace barometer::plugin
