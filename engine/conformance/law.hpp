// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

// A law is what must hold of every plug-in of a kind, whatever it computes. This is what comes of
// trying one.

namespace barometer::conformance {

enum class LawOutcome : std::uint8_t {
  holds,
  warned,  // holds, but the author should look at what was found
  broken,
  does_not_apply,  // the plug-in declares nothing that the law is about
  not_reached,     // nobody knows: something else stood in the way
};

// How a law was broken, for the author to act on. Empty fields are not shown.
struct Breach {
  std::string done;         // what was done to the plug-in
  std::string where;        // symbol, bar, dimension, or step
  std::string first;        // what was seen the first time, or had to be seen
  std::string second;       // what was seen the second time, or instead
  std::string cause = {};   // the likely one; empty: what the law's table says
  std::string change = {};  // what to change; likewise
};

struct LawReport {
  std::string law;
  std::string says;  // what the law says, as a sentence
  LawOutcome outcome = LawOutcome::not_reached;
  std::string note = {};  // what was looked at, the warning, or why nothing was
  Breach breach = {};     // of a broken one
};

// Ends the trial of a law: it is broken.
class LawBroken {
 public:
  explicit LawBroken(Breach breach) : breach_(std::move(breach)) {}

  const Breach& breach() const { return breach_; }

 private:
  Breach breach_;
};

// Ends the trial of a law that does not apply or cannot be reached.
class LawPassedOver {
 public:
  LawPassedOver(LawOutcome outcome, std::string why) : outcome_(outcome), why_(std::move(why)) {}

  LawOutcome outcome() const { return outcome_; }

  const std::string& why() const { return why_; }

 private:
  LawOutcome outcome_;
  std::string why_;
};

// What a trial that ended well says of itself.
struct LawNote {
  std::string looked_at;
  std::string warning = {};  // empty: none
};

// A row of a table of laws; `Bench` is what they are tried on.
template <class Bench>
struct LawEntry {
  const char* name;
  const char* says;
  const char* cause;         // the likely one where it is broken
  const char* change;        // what to do about it
  LawNote (*check)(Bench&);  // throws LawBroken or LawPassedOver
  // Names of laws, with a blank between two, without which a trial of this one says nothing.
  std::string_view needs = "";
};

// Tries one law. Whatever else a trial throws is the plug-in's doing and breaks the law.
template <class Bench>
LawReport try_law(const LawEntry<Bench>& law, Bench& bench) {
  LawReport report{law.name, law.says};
  try {
    LawNote note = law.check(bench);
    report.outcome = note.warning.empty() ? LawOutcome::holds : LawOutcome::warned;
    report.note = note.warning.empty() ? std::move(note.looked_at) : std::move(note.warning);
  } catch (const LawPassedOver& passed) {
    report.outcome = passed.outcome();
    report.note = passed.why();
  } catch (const LawBroken& broken) {
    report.outcome = LawOutcome::broken;
    report.breach = broken.breach();
    report.breach.cause = report.breach.cause.empty() ? law.cause : report.breach.cause;
    report.breach.change = report.breach.change.empty() ? law.change : report.breach.change;
  }
  return report;
}

// Calls of malloc and its like in this process so far; NULL where this program does not count them.
using AllocationCounter = std::int64_t (*)();

}  // namespace barometer::conformance
