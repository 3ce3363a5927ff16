// SPDX-License-Identifier: Apache-2.0
#include "app/worker_launcher.hpp"

#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "app/worker_channel.hpp"
#include "core/error.hpp"
#include "support/catch.hpp"

using namespace barometer;
using app::Word;
using app::WorkerChannel;

namespace {

// Answers with what it is told, and ends as it is told.
void echo(plugin::Descriptor socket) {
  WorkerChannel channel(std::move(socket));
  while (const auto message = channel.receive(nullptr)) {
    if (message->bytes == "die") {
      ::raise(SIGKILL);
    }
    if (message->bytes == "exit") {
      ::_exit(3);
    }
    channel.send(Word::trial, message->bytes + std::to_string(::getpid()));
  }
}

}  // namespace

TEST_CASE("workers can be made at any time, each of them a process of its own") {
  app::WorkerLauncher launcher(echo);
  std::thread later([&] {  // whatever threads there are by then
    std::vector<std::string> answers;
    for (int i = 0; i < 3; ++i) {
      app::LaunchedWorker worker = launcher.launch();
      WorkerChannel channel(std::move(worker.socket));
      CHECK(channel.send(Word::order, "a"));
      answers.push_back(channel.receive(nullptr)->bytes);
      channel.end_sending();
      CHECK(app::read_death(worker.death).text.empty());
    }
    CHECK(answers[0] != answers[1]);
    CHECK(answers[1] != answers[2]);
  });
  later.join();
}

TEST_CASE("a worker that does not end by itself says how it ended") {
  app::WorkerLauncher launcher(echo);
  for (const auto& [order, words] :
       {std::pair{"die", "was killed (SIGKILL)"}, std::pair{"exit", "called _exit(3)"}}) {
    app::LaunchedWorker worker = launcher.launch();
    WorkerChannel channel(std::move(worker.socket));
    CHECK(channel.send(Word::order, order));
    CHECK_FALSE(channel.receive(nullptr));
    const app::WorkerDeath death = app::read_death(worker.death);
    INFO(death.text);
    CHECK(death.text.find(words) != std::string::npos);
    CHECK(death.by == app::EndedBy::itself);
  }
}

TEST_CASE("workers end with the launcher, whatever they are doing") {
  pid_t worker_process = 0;
  {
    app::WorkerLauncher launcher([](plugin::Descriptor socket) {
      WorkerChannel(std::move(socket)).send(Word::trial, std::to_string(::getpid()));
      for (;;) {
        ::pause();
      }
    });
    app::LaunchedWorker worker = launcher.launch();
    WorkerChannel channel(std::move(worker.socket));
    worker_process = std::stoi(channel.receive(nullptr)->bytes);
    CHECK(::kill(worker_process, 0) == 0);
  }
  for (int tries = 0; tries < 100 && ::kill(worker_process, 0) == 0; ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  CHECK(::kill(worker_process, 0) != 0);
}

TEST_CASE("where a thread has been started, no worker can be made") {
  std::atomic<bool> done{false};
  std::thread other([&] {
    while (!done) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  });
  CHECK_THROWS_AS(app::WorkerLauncher(echo), core::Error);
  done = true;
  other.join();
}
