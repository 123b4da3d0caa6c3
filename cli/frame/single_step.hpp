// What the single steps have in common: one source in, one file out, the words of the configuration as options.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "engine/inputs/chosen_events.hpp"
#include "engine/questions/picture.hpp"
#include "engine/statistics/zone_neighbours.hpp"
#include "geo/read/inputs.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// Readers of JSON take larger whole numbers for nearby ones, and a record must give back the seed that was used.

/// Options as they stand on the command line.
struct StepOptions {
  std::string input;
  std::string output;
  std::string rejects;  ///< file for the rows that could not be used; empty: none
  SourceDescription source;
  AreaDescription area;
  std::vector<double> extent;
  std::string crs;
  std::string time_zone = "Europe/Stockholm";
  std::string origin;
  std::string date_order;
  std::string clock = "as_written";
  std::string from;
  std::string to;
  std::string comparison_from;
  std::string comparison_to;
  std::string shape = "square";
  std::string kernel = "quartic";
  std::string neighbours = "queen";
  std::string alternative = "greater";
  std::string rank_by = "count";
  std::string language = "en";
  std::string bandwidth = "200";  ///< metres, or for `lykta density` a rule
  double distance_m = 0;
  std::size_t nearest = 0;
  std::string correction = "fdr";
  NamesDescription names;
  PictureOptions picture;
  bool overwrite = false;
  bool quiet = false;
  bool timings = false;
};

/// Throws InvalidOption: the word is none of these; the nearest is named.
[[noreturn]] void refuse_word(std::string_view option, const std::string& word, const std::vector<std::string>& known);

/// Options of every step that reads events and answers with files: input and output, source, period.
void add_files_and_source(CLI::App& command, StepOptions& options);
/// The study area and its coordinate system.
void add_study_area(CLI::App& command, StepOptions& options);
/// Size and shape of the cells.
void add_cells(CLI::App& command, StepOptions& options);
/// The kernel and its bandwidth.
void add_kernel(CLI::App& command, StepOptions& options);
/// All of these.
void add_common_options(CLI::App& command, StepOptions& options);
void add_statistics_options(CLI::App& command, StepOptions& options);
void add_places_options(CLI::App& command, StepOptions& options);

/// Finds the coordinate columns of an input that has no geometry and none given, and their system; `guesses` says what
/// was taken. `surroundings`, the box of longitudes and latitudes where the events are expected, is asked for where
/// several systems fit; it may give nothing. Throws InvalidOption where nothing fits: give `source.options.x_and_y`.
void guess_position(SourceDescription& source, std::vector<std::string>& guesses,
                    const std::function<std::optional<Box>()>& surroundings = {});

/// Columns of the input that look as if they should be stated, and were not: who found the event, how well its position
/// is known, its time of day. Sentences; none where there is nothing to say.
[[nodiscard]] std::vector<std::string> column_hints(const StepOptions& options);

/// An option, whether it changes something here, and what it belongs to. Options that the command lacks are passed over.
struct OptionOwner {
  const char* option;
  bool is_used;
  const char* belongs_to;
};
/// Throws InvalidOption for an option that was given and would change nothing.
void refuse_idle(const CLI::App& command, const std::vector<OptionOwner>& owners);

/// The rule of --neighbours, --distance and --nearest (0: not given). Throws InvalidOption for a rule without its number,
/// or a number without its rule.
[[nodiscard]] NeighbourRule neighbour_rule_of(const std::string& word, double distance_m, std::size_t nearest);

/// The choice that a word stands for. Throws InvalidOption with the known words and the nearest.
template <typename Choice>
[[nodiscard]] Choice chosen(std::string_view option, const std::string& word,
                            std::span<const std::pair<std::string_view, Choice>> choices) {
  std::vector<std::string> words;
  for (const auto& [known, choice] : choices) {
    if (known == word) {
      return choice;
    }
    words.emplace_back(known);
  }
  refuse_word(option, word, words);
}

/// What a step asks to be read. Column names for the coordinates are guessed where the input has no geometry and none
/// are given; `guesses` says what was taken. `zones` are polygons that tell where the events are expected, where there is
/// no study area.
[[nodiscard]] InputsDescription inputs_of(const StepOptions& options, std::vector<std::string>& guesses,
                                          const AreaDescription& zones = {});
/// Which events a step looks at. Throws InvalidOption for a period without --date.
[[nodiscard]] EventChoice event_choice_of(const StepOptions& options);
/// What a step asks of the engine, checked.
[[nodiscard]] PictureOptions picture_of(const StepOptions& options, Depth depth);

}  // namespace lykta
