#include "geo/write/output_files.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include "engine/base/error.hpp"
#include "geo/files/is_there.hpp"
#include "geo/write/leftovers.hpp"
#include "geo/write/open_elsewhere.hpp"
#include "geo/write/output_place.hpp"
#include "geo/write/part_folder.hpp"
#include "geo/write/planned_moves.hpp"
#include "geo/write/sidecars.hpp"

namespace lykta {

namespace fs = std::filesystem;

namespace {

constexpr const char* plan_name = "plan";

/// What must hold of one file that an output takes the place of; it need not be there.
void check_replaceable(const fs::path& file, Existing existing) {
  std::error_code error;
  const auto status = fs::status(file, error);
  if (fs::is_directory(status)) {
    throw InvalidOption(fmt::format("{}: is a folder, not a file", file.string()));
  }
  if (!is_there(file)) {
    return;
  }
  if (!fs::is_regular_file(status) && !fs::is_symlink(fs::symlink_status(file, error))) {
    throw InvalidOption(fmt::format("{}: is no file that can be replaced: give another name", file.string()));
  }
  if (is_mount_point(file)) {
    throw InvalidOption(
        fmt::format("{}: something is mounted there, so it cannot be replaced: give another name", file.string()));
  }
  if (existing == Existing::keep) {
    refuse_existing_file(file);
  }
  check_can_move(file);
}

void check_file(const fs::path& file, Existing existing) {
  check_can_write_in(file.parent_path(), file);
  check_replaceable(file, existing);
  refuse_open_elsewhere(file);
  for (const auto& sidecar : sidecars_of(file)) {
    check_replaceable(sidecar, existing);
  }
}

void check_one_beside_the_other(std::span<const fs::path> files) {
  for (std::size_t i = 0; i < files.size(); ++i) {
    for (std::size_t k = 0; k < files.size(); ++k) {
      if (k < i && files[i] == files[k]) {
        throw InvalidOption(fmt::format("{}: cannot hold two of the results", files[i].string()));
      }
      if (files[i].parent_path() == files[k].parent_path() &&
          belongs_to(files[i].filename().string(), files[k].filename().string())) {
        throw InvalidOption(
            fmt::format("{} is a part of {}: call one of them otherwise", files[i].string(), files[k].string()));
      }
    }
  }
}

void check_files(std::span<const fs::path> files, Existing existing) {
  check_one_beside_the_other(files);
  for (const auto& file : files) {
    check_file(file, existing);
  }
  check_styles(files);
}

fs::path resolved_file(const fs::path& path) {
  if (!path.has_filename()) {
    throw InvalidOption(fmt::format("{}: is the name of a folder, not of a file", path.string()));
  }
  return resolved_output(path);
}

/// The outputs of one folder.
struct Group {
  fs::path folder;
  PartFolder part;
  std::set<std::string> written{};  ///< names in the hidden folder that no move is planned for yet
};

/// All outputs on their way.
class Writing {
 public:
  Writing(std::span<const OutputFile> files, Existing existing) : existing_(existing) {
    std::vector<fs::path> all;
    for (const auto& file : files) {
      all.push_back(resolved_file(file.path));
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!is_kept_style(all, all[i])) {
        targets_.push_back(all[i]);
        files_.push_back(&files[i]);
      }
    }
    check_files(targets_, existing_);
  }
  Writing(const Writing&) = delete;
  Writing& operator=(const Writing&) = delete;
  Writing(Writing&&) = delete;
  Writing& operator=(Writing&&) = delete;
  ~Writing() {
    groups_.clear();
    take_back_folders(made_);
  }

  void write() {
    for (std::size_t i = 0; i < files_.size(); ++i) {
      auto& group = group_of(targets_[i].parent_path());
      const auto hidden = group.part.fresh();
      call_with_own_name([&] { files_[i]->write(hidden / targets_[i].filename()); }, hidden, group.folder);
    }
    for (const auto& group : groups_) {
      try {
        sync_tree(group.part.fresh());
      } catch (const DataError& error) {
        throw DataError((group.folder / "").string() + error.what());
      }
    }
  }

