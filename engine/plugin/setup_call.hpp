// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "plugin/call_page.hpp"

namespace barometer::plugin {

// What a call is for: all of a run, or one symbol of many, which may be without a name.
struct OneOf {
  bool many = false;
  TextId symbol = 0;
};

// A call of a plug-in that is setup: it is told in the page of calls as long as this lives, and
// what it changed of the process is put back then (host_state.hpp); of calls for one symbol of many
// whoever makes all of them sees to that.
class SetupCall {
 public:
  SetupCall(Call call, TextId plugin, OneOf one_of = {});
  ~SetupCall();
  SetupCall(const SetupCall&) = delete;
  SetupCall& operator=(const SetupCall&) = delete;

 private:
  TextId plugin_;
  bool restores_;
  CallMark mark_;
};

// Ends an instance that a plug-in has made.
struct InstanceEnd {
  void (*destroy)(void*) = nullptr;
  TextId plugin = 0;
  OneOf one_of = {};

  void operator()(void* self) const {
    const SetupCall call(Call::destroy, plugin, one_of);
    destroy(self);
  }
};

}  // namespace barometer::plugin
