// SPDX-License-Identifier: Apache-2.0
#include "core/file_bytes.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include "core/error.hpp"
#include "core/large_pages.hpp"

namespace barometer::core {

namespace {

[[noreturn]] void refuse(const std::filesystem::path& path, std::string what,
                         std::string fix = "") {
  throw Error(ErrorKind::bad_input, Fault{path.string() + ":1:1", std::move(what), std::move(fix)});
}

[[noreturn]] void refuse_unreadable(const std::filesystem::path& path, int error_number) {
  refuse(path, "cannot be read: " + std::generic_category().message(error_number));
}

class OpenFile {
 public:
  // Without waiting for a writer, should it be a pipe.
  OpenFile(const std::filesystem::path& path, const std::filesystem::path& folder)
      : path_(path),
        descriptor_(::open((folder / path).c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)) {
    if (descriptor_ < 0) {
      const bool missing = errno == ENOENT || errno == ENOTDIR;
      missing ? refuse(path, "is not a file") : refuse_unreadable(path, errno);
    }
  }

  ~OpenFile() { ::close(descriptor_); }

  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  struct stat state() const {
    struct stat found {};

    if (::fstat(descriptor_, &found) != 0) {
      refuse_unreadable(path_, errno);
    }
    return found;
  }

  // Reads up to `size` bytes; fewer only where the file ends.
  std::size_t read(char* out, std::size_t size) const {
    std::size_t done = 0;
    while (done < size) {
      const ssize_t got = ::read(descriptor_, out + done, size - done);
      if (got < 0 && errno != EINTR) {
        refuse_unreadable(path_, errno);
      }
      if (got == 0) {
        break;
      }
      done += static_cast<std::size_t>(got < 0 ? 0 : got);
    }
    return done;
  }

 private:
  const std::filesystem::path& path_;
  int descriptor_;
};

bool is_same_time(const timespec& a, const timespec& b) {
  return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

}  // namespace

FileBytes::FileBytes(const std::filesystem::path& path, const std::filesystem::path& folder) {
  const OpenFile file(path, folder);
  const struct stat before = file.state();
  if (!S_ISREG(before.st_mode)) {
    refuse(path, "is not a file");
  }
  size_ = static_cast<std::size_t>(before.st_size);
  bytes_ = std::make_unique_for_overwrite<char[]>(size_ + 1);
  prefer_large_pages(bytes_.get(), size_ + 1);
  const std::size_t read = file.read(bytes_.get(), size_ + 1);  // one more shows that it has grown
  const struct stat after = file.state();
  if (read != size_ || after.st_size != before.st_size ||
      !is_same_time(after.st_mtim, before.st_mtim)) {
    refuse(path,
           "was changed while it was read: it had " + std::to_string(size_) + " bytes, then " +
               std::to_string(after.st_size),
           "start again when nobody writes it");
  }
}

}  // namespace barometer::core
