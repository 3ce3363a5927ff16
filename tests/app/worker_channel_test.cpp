// SPDX-License-Identifier: Apache-2.0
#include "app/worker_channel.hpp"

#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <utility>

#include "app/interrupt.hpp"
#include "support/catch.hpp"

using namespace barometer;
using app::Word;
using app::WorkerChannel;

namespace {

std::pair<plugin::Descriptor, plugin::Descriptor> sockets() {
  std::array<int, 2> ends{};
  REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) == 0);
  return {plugin::Descriptor(ends[0]), plugin::Descriptor(ends[1])};
}

}  // namespace

TEST_CASE("messages arrive whole and in order, whatever their size") {
  auto [one, other] = sockets();
  WorkerChannel from(std::move(one));
  WorkerChannel to(std::move(other));
  const std::string large(3'000'000, 'x');
  std::thread sender([&] {
    CHECK(from.send(Word::order, ""));
    CHECK(from.send(Word::trial, large));
    CHECK(from.send(Word::warning, std::string("\0\1", 2)));
    from.end_sending();
  });
  const auto first = to.receive(nullptr);
  const auto second = to.receive(nullptr);
  const auto third = to.receive(nullptr);
  sender.join();
  CHECK((first->word == Word::order && first->bytes.empty()));
  CHECK((second->word == Word::trial && second->bytes == large));
  CHECK((third->word == Word::warning && third->bytes == std::string("\0\1", 2)));
  CHECK_FALSE(to.receive(nullptr));
}

TEST_CASE("half a message and bytes that are none end the conversation") {
  for (const std::string& bytes :
       {std::string("t\x09\0\0\0abc", 8), std::string("t\xff\xff\xff\xff", 5) + "abc"}) {
    auto [one, other] = sockets();
    WorkerChannel to(std::move(other));
    CHECK(::send(one.number(), bytes.data(), bytes.size(), 0) ==
          static_cast<ssize_t>(bytes.size()));
    ::shutdown(one.number(), SHUT_WR);
    CHECK_FALSE(to.receive(nullptr));
  }
}

TEST_CASE("who waits looks for a stop, and who sends notices that nobody is there") {
  auto [one, other] = sockets();
  WorkerChannel to(std::move(one));
  const std::atomic<bool> stop{true};
  CHECK_FALSE(to.receive(&stop));
  { const plugin::Descriptor closed = std::move(other); }
  CHECK_FALSE(to.send(Word::order, "x"));
}

TEST_CASE("who is watched is interrupted when the other side goes, not when it says something") {
  auto [one, other] = sockets();
  const pid_t child = ::fork();
  if (child == 0) {
    { const plugin::Descriptor closed = std::move(one); }
    app::catch_interrupts();
    WorkerChannel worker(std::move(other));
    worker.watch_for_end(true);
    worker.send(Word::trial, "");  // asks for the order
    const auto order = worker.receive(nullptr);
    const bool early = app::interrupted();
    worker.send(Word::made, "");
    for (int i = 0; i < 1'000 && !app::interrupted(); ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    ::_exit((order ? 0 : 1) + (early ? 2 : 0) + (app::interrupted() ? 0 : 4));
  }
  { const plugin::Descriptor closed = std::move(other); }
  {
    WorkerChannel program(std::move(one));
    CHECK(program.receive(nullptr)->word == Word::trial);
    program.send(Word::order, "while it is watched");
    CHECK(program.receive(nullptr)->word == Word::made);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
}
