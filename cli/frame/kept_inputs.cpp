#include "cli/frame/kept_inputs.hpp"

#include <algorithm>
#include <optional>
#include <system_error>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/files/companion_files.hpp"

namespace lykta {

namespace fs = std::filesystem;

namespace {

bool is_same(const fs::path& a, const fs::path& b) {
  std::error_code error;
  return fs::equivalent(a, b, error) && !error;
}

/// In full, links of its folders followed, whether it is there or not; a link at its end stays one.
fs::path place_of(const fs::path& path) {
  std::error_code error;
  auto full = fs::absolute(path, error).lexically_normal();
  full = full.has_filename() ? full : full.parent_path();
  auto folder = fs::weakly_canonical(full.parent_path(), error);
  return error ? full : folder / full.filename();
}

bool is_one_place(const std::string& a, const std::string& b) { return place_of(a) == place_of(b) || is_same(a, b); }

/// The path of a file below a folder; nothing where it lies elsewhere.
std::optional<fs::path> path_below(const fs::path& folder, const fs::path& file) {
  for (auto above = file.parent_path(); above.has_relative_path(); above = above.parent_path()) {
    if (is_same(above, folder)) {
      return file.lexically_relative(above);
    }
  }
  return std::nullopt;
}

void refuse_special(const std::string& output) {
  std::error_code error;
  const auto status = fs::status(output, error);
  if (fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status)) {
    throw InvalidOption(fmt::format("{}: is a device or a pipe, and an output is a file: choose another name", output));
  }
}

/// A folder can be a source as well (a .gdb): nothing is written into it.
void refuse_inside_of(const std::string& output, const std::string& input) {
  std::error_code error;
  const auto source = file_behind(input);
  if (!source.empty() && fs::is_directory(source, error) && path_below(source, place_of(output))) {
    throw InvalidOption(fmt::format("{}: lies in {}, which is read: choose another name", output, input));
  }
}

void refuse_input(const std::string& output, const std::string& input) {
  refuse_inside_of(output, input);
  const auto read = files_read_with(input);
  for (const auto& written : files_written_with(output)) {
    if (std::ranges::none_of(read, [&](const auto& file) { return is_same(written, file); })) {
      continue;
    }
    throw InvalidOption(
        written == output
            ? fmt::format("{}: is read, so it cannot be the output too: choose another name", output)
            : fmt::format("{}: is read, and writing {} would replace it: choose another name", written, output));
  }
}

void refuse_pair(const std::string& a, const std::string& b) {
  if (is_one_place(a, b)) {
    throw InvalidOption(fmt::format("{}: cannot hold two of the results", a));
  }
  const auto goes_with = [](const std::string& other, const std::string& output) {
    return std::ranges::any_of(files_written_with(output), [&](const auto& file) { return is_one_place(file, other); });
  };
  for (const auto& [file, output] : {std::pair(a, b), std::pair(b, a)}) {
    if (goes_with(file, output)) {
      throw InvalidOption(
          fmt::format("{}: goes with {}, so it cannot hold another result: choose another name", file, output));
    }
  }
}

}  // namespace

std::vector<std::string> paths_read(const InputsDescription& description) {
  std::vector<std::string> paths{description.area.path};
  for (const auto* polygons : {&description.zones, &description.strata}) {
    if (*polygons) {
      paths.push_back((*polygons)->path);
    }
  }
  for (const auto& source : description.sources) {
    paths.push_back(source.path);
    if (source.polygons) {
      paths.push_back(source.polygons->path);
    }
    if (source.addresses) {
      paths.push_back(source.addresses->path);
    }
  }
  if (description.names) {
    paths.push_back(description.names->source.path);
  }
  for (const auto& calendar : description.calendars) {
    paths.push_back(calendar.path);
  }
  for (const auto* log : {&description.actions, &description.levels}) {
    if (*log) {
      paths.push_back((*log)->path);
    }
  }
  std::erase(paths, "");
  return paths;
}

void refuse_to_write_over_inputs(const std::vector<std::string>& outputs, const std::vector<std::string>& inputs) {
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    if (outputs[i].empty()) {
      continue;
    }
    refuse_special(outputs[i]);
    for (std::size_t k = 0; k < i; ++k) {
      if (!outputs[k].empty()) {
        refuse_pair(outputs[i], outputs[k]);
      }
    }
    for (const auto& input : inputs) {
      if (!input.empty()) {
        refuse_input(outputs[i], input);
      }
    }
  }
}

void refuse_to_replace_inputs(const std::string& folder, const std::vector<std::string>& inputs, const OwnNames& own) {
  for (const auto& input : inputs) {
    refuse_inside_of(folder, input);
    for (const auto& file : files_read_with(input)) {
      std::error_code error;
      // By the name that it was given, and by where a link leads.
      for (const auto& place : {place_of(file), fs::canonical(file, error)}) {
        const auto relative = path_below(folder, place);
        if (relative && own.owns(*relative)) {
          throw InvalidOption(
              fmt::format("{}: is read, and a run into {} would replace it: choose another --output", file, folder));
        }
      }
    }
  }
}

}  // namespace lykta
