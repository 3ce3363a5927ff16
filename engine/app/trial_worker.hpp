// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/worker_channel.hpp"
#include "study/study.hpp"

namespace barometer::app {

// What a worker process of a study does: makes the trials that its channel orders, until nobody
// orders any more or an interrupt comes. It may use the machine's memory divided by `workers`
// beside what it shares; of all processes it is the one that the system ends first when memory runs
// out.
void make_ordered_trials(study::Study& study, int workers, WorkerChannel channel);

}  // namespace barometer::app
