// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>

namespace barometer::app {

// Takes from this process and all that it starts, for good, the right to read or write any file but
// those in `folder`, and to reach the network, whatever a config or a plug-in asks for (Landlock,
// docs.kernel.org/userspace-api/landlock.html, by its system calls). Still read are `also_read`
// (files and folders) and what the program itself needs: the system's libraries, time zones and
// facts about the machine, the plug-ins that come with the program. Descriptors that are open stay
// so. To be called before any thread is started, as threads that are there already keep their
// rights. Throws Error{bad_input} where `folder` is none, or the kernel cannot do all of this.
void confine(const std::filesystem::path& folder, std::span<const std::filesystem::path> also_read);

// Closes what whoever started the program left open besides standard input, output and error, as
// descriptors that are open keep their rights. To be called before anything is opened here.
void close_inherited_descriptors();

}  // namespace barometer::app
