// What does a run learn from the history, and how is the run written into it?
#pragma once

#include <memory>
#include <string>

#include "cli/configuration/configuration.hpp"
#include "engine/places/history.hpp"
#include "engine/questions/picture.hpp"
#include "geo/read/inputs.hpp"
#include "geo/write/file_beside.hpp"
#include "publish/words/words.hpp"

namespace lykta {

class RunHistory {
 public:
  /// Reads the file, which need not be there yet. Throws as FileBeside and read_history() do, before any work is done.
  RunHistory(const std::string& path, unsigned keep_weeks, const std::string& output);

  /// Gives the places of the picture their history and writes what the file will be; it is put into place by whoever writes the outputs.
  FileBeside* remember(const ReadInputs& read, Language language, Picture& picture);

 private:
  std::string path_;
  unsigned keep_weeks_;
  FileBeside file_;
  History history_;
};

/// Nothing where neither the call nor the configuration names a file.
[[nodiscard]] std::unique_ptr<RunHistory> history_of_run(const std::string& option, const HistorySettings& settings,
                                                         const std::string& output);

}  // namespace lykta
