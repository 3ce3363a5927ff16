// SPDX-License-Identifier: Apache-2.0
#include "plugin/library_copy.hpp"

#include <barometer/abi/plugin.h>
#include <sys/stat.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>

#include "data/market_data.hpp"
#include "fixtures/fixture_run.hpp"
#include "plugin/library.hpp"
#include "support/catch.hpp"
#include "support/process.hpp"
#include "support/temp_folder.hpp"

using namespace barometer;
using namespace barometer_test;

namespace fs = std::filesystem;

namespace {

fs::path copied(const TempFolder& folder, const std::string& name, const std::string& into) {
  const fs::path file = folder / into;
  fs::copy_file(fixture(name), file, fs::copy_options::overwrite_existing);
  return fs::canonical(file);
}

// Writes into the file that is there, as `cp` and some linkers do; a new file would get its own
// inode.
void write_over(const fs::path& file, const std::string& bytes) {
  std::fstream out(file, std::ios::binary | std::ios::in | std::ios::out);
  out << bytes;
  out.close();
  fs::resize_file(file, bytes.size());
}

double length_of(const plugin::Plugin& plugin) {
  return plugin.manifest->params[0].default_number;
}

bool is_mapped(const fs::path& file) {
  return read_file("/proc/self/maps").find(file.string()) != std::string::npos;
}

// The variable is there for the scope.
class InPlace {
 public:
  InPlace() { ::setenv("BAROMETER_PLUGINS_IN_PLACE", "1", 1); }

  ~InPlace() { ::unsetenv("BAROMETER_PLUGINS_IN_PLACE"); }

  InPlace(const InPlace&) = delete;
  InPlace& operator=(const InPlace&) = delete;
};

}  // namespace

TEST_CASE(
    "a file that is cut or written over after it was loaded does not reach those who run it") {
  const data::MarketData market = waving_market(2, 200);
  const std::string expected =
      bytes_of(tags_ahead(tagger_of(fixture("good_tagger"), {}), market, 1));
  const std::size_t size = fs::file_size(fixture("good_tagger"));
  for (const std::string& bytes : {std::string(), std::string(size, '\0'), std::string(100, 'x')}) {
    const TempFolder folder;
    const fs::path file = copied(folder, "good_tagger", "tagger.so");
    const regime::Tagger tagger = tagger_of(file, {});
    write_over(file, bytes);
    CHECK(bytes_of(tags_ahead(tagger, market, 2)) == expected);
    CHECK(bytes_of(tags_in_step(tagger, market, 1)) == expected);
  }
}

TEST_CASE("a file is loaded once, whichever path leads to it; a copy of it is another plug-in") {
  const TempFolder folder;
  const fs::path file = copied(folder, "same_name_10", "first.so");
  fs::create_symlink(file, folder / "link.so");
  const plugin::Plugin first = plugin::load_plugin(file);
  CHECK(plugin::load_plugin(file).manifest == first.manifest);
  CHECK(plugin::load_plugin(folder / "link.so").manifest == first.manifest);
  const plugin::Plugin copy = plugin::load_plugin(copied(folder, "same_name_10", "second.so"));
  CHECK(copy.manifest != first.manifest);
  CHECK(copy.hash == first.hash);
}

TEST_CASE("a file that was built anew is loaded anew, and the earlier one stays what it was") {
  const TempFolder folder;
  const fs::path file = copied(folder, "same_name_10", "strategy.so");
  const plugin::Plugin before = plugin::load_plugin(file);
  write_over(file, read_file(fixture("same_name_50").string()));
  const plugin::Plugin after = plugin::load_plugin(file);
  CHECK(length_of(before) == 10);
  CHECK(length_of(after) == 50);
  CHECK(before.hash != after.hash);
  fs::rename(copied(folder, "same_name_10", "next.so"), file);
  CHECK(length_of(plugin::load_plugin(file)) == 10);
  CHECK(length_of(after) == 50);
}

TEST_CASE("a library that was rejected for what its loading did is rejected again") {
  for (int time = 0; time < 2; ++time) {
    const auto error = error_of([] { plugin::load_plugin(fixture("flush_to_zero_at_load")); });
    REQUIRE(error);
    CHECK(says(*error, "loading it switched the floating-point mode"));
  }
}

TEST_CASE("messages name the file, not its copy") {
  const auto error = error_of([] { plugin::load_plugin(fixture("unresolved")); });
  REQUIRE(error);
  CHECK(says(*error, fixture("unresolved").string() + ": undefined symbol: function_that_nobody"));
  CHECK_FALSE(says(*error, "/proc/"));
}

TEST_CASE("the file itself is mapped where a profiler asks for it") {
  const TempFolder folder;
  const fs::path copy = copied(folder, "does_nothing", "copy.so");
  CHECK(plugin::load_plugin(copy).in_place.empty());
  CHECK_FALSE(is_mapped(copy));
  const InPlace in_place;
  const fs::path itself = copied(folder, "does_nothing", "itself.so");
  CHECK(plugin::load_plugin(itself).in_place == "BAROMETER_PLUGINS_IN_PLACE is 1");
  CHECK(is_mapped(itself));
}

// Who may write the file is asked of what gets loaded: 2,000 loads of a name that leads now to a
// trusted library and now to one that anyone may write.
TEST_CASE("a file that is swapped between its check and its loading is never loaded") {
  const TempFolder folder;
  const fs::path good = copied(folder, "same_name_10", "good");
  const fs::path bad = copied(folder, "same_name_50", "bad");
  REQUIRE(::chmod(bad.c_str(), 0666) == 0);
  const fs::path name = copied(folder, "same_name_10", "strategy.so");
  std::atomic<bool> stop{false};
  std::thread swapper([&] {
    for (bool turn = false; !stop; turn = !turn) {
      fs::create_hard_link(turn ? good : bad, folder / "next");
      fs::rename(folder / "next", name);
    }
  });
  int refused = 0;
  int loaded = 0;
  int tried = 0;
  for (; tried < 2000 || loaded == 0 || refused == 0; ++tried) {
    const auto error = error_of([&] { loaded += length_of(plugin::load_plugin(name)) == 10; });
    refused += error && says(*error, "may be written by anyone: chmod go-w");
  }
  stop = true;
  swapper.join();
  CHECK(loaded + refused == tried);
}
