#include "geo/write/leftovers.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "geo/write/output_files.hpp"
#include "geo/write/output_folder.hpp"
#include "geo/write/part_folder.hpp"

namespace lykta {

namespace fs = std::filesystem;

namespace {

/// Of an earlier version, or of something else: it may hold anything.
std::string unknown_text(const fs::path& path) {
  return fmt::format("{}: does not say what it is left of, and stays: move what you need from it, then delete it",
                     path.string());
}

}  // namespace

std::vector<std::string> clear_leftovers(const fs::path& folder) {
  std::vector<std::string> notes;
  for (const auto& path : part_folders_in(folder)) {
    auto part = PartFolder::adopt(path);
    if (!part) {
      if (is_unknown_part(path)) {
        notes.push_back(unknown_text(path));
      }
      continue;
    }
    std::vector<std::string> said;
    const auto& record = part->record();
    if (!record.empty()) {
      const auto is_of_folder = record.size() > 1 && record.front() == folder_record;
      said = is_of_folder ? recover_output_folder(*part) : recover_output_files(*part);
    }
    if (said.empty()) {
      said.push_back(fmt::format("{}: was left of a call that was ended, and is removed", path.string()));
    }
    std::ranges::move(said, std::back_inserter(notes));
  }
  return notes;
}

}  // namespace lykta
