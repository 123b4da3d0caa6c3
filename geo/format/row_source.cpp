#include "geo/format/row_source.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>
#include <utility>

#include <cpl_vsi.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/error.hpp"
#include "geo/files/companion_files.hpp"
#include "geo/files/locations.hpp"
#include "geo/files/naming_file.hpp"
#include "geo/files/offline.hpp"
#include "geo/values/folded_text.hpp"
#include "geo/values/nearest_word.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

/// Tables of MapInfo and texts with tabs between the fields have the same ending.
bool is_mapinfo_table(const std::string& path) {
  if (!lower_case(path).ends_with(".tab") || location_of(path).kind != LocationKind::local_file) {
    return false;
  }
  refuse_what_is_no_file(path);
  const QuietGdal quiet;
  const std::unique_ptr<VSILFILE, decltype(&VSIFCloseL)> file(VSIFOpenL(path.c_str(), "rb"), &VSIFCloseL);
  std::array<char, 64> start{};
  const auto length = file ? VSIFReadL(start.data(), 1, start.size(), file.get()) : 0;
  std::string_view text(start.data(), length);
  text.remove_prefix(std::min(text.find('!'), text.size()));
  return lower_case(text).starts_with("!table") &&
         std::string_view(start.data(), length).find_first_not_of("\xEF\xBB\xBF \t\r\n") == length - text.size();
}

bool is_text_file(const std::string& path) {
  const auto lower = lower_case(path);
  if (is_mapinfo_table(path)) {
    return false;
  }
  return std::ranges::any_of(std::initializer_list<std::string_view>{".csv", ".tab", ".tsv", ".txt", ".csv.gz"},
                             [&](std::string_view ending) { return lower.ends_with(ending); });
}

/// What GDAL must be told: an address is read through its file system for the network.
std::string name_to_open(const std::string& path) {
  const auto lower = lower_case(path);
  return lower.starts_with("http://") || lower.starts_with("https://") ? "/vsicurl/" + path : path;
}

SourceFormat format_of(const TextFile& file, const std::string& path, bool /*counts_layers*/) {
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

SourceFormat format_of(const SheetFile& file, const std::string& path, bool counts_layers) {
  SourceFormat format;
  format.driver = file.driver();
  format.layer = file.sheet();
  for (std::size_t i = 0; i < file.sheets().size(); ++i) {
    const auto& tab = file.sheets()[i];
    format.layers.push_back(tab.name);
    if (tab.is_hidden) {
      format.hidden_layers.push_back(tab.name);
    }
    if (counts_layers && file.sheets().size() > 1) {
      format.rows_of_layers.push_back(file.rows_of(i));
    }
  }
  format.header = file.header();
  format.from_1904 = file.from_1904();
  format.columns = file.header().names;
  format.files = {{path}};
  return format;
}

SourceFormat format_of(const JsonFile& file, const std::string& path, bool /*counts_layers*/) {
  SourceFormat format;
  format.driver = "JSON";
  format.layer = file.table().name;
  for (const auto& table : file.tables()) {
    format.layers.push_back(table.name);
    if (file.tables().size() > 1) {
      format.rows_of_layers.push_back(table.rows);
    }
  }
  format.columns = file.table().columns;
  format.files = {{path}};
  format.expected_rows = file.table().rows;
  return format;
}

SourceFormat format_of(const LayerFile& file, const std::string& /*path*/, bool /*counts_layers*/) {
  SourceFormat format;
  format.driver = file.driver();
  format.layer = file.layer();
  format.layers = file.layers();
  format.encoding = file.encoding();
  format.columns = file.field_names();
  format.has_geometry = file.has_geometry();
  format.crs = file.crs();
  for (const auto& name : file.files()) {
    format.files.push_back({name});
  }
  format.expected_rows = file.known_rows();
  return format;
}

/// JSON that is none of OGR's kinds.
bool is_plain_json(const std::string& path) {
  start_gdal();
  if (!begins_like_json(path)) {
    return false;
  }
  const QuietGdal quiet;
  return GDALIdentifyDriverEx(path.c_str(), GDAL_OF_VECTOR, drivers_for_local_files(), nullptr) == nullptr;
}

/// What is stated of the layout of a text must not stand there without effect.
void refuse_statements(const RowRequest& request, bool has_encoding) {
  const auto refuse = [&](std::string_view what, const std::string& stated) {
    throw InvalidOption(fmt::format("{}: {} ({}) has no effect on this format, which knows its own: leave it out",
                                    without_secrets(request.path), what, stated));
  };
  if (!request.text.encoding.empty() && !has_encoding) {
    refuse("the stated encoding", request.text.encoding);
  }
  if (!request.text.separator.empty()) {
    refuse("the stated separator", request.text.separator);
  }
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

bool is_table_file(const std::string& path) { return is_text_file(path) || is_sheet_file(path) || is_plain_json(path); }

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
    refuse_statements(request, false);
    return AnyFile(std::in_place_type<SheetFile>, path, request.layer, request.text.header_row, request.wanted);
  }
  if (!is_folder && is_plain_json(path)) {
    refuse_statements(request, false);
    return AnyFile(std::in_place_type<JsonFile>, path, request.layer);
  }
  AnyFile file(std::in_place_type<LayerFile>, path, request.layer, request.allowed_hosts, request.text.encoding);
  refuse_statements(request, std::get<LayerFile>(file).driver() == "ESRI Shapefile");
  return file;
}

RowSource::RowSource(const RowRequest& request)
    : path_(request.path),
      allowed_hosts_(request.allowed_hosts),
      watched_(files_to_watch(request.path)),
      file_(open(request)),
      format_(
          std::visit([&](const auto& file) { return format_of(file, request.path, request.layer.empty()); }, file_)) {
  naming_file(without_secrets(path_), [&] { refuse_many_columns(format_.columns.size()); });
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
  format_.noticed =
      std::visit([&](const auto& file) { return file.read(positions, take, progress); }, std::as_const(file_));
  if (!format_.noticed.found_other_encoding) {
    return;
  }
  if (std::holds_alternative<TextFile>(file_)) {
    if (format_.encoding->name == "UTF-8") {
      format_.encoding->name = "Windows-1252";
      format_.encoding->why = said({"några rader är inte giltig UTF-8", "some rows are not valid UTF-8"});
    }
  } else if (!format_.encoding) {
    format_.encoding = {.name = "Windows-1252",
                        .why = said({"några texter är inte giltig UTF-8", "some texts are not valid UTF-8"})};
  }
}

}  // namespace lykta
