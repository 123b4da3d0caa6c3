// What the single steps have in common: one source in, one file out, the words of the configuration as options.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "engine/picture.hpp"
#include "geo/read/inputs.hpp"
#include "publish/words.hpp"

namespace lykta {

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
  double distance_m = 0;
  NamesDescription names;
  PictureOptions picture;
  bool overwrite = false;
  bool quiet = false;
  bool timings = false;
};

/// Options of every step: source, period, area, cells, density.
void add_common_options(CLI::App& command, StepOptions& options);
void add_statistics_options(CLI::App& command, StepOptions& options);
void add_places_options(CLI::App& command, StepOptions& options);

/// What a step asks to be read. Column names for the coordinates are guessed where the input has no geometry and none
/// are given; `guesses` says what was taken.
[[nodiscard]] InputsDescription inputs_of(const StepOptions& options, std::vector<std::string>& guesses);
/// What a step asks of the engine, checked.
[[nodiscard]] PictureOptions picture_of(const StepOptions& options, Depth depth);

}  // namespace lykta
