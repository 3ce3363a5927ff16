// SPDX-License-Identifier: Apache-2.0
#include "plugin/trusted_file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include "fixtures/fixture_run.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"

using namespace barometer;
using namespace barometer_test;

namespace fs = std::filesystem;
using plugin::Place;

namespace {

constexpr uid_t kSomebodyElse = 65'534;

// A loadable plug-in in a folder of its own.
fs::path copied_plugin(const TempFolder& folder, const std::string& into) {
  const fs::path home = folder / into;
  fs::create_directories(home);
  fs::copy_file(fixture("does_nothing"), home / "does_nothing.so");
  return fs::canonical(home / "does_nothing.so");
}

bool refused_with(const fs::path& file, const std::string& words) {
  const auto error = error_of([&file] { plugin::load_plugin(file); });
  return error && error->kind() == core::ErrorKind::plugin_failed && says(*error, words);
}

}  // namespace

TEST_CASE("a file and folder of one's own are trusted") {
  const TempFolder folder;
  const fs::path file = copied_plugin(folder, "good");
  CHECK_FALSE(error_of([&file] { plugin::load_plugin(file); }));
}

TEST_CASE("a file that anyone may write is not loaded") {
  const TempFolder folder;
  const fs::path file = copied_plugin(folder, "open_file");
  REQUIRE(::chmod(file.c_str(), 0666) == 0);
  CHECK(refused_with(file, "its file " + file.string() + " (owner "));
  CHECK(refused_with(file, "mode 0666) may be written by anyone: chmod go-w " + file.string()));
  REQUIRE(::chmod(file.c_str(), 0602) == 0);
  CHECK(refused_with(file, "mode 0602) may be written by anyone: chmod o-w " + file.string()));
}

TEST_CASE("a file in a folder that anyone may write is not loaded") {
  const TempFolder folder;
  const fs::path file = copied_plugin(folder, "open_folder");
  REQUIRE(::chmod(file.parent_path().c_str(), 0777) == 0);
  const std::string home = file.parent_path().string();
  CHECK(refused_with(file, "its folder " + home + " (owner "));
  CHECK(refused_with(file, "mode 0777) may be written by anyone: chmod go-w " + home));
  REQUIRE(::chmod(home.c_str(), 01777) == 0);  // somebody else may put libraries beside it
  CHECK(refused_with(file, "mode 1777) may be written by anyone: copy the plug-in to a folder"));
}

TEST_CASE(
    "a file below a folder that anyone may write is not loaded, unless others' are safe in it") {
  const TempFolder folder;
  fs::create_directories(folder / "open" / "closed");
  const fs::path file = copied_plugin(folder, "open/closed/own");
  const fs::path open = fs::canonical(folder / "open");
  REQUIRE(::chmod(open.c_str(), 0777) == 0);
  CHECK(refused_with(file, "a folder above it, " + open.string() + " (owner "));
  CHECK(refused_with(file, "mode 0777) may be written by anyone: chmod go-w " + open.string()));
  if (::geteuid() == 0) {
    REQUIRE(::chmod(open.c_str(), 01777) == 0);
    CHECK_FALSE(error_of([&file] { plugin::load_plugin(file); }));
  }
}

// Only root can give files away; without root there is nothing to test with.
TEST_CASE("what belongs to somebody else is not loaded") {
  if (::geteuid() != 0) {
    WARN("not root: cannot make a file of somebody else");
    return;
  }
  const TempFolder folder;
  fs::create_directory(folder / "above");
  const fs::path file = copied_plugin(folder, "above/foreign");
  const fs::path home = file.parent_path();
  for (const fs::path& place : {file, home, home.parent_path()}) {
    REQUIRE(::chown(place.c_str(), kSomebodyElse, kSomebodyElse) == 0);
    CHECK(refused_with(file, place.string() + " (owner 65534, group 65534, mode "));
    CHECK(refused_with(file, place == home.parent_path()
                                 ? "belongs to neither root nor the present user: copy the plug-in"
                                 : "belongs to neither root nor the present user: chown 0 "));
    REQUIRE(::chown(place.c_str(), 0, 0) == 0);
  }
  CHECK_FALSE(error_of([&file] { plugin::load_plugin(file); }));
}

TEST_CASE("what a group may write is not loaded, unless the user is alone in it") {
  const TempFolder folder;
  fs::create_directory(folder / "above");
  const fs::path file = copied_plugin(folder, "above/shared");
  const fs::path home = file.parent_path();
  for (const fs::path& place : {file, home, home.parent_path()}) {
    REQUIRE(::chmod(place.c_str(), 0775) == 0);
    const bool alone = plugin::present_user().own_group == ::getegid();
    CHECK(error_of([&file] { plugin::load_plugin(file); }).has_value() == !alone);
    if (::geteuid() == 0) {
      REQUIRE(::chown(place.c_str(), 0, kSomebodyElse) == 0);
      CHECK(refused_with(
          file, "mode 0775) may be written by others of its group: chmod g-w " + place.string()));
    }
    REQUIRE(::chmod(place.c_str(), 0755) == 0);
  }
}

TEST_CASE("everything that is not trusted is told at once, the nearest first") {
  const TempFolder folder;
  fs::create_directory(folder / "above");
  const fs::path file = copied_plugin(folder, "above/own");
  REQUIRE(::chmod(file.c_str(), 0666) == 0);
  REQUIRE(::chmod(file.parent_path().c_str(), 0777) == 0);
  REQUIRE(::chmod(file.parent_path().parent_path().c_str(), 0777) == 0);
  const auto error = error_of([&file] { plugin::load_plugin(file); });
  REQUIRE(error);
  REQUIRE(error->faults().size() == 3);
  CHECK(error->faults()[0].what.starts_with("plug-in rejected: its file "));
  CHECK(error->faults()[1].what.starts_with("plug-in rejected: its folder "));
  CHECK(error->faults()[2].what.starts_with("plug-in rejected: a folder above it, "));
}

