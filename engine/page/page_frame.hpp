// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "page/page_assets.hpp"
#include "report/csv_writer.hpp"

namespace barometer::page {

// A part of a page: `id` is unique on it and made of a-z, 0-9 and hyphens; `body` is HTML.
struct FramePart {
  std::string id;
  std::string heading;
  std::string body;
};

// What all pages of the program have in common is made by write_frame: head, policy, style,
// heading, links to the parts and the button that changes the theme.
struct PageFrame {
  std::string title;  // may come from anybody
  std::vector<FramePart> parts;
  std::string data = {};                 // JSON without '<' for the script; empty: no data block
  std::optional<PageAsset> script = {};  // besides the frame's own, behind the data block
  std::string kind = {};  // what the page is, so that is_page() knows it again; empty: not said
};

// One HTML document that refers to nothing outside itself; its Content-Security-Policy names its
// style and its scripts by their SHA-256 and forbids everything else.
void write_frame(const PageFrame& frame, const report::Sink& sink);

// Whether `file` is a page of this kind that write_frame has made.
bool is_page(const std::filesystem::path& file, std::string_view kind);

// Draws a picture of engine/chart as wide as it is told, in pixels, with ids that begin with `ids`.
using DrawPicture = std::function<std::string(double width, std::string_view ids)>;

// The picture twice, of which a wide screen shows one and a phone the other, so that its text is as
// large on both as it was drawn. page.css gives the colours of chart/palette.hpp their places in
// the page's theme. `id`: as FramePart::id, unique among the pictures of a page.
std::string drawn_picture(std::string_view id, const DrawPicture& draw);

// A picture that has one width, `svg`, and scrolls where the screen is narrower. `label` says what
// it shows to those who do not see it.
std::string scrolled_picture(std::string_view label, std::string_view svg);

}  // namespace barometer::page
