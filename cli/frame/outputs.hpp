// What does the user hear of the outputs besides the answer? Lines on standard error, which is no part of the answer.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "geo/write/existing.hpp"
#include "geo/write/output_files.hpp"
#include "publish/words/words.hpp"

namespace lykta {

[[nodiscard]] inline Existing existing_of(bool overwrite) { return overwrite ? Existing::overwrite : Existing::keep; }

/// What was found of earlier calls, a line each.
void tell(const std::vector<std::string>& notes);

/// Which folders were not there: a slip in a name shows, with --quiet too.
void tell_made_folders(const std::vector<std::filesystem::path>& made);

/// "Written to a.gpkg, a.qml": without styles of the user's, which are kept.
[[nodiscard]] std::string written_text(const std::vector<std::string>& paths, Language language);

/// `prepare_output_files` of these paths, empty ones passed over, and what it has to say.
void prepare_outputs(const std::vector<std::string>& paths, Existing existing);

}  // namespace lykta
