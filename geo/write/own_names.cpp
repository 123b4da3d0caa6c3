#include "geo/write/own_names.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/files/is_there.hpp"
#include "geo/write/output_place.hpp"
#include "geo/write/sidecars.hpp"

namespace lykta {

namespace fs = std::filesystem;

namespace {

/// A folder itself, not a link to one.
bool is_folder(const fs::path& path) {
  std::error_code error;
  return fs::is_directory(fs::symlink_status(path, error));
}

class Bringing {
 public:
  Bringing(const fs::path& from, const fs::path& to, const OwnNames& own, SameName same_name)
      : from_(from), to_(to), own_(own), same_name_(same_name) {}

  void bring_folder(const fs::path& relative) {
    std::error_code error;
    for (fs::directory_iterator entry(from_ / relative, error), end; !error && entry != end; entry.increment(error)) {
      const auto name = relative / entry->path().filename();
      if (!is_folder(entry->path())) {
        if (!own_.owns(name)) {
          bring_file(name);
        }
        continue;
      }
      const auto is_users = !own_.is_folder_of_outputs(name);
      const auto is_new = is_users && make_folder(name);
      bring_folder(name);
      if (is_new) {
        take_over_permissions(from_ / name, to_ / name);
        take_over_times(from_ / name, to_ / name);
      }
    }
    if (error) {
      refuse(relative, error);
    }
  }

  BroughtAlong brought;

 private:
  [[noreturn]] void refuse(const fs::path& relative, const std::error_code& error) const {
    throw DataError(fmt::format("{}: cannot be brought along into the new output: {}", (from_ / relative).string(),
                                error.message()));
  }

  /// True when it was not there.
  bool make_folder(const fs::path& relative) {
    if (is_folder(to_ / relative)) {
      return false;
    }
    std::error_code error;
    if (relative.has_parent_path()) {
      make_folder(relative.parent_path());
    }
    if (!fs::create_directory(to_ / relative, error) || error) {
      refuse(relative, error ? error : std::make_error_code(std::errc::file_exists));
    }
    if (!own_.is_folder_of_outputs(relative)) {
      brought.push_back(relative);
    }
    return true;
  }

  void bring_file(const fs::path& relative) {
    if (is_there(to_ / relative)) {
      if (same_name_ == SameName::newer_wins) {
        take_newer(relative);
      }
      return;
    }
    if (relative.has_parent_path()) {
      make_folder(relative.parent_path());
    }
    if (const auto error = link_or_copy(from_ / relative, to_ / relative)) {
      refuse(relative, error);
    }
    brought.push_back(relative);
  }

  /// Moves what was changed later, and the original of a copy, which still has its owner.
  void take_newer(const fs::path& relative) {
    std::error_code error;
    const auto theirs = from_ / relative;
    const auto ours = to_ / relative;
    if (!fs::is_regular_file(fs::symlink_status(theirs, error)) || fs::equivalent(theirs, ours, error)) {
      return;
    }
    const auto their_time = fs::last_write_time(theirs, error);
    const auto our_time = fs::last_write_time(ours, error);
    if (error || their_time < our_time) {
      return;
    }
    fs::rename(theirs, ours, error);
    if (error && their_time > our_time) {
      refuse(relative, error);
    }
  }

  const fs::path& from_;
  const fs::path& to_;
  const OwnNames& own_;
  SameName same_name_;
};

}  // namespace

bool OwnNames::owns(const fs::path& relative) const {
  return std::ranges::any_of(names_, [&](const std::string& name) {
    const fs::path output = name;
    return relative == output || (relative.parent_path() == output.parent_path() &&
                                  belongs_to(relative.filename().string(), output.filename().string()));
  });
}

bool OwnNames::is_folder_of_outputs(const fs::path& relative) const {
  return std::ranges::any_of(names_, [&](const std::string& name) { return fs::path(name).parent_path() == relative; });
}

BroughtAlong bring_along(const fs::path& from, const fs::path& to, const OwnNames& own, SameName same_name) {
  Bringing bringing(from, to, own, same_name);
  if (is_folder(from)) {
    bringing.bring_folder({});
  }
  std::ranges::sort(bringing.brought);
  return bringing.brought;
}

bool holds_users_files(const fs::path& folder, const OwnNames& own) {
  std::error_code error;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (!is_folder(entry->path()) && !own.owns(entry->path().lexically_relative(folder))) {
      return true;
    }
  }
  // What cannot be looked at may be anything.
  return static_cast<bool>(error);
}

void refuse_mounts_in(const fs::path& folder) {
  std::error_code error;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (is_mount_point(entry->path())) {
      throw DataError(fmt::format("{}: something is mounted there, so {} cannot be replaced: choose another --output",
                                  entry->path().string(), folder.string()));
    }
  }
  if (error) {
    throw DataError(fmt::format("{}: cannot be looked through: {}", folder.string(), error.message()));
  }
}

void refuse_names_in_the_way(const fs::path& folder, const OwnNames& own) {
  for (const auto& name : own.names()) {
    const auto path = folder / name;
    if (is_folder(path)) {
      throw InvalidOption(fmt::format(
          "{}: is a folder where a run writes a file: call it otherwise, or choose another --output", path.string()));
    }
    const auto above = path.parent_path();
    if (above != folder && is_there(above) && !is_folder(above)) {
      throw InvalidOption(
          fmt::format("{}: is no folder, and a run writes one there: call it otherwise, or choose another --output",
                      above.string()));
    }
  }
}

}  // namespace lykta
