// SPDX-License-Identifier: Apache-2.0
#include "app/worker_channel.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <thread>
#include <utility>

namespace barometer::app {

namespace {

constexpr int kLookForStop = 50;  // ms
constexpr std::size_t kHead = 1 + sizeof(std::uint32_t);
constexpr std::uint32_t kMost = std::uint32_t{1} << 30;  // more than any message has

// The word, how many bytes follow, and these.
std::string framed(Word word, std::string_view bytes) {
  std::string text(1, static_cast<char>(word));
  const auto size = static_cast<std::uint32_t>(bytes.size());
  text.append(reinterpret_cast<const char*>(&size), sizeof size);
  return text.append(bytes);
}

}  // namespace

bool WorkerChannel::send(Word word, std::string_view bytes) {
  const std::string text = framed(word, bytes);
  for (std::string_view rest = text; !rest.empty();) {
    const ssize_t sent = ::send(socket_.number(), rest.data(), rest.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno != EINTR) {
      return false;
    }
    rest.remove_prefix(sent > 0 ? static_cast<std::size_t>(sent) : 0);
  }
  return true;
}

std::optional<Message> WorkerChannel::receive(const std::atomic<bool>* stop) {
  for (;;) {
    if (auto message = whole_message()) {
      return message;
    }
    if (says_nonsense() || !read_some(stop)) {
      return std::nullopt;
    }
  }
}

// What a plug-in wrote into the socket of its process is no message.
bool WorkerChannel::says_nonsense() const {
  return read_.size() - begin_ >= kHead && size_of_next() > kMost;
}

std::uint32_t WorkerChannel::size_of_next() const {
  std::uint32_t size = 0;
  std::memcpy(&size, read_.data() + begin_ + 1, sizeof size);
  return size;
}

void WorkerChannel::end_sending() {
  ::shutdown(socket_.number(), SHUT_WR);
}

void WorkerChannel::end() {
  ::shutdown(socket_.number(), SHUT_RDWR);
}

void WorkerChannel::watch_for_end(bool watched) {
  const int socket = socket_.number();
  ::fcntl(socket, F_SETOWN, ::getpid());
  ::fcntl(socket, F_SETSIG, SIGTERM);
  const int flags = ::fcntl(socket, F_GETFL);
  ::fcntl(socket, F_SETFL, watched ? flags | O_ASYNC : flags & ~O_ASYNC);
  pollfd gone{.fd = socket, .events = 0, .revents = 0};  // tells POLLHUP alone
  if (watched && ::poll(&gone, 1, 0) > 0) {              // it went before anybody watched
    ::raise(SIGTERM);
  }
}

bool WorkerChannel::read_some(const std::atomic<bool>* stop) {
  std::array<char, std::size_t{64} << 10> buffer;
  pollfd ready{.fd = socket_.number(), .events = POLLIN, .revents = 0};
  while (::poll(&ready, 1, kLookForStop) <= 0) {
    if (stop != nullptr && stop->load(std::memory_order_relaxed)) {
      return false;
    }
  }
  gather();
  const ssize_t size = ::recv(socket_.number(), buffer.data(), buffer.size(), 0);
  if (size <= 0) {
    return size < 0 && errno == EINTR;
  }
  read_.erase(0, std::exchange(begin_, 0));
  read_.append(buffer.data(), static_cast<std::size_t>(size));
  return true;
}

// Short trials come faster than this process can be woken for each: who was woken a moment ago
// lets some more arrive.
void WorkerChannel::gather() {
  constexpr std::chrono::microseconds kMoment{500};
  const auto now = std::chrono::steady_clock::now();
  if (now - woken_ < 2 * kMoment) {
    std::this_thread::sleep_for(kMoment);
  }
  woken_ = std::chrono::steady_clock::now();
}

std::optional<Message> WorkerChannel::whole_message() {
  const std::string_view rest = std::string_view(read_).substr(begin_);
  if (rest.size() < kHead) {
    return std::nullopt;
  }
  const std::uint32_t size = size_of_next();
  if (rest.size() - kHead < size) {
    return std::nullopt;
  }
  begin_ += kHead + size;
  return Message{static_cast<Word>(rest.front()), std::string(rest.substr(kHead, size))};
}

}  // namespace barometer::app
