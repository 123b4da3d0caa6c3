#include "geo/write/output_folder.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "engine/base/error.hpp"
#include "geo/files/is_there.hpp"
#include "geo/write/leftovers.hpp"
#include "geo/write/open_elsewhere.hpp"
#include "geo/write/output_place.hpp"
#include "geo/write/part_folder.hpp"
#include "geo/write/sidecars.hpp"

namespace lykta {

namespace fs = std::filesystem;

namespace {

bool is_empty_or_missing(const fs::path& path) {
  std::error_code error;
  return !is_there(path) || (fs::is_directory(path, error) && fs::is_empty(path, error));
}

bool is_ours(const fs::path& folder) {
  std::ifstream file(folder / run_file_name);
  std::string text(4096, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  return text.find("\"program\": \"lykta\"") != std::string::npos;
}

[[noreturn]] void refuse_existing(const fs::path& folder) {
  throw InvalidOption(
      fmt::format("{}: is already there and was kept: try --overwrite, or choose another --output", folder.string()));
}

/// The folder cannot be taken from its place, whatever is in it.
void refuse_fixed(const fs::path& folder) {
  std::error_code error;
  const auto here = fs::current_path(error).lexically_normal();
  if (!error && (here / "").string().starts_with((folder / "").string())) {
    throw InvalidOption(
        fmt::format("{}: is the folder that you are in, and a run replaces its folder: choose a new folder in it",
                    folder.string()));
  }
  if (is_mount_point(folder)) {
    throw InvalidOption(fmt::format(
        "{}: something is mounted there, and a run replaces its folder: choose a new folder in it", folder.string()));
  }
}

/// What is there, now.
void check_target(const fs::path& folder, const OwnNames& own, Existing existing) {
  if (!is_there(folder)) {
    check_can_write_in(folder.parent_path(), folder);
    return;
  }
  if (!fs::is_directory(folder)) {
    throw InvalidOption(fmt::format("{}: is a file, not a folder: choose another --output", folder.string()));
  }
  refuse_fixed(folder);
  check_can_write_in(folder.parent_path(), folder);
  check_can_move(folder);
  if (is_empty_or_missing(folder)) {
    return;
  }
  if (existing == Existing::keep) {
    refuse_existing(folder);
  }
  if (!is_ours(folder)) {
    throw InvalidOption(fmt::format(
        "{}: holds files that are not from a run of Lykta, so nothing was overwritten: choose another --output",
        folder.string()));
  }
  refuse_names_in_the_way(folder, own);
  refuse_mounts_in(folder);
  for (const auto& name : own.names()) {
    refuse_open_elsewhere(folder / name);
  }
}

/// Says which folder the hidden one is for, and what in it is ours.
std::vector<std::string> record_of(const fs::path& target, const OwnNames& own) {
  std::vector<std::string> record{folder_record, target.filename().string()};
  record.insert(record.end(), own.names().begin(), own.names().end());
  return record;
}

/// Styles with the name of an output that the user has saved go before ours.
void bring_users_styles(const fs::path& from, const fs::path& to, const OwnNames& own) {
  for (const auto& name : own.names()) {
    if (!is_users_style(from / name)) {
      continue;
    }
    std::error_code error;
    fs::create_directories((to / name).parent_path(), error);
    fs::remove(to / name, error);
    if (const auto failed = link_or_copy(from / name, to / name)) {
      throw DataError(
          fmt::format("{}: cannot be brought along into the new output: {}", (from / name).string(), failed.message()));
    }
  }
}

/// An output that was there keeps its mode and owner; a new one gets the owner of the folder.
void keep_permissions(const fs::path& old, const fs::path& fresh) {
  for (const auto& entry : fs::recursive_directory_iterator(fresh)) {
    const auto before = old / entry.path().lexically_relative(fresh);
    std::error_code error;
    if (fs::symlink_status(before, error).type() == entry.symlink_status().type()) {
      take_over_permissions(before, entry.path());
    } else if (geteuid() == 0) {
      take_over_owner(old, entry.path());
    }
  }
  take_over_permissions(old, fresh);
}

void take(const BeforeStep& before_step, std::string_view step) {
  if (before_step) {
    before_step(step);
  }
}

[[noreturn]] void refuse_move(const fs::path& target, const std::error_code& error) {
  throw DataError(fmt::format("{}: cannot be put in its place: {}", target.string(), error.message()));
}

std::string names_text(const BroughtAlong& paths) {
  std::string text;
  for (const auto& path : paths) {
    text += (text.empty() ? "" : ", ") + path.string();
  }
  return text;
}

std::error_code rename_folder(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::rename(from, to, error);
  return error;
}

}  // namespace

std::vector<std::string> prepare_output_folder(const fs::path& target, const OwnNames& own, Existing existing) {
  const auto folder = resolved_output(target);
  auto notes = clear_leftovers(folder.parent_path());
  std::ranges::move(clear_leftovers(folder), std::back_inserter(notes));
  check_target(folder, own, existing);
  return notes;
}

OutputFolder::OutputFolder(const fs::path& target, OwnNames own, Existing existing)
    : target_(resolved_output(target)), own_(std::move(own)), existing_(existing) {
  check_target(target_, own_, existing_);
  made_ = make_folders(target_.parent_path());
  try {
    part_ = std::make_unique<PartFolder>(target_.parent_path(), record_of(target_, own_));
  } catch (...) {
    take_back_folders(made_);
    throw;
  }
}

OutputFolder::~OutputFolder() {
  part_.reset();
  take_back_folders(made_);
}

fs::path OutputFolder::file(const std::string& name) const {
  const auto path = part_->fresh() / name;
  fs::create_directories(path.parent_path());
  return path;
}

void OutputFolder::write(const std::string& name, const std::function<void(const fs::path&)>& write) const {
  call_with_own_name([&] { write(file(name)); }, part_->fresh(), target_);
}

std::vector<fs::path> OutputFolder::finish(const BeforeStep& before_step) {
  take(before_step, "put on disk");
  try {
    sync_tree(part_->fresh());
  } catch (const DataError& error) {
    throw DataError((target_ / "").string() + error.what());
  }
  {
    const FolderLock ours_alone(target_.parent_path());
    check_target(target_, own_, existing_);
    bool is_moved = false;
    if (is_empty_or_missing(target_)) {
      move_to_new_name(before_step, is_moved);
    }
    if (!is_moved) {
      replace(before_step);
    }
    sync_names(target_.parent_path());
  }
  take(before_step, "clear");
  part_.reset();
  take(before_step, "end");
  return std::exchange(made_, {});
}

/// In one step, and only where nothing or an empty folder is.
void OutputFolder::move_to_new_name(const BeforeStep& before_step, bool& is_moved) {
  if (is_there(target_)) {
    take_over_permissions(target_, part_->fresh());
  }
  take(before_step, "move");
  const auto error = rename_folder(part_->fresh(), target_);
  is_moved = !error;
  if (error.value() == ENOTEMPTY || error.value() == EEXIST) {
    // Somebody else was faster.
    check_target(target_, own_, existing_);
  } else if (error) {
    refuse_move(target_, error);
  }
}

void OutputFolder::replace(const BeforeStep& before_step) {
  take(before_step, "bring along");
  bring_along(target_, part_->fresh(), own_);
  bring_users_styles(target_, part_->fresh(), own_);
  keep_permissions(target_, part_->fresh());
  sync_names(part_->fresh());
  sync_names(part_->path());
  for (const auto& name : own_.names()) {
    refuse_open_elsewhere(target_ / name);
  }
  take(before_step, "exchange");
  auto left = part_->fresh();
  auto error = exchange_names(part_->fresh(), target_);
  if (is_unsupported(error)) {
    // Two moves; an end between them is mended by whoever finds the part folder.
    left = part_->old();
    error = rename_folder(target_, left);
    take(before_step, "second move");
    if (!error) {
      error = rename_folder(part_->fresh(), target_);
      if (error) {
        static_cast<void>(rename_folder(left, target_));
      }
    }
  }
  if (error) {
    refuse_move(target_, error);
  }
  take(before_step, "look for late files");
  try {
    // What was saved between the two last steps.
    bring_along(left, target_, own_, SameName::newer_wins);
  } catch (const DataError& late) {
    part_->leave();
    throw DataError(fmt::format("{}: is written, but not all of your own files are in it; the earlier folder is {}: {}",
                                target_.string(), left.string(), late.what()));
  }
}

std::vector<std::string> recover_output_folder(PartFolder& part, const BeforeStep& before_step) {
  const auto& record = part.record();
  const auto target = part.path().parent_path() / record.at(1);
  const OwnNames own(std::vector<std::string>(record.begin() + 2, record.end()));
  const FolderLock ours_alone(target.parent_path());
  std::vector<std::string> notes;
  take(before_step, "put back");
  if (!is_there(target) && !is_empty_or_missing(part.old())) {
    if (!rename_folder(part.old(), target)) {
      notes.push_back(fmt::format("{}: a run was ended while it replaced this folder; the earlier one was put back",
                                  target.string()));
    }
  }
  for (const auto& left : {part.fresh(), part.old()}) {
    take(before_step, "bring back");
    const auto has_place = is_there(target) && fs::is_directory(target);
    try {
      if (has_place) {
        if (const auto brought = bring_along(left, target, own); is_there(left) && !brought.empty()) {
          notes.push_back(
              fmt::format("{}: brought back after a run that was ended: {}", target.string(), names_text(brought)));
        }
      } else if (is_there(left) && holds_users_files(left, own)) {
        part.leave();
        notes.push_back(fmt::format(
            "{}: is left of a run that was ended, and holds files of yours; {} is gone: move them, then delete it",
            left.string(), target.string()));
      }
    } catch (const DataError& error) {
      part.leave();
      notes.push_back(fmt::format("{}: is left of a run that was ended, and stays: {}", left.string(), error.what()));
    }
  }
  take(before_step, "clear");
  return notes;
}

}  // namespace lykta
