// SPDX-License-Identifier: Apache-2.0
#include "report/gate_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/gate_result.hpp"
#include "core/safe_text.hpp"
#include "report/gate_sections.hpp"
#include "report/number_text.hpp"

namespace barometer::report {

namespace {

using analysis::GateResult;
using analysis::GateTwin;
using analysis::TwinKind;

constexpr double kBasisPoints = 1e4;

// What is measured by the last twin.
std::string subject_of(const GateTwin& twin) {
  return twin.kind == TwinKind::tags_of_strategy ? "knowing the regime" : "the gate";
}

std::string change_text(const analysis::ReturnDifference& returns) {
  return fmt::format("{} bps a session (95 %: {} to {})", gain(returns.mean * kBasisPoints, 2),
                     gain(*returns.low * kBasisPoints, 2), gain(*returns.high * kBasisPoints, 2));
}

std::string with_sharpe(const GateTwin& twin) {
  return change_text(*twin.returns) +
         (twin.sharpe ? fmt::format("; Sharpe {} ({} to {})", gain(twin.sharpe->difference, 2),
                                    gain(twin.sharpe->low, 2), gain(twin.sharpe->high, 2))
                      : "");
}

std::string no_interval(const GateTwin& twin) {
  if (!twin.returns) {
    return "not decided: an account lost all of its equity";
  }
  if (twin.returns->differ == 0) {
    return subject_of(twin) + " changed nothing: there is nothing to decide";
  }
  return fmt::format(
      "not decided: {} changed returns in {} of time alone, and it takes ten to say how sure the "
      "difference is",
      subject_of(twin), counted(twin.returns->blocks, "block"));
}

std::string by_sharpe(const GateTwin& twin) {
  const std::string returns = change_text(*twin.returns);
  if (twin.sharpe && twin.sharpe->low > 0) {
    return fmt::format("{} makes returns steadier, not larger: {}, but Sharpe {}", subject_of(twin),
                       returns, gain(twin.sharpe->difference, 2));
  }
  if (twin.sharpe && twin.sharpe->high < 0) {
    return fmt::format("{} makes returns less steady: {}, and Sharpe {}", subject_of(twin), returns,
                       gain(twin.sharpe->difference, 2));
  }
  return fmt::format("not shown that {} helps, nor that it harms: {}", subject_of(twin),
                     with_sharpe(twin));
}

}  // namespace

std::string gate_verdict(const GateResult& result) {
  const GateTwin& twin = result.twins.back();
  if (!twin.returns || !twin.returns->low) {
    return no_interval(twin);
  }
  if (*twin.returns->low > 0) {
    return fmt::format("{} helps: {}", subject_of(twin), with_sharpe(twin));
  }
  if (*twin.returns->high < 0) {
    return fmt::format("{} costs: {}", subject_of(twin), with_sharpe(twin));
  }
  return by_sharpe(twin);
}

std::string render_gate(const GateResult& result, const Style& style) {
  std::string text =
      fmt::format("{}  {} of {}\n", style.paint(Tone::strong, "Does the regime help?"),
                  counted(result.sessions, "session"), core::clipped(result.name, kGateNameWidth));
  text += gate::twins(result, style);
  text += gate::blocked(result, style);
  text += gate::placebo(result, style);
  text += gate::thresholds(result, style);
  std::string verdict = gate_verdict(result);
  verdict.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(verdict.front())));
  text += "\n" + gate::paragraph(verdict + ".", 0, style, Tone::strong);
  if (result.stopped) {
    text += gate::paragraph("Stopped before the end: what stands above was finished.", 0, style,
                            Tone::warning);
  }
  return text;
}

}  // namespace barometer::report
