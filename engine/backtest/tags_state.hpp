// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/tags.hpp>
#include <memory>

#include "backtest/run_plan.hpp"
#include "regime/column_store.hpp"
#include "regime/tag_view.hpp"
#include "regime/wanted_tags.hpp"

namespace barometer::backtest {

// What Tags hold; commands that render more than the library shows read it.
struct Tags::State {
  Market market;                                 // whose bars are tagged
  std::shared_ptr<regime::ColumnStore> columns;  // of the whole market, whatever plan needs them
  double seconds = 0;                            // that computing them took, before any run
};

// Without a column so far.
Tags no_tags(const Market& market);

// What a plan sees of the tags: the dimensions that are wanted, and no others. Columns that are not
// there yet are computed and kept. Throws as TagSet does.
regime::TagView view_of(const Plan& plan, const Tags& tags, const regime::WantedTags& wanted,
                        const Control& control = {});

// Throws Error{bad_input} where the config has no tagger.
void require_taggers(const Plan& plan);

// Throws Error{bad_input} where `tags` are of another market, or the plan tags in its steps.
void require_tags(const Plan& plan, const Market& market, const Tags& tags);

}  // namespace barometer::backtest
