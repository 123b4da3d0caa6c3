#include "cli/commands/run/run_history.hpp"

#include <filesystem>

#include "cli/frame/outputs.hpp"
#include "engine/questions/picture_history.hpp"
#include "geo/files/naming_file.hpp"
#include "geo/read/history_file.hpp"
#include "publish/tables/csv_table.hpp"
#include "publish/words/place_words.hpp"

namespace lykta {

RunHistory::RunHistory(const std::string& path, unsigned keep_weeks, const std::string& output)
    : path_(path), keep_weeks_(keep_weeks), file_(path, output) {
  tell(file_.notes());
  history_ = read_history(path_);
}

FileBeside* RunHistory::remember(const ReadInputs& read, Language language, Picture& picture) {
  const HistoryOptions options{
      .crs = read.crs.id(), .names = place_names(picture.places, language), .keep_weeks = keep_weeks_};
  const auto kept = naming_file(path_, [&] { return lykta::remember(read.inputs, history_, options, picture); });
  file_.write([&](const std::filesystem::path& path) { write_text_file(history_text(kept), path); });
  return &file_;
}

std::unique_ptr<RunHistory> history_of_run(const std::string& option, const HistorySettings& settings,
                                           const std::string& output) {
  const auto& path = option.empty() ? settings.path : option;
  return path.empty() ? nullptr : std::make_unique<RunHistory>(path, settings.keep_weeks, output);
}

}  // namespace lykta
