#include "cli/frame/answer.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>

#include <fmt/format.h>

#include "cli/frame/console.hpp"
#include "cli/frame/guessed_source.hpp"
#include "cli/frame/kept_inputs.hpp"
#include "cli/frame/outputs.hpp"
#include "cli/frame/summary.hpp"
#include "engine/base/error.hpp"
#include "geo/files/drawn_files.hpp"
#include "geo/files/naming_file.hpp"
#include "geo/values/text_values.hpp"
#include "geo/write/vector_file.hpp"
#include "publish/records/json_text.hpp"
#include "publish/records/step_record.hpp"
#include "publish/tables/csv_table.hpp"
#include "publish/tables/rejects.hpp"

namespace lykta {

namespace {

/// ".gpkg", however it was written.
std::string ending_of(const std::string& path) { return lower_case(std::filesystem::path(path).extension().string()); }

/// Everything that can be refused before a file is read.
void check_outputs(const StepOptions& options, const Question& question, Existing existing) {
  std::vector<std::string> outputs{options.output, options.rejects};
  outputs.insert(outputs.end(), question.more_outputs.begin(), question.more_outputs.end());
  auto inputs = paths_read(question.inputs);
  inputs.insert(inputs.end(), question.more_inputs.begin(), question.more_inputs.end());
  refuse_to_write_over_inputs(outputs, inputs);
  if (question.check_ending) {
    question.check_ending(options.output);
  } else {
    check_vector_ending(options.output);
  }
  for (const auto& output : question.more_outputs) {
    if (!output.empty()) {
      check_vector_ending(output);
    }
  }
  outputs.insert(outputs.end(), question.styles.begin(), question.styles.end());
  prepare_outputs(outputs, existing);
}

/// All files of the answer as they are written.
std::vector<OutputFile> output_files(const Answer& answer, const ReadInputs& read, const StepOptions& options,
                                     Language language, const Progress& progress) {
  std::vector<OutputFile> files;
  for (const auto& file : answer.files) {
    files.push_back({file.path, [&file, language, progress](const std::filesystem::path& path) {
                       if (file.layer) {
                         write_layer_file(*file.layer, language, path, progress);
                       } else {
                         file.write(path, progress);
                       }
                     }});
  }
  if (!options.rejects.empty()) {
    files.push_back({options.rejects, [&, language](const std::filesystem::path& path) {
                       rejects_table(read, answer.uses, language).write(path);
                     }});
  }
  return files;
}

/// The files that the last line names.
std::vector<std::string> named_paths(const std::vector<AnswerFile>& files) {
  std::vector<std::string> paths;
  for (const auto& file : files) {
    if (file.is_named) {
      paths.push_back(file.path);
    }
  }
  return paths;
}

/// What people read: the answer, what was lost, and where it was written.
std::string text_of(const StepOptions& options, const Question& question, const ReadInputs& read, const Answer& answer,
                    Language language) {
  auto warnings = answer.warnings;
  std::erase_if(warnings, [&](const Warning& warning) {
    return std::ranges::find(answer.told, warning.kind) != answer.told.end();
  });
  return first_warnings_text(warnings, language) + answer.text +
         losses_text(read, answer.uses, warnings, options.rejects,
                     {.guesses = question.guesses, .hints = column_hints(question.inputs.sources.front(), language)},
                     language) +
         written_text(named_paths(answer.files), language);
}

}  // namespace

AnswerFile layer_file(std::string path, VectorLayer layer, std::shared_ptr<const void> keeps) {
  // Layers hold functions that look into what they show.
  auto shared = std::make_shared<const VectorLayer>(std::move(layer));
  return {.path = std::move(path), .write = {}, .layer = std::move(shared), .keeps = std::move(keeps)};
}

AnswerFile table_file(std::string path, VectorLayer layer, Language language, std::shared_ptr<const void> keeps) {
  auto shared = std::make_shared<const VectorLayer>(std::move(layer));
  return {std::move(path),
          [shared, language, keeps = std::move(keeps)](const std::filesystem::path& file, const Progress& progress) {
            write_layer_file(*shared, language, file, progress);
          }};
}

VectorLayer layer_as_stored(const std::string& path, VectorLayer layer) {
  if (ending_of(path) == ".shp") {
    for (auto& field : layer.fields) {
      field.name = field.short_name;
    }
  }
  return layer;
}

std::vector<std::string> style_paths(const std::vector<std::string>& layer_paths) {
  std::vector<std::string> paths;
  for (const auto& layer_path : layer_paths) {
    if (is_drawn(layer_path)) {
      paths.push_back(style_beside(layer_path).string());
    }
  }
  return paths;
}

std::vector<AnswerFile> style_files(const std::string& layer_path, std::string qml) {
  if (!is_drawn(layer_path)) {
    return {};
  }
  return {{style_beside(layer_path).string(),
           [qml = std::move(qml)](const std::filesystem::path& file, const Progress&) { write_text_file(qml, file); }}};
}

void run_question(const StepOptions& options, const Question& question) {
  const auto existing = existing_of(options.overwrite);
  const auto language = language_of(options);
  check_outputs(options, question, existing);
  Console console(options.quiet, language);
  const auto progress = console.progress();
  auto wanted = question.inputs;
  wanted.needs_hashes = question.json;
  auto read = read_inputs(wanted, progress);
  const auto answer = naming_file(options.input, [&] { return question.answer(read, language, progress); });
  report(progress, "writing", 0);
  const auto made = write_output_files(output_files(answer, read, options, language, progress), existing);
  console.finish();
  tell_made_folders(made);
  if (question.json) {
    auto record = step_record(question.name, read, answer.record, answer.warnings, language);
    if (options.timings) {
      record["timings"] = console.timings();
    }
    print_line(json_text(record));
    return;
  }
  if (!options.quiet) {
    print_line(text_of(options, question, read, answer, language));
  }
  if (options.timings) {
    print_line(json_text(console.timings(), -1));
  }
}

}  // namespace lykta
