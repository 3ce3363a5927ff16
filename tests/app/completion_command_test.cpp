// SPDX-License-Identifier: Apache-2.0
// The scripts are what the tables say, and bash runs its own.
#include "app/barometer_program.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer_test;

namespace {

// What bash offers for these words, the last of which is being written.
std::string offered(const std::string& words) {
  const std::string script =
      "eval \"$(" BAROMETER_BINARY_DIR "/barometer completion bash)\"; COMP_WORDS=(" + words +
      "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); compopt() { :; }; "
      "_barometer; echo \" ${COMPREPLY[*]} \"";
  return run_command("bash -c '" + script + "'").output;
}

}  // namespace

TEST_CASE("each shell has a script with commands, options and keys") {
  for (const std::string shell : {"bash", "zsh", "fish"}) {
    INFO(shell);
    const Finished run = run_program("completion " + shell);
    CHECK(run.exit_code == 0);
    for (const char* word : {"causality", "plugins", "picture", "threads", "data.bar",
                             "broker.commission.maker", "regime.params"}) {
      CHECK(contains(run.output, word));
    }
    CHECK_FALSE(contains(run.output, "profile-child"));
  }
}

TEST_CASE("bash completes commands, options and keys of --set") {
  CHECK(contains(offered("barometer ca"), " causality "));
  CHECK_FALSE(contains(offered("barometer ca"), " run "));
  CHECK(contains(offered("barometer run --o"), " --out "));
  CHECK_FALSE(contains(offered("barometer check --o"), " --out "));
  CHECK(contains(offered("barometer run x.yaml --set data.ba"), " data.bar= data.bad_rows= "));
}

TEST_CASE("bash offers first words, keys behind --set=, and each option once") {
  CHECK(contains(offered("barometer completion \"\""), " bash zsh fish "));
  CHECK(contains(offered("barometer new \"\""), " strategy tagger "));
  CHECK(contains(offered("barometer new strategy --m"), " --makefile "));
  CHECK(contains(offered("barometer run x.yaml --set = data.ba"), " data.bar= data.bad_rows= "));
  CHECK(contains(offered("barometer run x.yaml --set ="), " data.bar= "));
  const std::string options = offered("barometer run --h");
  CHECK(contains(options, " --help "));
  CHECK(options.find("--help") == options.rfind("--help"));
}

TEST_CASE("a shell that is not known is refused with those that are") {
  const Finished run = run_program("completion fihs");
  CHECK(run.exit_code == 2);
  CHECK(contains(run.output, "expected bash, zsh or fish, found 'fihs'"));
  CHECK(contains(run.output, "did you mean 'fish'?"));
  CHECK(run_program("completion").exit_code == 2);
}

TEST_CASE("zsh offers keys behind --set= as behind --set") {
  CHECK(contains(run_program("completion zsh").output, "== --set ]] || compset -P '--set='"));
}

TEST_CASE("fish completes commands, options, shells once, and keys; where it is installed") {
  if (run_command("fish --version").exit_code != 0) {
    WARN("fish is not installed");
    return;
  }
  const auto offers = [](const std::string& words) {
    return run_command("fish --no-config -c '" BAROMETER_BINARY_DIR
                       "/barometer completion fish | source; complete -C \"" +
                       words + "\"'")
        .output;
  };
  CHECK(contains(offers("barometer ca"), "causality"));
  CHECK(contains(offers("barometer --"), "--version"));
  CHECK(contains(offers("barometer run --o"), "--out"));
  CHECK(contains(offers("barometer completion "), "zsh"));
  CHECK(contains(offers("barometer new "), "tagger"));
  CHECK_FALSE(contains(offers("barometer completion bash "), "zsh"));
  CHECK(contains(offers("barometer run x.yaml --set data.ba"), "data.bar="));
  CHECK(contains(offers("barometer run x.yaml --set=data.ba"), "--set=data.bar="));
}
