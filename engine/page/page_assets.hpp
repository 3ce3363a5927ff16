// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace barometer::page {

// A file of this room that the program carries.
struct PageAsset {
  std::string_view text;
  std::string_view sha256;  // of the text, 64 hexadecimal digits
};

PageAsset frame_script();  // of every page
PageAsset page_script();   // of the page of a run
PageAsset page_style();

// What a Content-Security-Policy names the asset by: 'sha256-' and the digest in base64 (RFC 4648).
std::string policy_source(const PageAsset& asset);

}  // namespace barometer::page
