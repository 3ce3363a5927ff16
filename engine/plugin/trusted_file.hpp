// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>

#include "plugin/descriptor.hpp"

// Who else may change what is loaded as code: whoever may write the file, its folder, or any folder
// above, as each of them can be renamed away and another be put in its place. The rule is that of
// sshd's StrictModes (sshd_config(5)): everything from the root folder down belongs to root or the
// user and is written by nobody else. Two exceptions hold what is common and safe:
//
// * folders above the file's own that have the sticky bit and belong to root, as /tmp: there nobody
//   can rename or remove what belongs to root or the user (unlink(2), EPERM);
// * a group that is the user's alone, as systems give each user one and make files with umask 002.

namespace barometer::plugin {

// What the system says of a file or folder.
struct FileFacts {
  std::filesystem::path path;
  uid_t owner = 0;
  gid_t group = 0;
  mode_t mode = 0;
  bool has_acl = false;  // then the group's bits of `mode` are those of others as well (acl(5))
};

// Who loads.
struct PresentUser {
  uid_t user = 0;
  std::optional<gid_t> own_group = {};  // in which nobody is but the user and root
};

// The user of this process. Its group is looked up once: call it before the right to read
// /etc/passwd and /etc/group is given up.
const PresentUser& present_user();

// The group that is the user's alone, by the texts of /etc/passwd and /etc/group: the first says
// that it is the user's, the other that it has the user's name, and in neither is anybody else but
// root in it. nullopt where there is none, where they do not know the user, as then they do not
// know others either, and where they refer to a service.
std::optional<gid_t> private_group(uid_t user, const std::string& passwd,
                                   const std::string& groups);

enum class Place { file, folder, above };  // the file, its folder, or one further up

// Why this must not lead to code: whose it is, its mode, and what to type. nullopt when it may.
std::optional<std::string> why_untrusted(const FileFacts& facts, Place place,
                                         const PresentUser& user);

// The file to be read, opened through all its folders one by one, so that what was examined is what
// is read, whoever renames folders meanwhile. REQUIRES: `file` is canonical. Throws
// Error{plugin_failed} with everything that is not trusted, or when it cannot be read or is no
// regular file.
Descriptor open_trusted(const std::filesystem::path& file);

}  // namespace barometer::plugin
