// SPDX-License-Identifier: Apache-2.0
#include "config/describe.hpp"

#include "config/schema.hpp"
#include "config/writer.hpp"

namespace barometer::config {

ConfigItem describe(const RunConfig& config) {
  Writer writer;
  schema::config_keys(writer, config);
  return {"", ConfigItem::Kind::group, "", std::move(writer).take()};
}

}  // namespace barometer::config
