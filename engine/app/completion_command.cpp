// SPDX-License-Identifier: Apache-2.0
#include "app/completion_command.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "app/command_table.hpp"
#include "config/config_schema.hpp"
#include "core/error.hpp"
#include "core/nearest_name.hpp"
#include "report/standard_output.hpp"

namespace barometer::app {

namespace {

std::vector<CompletionWords::Option> options_of(const CommandEntry& entry) {
  CLI::App app;
  CommandLine line;
  add_arguments(entry, app, line);
  std::vector<CompletionWords::Option> options;
  for (const CLI::Option* const option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) {
      options.push_back({"--" + name, option->get_description()});
    }
  }
  return options;
}

template <class Words, class Name>
std::string joined(const Words& words, Name name) {
  std::string text;
  for (const auto& word : words) {
    text += (text.empty() ? "" : " ") + name(word);
  }
  return text;
}

std::string names_of(const std::vector<CompletionWords::Command>& commands) {
  return joined(commands, [](const auto& command) { return command.name; });
}

std::string names_of(const std::vector<CompletionWords::Option>& options) {
  return joined(options, [](const auto& option) { return option.name; });
}

std::string names_of(const std::vector<std::string>& keys) {
  return joined(keys, [](const std::string& key) { return key; });
}

// A text in single quotes, for any of the three.
std::string quoted(std::string text) {
  std::erase(text, '\'');
  std::erase(text, '\\');
  return "'" + text + "'";
}

// "    run) options='--set --out' ;;" per command.
std::string cases(const CompletionWords& words, const char* form) {
  std::string text;
  for (const CompletionWords::Command& command : words.commands) {
    text += fmt::format(fmt::runtime(form), command.name, names_of(command.options));
  }
  return text;
}

// A line of this form per command whose first argument is one of a few words.
std::string first_words(const CompletionWords& words, const char* form) {
  std::string text;
  for (const CompletionWords::Command& command : words.commands) {
    if (!command.first.empty()) {
      text += fmt::format(fmt::runtime(form), command.name, command.first);
    }
  }
  return text;
}

// First arguments and keys. bash makes words of their own of "--set", "=" and the key.
std::string bash_words(const CompletionWords& words) {
  return fmt::format(
      R"(  local first="${{COMP_WORDS[1]}}" assigned=
  if [ "$COMP_CWORD" -eq 2 ] && [ "${{word#-}}" = "$word" ]; then
    case "$first" in
{}    esac
  fi
  [ "$COMP_CWORD" -gt 2 ] && assigned="${{COMP_WORDS[COMP_CWORD-2]}}$before"
  [ "$before$word" = --set= ] && word=
  if [ "$before" = --set ] || [ "$assigned" = --set= ]; then
    COMPREPLY=($(compgen -S = -W '{}' -- "$word"))
    compopt -o nospace
    return
  fi
)",
      first_words(words, R"(      {}) COMPREPLY=($(compgen -W '{}' -- "$word")); return ;;
)"),
      names_of(words.keys));
}

std::string bash_script(const CompletionWords& words) {
  return fmt::format(R"(_barometer() {{
  local word="${{COMP_WORDS[COMP_CWORD]}}" before="${{COMP_WORDS[COMP_CWORD-1]}}" options=
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '{} --help --version' -- "$word"))
    return
  fi
{}  case "${{COMP_WORDS[1]}}" in
{}  esac
  case "$word" in
    -*) COMPREPLY=($(compgen -W "$options" -- "$word")) ;;
    *) COMPREPLY=() ;;
  esac
}}
complete -o default -F _barometer barometer
)",
                     names_of(words.commands), bash_words(words),
                     cases(words, "    {}) options='{}' ;;\n"));
}

std::string zsh_first_words(const CompletionWords& words) {
  return fmt::format(R"(  if (( CURRENT == 3 )) && [[ $PREFIX != -* ]]; then
    case ${{words[2]}} in
{}    esac
  fi
)",
                     first_words(words, "      {}) compadd -- {}; return ;;\n"));
}

std::string zsh_script(const CompletionWords& words) {
  return fmt::format(R"(#compdef barometer
_barometer() {{
  local -a options keys
  keys=({})
  if (( CURRENT == 2 )); then
    compadd -- {} --help --version
    return
  fi
{}  if [[ ${{words[CURRENT-1]}} == --set ]] || compset -P '--set='; then
    compadd -S = -- $keys
    return
  fi
  case ${{words[2]}} in
{}  esac
  if [[ $PREFIX == -* ]]; then
    compadd -- $options
  else
    _files
  fi
}}
if [[ ${{funcstack[1]}} == _barometer ]]; then
  _barometer "$@"
else
  compdef _barometer barometer
fi
)",
                     names_of(words.keys), names_of(words.commands), zsh_first_words(words),
                     cases(words, "    {}) options=({}) ;;\n"));
}

std::string fish_script(const CompletionWords& words) {
  const std::string all = names_of(words.commands);
  std::string text = fmt::format(
      "complete -c barometer -n 'not __fish_seen_subcommand_from {0}' -l help -d 'how to use it'\n"
      "complete -c barometer -n 'not __fish_seen_subcommand_from {0}' -l version -d 'its "
      "version'\n",
      all);
  for (const CompletionWords::Command& command : words.commands) {
    text += fmt::format(
        "complete -c barometer -n 'not __fish_seen_subcommand_from {}' -f -a {} -d {}\n", all,
        command.name, quoted(command.help));
    if (!command.first.empty()) {
      text += fmt::format(
          "complete -c barometer -n '__fish_seen_subcommand_from {0}; and not "
          "__fish_seen_subcommand_from {1}' -f -a '{1}'\n",
          command.name, command.first);
    }
    for (const CompletionWords::Option& option : command.options) {
      const bool sets = option.name == "--set";
      text += fmt::format(
          "complete -c barometer -n '__fish_seen_subcommand_from {}' -l {}{} -d {}\n", command.name,
          option.name.substr(2), sets ? " -x -a \"$__barometer_keys\"" : "", quoted(option.help));
    }
  }
  const auto assigned = [](const std::string& key) { return key + "="; };
  return fmt::format("set -g __barometer_keys {}\n{}", joined(words.keys, assigned), text);
}

}  // namespace

CompletionWords completion_words() {
  CompletionWords words;
  for (const CommandEntry& entry : command_table()) {
    if (entry.example != nullptr) {
      words.commands.push_back({entry.name, entry.help, options_of(entry), entry.first});
    }
  }
  words.keys = config::config_keys();
  return words;
}

std::string completion_script(const std::string& shell, const CompletionWords& words) {
  if (shell == "bash") {
    return bash_script(words);
  }
  if (shell == "zsh") {
    return zsh_script(words);
  }
  if (shell == "fish") {
    return fish_script(words);
  }
  const std::vector<std::string> shells{"bash", "zsh", "fish"};
  throw core::Error(core::ErrorKind::bad_input,
                    core::Fault{"", "completion: expected bash, zsh or fish, found '" + shell + "'",
                                core::suggestion(shell, shells)});
}

ExitCode completion_command(const std::string& shell) {
  report::print(completion_script(shell, completion_words()));
  return ExitCode::ok;
}

}  // namespace barometer::app
