// What do the single steps have in common on the command line? One source in, one file out, the words of the
// configuration as options.
#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/frame/neighbour_options.hpp"
#include "engine/questions/picture.hpp"
#include "geo/read/inputs.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// Options as they stand on the command line.
struct StepOptions : NeighbourOptions {
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
  std::string alternative = "greater";
  std::string place_method = "peaks";
  std::string rank_by = "count";
  std::vector<std::string> mean_rank_of{};
  std::string language = "en";
  std::string bandwidth = "200";  ///< metres, or for `lykta density` a rule
  NamesDescription names;
  PictureOptions picture;
  bool guess = false;  ///< whether columns that are not stated are guessed
  bool overwrite = false;
  bool quiet = false;
  bool timings = false;
};

/// Of the outputs and of the terminal. Throws InvalidOption for a word that is neither.
[[nodiscard]] Language language_of(const StepOptions& options);

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

}  // namespace lykta
