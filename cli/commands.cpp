#include "cli/commands.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <exception>
#include <iostream>
#include <new>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/frame/interruption.hpp"
#include "cli/frame/standard_streams.hpp"
#include "cli/program.hpp"
#include "engine/base/error.hpp"
#include "geo/shapes/stopping.hpp"
#include "geo/values/nearest_word.hpp"
#include "publish/records/run_record.hpp"

namespace lykta {

namespace {

constexpr int exit_data = 1;
constexpr int exit_usage = 2;

int fail(const std::string& message, int exit_code) {
  std::cerr << "lykta: " << message << '\n';
  return exit_code;
}

/// As shells count: 128 and the number of the signal.
int stopped() {
  constexpr int by_signal = 128;
  return fail(fmt::format("stopped by {}; nothing more was written", interruption() == SIGINT    ? "SIGINT"
                                                                     : interruption() == SIGTERM ? "SIGTERM"
                                                                                                 : "SIGHUP"),
              by_signal + interruption());
}

int lost(const OutputLost& error) {
  if (error.number() == EPIPE) {
    end_by_broken_pipe();
  }
  return fail(error.what(), exit_data);
}

/// What went wrong last, as message and exit code. To be called where an exception was caught.
int exit_code_of_failure() {
  if (interrupted()) {
    // Whatever failed then, it is because the work was to stop.
    return stopped();
  }
  try {
    throw;
  } catch (const OutputLost& error) {
    return lost(error);
  } catch (const InvalidOption& error) {
    return fail(error.what(), exit_usage);
  } catch (const DataError& error) {
    return fail(error.what(), exit_data);
  } catch (const std::bad_alloc&) {
    return fail(
        "not enough memory: a smaller study area (--area-where picks one polygon of a file), a smaller bandwidth, "
        "fewer bands or larger cells need less",
        exit_data);
  } catch (const std::exception& error) {
    return fail(error.what(), exit_data);
  }
}

}  // namespace

void add_commands(CLI::App& app) {
  app.set_version_flag("--version", "lykta " + program_version());
  app.require_subcommand(1);
  app.get_formatter()->column_width(34);
  app.footer(
      "Example: lykta run sample-data/ronneby/lykta.toml --output out/ronneby\n"
      "Help on a command: lykta COMMAND --help. Exit codes: 0 done, 1 the data cannot be used or the output not be "
      "written, 2 the call cannot be used, 129, 130 and 143 stopped by a signal, 141 nobody reads the output any "
      "more.");
  for (const auto add_command : all_commands) {
    add_command(app);
  }
}

namespace {

/// The parser would only say that a command is missing; this names the nearest one.
void refuse_unknown_command(const CLI::App& app, std::string_view word) {
  std::vector<std::string> known;
  for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    known.push_back(command->get_name());
  }
  if (word.empty() || word.starts_with('-') || std::ranges::find(known, word) != known.end()) {
    return;
  }
  const auto nearest = nearest_word(word, known);
  throw InvalidOption(fmt::format("unknown command {}{}; known are {}", word,
                                  nearest ? fmt::format(" (did you mean {}?)", *nearest) : "", fmt::join(known, ", ")));
}

/// The options of a command as they are written, "--source-crs".
std::vector<std::string> options_of(const CLI::App& command) {
  std::vector<std::string> options;
  for (const auto* option : command.get_options()) {
    for (const auto& name : option->get_lnames()) {
      options.push_back("--" + name);
    }
  }
  return options;
}

/// Where the option that is missing has a value that most people want.
std::string usual_value(std::string_view what) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 2> usual{
      {{"--step", "7 days or 28 are usual"}, {"--output", "a folder that does not exist yet"}}};
  const auto* const found =
      std::ranges::find_if(usual, [&](const auto& value) { return what.find(value.first) != std::string_view::npos; });
  return found == usual.end() ? "" : fmt::format(" ({})", found->second);
}

/// What the parser refuses, in the words of all other messages.
std::string usage_text(const CLI::ParseError& error, const CLI::App& app) {
  const auto used = app.get_subcommands();
  const auto& command = used.empty() ? app : *used.front();
  const auto help = fmt::format("; see lykta {}--help", used.empty() ? "" : command.get_name() + " ");
  if (used.empty() && dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
    return "give a command" + help;
  }
  if (dynamic_cast<const CLI::ExtrasError*>(&error) == nullptr) {
    return error.what() + usual_value(error.what()) + help;
  }
  const auto extras = app.remaining(true);
  const auto option = std::ranges::find_if(extras, [](const std::string& word) { return word.starts_with("--"); });
  if (option == extras.end()) {
    return fmt::format("{}: {} too many{}", fmt::join(extras, " "),
                       extras.size() == 1 ? "one word" : fmt::format("{} words", extras.size()), help);
  }
  const auto name = option->substr(0, option->find('='));
  const auto nearest = nearest_word(name, options_of(command));
  return fmt::format("unknown option {}{}{}", name, nearest ? fmt::format(": did you mean {}?", *nearest) : "",
                     nearest ? "" : help);
}

}  // namespace

int run_lykta(int argc, const char* const* argv) {
  CLI::App app{"Lykta finds the places that need presence, and says how sure it is.", "lykta"};
  add_commands(app);
  try {
    try {
      refuse_unknown_command(app, argc > 1 ? argv[1] : "");
      app.parse(argc, argv);
      return 0;
    } catch (const CLI::ParseError& error) {
      // Help and version are no errors; everything else that the parser refuses is usage.
      if (error.get_exit_code() != 0) {
        return fail(usage_text(error, app), exit_usage);
      }
      std::ostringstream text;
      app.exit(error, text, text);
      write_to_standard_output(text.str());
      return 0;
    }
  } catch (...) {
    return exit_code_of_failure();
  }
}

int run_as_program(int argc, const char* const* argv) {
  open_closed_streams();
  catch_signals();
  stop_polygon_work_when(&interrupted);
  const auto exit_code = run_lykta(argc, argv);
  try {
    close_standard_output();
  } catch (const OutputLost& error) {
    return exit_code != 0 ? exit_code : lost(error);
  }
  return exit_code;
}

}  // namespace lykta
