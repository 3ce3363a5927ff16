// SPDX-License-Identifier: Apache-2.0
#include "report/new_file.hpp"

#include <stdio.h>

#include <cerrno>
#include <utility>

#include "report/output_file.hpp"

namespace barometer::report {

NewFile::NewFile(const std::filesystem::path& target, Cancelled cancelled, IfTaken taken)
    : name_(claim_file_name(target, taken)), cancelled_(std::move(cancelled)), taken_(taken) {}

void NewFile::write(const std::function<void(const Sink&)>& body) {
  const std::filesystem::path written = name_.claim->path() / "file";
  write_whole(written, target(), body, cancelled_, target());
  stop_if(cancelled_, target());
  put_in_place(written);
}

void NewFile::put_in_place(const std::filesystem::path& written) const {
  const bool replaces = taken_ == IfTaken::replace;
  const int error = !replaces ? rename_to_new(written, target())
                    : ::rename(written.c_str(), target().c_str()) == 0 ? 0
                                                                       : errno;
  if (error != 0) {
    throw_write_failed(
        target(), replaces ? "could not be replaced" : "file could not be put in place", error);
  }
  try {
    name_.claim->keep_parents(target());
  } catch (...) {
    if (!replaces) {
      rename_to_new(target(), written);  // where it is removed; what was replaced is gone
    }
    throw;
  }
}

}  // namespace barometer::report
