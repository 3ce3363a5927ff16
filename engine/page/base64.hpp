// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace barometer::page {

// The digits of base64 (RFC 4648).
inline constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace barometer::page
