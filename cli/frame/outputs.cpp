#include "cli/frame/outputs.hpp"

#include <iostream>

namespace lykta {

void tell(const std::vector<std::string>& notes) {
  for (const auto& note : notes) {
    std::cerr << "lykta: " << note << '\n';
  }
}

void tell_made_folders(const std::vector<std::filesystem::path>& made) {
  if (!made.empty()) {
    std::cerr << "lykta: " << made.back().string() << ": this folder was not there and was made\n";
  }
}

std::string written_text(const std::vector<std::string>& paths, Language language) {
  const std::vector<std::filesystem::path> files(paths.begin(), paths.end());
  std::string text;
  for (const auto& file : without_kept_styles(files)) {
    text += (text.empty() ? "" : ", ") + file.string();
  }
  return say(language, {"Skrivet till {}", "Written to {}"}, text);
}

void prepare_outputs(const std::vector<std::string>& paths, Existing existing) {
  const std::vector<std::filesystem::path> files(paths.begin(), paths.end());
  tell(prepare_output_files(files, existing));
}

}  // namespace lykta
