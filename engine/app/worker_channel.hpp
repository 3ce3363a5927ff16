// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "plugin/descriptor.hpp"

namespace barometer::app {

// What a message between a program and one of its worker processes is.
enum class Word : char {
  order = 'o',    // study::TrialOrder: what to make
  release = 'l',  // let go of the store; answered by `made`
  trial = 't',    // study::MadeTrial: one of them
  made = 'm',     // all of them are there, or an interrupt came
  refused = 'r',  // the order itself cannot be carried out: why
  warning = 'w'   // what a plug-in did to its process
};

struct Message {
  Word word = Word::order;
  std::string bytes;
};

// Whole messages over one end of a stream socket.
class WorkerChannel {
 public:
  explicit WorkerChannel(plugin::Descriptor socket) : socket_(std::move(socket)) {}

  // False when the other side is gone.
  bool send(Word word, std::string_view bytes);

  // Waits for the next message. Nothing when the other side is gone, or once `stop` is set while
  // none comes.
  std::optional<Message> receive(const std::atomic<bool>* stop);

  // Says that nothing will be sent any more.
  void end_sending();

  // Ends the conversation: the other side notices.
  void end();

  // Whether this process is sent SIGTERM once the other side is gone, and for bytes that come:
  // catch_interrupts() tells the two apart. The bytes of a message may be there before the signal
  // that tells of them.
  void watch_for_end(bool watched);

 private:
  bool read_some(const std::atomic<bool>* stop);
  void gather();
  std::optional<Message> whole_message();
  bool says_nonsense() const;
  std::uint32_t size_of_next() const;

  plugin::Descriptor socket_;
  std::chrono::steady_clock::time_point woken_;
  std::string read_;  // and not yet handed over from `begin_` on
  std::size_t begin_ = 0;
};

}  // namespace barometer::app
