#include "cli/commands/run/run_beginning.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "cli/commands/init/starting_configuration.hpp"
#include "cli/values/choices.hpp"
#include "cli/values/option_words.hpp"
#include "engine/base/error.hpp"
#include "geo/files/is_there.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

namespace fs = std::filesystem;

bool is_called_toml(const std::string& file) { return lower_case(fs::path(file).extension().string()) == ".toml"; }

/// A configuration under another name: a file that is not empty and is TOML from its beginning to its end.
bool reads_as_toml(const std::string& file) {
  constexpr std::uintmax_t longest = std::uintmax_t{1} << 20U;
  std::error_code error;
  if (!fs::is_regular_file(file, error) || fs::file_size(file, error) > longest) {
    return false;
  }
  std::ifstream stream(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  try {
    return !toml::parse(text).empty();
  } catch (const toml::parse_error&) {
    return false;
  }
}

/// As a shell takes it back.
std::string quoted_for_shell(const std::string& word) {
  const auto is_plain = !word.empty() && std::ranges::all_of(word, [](char letter) {
    return std::isalnum(static_cast<unsigned char>(letter)) != 0 ||
           std::string_view("._/-+=:,").find(letter) != std::string_view::npos;
  });
  if (is_plain) {
    return word;
  }
  std::string quoted = "'";
  for (const auto letter : word) {
    quoted += letter == '\'' ? "'\\''" : std::string(1, letter);
  }
  return quoted + "'";
}

/// The command that writes the configuration, for whoever has to correct it.
std::string command_of_init(const std::vector<std::string>& files) {
  std::string command = "lykta init";
  for (const auto& file : files) {
    command += " " + quoted_for_shell(file);
  }
  return command + " --output lykta.toml";
}

/// What is there was perhaps corrected by hand, and is never lost.
void refuse_other_configuration(const fs::path& kept, const std::string& text, const std::string& output) {
  if (!is_there(kept)) {
    return;
  }
  std::ifstream stream(kept, std::ios::binary);
  const std::string there{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (there != text) {
    throw InvalidOption(fmt::format(
        "{0}: is there and differs from what these files give now (somebody may have corrected it), so nothing was "
        "overwritten: run it (lykta run {1} --output {2} --overwrite), or move it away",
        kept.string(), quoted_for_shell(kept.string()), quoted_for_shell(output)));
  }
}

}  // namespace

bool begins_with_data(const std::vector<std::string>& files, const DataChoices& choices) {
  const auto configuration = std::ranges::find_if(files, is_called_toml);
  if (files.size() > 1 && configuration != files.end()) {
    throw InvalidOption(
        fmt::format("{}: is a configuration and stands beside other files: a run takes one configuration, or files of "
                    "data",
                    *configuration));
  }
  const auto has_configuration = configuration != files.end() || (files.size() == 1 && reads_as_toml(files.front()));
  if (!has_configuration) {
    return true;
  }
  for (const auto& [option, value] : {std::pair{"--language", choices.language}, std::pair{"--title", choices.title},
                                      std::pair{"--time-zone", choices.time_zone}}) {
    if (!value.empty()) {
      throw InvalidOption(fmt::format("{}: belongs to files of data; {} says it itself", option, files.front()));
    }
  }
  return false;
}

RunBeginning begin_with_configuration(const std::string& file) {
  return {.configuration = read_configuration(file), .named = file};
}

Language language_of(const DataChoices& choices) {
  return chosen<Language>("--language", choices.language.empty() ? "sv" : choices.language, languages);
}

RunBeginning begin_with_data(const std::vector<std::string>& files, const DataChoices& choices,
                             const std::string& output, const Progress& progress) {
  StartingChoices start{.language = language_of(choices)};
  start.title = choices.title;
  if (!choices.time_zone.empty()) {
    start.time_zone = choices.time_zone;
  }
  auto starting = starting_configuration(seen_from(output, files), output, start, progress);
  const auto kept = fs::path(output) / kept_configuration;
  refuse_other_configuration(kept, starting.text, output);
  RunBeginning beginning;
  beginning.configuration = saying_how_to_correct(files, [&] { return parse_configuration(starting.text, kept); });
  beginning.data = files;
  beginning.doubtful = std::move(starting.notes);
  std::ranges::move(starting.taken, std::back_inserter(beginning.doubtful));
  beginning.configuration.context.guesses = beginning.doubtful;
  beginning.configuration.context.made_configuration = std::move(starting.text);
  return beginning;
}

std::string with_cure(const std::string& fault, const std::vector<std::string>& data) {
  return fmt::format("{} (nothing was written; `{}` writes a configuration to state it in)", fault,
                     command_of_init(data));
}

}  // namespace lykta
