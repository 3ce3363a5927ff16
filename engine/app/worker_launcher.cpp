// SPDX-License-Identifier: Apache-2.0
#include "app/worker_launcher.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "app/child_page.hpp"
#include "app/death_text.hpp"
#include "app/supervised_child.hpp"
#include "core/error.hpp"

namespace barometer::app {

namespace {

using plugin::Descriptor;

// A worker's call may take as long where the config does not say.
constexpr std::chrono::nanoseconds kDeadline = std::chrono::seconds(60);

[[noreturn]] void refuse_call(const char* call) {
  throw std::system_error(errno, std::generic_category(),
                          fmt::format("worker processes could not be made: {}", call));
}

// Both ends closed by what this process executes.
std::array<Descriptor, 2> ends_of(int made, const std::array<int, 2>& ends) {
  if (made != 0) {
    refuse_call("socket");
  }
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

std::array<Descriptor, 2> socket_pair() {
  std::array<int, 2> ends{};
  return ends_of(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()), ends);
}

std::array<Descriptor, 2> pipe_ends() {
  std::array<int, 2> ends{};
  return ends_of(::pipe2(ends.data(), O_CLOEXEC), ends);
}

void check_alone() {
  const auto threads = std::distance(std::filesystem::directory_iterator("/proc/self/task"), {});
  if (threads > 1) {
    throw core::Error(
        core::ErrorKind::plugin_failed,
        core::Fault{"",
                    "a plug-in has started a thread of its own before the first trial, which no "
                    "worker process would have",
                    "--workers thread needs no processes: a crash then ends the study"});
  }
}

// Room for the descriptors that one message carries.
struct alignas(cmsghdr) ControlBytes {
  std::array<char, CMSG_SPACE(2 * sizeof(int))> bytes{};
};

msghdr message_of(iovec& part, ControlBytes& control) {
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control.bytes.data();
  message.msg_controllen = control.bytes.size();
  return message;
}

bool send_ends(int socket, const std::array<int, 2>& ends) {
  char byte = 1;
  iovec part{&byte, 1};
  ControlBytes control;
  const msghdr message = message_of(part, control);
  cmsghdr* const head = CMSG_FIRSTHDR(&message);
  head->cmsg_level = SOL_SOCKET;
  head->cmsg_type = SCM_RIGHTS;
  head->cmsg_len = CMSG_LEN(sizeof ends);
  std::memcpy(CMSG_DATA(head), ends.data(), sizeof ends);
  return ::sendmsg(socket, &message, MSG_NOSIGNAL) == 1;
}

// Nothing when the sender is gone.
std::optional<std::array<int, 2>> receive_ends(int socket) {
  char byte = 0;
  iovec part{&byte, 1};
  ControlBytes control;
  msghdr message = message_of(part, control);
  ssize_t size = 0;
  do {
    size = ::recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  } while (size < 0 && errno == EINTR);
  const cmsghdr* const head = size == 1 ? CMSG_FIRSTHDR(&message) : nullptr;
  if (head == nullptr || head->cmsg_type != SCM_RIGHTS) {
    return std::nullopt;
  }
  std::array<int, 2> ends{};
  std::memcpy(ends.data(), CMSG_DATA(head), sizeof ends);
  return ends;
}

// What the page of this process says of plug-ins by the time that the launcher is made: a forked
// process no longer has it.
struct ToldNames {
  std::string texts;
  std::int64_t deadline_ns = 0;

  static ToldNames now() {
    const plugin::CallPage* const page = plugin::told_page();
    return page == nullptr ? ToldNames{}
                           : ToldNames{std::string(page->texts.data(), page->text_bytes.load()),
                                       page->deadline_ns};
  }

  void put_into(plugin::CallPage& page) const {
    std::memcpy(page.texts.data(), texts.data(), texts.size());
    page.text_bytes = static_cast<std::uint32_t>(texts.size());
    page.deadline_ns = deadline_ns > 0 ? deadline_ns : kDeadline.count();
  }
};

// What a row of the run store can say: one line, without the folder of the plug-in.
std::string reason_of(const std::string& text) {
  const std::string line = text.substr(0, text.find('\n'));
  const std::string_view file_end = ".so: ";
  const std::size_t file = line.find(file_end);
  return file == std::string::npos ? line : line.substr(file + file_end.size());
}

// One worker and what watches it, in the process that is forked for both.
class WatchedWorker {
 public:
  WatchedWorker(const std::function<void(Descriptor)>& work, const ToldNames& names,
                const WatchedSignals& callers_signals)
      : work_(work), names_(names), callers_signals_(callers_signals) {}

