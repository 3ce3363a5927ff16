// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <functional>

#include "app/child_page.hpp"

namespace barometer::app {

// The child's side of supervise(): does the work, tells `page` what it calls, which thread dies,
// and at last that it is done. When `parent` ends, the child is interrupted, and killed if it does
// not end soon.
int run_supervised(ChildPage& page, pid_t parent, const std::function<int()>& work);

}  // namespace barometer::app
