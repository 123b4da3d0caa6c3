// The way of every command that reads events and answers with files: check, read, compute, write, say what was found.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "cli/frame/step_options.hpp"
#include "engine/base/progress.hpp"
#include "engine/inputs/incident_use.hpp"
#include "engine/inputs/warnings.hpp"
#include "geo/read/inputs.hpp"
#include "geo/write/vector_layer.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// A file of the answer, and how it is written.
struct AnswerFile {
  std::string path;
  /// Not asked for where there is a layer.
  std::function<void(const std::filesystem::path&, const Progress&)> write{};
  std::shared_ptr<const VectorLayer> layer{};  ///< written in the language of the answer
  std::shared_ptr<const void> keeps{};         ///< what the layer refers to
  bool is_named = true;                        ///< in the last line of the answer
};

/// A layer as a file; the ending chooses the format, and a .csv opens right in the spreadsheets of the language (see
/// CsvTable). What the layer refers to must live as long as the file is to be
/// written: `keeps` holds it.
[[nodiscard]] AnswerFile layer_file(std::string path, VectorLayer layer, std::shared_ptr<const void> keeps);

/// The same in a stated language.
[[nodiscard]] AnswerFile table_file(std::string path, VectorLayer layer, Language language,
                                    std::shared_ptr<const void> keeps);

/// The layer with its fields called as the file calls them, which a style must do too: a Shapefile has short names.
[[nodiscard]] VectorLayer layer_as_stored(const std::string& path, VectorLayer layer);

/// Where the styles of these layers go: beside each that QGIS draws.
[[nodiscard]] std::vector<std::string> style_paths(const std::vector<std::string>& layer_paths);

/// The style that QGIS opens a layer with: a file beside it, with the ending .qml; nothing for tables (.csv, .xlsx,
/// .ods).
[[nodiscard]] std::vector<AnswerFile> style_files(const std::string& layer_path, std::string qml);

/// What a command found out.
struct Answer {
  std::vector<AnswerFile> files;
  std::vector<IncidentUse> uses;  ///< one per incident
  std::vector<Warning> warnings;
  std::string text;                 ///< what was found, lines in the language of the outputs
  std::vector<WarningKind> told{};  ///< of the warnings, those that the text has said already
  nlohmann::ordered_json record;    ///< the same for a program; printed under `name`
};

/// A question: what the command is called in the record, what it reads, and what it makes of it.
struct Question {
  std::string name;
  InputsDescription inputs;
  std::vector<std::string> guesses;       ///< what was taken for granted while reading
  std::vector<std::string> more_inputs;   ///< files that are read besides, and so
                                          ///< must not be written over
  std::vector<std::string> more_outputs;  ///< files besides OUTPUT; empty ones are not asked for
  bool json = false;                      ///< the record is printed instead of the text
  std::vector<std::string> styles{};      ///< files that the answer writes beside its layers
  /// Throws InvalidOption for an OUTPUT with an ending that cannot hold the answer; empty: any vector format can.
  std::function<void(const std::filesystem::path&)> check_ending{};
  std::function<Answer(ReadInputs&, Language, const Progress&)> answer;
};

/// Throws InvalidOption and DataError as the parts do; then nothing has been written.
void run_question(const StepOptions& options, const Question& question);

}  // namespace lykta