  std::vector<fs::path> move(const BeforeStep& before_step) {
    {
      const auto ours_alone = lock_folders(folders());
      check_files(targets_, existing_);
      const auto moves = plan();
      write_plan(moves);
      try {
        make_moves(moves, existing_, before_step);
      } catch (...) {
        give_up(moves);
        throw;
      }
      for (const auto& group : groups_) {
        sync_names(group.folder);
      }
    }
    if (before_step) {
      before_step("clear");
    }
    groups_.clear();
    return std::exchange(made_, {});
  }

 private:
  Group& group_of(const fs::path& folder) {
    const auto found = std::ranges::find(groups_, folder, &Group::folder);
    if (found != groups_.end()) {
      return *found;
    }
    std::ranges::move(make_folders(folder), std::back_inserter(made_));
    groups_.push_back({folder, PartFolder(folder, {files_record})});
    return groups_.back();
  }

  [[nodiscard]] std::vector<fs::path> folders() const {
    std::vector<fs::path> folders;
    for (const auto& group : groups_) {
      folders.push_back(group.folder);
    }
    return folders;
  }

  [[nodiscard]] std::vector<PlannedMove> plan() {
    for (auto& group : groups_) {
      for (const auto& entry : fs::directory_iterator(group.part.fresh())) {
        group.written.insert(entry.path().filename().string());
      }
    }
    std::vector<PlannedMove> takes;
    std::vector<PlannedMove> puts;
    for (const auto& target : targets_) {
      auto& group = *std::ranges::find(groups_, target.parent_path(), &Group::folder);
      const auto main = target.filename().string();
      for (const auto& sidecar : sidecars_of(target)) {
        if (!group.written.contains(sidecar.filename().string()) && !is_planned(puts, sidecar) &&
            !is_planned(takes, sidecar)) {
          takes.push_back(
              {.kind = MoveKind::take, .fresh = {}, .saved = group.part.old() / sidecar.filename(), .place = sidecar});
        }
      }
      if (!group.written.contains(main) && !is_planned(puts, target)) {
        throw DataError(fmt::format("{}: was not written under this name", target.string()));
      }
      plan_put(group, main, takes, puts);
      for (const auto& name : std::set<std::string>(group.written)) {
        if (belongs_to(name, main)) {
          plan_put(group, name, takes, puts);
        }
      }
    }
    std::ranges::move(puts, std::back_inserter(takes));
    return takes;
  }

  static bool is_planned(const std::vector<PlannedMove>& moves, const fs::path& place) {
    return std::ranges::find(moves, place, &PlannedMove::place) != moves.end();
  }

  void plan_put(Group& group, const std::string& name, std::vector<PlannedMove>& takes,
                std::vector<PlannedMove>& puts) const {
    if (group.written.erase(name) == 0) {
      return;
    }
    const PlannedMove move{.kind = MoveKind::put,
                           .fresh = group.part.fresh() / name,
                           .saved = group.part.old() / name,
                           .place = group.folder / name,
                           .stamp = stamp_of(group.part.fresh() / name)};
    puts.push_back(move);
    if (!is_there(move.place)) {
      return;
    }
    check_replaceable(move.place, existing_);
    take_over_permissions(move.place, move.fresh);
    if (::link(move.place.c_str(), move.saved.c_str()) != 0) {
      // No second names here: it goes out of the way first.
      takes.push_back({.kind = MoveKind::take, .fresh = {}, .saved = move.saved, .place = move.place});
    }
  }

  void write_plan(const std::vector<PlannedMove>& moves) const {
    const auto fields = fields_of(moves);
    for (const auto& group : groups_) {
      sync_names(group.part.old());
      write_fields(group.part.path() / plan_name, fields);
    }
  }

