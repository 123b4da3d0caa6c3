#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/commands.hpp"
#include "cli/frame/console.hpp"
#include "engine/base/error.hpp"

namespace lykta {

namespace {

std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const auto* option :
       command.get_options([](const CLI::Option* candidate) { return candidate->nonpositional(); })) {
    for (const auto& name : option->get_lnames()) {
      names.push_back("--" + name);
    }
  }
  return names;
}

/// A script that is made from the parser itself, so that it cannot fall behind.
std::string bash_script(const CLI::App& app) {
  std::vector<std::string> commands;
  std::string cases;
  for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    commands.push_back(command->get_name());
    cases += fmt::format("    {}) words=\"{}\" ;;\n", command->get_name(), fmt::join(option_names(*command), " "));
  }
  return fmt::format(R"(# lykta completion for bash: source <(lykta completion bash)
_lykta() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} words=
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "{} --help --version" -- "$current"))
    return
  fi
  case ${{COMP_WORDS[1]}} in
{}  esac
  if [[ $current == -* ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  fi
}}
complete -o bashdefault -o default -F _lykta lykta
)",
                     fmt::join(commands, " "), cases);
}

}  // namespace

void add_command_completion(CLI::App& app) {
  auto* command = app.add_subcommand("completion", "Print a script that completes commands and options in the shell");
  auto shell = std::make_shared<std::string>();
  command->add_option("SHELL", *shell, "bash or zsh")->required();
  command->footer("Example: source <(lykta completion bash)");
  command->callback([&app, shell] {
    if (*shell != "bash" && *shell != "zsh") {
      throw InvalidOption(fmt::format("no completion for the shell {}; known are bash, zsh", *shell));
    }
    // zsh understands bash's completion once it is told to.
    print_line((*shell == "zsh" ? "autoload -U +X bashcompinit && bashcompinit\n" : "") + bash_script(app));
  });
}

}  // namespace lykta
