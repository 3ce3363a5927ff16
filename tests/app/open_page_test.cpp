// SPDX-License-Identifier: Apache-2.0
#include "app/open_page.hpp"

#include <string>

#include "app/barometer_program.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"
#include "support/write_file.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

namespace fs = std::filesystem;

class Desk {
 public:
  Desk() {
    const Finished run = run_program(
        "run configs/quickstart.yaml --quiet --no-record --set data.synthetic.bars=1500 --out '" +
        (folder_ / "a run").string() + "'");
    REQUIRE(run.exit_code == 0);
  }

  // A program that writes its arguments, a line each, into the file `opened`.
  void program(const std::string& name, const std::string& more = "") const {
    write_file(folder_ / name, "#!/bin/sh\nfor word; do echo \"$word\"; done > '" +
                                   (folder_ / "opened").string() + "'\n" + more);
    fs::permissions(folder_ / name, fs::perms::owner_all);
  }

  Finished report(const std::string& environment) const {
    return run_program("report '" + (folder_ / "a run").string() + "' --open",
                       "env -u DISPLAY -u WAYLAND_DISPLAY -u BROWSER PATH=" +
                           folder_.path().string() + ":/bin:/usr/bin " + environment);
  }

  std::string opened() const {
    return fs::exists(folder_ / "opened") ? read_file((folder_ / "opened").string()) : "";
  }

  std::string page() const { return (folder_ / "a run/report.html").string(); }

 private:
  TempFolder folder_;
};

}  // namespace

TEST_CASE("the page is handed to $BROWSER, its first program that is there, without a shell") {
  const Desk desk;
  desk.program("looker");
  const Finished shown = desk.report("BROWSER='nowhere:looker --new %s;x:other'");
  INFO(shown.output);
  CHECK(shown.exit_code == 0);
  CHECK(contains(shown.output, "opened by "));
  CHECK(desk.opened() == "--new\n" + desk.page() + ";x\n");
}

TEST_CASE("else to xdg-open where there is a display") {
  const Desk desk;
  desk.program("xdg-open");
  CHECK(contains(desk.report("DISPLAY=:7").output, "opened by "));
  CHECK(desk.opened() == desk.page() + "\n");
}

TEST_CASE("where nobody shows it, its path is printed, and that is no failure") {
  const Desk desk;
  desk.program("xdg-open", "exit 3\n");
  for (const char* environment : {"", "DISPLAY=:7"}) {
    const Finished shown = desk.report(environment);
    INFO(shown.output);
    CHECK(shown.exit_code == 0);
    CHECK(contains(shown.output, "not opened: "));
    CHECK(contains(shown.output, desk.page()));
  }
}

TEST_CASE("a page that could not be made again is opened as it is, and the code says so") {
  const Desk desk;
  desk.program("looker");
  nlohmann::ordered_json json = nlohmann::ordered_json::parse(
      read_file(fs::path(desk.page()).replace_filename("run.json").string()));
  json["fingerprint"] = "0";
  write_file(fs::path(desk.page()).replace_filename("run.json"), json.dump());
  CHECK(desk.report("BROWSER=looker").exit_code != 0);
  CHECK(desk.opened() == desk.page() + "\n");
}
