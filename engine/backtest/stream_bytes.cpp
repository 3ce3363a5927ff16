// SPDX-License-Identifier: Apache-2.0
#include "backtest/stream_bytes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <span>
#include <utility>
#include <vector>

#include "backtest/plan_state.hpp"
#include "backtest/stream_identity.hpp"
#include "backtest/stream_state.hpp"
#include "core/byte_stream.hpp"
#include "core/hash.hpp"
#include "regime/host_after_taggers.hpp"

namespace barometer::backtest {

namespace {

constexpr std::string_view kMagic = "BAROSTRM";
constexpr std::uint32_t kLayout = 1;
constexpr std::size_t kDigestBytes = 32;
constexpr std::size_t kHeadBytes = kMagic.size() + sizeof kLayout;

Error refused(const Plan& plan, const char* what) {
  return {ErrorKind::bad_input,
          core::Fault{plan.state().config.file, what,
                      "feed the bars to a new tagger, or load what save() returned as it was"}};
}

std::string digest_of(std::string_view bytes) {
  core::Hash hash;
  hash.add(std::as_bytes(std::span(bytes)));
  return hash.hex();
}

// The payload, once it is certain that it is one that was written here.
std::string_view payload_in(const Plan& plan, std::string_view bytes) {
  if (!bytes.starts_with(kMagic)) {
    throw refused(plan, "the bytes are no saved tagger");
  }
  if (bytes.size() < kHeadBytes + kDigestBytes ||
      bytes.substr(bytes.size() - kDigestBytes) !=
          digest_of(bytes.substr(0, bytes.size() - kDigestBytes))) {
    throw refused(plan, "the bytes of the saved tagger are cut or damaged");
  }
  std::uint32_t layout = 0;
  std::memcpy(&layout, bytes.data() + kMagic.size(), sizeof layout);
  if (layout != kLayout) {
    throw refused(plan, "the tagger was saved by another version of the engine");
  }
  return bytes.substr(kHeadBytes, bytes.size() - kHeadBytes - kDigestBytes);
}

void put_rows(const data::StreamRowsState& rows, core::ByteWriter& bytes) {
  bytes.put(rows.rows);
  bytes.put(rows.last_stamp);
  bytes.put(rows.last_close);
  bytes.put(rows.phase);
}

data::StreamRowsState rows_in(core::ByteReader& bytes) {
  data::StreamRowsState rows;
  bytes.get(rows.rows);
  bytes.get(rows.last_stamp);
  bytes.get(rows.last_close);
  bytes.get(rows.phase);
  return rows;
}

std::vector<std::string> dimension_names(const StreamTagger::State& state) {
  std::vector<std::string> names;
  for (const StreamTagger::Dimension& dimension : state.dimensions) {
    names.push_back(dimension.name);
  }
  return names;
}

// The tags of a symbol's last bar cannot be asked for again: a benchmark may have gone on.
void put_tag(const StreamTagger::Tag& tag, core::ByteWriter& bytes) {
  bytes.put(tag.category);
  bytes.put(tag.changed);
  bytes.put(tag.scalar);
}

void load_tag(core::ByteReader& bytes, const std::vector<std::string>& labels,
              StreamTagger::Tag& tag) {
  bytes.get(tag.category);
  bytes.get(tag.changed);
  bytes.get(tag.scalar);
  const bool known = tag.category != StreamTagger::kUnknown;
  if (known && static_cast<std::uint8_t>(tag.category) >= labels.size()) {
    bytes.refuse();
  }
  tag.label =
      known ? std::string_view(labels[static_cast<std::size_t>(tag.category)]) : std::string_view();
}

void load_symbol(core::ByteReader& bytes, StreamTagger::State& state,
                 StreamTagger::State::Symbol& symbol) {
  const data::StreamRowsState rows = rows_in(bytes);
  symbol.stream.load(bytes);
  if (rows.rows != symbol.stream.bars()) {
    bytes.refuse();
  }
  symbol.rows.restore(rows);
  if (&symbol != state.benchmark && rows.rows > 0) {
    state.latest = std::max(state.latest, rows.last_close);
  }
  for (std::size_t i = 0; i < symbol.tags.size(); ++i) {
    load_tag(bytes, state.dimensions[i].labels, symbol.tags[i]);
  }
}

}  // namespace

std::string stream_bytes(const StreamTagger::State& state) {
  core::ByteWriter bytes;
  bytes.put(identity_of(state.plan, state.names));
  bytes.put(state.names);
  bytes.put(dimension_names(state));
  for (const auto& symbol : state.symbols) {
    if (symbol->failure) {
      throw *symbol->failure;
    }
    put_rows(symbol->rows.state(), bytes);
    symbol->stream.save(bytes);
    for (const StreamTagger::Tag& tag : symbol->tags) {
      put_tag(tag, bytes);
    }
  }
  std::string saved(kMagic);
  saved.append(reinterpret_cast<const char*>(&kLayout), sizeof kLayout);
  saved += bytes.take();
  return saved + digest_of(saved);
}

std::unique_ptr<StreamTagger::State> stream_from(const Plan& plan, std::string_view bytes) {
  core::ByteReader reader(payload_in(plan, bytes),
                          refused(plan, "the bytes of the saved tagger say what cannot be"));
  const auto identity = reader.got<StreamIdentity>();
  auto symbols = reader.got<std::vector<std::string>>();
  const auto dimensions = reader.got<std::vector<std::string>>();
  if (symbols.empty() || dimensions.empty()) {
    reader.refuse();
  }
  core::throw_if_any(
      identity_faults(identity, identity_of(plan, symbols), plan.state().config.file));
  auto state = std::make_unique<StreamTagger::State>(plan, std::move(symbols), dimensions);
  for (const auto& symbol : state->symbols) {
    load_symbol(reader, *state, *symbol);
  }
  if (!reader.at_end()) {
    reader.refuse();
  }
  regime::restore_host_after(plan.state().plan.taggers);
  return state;
}

}  // namespace barometer::backtest