  void give_up(const std::vector<PlannedMove>& moves) {
    const auto all = take_back_moves(moves);
    for (auto& group : groups_) {
      sync_names(group.folder);
      std::error_code error;
      if (all) {
        fs::remove(group.part.path() / plan_name, error);
      } else {
        group.part.leave();
      }
    }
  }

  Existing existing_;
  std::vector<const OutputFile*> files_;
  std::vector<fs::path> targets_;  ///< of these files
  std::vector<fs::path> made_;
  std::vector<Group> groups_;
};

/// The other hidden folders of a plan; nothing while another process sees to them.
std::optional<std::vector<PartFolder>> adopt_others(const std::vector<PlannedMove>& moves, const fs::path& own) {
  std::set<fs::path> paths;
  for (const auto& move : moves) {
    paths.insert(move.saved.parent_path().parent_path());
  }
  paths.erase(own);
  std::vector<PartFolder> others;
  for (const auto& path : paths) {
    if (auto part = PartFolder::adopt(path)) {
      others.push_back(std::move(*part));
    } else if (is_there(path)) {
      for (auto& other : others) {
        other.leave();
      }
      return std::nullopt;
    }
  }
  return others;
}

}  // namespace

std::vector<std::string> prepare_output_files(std::span<const fs::path> paths, Existing existing) {
  std::vector<fs::path> files;
  std::set<fs::path> folders;
  for (const auto& path : paths) {
    if (!path.empty()) {
      files.push_back(resolved_file(path));
      folders.insert(files.back().parent_path());
    }
  }
  std::vector<std::string> notes;
  for (const auto& folder : folders) {
    std::ranges::move(clear_leftovers(folder), std::back_inserter(notes));
  }
  const auto written = without_kept_styles(files);
  for (const auto& file : files) {
    if (std::ranges::find(written, file) == written.end()) {
      notes.push_back(fmt::format("{}: this style is not one of Lykta's and was kept", file.string()));
    }
  }
  check_files(written, existing);
  return notes;
}

std::vector<fs::path> without_kept_styles(std::span<const fs::path> paths) {
  std::vector<fs::path> written;
  std::ranges::copy_if(paths, std::back_inserter(written),
                       [&](const fs::path& path) { return !is_kept_style(paths, path); });
  return written;
}

std::vector<fs::path> write_output_files(std::span<const OutputFile> files, Existing existing,
                                         const BeforeStep& before_step) {
  Writing writing(files, existing);
  writing.write();
  return writing.move(before_step);
}

std::vector<std::string> recover_output_files(PartFolder& part) {
  const auto fields = read_fields(part.path() / plan_name);
  const auto moves = moves_of(fields);
  auto others = adopt_others(moves, part.path());
  if (!others) {
    part.leave();
    return {};
  }
  if (moves.empty() || are_made(moves)) {
    return {};
  }
  std::vector<fs::path> folders{part.path().parent_path()};
  std::vector<std::string> names;
  for (const auto& move : moves) {
    folders.push_back(move.place.parent_path());
    if (move.kind == MoveKind::put) {
      names.push_back(move.place.string());
    }
  }
  const auto ours_alone = lock_folders(folders);
  if (!take_back_moves(moves)) {
    part.leave();
    for (auto& other : *others) {
      other.leave();
    }
    return {
        fmt::format("{}: is left of a call that was ended, and holds what stood in the place of {}; something else "
                    "stands there now: move what you need, then delete it",
                    part.old().string(), fmt::join(names, ", "))};
  }
  std::error_code error;
  fs::remove(part.path() / plan_name, error);
  for (const auto& other : *others) {
    fs::remove(other.path() / plan_name, error);
  }
  return {fmt::format("{}: a call was ended while it put this in its place; all is again as it was before",
                      fmt::join(names, ", "))};
}

}  // namespace lykta
