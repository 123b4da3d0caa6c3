#include "geo/write/whole_folder.hpp"

#include <cerrno>
#include <fstream>
#include <system_error>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

#include "engine/error.hpp"
#include "geo/format/locations.hpp"
#include "geo/write/write_failure.hpp"

namespace lykta {

namespace fs = std::filesystem;

namespace {

/// A path without a trailing slash: "out/" and "out" are the same folder.
fs::path without_slash(const fs::path& path) { return path.has_filename() ? path : path.parent_path(); }

/// A new folder beside the target, on the same file system, so that moving it is one step.
fs::path make_part_folder(const fs::path& target) {
  const auto parent = target.has_parent_path() ? target.parent_path() : fs::path(".");
  std::error_code error;
  fs::create_directories(parent, error);
  // No name of a file in it: GDAL writes XLSX and ODS through a path in which it looks for the first such ending.
  auto pattern = (parent / ".lykta-part-XXXXXX").string();
  const auto made = !error && mkdtemp(pattern.data()) != nullptr;
  const auto number = errno;
  if (!made) {
    throw DataError(fmt::format("{}: cannot be written in {}: {}", target.string(), parent.string(),
                                error ? error.message() : std::generic_category().message(number)));
  }
  fs::permissions(pattern, fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec |
                               fs::perms::others_read | fs::perms::others_exec);
  return pattern;
}

bool is_empty_or_missing(const fs::path& path) {
  std::error_code error;
  return !fs::exists(path, error) || (fs::is_directory(path, error) && fs::is_empty(path, error));
}

bool is_ours(const fs::path& folder) {
  std::ifstream file(folder / run_file_name);
  std::string text(4096, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  return text.find("\"program\": \"lykta\"") != std::string::npos;
}

void move(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::rename(from, to, error);
  if (error) {
    throw DataError(fmt::format("{}: cannot be moved to {}: {}", from.string(), to.string(), error.message()));
  }
}

/// What Lykta knows stays on this machine: outputs are internal.
void refuse_other_machines(const fs::path& target) {
  if (location_of(target.string()).kind != LocationKind::local_file) {
    throw InvalidOption(fmt::format("{}: outputs are written to this machine only: give a path of it",
                                    without_secrets(target.string())));
  }
}

}  // namespace

void check_output_folder(const fs::path& target, Existing existing) {
  refuse_other_machines(target);
  const auto folder = without_slash(target);
  if (is_empty_or_missing(folder)) {
    return;
  }
  if (!fs::is_directory(folder)) {
    throw InvalidOption(fmt::format("{}: is a file, not a folder: choose another --output", folder.string()));
  }
  if (existing == Existing::keep) {
    throw InvalidOption(
        fmt::format("{}: is already there and was kept: try --overwrite, or choose another --output", folder.string()));
  }
  if (!is_ours(folder)) {
    throw InvalidOption(fmt::format(
        "{}: holds files that are not from a run of Lykta, so nothing was overwritten: choose another --output",
        folder.string()));
  }
}

void check_output_file(const fs::path& target, Existing existing) {
  refuse_other_machines(target);
  std::error_code error;
  if (fs::is_directory(target, error)) {
    throw InvalidOption(fmt::format("{}: is a folder, not a file", target.string()));
  }
  if (existing == Existing::keep && fs::exists(target, error)) {
    throw InvalidOption(fmt::format("{}: is already there and was kept: try --overwrite", target.string()));
  }
}

WholeFolder::WholeFolder(fs::path target, Existing existing) : target_(without_slash(target)) {
  check_output_folder(target_, existing);
  part_ = make_part_folder(target_);
}

WholeFolder::~WholeFolder() {
  std::error_code error;
  fs::remove_all(part_, error);
}

void WholeFolder::finish(IsOutput is_output) {
  if (is_empty_or_missing(target_)) {
    std::error_code error;
    fs::remove(target_, error);
    move(part_, target_);
    return;
  }
  std::vector<fs::path> foreign;
  for (const auto& entry : fs::recursive_directory_iterator(target_)) {
    const auto name = entry.path().lexically_relative(target_);
    const auto is_folder = entry.is_directory() && !entry.is_symlink();
    if (!is_folder && !fs::exists(part_ / name) && !is_output(name)) {
      foreign.push_back(name);
    }
  }
  const auto old = make_part_folder(target_);
  // Swapping takes two moves; should the second fail, the old folder goes back.
  move(target_, old / "old");
  try {
    move(part_, target_);
  } catch (const DataError&) {
    move(old / "old", target_);
    fs::remove(old);
    throw;
  }
  for (const auto& name : foreign) {
    fs::create_directories((target_ / name).parent_path());
    move(old / "old" / name, target_ / name);
  }
  fs::remove_all(old);
}

void write_whole_file(const fs::path& target, Existing existing, const std::function<void(const fs::path&)>& write) {
  check_output_file(target, existing);
  const auto part = make_part_folder(target);
  try {
    naming_outputs(part, target.parent_path(), [&] { write(part / target.filename()); });
    const auto folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
    // A Shapefile is several files, and any of them may be somebody's.
    for (const auto& entry : fs::directory_iterator(part)) {
      check_output_file(folder / entry.path().filename(), existing);
    }
    for (const auto& entry : fs::directory_iterator(part)) {
      move(entry.path(), folder / entry.path().filename());
    }
  } catch (...) {
    std::error_code error;
    fs::remove_all(part, error);
    throw;
  }
  fs::remove_all(part);
}

}  // namespace lykta
