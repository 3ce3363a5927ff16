// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace barometer::study {

// Which build of the engine this is, as hexadecimal digits: the ELF build-id of the program or
// library that holds this code, or, where it was linked without one, the hash of that file. Two
// builds that could give other bits have other ones.
const std::string& engine_build();

}  // namespace barometer::study