TEST_CASE("who may write what, by its facts") {
  const plugin::PresentUser user{1000, 1000};
  const auto trusted = [&](Place place, mode_t mode, uid_t owner, gid_t group,
                           bool has_acl = false) {
    const mode_t kind = place == Place::file ? S_IFREG : S_IFDIR;
    return !plugin::why_untrusted({"/x", owner, group, kind | mode, has_acl}, place, user);
  };
  for (const Place place : {Place::file, Place::folder, Place::above}) {
    CHECK(trusted(place, 0755, 1000, 1000));
    CHECK(trusted(place, 0755, 0, 0));
    CHECK_FALSE(trusted(place, 0755, 1001, 1000));
    CHECK(trusted(place, 0775, 1000, 1000));              // umask 002, a group of one's own
    CHECK_FALSE(trusted(place, 0775, 1000, 1000, true));  // those of the list are in its bits
    CHECK_FALSE(trusted(place, 0775, 1000, 100));
    CHECK_FALSE(trusted(place, 0775, 0, 0));
    CHECK_FALSE(trusted(place, 0757, 1000, 1000));
    CHECK(trusted(place, 01777, 0, 0) == (place == Place::above));
    CHECK(trusted(place, 01770, 0, 50) == (place == Place::above));
    CHECK_FALSE(trusted(place, 01777, 1000, 1000));
    CHECK_FALSE(trusted(place, 01777, 1001, 1001));
  }
  CHECK_FALSE(plugin::why_untrusted({"/x", 1000, 100, S_IFDIR | 0775}, Place::folder, {1000, {}}) ==
              std::nullopt);
}

TEST_CASE("what the user does not own is not to be closed by him") {
  const plugin::PresentUser user{1000, 1000};
  const auto why = [&](Place place, mode_t mode, uid_t owner) {
    return *plugin::why_untrusted({"/x y", owner, 50, S_IFDIR | mode, false}, place, user);
  };
  CHECK(why(Place::folder, 0777, 1000).ends_with("by anyone: chmod go-w '/x y'"));
  CHECK(why(Place::above, 0775, 1000).ends_with("of its group: chmod g-w '/x y'"));
  for (const Place place : {Place::file, Place::folder, Place::above}) {
    CHECK(why(place, 0777, 0).ends_with("by anyone: copy the plug-in to a folder of your own"));
    CHECK(why(place, 0755, 7).ends_with("present user: copy the plug-in to a folder of your own"));
  }
  CHECK(why(Place::folder, 01777, 1000).ends_with("copy the plug-in to a folder of your own"));
}

TEST_CASE("a group is the user's alone when nobody else is in it, by both files") {
  const std::string users = "root:x:0:0:root:/root:/bin/sh\nann:x:1000:1000::/:/bin/sh\n";
  const std::string groups = "root:x:0:\nann:x:1000:\nstaff:x:50:ann,bob\nusers:x:100:\n";
  const auto of_ann = [](const std::string& passwd, const std::string& group) {
    return plugin::private_group(1000, passwd, group);
  };
  CHECK(of_ann(users, groups) == 1000);
  CHECK(plugin::private_group(0, users, groups) == 0);
  CHECK(of_ann(users, "ann:x:1000:ann,root\n") == 1000);
  CHECK(of_ann(users + "broken\n\n", groups + "broken\n") == 1000);
  for (const std::string other : {"bob:x:1001:1000::/:/bin/sh\n", "+::::::\n"}) {
    CHECK(of_ann(users + other, groups) == std::nullopt);
  }
  for (const std::string other : {"more:x:1000:\n", "ann:x:1000:bob\n", "+:::\n"}) {
    CHECK(of_ann(users, groups + other) == std::nullopt);
  }
  CHECK(of_ann("", "") == std::nullopt);
  CHECK(of_ann(users, "") == std::nullopt);
  CHECK(of_ann("ann:x:1000:100::/:/bin/sh\n", groups) == std::nullopt);  // of a name of its own
}

TEST_CASE("of a user who is not in the file nothing is known about his groups") {
  const std::string users = "root:x:0:0:root:/root:/bin/sh\n";
  CHECK(plugin::private_group(5000, users, "root:x:0:\nusers:x:100:\n") == std::nullopt);
}

TEST_CASE("what is no regular file is not trusted, and a pipe is not waited for") {
  const TempFolder folder;
  const fs::path home = fs::canonical(folder.path());
  REQUIRE(::mkfifo((home / "pipe.so").c_str(), 0600) == 0);
  for (const fs::path& file : {home, home / "pipe.so"}) {
    const auto error = error_of([&file] { plugin::open_trusted(file); });
    REQUIRE(error);
    CHECK(says(*error, "it is no regular file"));
  }
}

TEST_CASE("a symlink in a good folder does not make a bad place good") {
  const TempFolder folder;
  const fs::path bad = copied_plugin(folder, "bad");
  REQUIRE(::chmod(bad.parent_path().c_str(), 0777) == 0);
  fs::create_directory(folder / "good");
  const fs::path link = folder / "good" / "innocent.so";
  fs::create_symlink(bad, link);
  CHECK(refused_with(link, "may be written by anyone: chmod go-w " + bad.parent_path().string()));
  CHECK(refused_with(link, bad.string()));
}

TEST_CASE("a symlink to a good place is followed, and the place is what gets loaded") {
  const TempFolder folder;
  const fs::path file = copied_plugin(folder, "real");
  fs::create_symlink(file, folder / "link.so");
  CHECK(plugin::load_plugin(folder / "link.so").path == file);
}
