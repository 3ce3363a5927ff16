// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace barometer::app {

// Throws Error{bad_input} where a new plug-in cannot have this name: one that is not written in
// snake case or too long, a word of C++, a target of every CMake project, or one of `shipped`, the
// names of plug-ins that come with the program. The fault says what to type instead; `kind` is
// "strategy" or "tagger".
void check_project_name(const std::string& kind, const std::string& name,
                        std::span<const std::string> shipped);

// The class of the plug-in `name`, a name that was checked: MyIdea of my_idea. Where that would be
// capitals alone, as macros are, the kind follows: XStrategy of x.
std::string project_class(std::string_view kind, std::string_view name);

}  // namespace barometer::app
