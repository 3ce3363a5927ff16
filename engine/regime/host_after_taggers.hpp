// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace barometer::regime {

class TaggerSet;

// After calls of these taggers, when no thread is in one: what they changed of the process is put
// back, and they are named (plugin/host_state.hpp). `others` are those who were called meanwhile.
void restore_host_after(const TaggerSet& taggers, const char* others = "");

}  // namespace barometer::regime
