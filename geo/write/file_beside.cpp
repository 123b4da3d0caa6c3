#include "geo/write/file_beside.hpp"

#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/files/is_there.hpp"
#include "geo/write/durable_move.hpp"
#include "geo/write/leftovers.hpp"
#include "geo/write/output_place.hpp"
#include "geo/write/part_folder.hpp"

namespace lykta {

namespace fs = std::filesystem;

namespace {

void refuse_inside(const fs::path& file, const fs::path& folder) {
  const auto below = file.lexically_relative(folder);
  if (!below.empty() && *below.begin() != "..") {
    throw InvalidOption(fmt::format("{}: lies in {}, which a run replaces: keep it beside that folder", file.string(),
                                    folder.string()));
  }
}

void check_kept_file(const fs::path& file) {
  std::error_code error;
  const auto status = fs::status(file, error);
  if (is_there(file) && !fs::is_regular_file(status)) {
    throw InvalidOption(fmt::format("{}: is {}: give the name of a file", file.string(),
                                    fs::is_directory(status) ? "a folder" : "no file that can be replaced"));
  }
  if (is_mount_point(file)) {
    throw InvalidOption(
        fmt::format("{}: something is mounted there, so it cannot be replaced: give another name", file.string()));
  }
  check_can_write_in(file.parent_path(), file);
  if (is_there(file)) {
    check_can_move(file);
  }
}

}  // namespace

FileBeside::FileBeside(const fs::path& path, const fs::path& outputs) {
  if (!path.has_filename()) {
    throw InvalidOption(fmt::format("{}: is the name of a folder, not of a file", path.string()));
  }
  path_ = resolved_output(path);
  refuse_inside(path_, resolved_output(outputs));
  if (is_there(path_.parent_path())) {
    notes_ = clear_leftovers(path_.parent_path());
  }
  check_kept_file(path_);
  state_ = settled_state_of(path_.string());
}

FileBeside::~FileBeside() {
  part_.reset();
  take_back_folders(made_);
}

void FileBeside::write(const std::function<void(const fs::path&)>& write) {
  made_ = make_folders(path_.parent_path());
  part_ = std::make_unique<PartFolder>(path_.parent_path(), std::vector<std::string>{files_record});
  const auto hidden = part_->fresh();
  call_with_own_name([&] { write(hidden / path_.filename()); }, hidden, path_.parent_path());
  try {
    sync_tree(hidden);
  } catch (const DataError& error) {
    throw DataError((path_.parent_path() / "").string() + error.what());
  }
}

bool FileBeside::is_changed() const { return state_of(path_.string()) != state_; }

void FileBeside::check() const {
  if (is_changed()) {
    throw DataError(
        fmt::format("{}: was changed by another run meanwhile, so nothing was written: run again", path_.string()));
  }
}

void FileBeside::put() {
  const FolderLock ours_alone(path_.parent_path());
  const auto refuse = [&](const std::string& why) {
    throw DataError(
        fmt::format("{}: {}; the outputs are written, and this file does not know of them: run again with --overwrite",
                    path_.string(), why));
  };
  if (is_changed()) {
    refuse("was changed by another run at the last moment");
  }
  const auto fresh = part_->fresh() / path_.filename();
  if (state_) {
    take_over_permissions(path_, fresh);
  }
  std::error_code error;
  fs::rename(fresh, path_, error);
  if (error) {
    refuse("cannot be put in its place: " + error.message());
  }
  sync_names(path_.parent_path());
  stayed_ = std::exchange(made_, {});
}

}  // namespace lykta
