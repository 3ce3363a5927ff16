// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace barometer::app {

// To be called first of all. Where the program was started without standard input, output or error
// (`>&-`), the first files that it opens would get their numbers, and what is printed would go into
// them. Takes the numbers by something that can neither be read nor written, so that the printing
// fails as it would have.
void open_standard_streams();

}  // namespace barometer::app
