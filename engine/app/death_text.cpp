// SPDX-License-Identifier: Apache-2.0
#include "app/death_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <vector>

#include "core/safe_text.hpp"
#include "core/timestamp.hpp"

namespace barometer::app {

namespace {

using plugin::Call;
using plugin::CallPage;
using plugin::ThreadPlace;

constexpr std::size_t kMostListed = 4;  // threads of whom each may be the one that died
constexpr const char* kHint =
    "\n    nothing more was written; gdb -q --args barometer ... --no-supervise shows the line "
    "(docs/debugging.md)";

std::string text_of(const CallPage& page, plugin::TextId id) {
  return core::printable(page.text(id));
}

std::string step_text(const CallPage& page, const ThreadPlace& place) {
  return fmt::format("step {} at {} ({} bar {}{})", place.first.load(),
                     core::format_utc(place.time_ns.load()), text_of(page, place.symbol),
                     place.bar.load(), place.symbols > 1 ? ", ..." : "");
}

std::string block_text(const CallPage& page, const ThreadPlace& place) {
  const std::int64_t first = place.first;
  const std::int64_t count = place.count;
  return fmt::format("symbol {}, {}, {}", text_of(page, place.symbol),
                     count == 1 ? fmt::format("bar {}", first)
                                : fmt::format("bars {} to {}", first, first + count - 1),
                     core::format_utc(place.time_ns.load()));
}

std::string call_text(const CallPage& page, const ThreadPlace& place) {
  const std::string symbol = place.symbols == 1 ? " for symbol " + text_of(page, place.symbol) : "";
  switch (place.callee.load().call) {
    case Call::load:
      return "while it was loaded";
    case Call::describe:
      return "describe";
    case Call::create:
      return "create" + symbol;
    case Call::step:
      return step_text(page, place);
    case Call::tag:
      return block_text(page, place);
    case Call::destroy:
      return "destroy";
  }
  return "";
}

std::string place_text(const CallPage& page, const ThreadPlace& place) {
  return fmt::format("{}: {}", text_of(page, place.callee.load().plugin), call_text(page, place));
}

// The threads of which one died: that which said so, or all that were in a call.
std::vector<const ThreadPlace*> places_of(const ChildPage& page, bool inside) {
  std::vector<const ThreadPlace*> places;
  const auto taken = std::min<std::size_t>(page.calls.places_taken, CallPage::kPlaces);
  for (std::size_t i = 0; i < taken; ++i) {
    const ThreadPlace& place = page.calls.places[i];
    if ((place.inside == 1) == inside) {
      if (static_cast<std::size_t>(page.died_at) == i + 1) {
        return {&place};
      }
      places.push_back(&place);
    }
  }
  return places;
}

std::string where(const ChildPage& page) {
  std::string text;
  const std::vector<const ThreadPlace*> inside = places_of(page, true);
  for (std::size_t i = 0; i < std::min(inside.size(), kMostListed); ++i) {
    text += (i == 0 ? "" : "; or ") + place_text(page.calls, *inside[i]);
  }
  if (!inside.empty()) {
    return text + (inside.size() > kMostListed ? "; or another thread: " : ": ");
  }
  const std::vector<const ThreadPlace*> before = places_of(page, false);
  return before.empty() ? std::string("before any plug-in was called: ")
                        : fmt::format(
                              "after {} (memory that it overwrote, an exit handler or a "
                              "thread of its own may be the cause): ",
                              place_text(page.calls, *before.front()));
}

// What was written that nobody may write; "" where nothing of that kind was.
std::string wrote_to(const Ending& ending, const ChildPage& page) {
  const char* text = page.wrote_to.data();
  return ending.signal == SIGSEGV ? core::printable({text, ::strnlen(text, page.wrote_to.size())})
                                  : "";
}

std::string signal_text(int signal, bool noticed) {
  switch (signal) {
    case SIGSEGV:
      return noticed ? "segmentation fault (it used memory that it does not have or may not write)"
                     : "segmentation fault, by the look of it of a stack that overflowed";
    case SIGABRT:
      return "was ended by abort";
    case SIGFPE:
      return "arithmetic fault (SIGFPE: a division by zero, or floating-point traps switched on)";
    case SIGBUS:
      return "bus error (SIGBUS: a file that was mapped has become shorter)";
    case SIGILL:
      return "illegal instruction (built for another processor?)";
    case SIGKILL:
      return "was killed (SIGKILL), as the system does when it is out of memory";
    default:
      return fmt::format("was ended by the signal {} ({})", signal, ::strsignal(signal));
  }
}

std::string what(const Ending& ending, const ChildPage& page) {
  switch (ending.by) {
    case EndedBy::deadline:
      return fmt::format("ran longer than run.step_deadline {}",
                         core::format_duration(page.calls.deadline_ns));
    case EndedBy::interrupt:
      return "did not return after an interrupt and was ended";
    case EndedBy::other_program:
      return fmt::format("executed another program ('{}')", core::printable(ending.program));
    case EndedBy::itself:
      break;
  }
  if (const std::string memory = wrote_to(ending, page); !memory.empty()) {
    return "wrote to " + memory;
  }
  if (ending.signal != 0) {
    return signal_text(ending.signal, page.died_at != 0);
  }
  return fmt::format("called {}({})", page.exits == 1 ? "exit" : "_exit", ending.code);
}

}  // namespace

bool as_said(const Ending& ending, const ChildPage& page) {
  return page.done == 1 && ending.by == EndedBy::itself && ending.signal == 0 &&
         ending.code == page.code;
}

Death describe_death(const Ending& ending, const ChildPage& page) {
  if (page.done == 0 && ending.asked > 0 && ending.by != EndedBy::interrupt) {
    return {ExitCode::interrupted, "interrupted; nothing was written"};
  }
  if (page.done == 1) {
    return {ExitCode::plugin_failed, fmt::format("all work was done, but then, {}{}{}", where(page),
                                                 what(ending, page), kHint)};
  }
  const bool interrupted = ending.by == EndedBy::interrupt;
  return {interrupted ? ExitCode::interrupted : ExitCode::plugin_failed,
          where(page) + what(ending, page) + kHint};
}

void remove_hidden_folders(const ChildPage& page, pid_t child) {
  const std::string name = fmt::format(".barometer-partial-{}-", child);
  for (const std::atomic<plugin::TextId>& id : page.calls.hidden_folders) {
    const std::filesystem::path folder = page.calls.text(id);
    if (folder.filename().string().starts_with(name)) {
      std::error_code ignored;
      std::filesystem::remove_all(folder, ignored);
    }
  }
}

}  // namespace barometer::app