  [[noreturn]] void run(Descriptor socket, Descriptor death) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ChildPage* const page = new_child_page();
    if (page == nullptr) {
      tell(death, EndedBy::itself, "there was no memory left for its process");
    }
    names_.put_into(page->calls);
    const WatchedSignals signals;
    const pid_t watcher = ::getpid();
    const pid_t worker = ::fork();
    if (worker == 0) {
      { const Descriptor closed = std::move(death); }
      callers_signals_.give_back();
      ::_exit(run_supervised(*page, watcher, [&] {
        work_(std::move(socket));
        return 0;
      }));
    }
    if (worker < 0) {
      tell(death, EndedBy::itself, "its process could not be made");
    }
    { const Descriptor closed = std::move(socket); }
    const Ending ending = watch_child(worker, *page, signals);
    if (!as_said(ending, *page)) {
      tell(death, ending.by, reason_of(describe_death(ending, *page).text));
    }
    ::_exit(0);
  }

 private:
  [[noreturn]] static void tell(const Descriptor& death, EndedBy by, const std::string& text) {
    const std::string all = static_cast<char>(by) + text;
    ::_exit(::write(death.number(), all.data(), all.size()) < 0 ? 1 : 0);
  }

  const std::function<void(Descriptor)>& work_;
  const ToldNames& names_;
  const WatchedSignals& callers_signals_;
};

// The launcher's process: forks whatever is asked for until nobody can ask any more. Interrupts are
// for the workers.
[[noreturn]] void serve(const Descriptor& control, const std::function<void(Descriptor)>& work,
                        const ToldNames& names) {
  const WatchedSignals signals;
  while (const auto ends = receive_ends(control.number())) {
    Descriptor socket((*ends)[0]);
    Descriptor death((*ends)[1]);
    while (::waitpid(-1, nullptr, WNOHANG) > 0) {
    }
    if (::fork() == 0) {
      ::close(control.number());
      WatchedWorker(work, names, signals).run(std::move(socket), std::move(death));
    }
  }
  ::_exit(0);
}

}  // namespace

WorkerLauncher::WorkerLauncher(std::function<void(Descriptor socket)> work) : control_(-1) {
  check_alone();
  auto [here, there] = socket_pair();
  const ToldNames names = ToldNames::now();
  std::fflush(nullptr);  // else all would write what is buffered
  const pid_t parent = ::getpid();
  launcher_ = ::fork();
  if (launcher_ < 0) {
    refuse_call("fork");
  }
  if (launcher_ == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) {
      ::_exit(1);
    }
    { const Descriptor closed = std::move(here); }
    serve(there, work, names);
  }
  control_ = std::move(here);
}

// A worker that still works notices that its watcher is gone, and ends.
WorkerLauncher::~WorkerLauncher() {
  { const Descriptor closed = std::move(control_); }
  ::waitpid(launcher_, nullptr, 0);
}

LaunchedWorker WorkerLauncher::launch() {
  auto [socket, workers_socket] = socket_pair();
  auto [death, watchers_death] = pipe_ends();
  if (!send_ends(control_.number(), {workers_socket.number(), watchers_death.number()})) {
    refuse_call("the process that makes them");
  }
  return {std::move(socket), std::move(death)};
}

WorkerDeath read_death(const Descriptor& death) {
  std::string text;
  std::array<char, 1024> buffer;
  for (;;) {
    const ssize_t size = ::read(death.number(), buffer.data(), buffer.size());
    if (size == 0 || (size < 0 && errno != EINTR)) {
      break;
    }
    text.append(buffer.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
  }
  return text.empty() ? WorkerDeath{}
                      : WorkerDeath{static_cast<EndedBy>(text.front()), text.substr(1)};
}

}  // namespace barometer::app
