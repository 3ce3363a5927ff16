// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/forms.hpp"
#include "config/reader.hpp"
#include "config/schema_words.hpp"
#include "config/study_config.hpp"
#include "config/study_forms.hpp"

// The table of `study:`; see schema.hpp.

namespace barometer::config::schema {

inline constexpr WordTable<StudyMethod, 3> kStudyMethods{
    {{"grid", StudyMethod::grid}, {"random", StudyMethod::random}, {"sobol", StudyMethod::sobol}}};

template <class Io, class Config>
void walk_forward_keys(Io& io, Config& walk) {
  io.value("train", walk.train, DurationForm{core::kMinute, 36'500 * core::kDay}, kRequired);
  io.value("test", walk.test, DurationForm{core::kMinute, 36'500 * core::kDay}, kRequired);
  io.value("step", walk.step, DurationForm{core::kMinute, 36'500 * core::kDay});
  io.value("anchored", walk.anchored, BoolForm{});
  io.value("embargo", walk.embargo, DurationForm{0, 3'650 * core::kDay});
  io.check("step", !walk.step || *walk.step >= walk.test,
           "at least test, so that no bar is tested twice");
}

template <class Io, class Config>
void cpcv_keys(Io& io, Config& cpcv) {
  io.value("groups", cpcv.groups, IntegerForm{2, 30});
  io.value("tested", cpcv.tested, IntegerForm{1, 15});
  io.value("embargo", cpcv.embargo, DurationForm{0, 3'650 * core::kDay});
  io.check("tested", cpcv.tested < cpcv.groups, "fewer than groups");
}

template <class Io, class Config>
void gate_keys(Io& io, Config& gate) {
  io.value("placebos", gate.placebos, IntegerForm{0, 100'000});
  io.tree("thresholds", gate.thresholds, StudyAxesForm{});
}

template <class Io, class Config>
void study_keys(Io& io, Config& study) {
  io.tree("over", study.over, StudyAxesForm{});
  io.tree("where", study.where, StudyConditionsForm{});
  io.value("method", study.method, EnumListForm<StudyMethod>{kStudyMethods});
  io.value("draws", study.draws, IntegerForm{1, 100'000'000});
  io.value("seed", study.seed, IntegerForm{});
  io.tree("objective", study.objective, StudyObjectiveForm{});
  io.optional_group("walk_forward", study.walk_forward,
                    [](auto& inner, auto& walk) { walk_forward_keys(inner, walk); });
  io.optional_group("cpcv", study.cpcv, [](auto& inner, auto& cpcv) { cpcv_keys(inner, cpcv); });
  io.group("gate", [&study](auto& inner) { gate_keys(inner, study.gate); });
  io.value("holdout", study.holdout, FractionForm{0, 0.9});
  io.check("draws", study.method == StudyMethod::grid || study.draws,
           "the number of draws, as the method draws them", "draws: 1000");
  io.check("draws", study.method != StudyMethod::grid || !study.draws,
           "no such key with method: grid, which runs every combination",
           "say method: random or sobol");
}

}  // namespace barometer::config::schema
