// SPDX-License-Identifier: Apache-2.0
#include "regime/host_after_taggers.hpp"

#include <string>

#include "plugin/host_state.hpp"
#include "regime/tagger_set.hpp"

namespace barometer::regime {

void restore_host_after(const TaggerSet& taggers, const char* others) {
  std::string names;
  for (std::size_t t = 0; t < taggers.size(); ++t) {
    names +=
        (t == 0 ? "" : " or ") + std::string(plugin::told_name(taggers[t].tagger.plugin().told));
  }
  plugin::restore_host_state(names + others);
}

}  // namespace barometer::regime
