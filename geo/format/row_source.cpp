#include "geo/format/row_source.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/error.hpp"
#include "geo/files/companion_files.hpp"
#include "geo/files/locations.hpp"
#include "geo/files/naming_file.hpp"
#include "geo/values/folded_text.hpp"
#include "geo/values/nearest_word.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

bool is_text_file(const std::string& path) {
  const auto lower = lower_case(path);
  return std::ranges::any_of(std::initializer_list<std::string_view>{".csv", ".tab", ".tsv", ".txt", ".csv.gz"},
                             [&](std::string_view ending) { return lower.ends_with(ending); });
}

/// What GDAL must be told: an address is read through its file system for the network.
std::string name_to_open(const std::string& path) {
  const auto lower = lower_case(path);
  return lower.starts_with("http://") || lower.starts_with("https://") ? "/vsicurl/" + path : path;
}

SourceFormat format_of(const TextFile& file, const std::string& path) {
  SourceFormat format;
  format.driver = "CSV";
  format.layer = std::filesystem::path(path).stem().string();
  format.layers = {format.layer};
  format.encoding = file.encoding();
  format.dialect = file.dialect();
  format.header = file.header();
  format.columns = file.header().names;
  format.files = {{path}};
  format.expected_rows = file.expected_rows();
  return format;
}

SourceFormat format_of(const SheetFile& file, const std::string& path) {
  SourceFormat format;
  format.driver = file.driver();
  format.layer = file.sheet();
  format.layers = file.sheets();
  format.header = file.header();
  format.from_1904 = file.from_1904();
  format.columns = file.header().names;
  format.files = {{path}};
  return format;
}

SourceFormat format_of(const LayerFile& file, const std::string& /*path*/) {
  SourceFormat format;
  format.driver = file.driver();
  format.layer = file.layer();
  format.layers = file.layers();
  format.columns = file.field_names();
  format.has_geometry = file.has_geometry();
  format.crs = file.crs();
  for (const auto& name : file.files()) {
    format.files.push_back({name});
  }
  format.expected_rows = file.known_rows();
  return format;
}

/// What is watched while the source is read. The shared memory of a database is no part of what it holds.
std::vector<ReadFile> files_to_watch(const std::string& path) {
  refuse_what_is_no_file(path);
  auto files = files_read_with(path);
  std::erase_if(files, [](const std::string& file) { return file.ends_with("-shm"); });
  return with_states(files);
}

/// Gives the files of a format the states that they had before they were opened.
void add_states(std::vector<ReadFile>& files, const std::vector<ReadFile>& watched) {
  for (auto& file : files) {
    const auto found = std::ranges::find(watched, file.path, &ReadFile::path);
    file.state = found != watched.end() ? found->state : state_of(file.path);
  }
}

}  // namespace

bool is_table_file(const std::string& path) { return is_text_file(path) || is_sheet_file(path); }

RowSource::AnyFile RowSource::open(const RowRequest& request) {
  start_gdal();
  check_allowed(request.path, request.allowed_hosts);
  const NetworkPermit permit(request.allowed_hosts);
  const auto path = name_to_open(request.path);
  std::error_code error;
  // A folder may have any name; OGR knows which ones are sources.
  const auto is_folder = std::filesystem::is_directory(request.path, error);
  if (!is_folder && is_text_file(path)) {
    return AnyFile(std::in_place_type<TextFile>, path, request.text, request.wanted);
  }
  if (!is_folder && is_sheet_file(path)) {
    return AnyFile(std::in_place_type<SheetFile>, path, request.layer, request.text.header_row, request.wanted);
  }
  return AnyFile(std::in_place_type<LayerFile>, path, request.layer, request.allowed_hosts);
}

RowSource::RowSource(const RowRequest& request)
    : path_(request.path),
      allowed_hosts_(request.allowed_hosts),
      watched_(files_to_watch(request.path)),
      file_(open(request)),
      format_(std::visit([&](const auto& file) { return format_of(file, request.path); }, file_)) {
  add_states(format_.files, watched_);
  if (const auto row = request.text.header_row; row > 0 && format_.columns.empty()) {
    throw DataError(fmt::format(
        "{}: row {} is to name the columns (header row), but it is empty, or not among the first rows of the file",
        without_secrets(path_), row));
  }
  static_cast<void>(positions_of(request.wanted));
}

std::vector<std::size_t> RowSource::positions_of(const std::vector<std::string>& names) const {
  std::vector<std::size_t> positions;
  for (const auto& name : names) {
    auto found = std::ranges::find(format_.columns, name);
    if (found == format_.columns.end()) {
      // What looks the same is the same.
      found = std::ranges::find(format_.columns, composed(name), composed);
    }
    if (found == format_.columns.end()) {
      const auto nearest = nearest_word(name, format_.columns);
      throw DataError(fmt::format("{} ({}): no column '{}'{}; the columns are: {}", without_secrets(path_),
                                  format_.layer, name, nearest ? fmt::format(" (did you mean '{}'?)", *nearest) : "",
                                  fmt::join(format_.columns, ", ")));
    }
    if (std::ranges::count(format_.columns, *found) > 1) {
      throw DataError(fmt::format("{} ({}): there are several columns '{}': rename all but one", without_secrets(path_),
                                  format_.layer, name));
    }
    positions.push_back(static_cast<std::size_t>(found - format_.columns.begin()));
  }
  return positions;
}

void RowSource::read(const std::vector<std::size_t>& positions, const BatchTaker& take, const Progress& progress) {
  try {
    naming_file(without_secrets(path_), [&] { read_file(positions, take, progress); });
  } catch (const DataError&) {
    // A file that changes looks damaged; what is wrong with it is that.
    check_unchanged();
    throw;
  }
  check_unchanged();
}

void RowSource::read_file(const std::vector<std::size_t>& positions, const BatchTaker& take, const Progress& progress) {
  const NetworkPermit permit(allowed_hosts_);
  if (const auto* text = std::get_if<TextFile>(&file_)) {
    if (text->read(positions, take, progress) && format_.encoding->name == "UTF-8") {
      format_.encoding->name = "Windows-1252";
      format_.encoding->why = "some rows are not valid UTF-8";
    }
  } else if (const auto* sheet = std::get_if<SheetFile>(&file_)) {
    sheet->read(positions, take, progress);
  } else if (std::get<LayerFile>(file_).read(positions, take, progress)) {
    format_.encoding = {.name = "Windows-1252", .mark = 0, .stated = false, .why = "some texts are not valid UTF-8"};
  }
}

}  // namespace lykta
