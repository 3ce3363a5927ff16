// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string_view>

// Which plug-in is being called, where somebody else can read it: a process that dies in a plug-in
// cannot say so itself. Whoever runs plug-ins writes; the process that supervises it reads.

namespace barometer::plugin {

enum class Call : std::uint32_t { load, describe, create, step, tag, destroy };

// Where a text stands in the page; 0 is the empty one.
using TextId = std::uint32_t;

// Which plug-in is called for what: one word, so that a step writes it at once.
struct alignas(8) Callee {
  Call call;
  TextId plugin;
};

// What one thread calls, and called last. It alone writes here, without waiting for anybody. A step
// and a tagged bar write as little of it as names them: that is all that supervision costs a run.
struct alignas(64) ThreadPlace {
  std::atomic<std::uint32_t> inside;  // 1: of a call
  std::atomic<std::uint32_t> calls;   // that were setup, so that two of them are told apart
  std::atomic<Callee> callee;
  std::atomic<std::int64_t> first;     // step, or first bar of the block
  std::atomic<std::int64_t> count;     // bars of the block
  std::atomic<std::int64_t> time_ns;   // of the step, of the block's first bar
  std::atomic<std::int64_t> bar;       // of `symbol` in the step
  std::atomic<TextId> symbol;          // the step's first
  std::atomic<std::uint32_t> symbols;  // of the step; of a call that is setup 1 where it is for one
};

// Memory that two processes share; all zero at first. Every value is read as if anybody could have
// written it, since a plug-in can.
struct CallPage {
  static constexpr std::size_t kFolders = 8;    // more than a command writes side by side
  static constexpr std::size_t kPlaces = 1100;  // more threads than a run may have share the last
  static constexpr std::size_t kTextBytes = std::size_t{16} << 20;  // address space, not memory

  std::atomic<std::int64_t> deadline_ns;                     // of one call; 0: none
  std::atomic<std::uint32_t> places_taken;                   // may exceed kPlaces
  std::atomic<std::uint32_t> text_bytes;                     // used of `texts`
  std::array<std::atomic<TextId>, kFolders> hidden_folders;  // to be removed if this process dies
  std::atomic<std::uint32_t> folders_made;                   // the last kFolders are kept
  std::array<ThreadPlace, kPlaces> places;
  std::array<char, kTextBytes> texts;  // each ended by a zero

  // "" where there is none.
  std::string_view text(TextId id) const;
};

// The calls of this process are told in `page` from now on, which outlives it. To be called before
// any thread is started.
void tell_calls_in(CallPage& page);

// The page of this process; NULL where nobody supervises it.
CallPage* told_page();

// Keeps a text in the page. 0 where there is no page or no room.
TextId remember(std::string_view text);

// What was remembered so; "a plug-in" where there is no page.
std::string_view told_name(TextId id);

// This thread's place; one that nobody reads where there is no page. The model of its address saves
// a call for each bar that is tagged; it fits a library that is there when the program starts.
ThreadPlace& take_place();
extern constinit thread_local ThreadPlace* place_of_thread
    __attribute__((tls_model("initial-exec")));

inline ThreadPlace& my_place() {
  return place_of_thread != nullptr ? *place_of_thread : take_place();
}

// Inside of a call as long as it lives. What is called is written to the place before.
class CallMark {
 public:
  explicit CallMark(ThreadPlace& place) : place_(place) {
    place_.inside.store(1, std::memory_order_release);
  }

  ~CallMark() { place_.inside.store(0, std::memory_order_release); }

  CallMark(const CallMark&) = delete;
  CallMark& operator=(const CallMark&) = delete;

 private:
  ThreadPlace& place_;
};

}  // namespace barometer::plugin
