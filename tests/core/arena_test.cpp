// SPDX-License-Identifier: Apache-2.0
#include "core/arena.hpp"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmath>
#include <csignal>
#include <cstring>
#include <utility>

#include "support/catch.hpp"

using namespace barometer;

namespace {

core::ArenaLayout layout_of(std::initializer_list<std::size_t> columns) {
  core::ArenaLayout layout;
  for (const std::size_t bytes : columns) {
    layout.add(bytes);
  }
  return layout;
}

// Whether a child that writes this byte is ended by SIGSEGV.
bool write_faults(const std::byte* address) {
  const pid_t child = ::fork();
  if (child == 0) {
    const rlimit no_core{0, 0};
    ::setrlimit(RLIMIT_CORE, &no_core);
    std::signal(SIGSEGV, SIG_DFL);
    *const_cast<volatile std::byte*>(address) = std::byte{1};
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  // A sanitizer that reports the fault itself exits instead.
  return WIFSIGNALED(status) ? WTERMSIG(status) == SIGSEGV : WEXITSTATUS(status) != 0;
}

}  // namespace

TEST_CASE("columns lie at multiples of 64 bytes with a canary of 256 bytes or more between them") {
  const core::ArenaLayout layout = layout_of({1, 0, 64, 1000});
  for (std::size_t c = 0; c < layout.columns(); ++c) {
    CHECK(layout.offset(c) % 64 == 0);
    CHECK(layout.canary_end(c) - layout.offset(c) - layout.size(c) >= 256);
  }
  CHECK(layout.canary_end(3) == layout.bytes());
}

TEST_CASE("an arena begins at a page, is zero, and both faces show the same bytes") {
  for (const auto pages : {core::ArenaPages::anonymous, core::ArenaPages::two_faced}) {
    core::Arena arena(layout_of({100, 5000}), pages);
    CHECK(reinterpret_cast<std::uintptr_t>(arena.column(0)) % 4096 == 0);
    CHECK(arena.shown(1)[4999] == std::byte{0});
    arena.column(1)[4999] = std::byte{7};
    CHECK(arena.shown(1)[4999] == std::byte{7});
    CHECK((arena.shown(0) == arena.column(0)) == (pages == core::ArenaPages::anonymous));
  }
}

TEST_CASE("the canary behind each column names the column that was left") {
  core::Arena arena(layout_of({8, 24, 64}));
  CHECK_FALSE(arena.damaged());
  for (const std::size_t column : {2u, 1u, 0u}) {
    arena.column(column)[arena.layout().size(column)] = std::byte{0};
    CHECK(arena.damaged() == column);
    CHECK(arena.is_damaged(column, core::CanaryLook::near));
  }
}

TEST_CASE("a near look sees the first bytes of a canary alone") {
  core::Arena arena(layout_of({24, 24}));
  arena.column(0)[24 + core::ArenaLayout::kNearBytes] = std::byte{0};
  CHECK_FALSE(arena.is_damaged(0, core::CanaryLook::near));
  CHECK(arena.is_damaged(0));
  arena.column(1)[24 + core::ArenaLayout::kNearBytes - 1] = std::byte{0};
  CHECK(arena.is_damaged(1, core::CanaryLook::near));
}

TEST_CASE("what is read from a canary is no label and no number") {
  const core::Arena arena(layout_of({16}));
  const std::byte* canary = arena.shown(0) + 16;
  float single = 0;
  double number = 0;
  for (std::size_t at = 0; at + 8 <= core::ArenaLayout::kCanaryBytes; at += 4) {
    std::memcpy(&single, canary + at, sizeof(single));
    CHECK(std::isnan(single));
    CHECK(static_cast<std::int8_t>(canary[at]) < 0);
  }
  std::memcpy(&number, canary, sizeof(number));
  CHECK(std::isnan(number));
}

TEST_CASE("the readers' mapping cannot be written, and the writer's can") {
  core::Arena arena(layout_of({64}), core::ArenaPages::two_faced);
  CHECK(write_faults(arena.shown(0)));
  CHECK_FALSE(write_faults(arena.column(0)));
}

TEST_CASE("a sealed arena cannot be written and can be read") {
  for (const auto pages : {core::ArenaPages::anonymous, core::ArenaPages::two_faced}) {
    core::Arena arena(layout_of({64}), pages);
    arena.column(0)[3] = std::byte{9};
    arena.seal();
    CHECK(arena.sealed());
    CHECK(write_faults(arena.column(0)));
    CHECK(write_faults(arena.shown(0)));
    CHECK(arena.shown(0)[3] == std::byte{9});
    CHECK_FALSE(arena.damaged());
  }
}

TEST_CASE("an arena that moves leaves its columns where they are") {
  core::Arena arena(layout_of({64}));
  const std::byte* before = arena.shown(0);
  core::Arena moved(std::move(arena));
  CHECK(moved.shown(0) == before);
  core::Arena assigned;
  assigned = std::move(moved);
  CHECK(assigned.shown(0) == before);
  CHECK(assigned.layout().columns() == 1);
}

TEST_CASE("an arena without columns needs no memory") {
  core::Arena arena{core::ArenaLayout()};
  arena.seal();
  CHECK_FALSE(arena.damaged());
}
