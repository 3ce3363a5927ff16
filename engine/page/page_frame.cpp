// SPDX-License-Identifier: Apache-2.0
#include "page/page_frame.hpp"

#include <fmt/format.h>

#include <fstream>

#include "page/html.hpp"

namespace barometer::page {

namespace {

// page.css shows the first from 792 pixels on, both never smaller than they are.
constexpr double kWide = 760;
constexpr double kNarrow = 358;  // what a screen of 390 pixels has room for

std::string policy(const PageFrame& frame) {
  const std::string own = frame.script ? " " + policy_source(*frame.script) : "";
  return fmt::format(
      "default-src 'none'; script-src {}{}; style-src {}; base-uri 'none'; form-action 'none'",
      policy_source(frame_script()), own, policy_source(page_style()));
}

std::string mark_of(std::string_view kind) {
  return fmt::format("<meta name=\"generator\" content=\"Barometer, {}\">\n", escaped(kind));
}

std::string head(const PageFrame& frame) {
  return fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n{}<title>{} - Barometer</title>\n"
      "<style>{}</style>\n</head>\n",
      policy(frame), frame.kind.empty() ? "" : mark_of(frame.kind), escaped(frame.title),
      page_style().text);
}

std::string header(const PageFrame& frame) {
  std::string links;
  for (const FramePart& part : frame.parts) {
    links += fmt::format("<a href=\"#{}\">{}</a>\n", part.id, escaped(part.heading));
  }
  return fmt::format(
      "<body>\n<header><h1>{}</h1>\n<button type=\"button\" id=\"theme\" hidden>Theme: system"
      "</button>\n</header>\n<nav aria-label=\"Parts of this page\">\n{}</nav>\n<main>\n",
      escaped(frame.title), links);
}

}  // namespace

void write_frame(const PageFrame& frame, const report::Sink& sink) {
  sink(head(frame));
  sink(header(frame));
  for (const FramePart& part : frame.parts) {
    sink(section(part.id, part.heading, part.body));
  }
  sink("</main>\n");
  if (!frame.data.empty()) {
    sink("<script type=\"application/json\" id=\"data\">\n");
    sink(frame.data);
    sink("</script>\n");
  }
  sink(fmt::format("<script>{}</script>\n", frame_script().text));
  if (frame.script) {
    sink(fmt::format("<script>{}</script>\n", frame.script->text));
  }
  sink("</body>\n</html>\n");
}

bool is_page(const std::filesystem::path& file, std::string_view kind) {
  constexpr std::size_t kHead = 2'000;  // bytes before the style
  std::ifstream stream(file, std::ios::binary);
  std::string text(kHead, '\0');
  stream.read(text.data(), kHead);
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return text.starts_with("<!doctype html>") && text.find(mark_of(kind)) != std::string::npos;
}

std::string drawn_picture(std::string_view id, const DrawPicture& draw) {
  return fmt::format("<div class=\"chart wide\">{}</div>\n<div class=\"chart narrow\">{}</div>\n",
                     draw(kWide, fmt::format("{}-wide-", id)),
                     draw(kNarrow, fmt::format("{}-narrow-", id)));
}

std::string scrolled_picture(std::string_view label, std::string_view svg) {
  return fmt::format(
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><div class=\"chart\">"
      "{}</div></div>\n",
      escaped(label), svg);
}

}  // namespace barometer::page
