// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace barometer::core {

// Arenas that are made from now on and can be written by a second mapping (ArenaPages) do not have
// that mapping in a child that fork() makes, which would write into the pages of this process: it
// ends by SIGSEGV where it tries. For a program whose children are nobody's but a plug-in's.
void keep_shared_pages_from_children();

bool are_shared_pages_kept();

}  // namespace barometer::core
