#include "geo/read/source_table.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <span>

#include <cpl_conv.h>
#include <cpl_string.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/error.hpp"
#include "geo/nearest_word.hpp"
#include "geo/read/text_values.hpp"

namespace lykta {

namespace {

bool ends_with_one_of(const std::string& path, std::initializer_list<std::string_view> endings) {
  const auto lower = lower_case(path);
  return std::ranges::any_of(endings, [&](std::string_view ending) { return lower.ends_with(ending); });
}

bool is_text_table(const std::string& path) {
  return ends_with_one_of(path, {".csv", ".tab", ".tsv", ".txt", ".csv.gz"});
}

/// What OGR must be told to open: a `.tab` of tabs is taken for MapInfo without the prefix, and a packed file needs
/// its own.
std::string name_for_ogr(const std::string& path) {
  if (!is_text_table(path)) {
    return path;
  }
  const auto packed = ends_with_one_of(path, {".gz"});
  return "CSV:" + (packed ? "/vsigzip/" + path : path);
}

/// While it lives, sheets are read with all cells as text and no header guessed, since title rows above the header
/// mislead the guess. GDAL looks at these options not before a layer is first used.
class PlainSheets {
  CPLConfigOptionSetter xlsx_headers_{"OGR_XLSX_HEADERS", "DISABLE", false};
  CPLConfigOptionSetter xlsx_types_{"OGR_XLSX_FIELD_TYPES", "STRING", false};
  CPLConfigOptionSetter ods_headers_{"OGR_ODS_HEADERS", "DISABLE", false};
  CPLConfigOptionSetter ods_types_{"OGR_ODS_FIELD_TYPES", "STRING", false};
  CPLConfigOptionSetter xls_headers_{"OGR_XLS_HEADERS", "DISABLE", false};
  CPLConfigOptionSetter xls_types_{"OGR_XLS_FIELD_TYPES", "STRING", false};
};

GDALDatasetUniquePtr open(const std::string& path) {
  start_gdal();
  std::error_code error;
  if (!path.starts_with("/vsi") && !std::filesystem::exists(path, error)) {
    throw DataError(fmt::format("{}: no such file", path));
  }
  if (std::filesystem::is_regular_file(path, error) && std::filesystem::file_size(path, error) == 0) {
    throw DataError(fmt::format("{}: the file is empty", path));
  }
  const QuietGdal quiet;
  GDALDatasetUniquePtr dataset(GDALDataset::Open(name_for_ogr(path).c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
  if (!dataset) {
    throw DataError(
        fmt::format("{}: not a format that can be read (CSV, XLSX, GeoPackage, Shapefile, GeoJSON, FlatGeobuf, ...) {}",
                    path, last_gdal_error()));
  }
  return dataset;
}

std::vector<std::string> names_of_layers(GDALDataset& dataset) {
  std::vector<std::string> names;
  for (auto* layer : dataset.GetLayers()) {
    names.emplace_back(layer->GetName());
  }
  return names;
}

OGRLayer& choose_layer(GDALDataset& dataset, const TableRequest& request) {
  const auto names = names_of_layers(dataset);
  if (names.empty()) {
    throw DataError(fmt::format("{}: the file holds no layer", request.path));
  }
  if (!request.layer.empty()) {
    if (auto* layer = dataset.GetLayerByName(request.layer.c_str())) {
      return *layer;
    }
    throw DataError(
        fmt::format("{}: no layer '{}'; there is: {}", request.path, request.layer, fmt::join(names, ", ")));
  }
  const std::string driver = dataset.GetDriverName();
  if (names.size() > 1 && driver != "XLSX" && driver != "ODS") {
    throw DataError(fmt::format("{}: which layer? There are several: {} (say layer = \"...\" or --layer)", request.path,
                                fmt::join(names, ", ")));
  }
  return *dataset.GetLayer(0);
}

bool is_valid_utf8(const std::string& text) { return CPLIsUTF8(text.c_str(), static_cast<int>(text.size())) != 0; }

std::string recoded(const std::string& text, const std::string& encoding) {
  const QuietGdal quiet;
  const std::unique_ptr<char, decltype(&VSIFree)> result(CPLRecode(text.c_str(), encoding.c_str(), CPL_ENC_UTF8),
                                                         &VSIFree);
  if (!result || CPLGetLastErrorType() >= CE_Warning) {
    throw InvalidOption(
        fmt::format("unknown text encoding '{}': UTF-8, Windows-1252 and ISO-8859-1 are usual", encoding));
  }
  return result.get();
}

bool is_utf8_name(const std::string& encoding) {
  const auto name = lower_case(encoding);
  return name == "utf-8" || name == "utf8";
}

/// Turns text of unknown or stated encoding into UTF-8.
class Decoder {
 public:
  Decoder(const TableRequest& request, bool is_text)
      : path_(request.path), stated_(is_text ? request.encoding : ""), is_text_(is_text) {}

  std::string operator()(const char* bytes) {
    std::string text = bytes;
    if (!stated_.empty() && !is_utf8_name(stated_)) {
      return recoded(text, stated_);
    }
    if (is_valid_utf8(text)) {
      return text;
    }
    if (!stated_.empty()) {
      throw DataError(fmt::format(
          "{}: is said to be UTF-8, but is not: leave the encoding out, or state another such as Windows-1252", path_));
    }
    // These five bytes stand for nothing in Windows-1252; in older encodings they are letters.
    if (text.find_first_of("\x81\x8D\x8F\x90\x9D") != std::string::npos) {
      throw DataError(fmt::format(
          "{}: the text is neither UTF-8 nor Windows-1252: state its encoding (CP850, for example)", path_));
    }
    found_other_ = true;
    return recoded(text, "CP1252");
  }

  /// Empty where the format knows it and keeps its word.
  [[nodiscard]] std::string encoding() const {
    if (!stated_.empty()) {
      return stated_;
    }
    return found_other_ ? "Windows-1252" : (is_text_ ? "UTF-8" : "");
  }

 private:
  std::string path_;
  std::string stated_;
  bool is_text_;
  bool found_other_ = false;
};

struct Header {
  std::vector<std::string> names;
  std::int64_t row = 0;  ///< rows up to and including this one are no data; 0 where the format has its own header
};

std::vector<std::string> field_names(OGRLayer& layer, Decoder& decode) {
  std::vector<std::string> names;
  const auto* definition = layer.GetLayerDefn();
  for (int i = 0; i < definition->GetFieldCount(); ++i) {
    names.emplace_back(trimmed(decode(definition->GetFieldDefn(i)->GetNameRef())));
  }
  return names;
}

/// In a sheet the header is the first row that names all wanted columns; titles may stand above it.
Header sheet_header(OGRLayer& layer, const std::vector<std::string>& wanted) {
  constexpr int rows_to_search = 50;
  Header fullest;
  layer.ResetReading();
  for (int row = 1; row <= rows_to_search; ++row) {
    const OGRFeatureUniquePtr feature(layer.GetNextFeature());
    if (!feature) {
      break;
    }
    Header header;
    header.row = row;
    std::ptrdiff_t filled = 0;
    for (int i = 0; i < feature->GetFieldCount(); ++i) {
      header.names.emplace_back(trimmed(feature->GetFieldAsString(i)));
      filled += header.names.back().empty() ? 0 : 1;
    }
    const auto has = [&](const std::string& name) {
      return std::ranges::find(header.names, name) != header.names.end();
    };
    if (!wanted.empty() && std::ranges::all_of(wanted, has)) {
      return header;
    }
    if (filled > std::ranges::count_if(fullest.names, [](const auto& name) { return !name.empty(); })) {
      fullest = std::move(header);
    }
  }
  return fullest;
}

std::vector<int> positions_of(const std::vector<std::string>& wanted, const Header& header, const TableRequest& request,
                              const std::string& layer) {
  std::vector<int> positions;
  for (const auto& name : wanted) {
    const auto found = std::ranges::find(header.names, name);
    if (found == header.names.end()) {
      const auto nearest = nearest_word(name, header.names);
      throw DataError(fmt::format("{} ({}): no column '{}'{}; the columns are: {}", request.path, layer, name,
                                  nearest ? fmt::format(" (did you mean '{}'?)", *nearest) : "",
                                  fmt::join(header.names, ", ")));
    }
    positions.push_back(static_cast<int>(found - header.names.begin()));
  }
  return positions;
}

void ignore_other_fields(OGRLayer& layer, const std::vector<int>& positions) {
  CPLStringList ignored;
  const auto* definition = layer.GetLayerDefn();
  for (int i = 0; i < definition->GetFieldCount(); ++i) {
    if (std::ranges::find(positions, i) == positions.end()) {
      ignored.AddString(definition->GetFieldDefn(i)->GetNameRef());
    }
  }
  if (layer.TestCapability(OLCIgnoreFields) != 0) {
    layer.SetIgnoredFields(const_cast<const char**>(ignored.List()));
  }
}

/// The number of the line that a user would look up: OGR counts the data rows of a text file from 1.
std::int64_t row_number(const OGRFeature& feature, bool is_text) {
  return is_text ? feature.GetFID() + 1 : feature.GetFID();
}

void read_rows(OGRLayer& layer, const std::vector<int>& positions, std::int64_t header_row, const TableRequest& request,
               Decoder& decode, SourceTable& table, const Progress& progress) {
  table.columns.resize(positions.size());
  // A text file would have to be read to its end to be counted; its progress has no total then.
  const auto known =
      layer.TestCapability(OLCFastFeatureCount) != 0 ? static_cast<double>(layer.GetFeatureCount()) : 0.0;
  const auto is_text = is_text_table(request.path);
  const auto stage = fmt::format("reading {}", std::filesystem::path(request.path).filename().string());
  constexpr std::size_t between_reports = 8192;
  layer.ResetReading();
  while (request.at_most == 0 || table.rows() < request.at_most) {
    const OGRFeatureUniquePtr feature(layer.GetNextFeature());
    if (!feature) {
      break;
    }
    if (feature->GetFID() <= header_row && header_row > 0) {
      continue;
    }
    if (table.rows() % between_reports == 0) {
      report(progress, stage, known > 0 ? std::min(1.0, static_cast<double>(table.rows()) / known) : 0);
    }
    table.row.push_back(row_number(*feature, is_text));
    for (std::size_t i = 0; i < positions.size(); ++i) {
      const auto set = feature->IsFieldSetAndNotNull(positions[i]) != 0;
      table.columns[i].push_back(set ? decode(feature->GetFieldAsString(positions[i])) : std::string());
    }
    if (table.has_geometry) {
      table.geometry.emplace_back(feature->StealGeometry());
    }
  }
}

std::vector<std::string> files_of(GDALDataset& dataset, const std::string& path) {
  std::vector<std::string> files;
  const CPLStringList list(dataset.GetFileList());
  for (int i = 0; i < list.size(); ++i) {
    const std::string name = list[i];
    files.push_back(name.starts_with("/vsigzip/") ? name.substr(std::string_view("/vsigzip/").size()) : name);
  }
  if (files.empty()) {
    files.push_back(path);
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace

std::vector<std::string> layer_names(const std::string& path) { return names_of_layers(*open(path)); }

SourceTable read_table(const TableRequest& request, const Progress& progress) {
  const PlainSheets plain_sheets;
  const auto dataset = open(request.path);
  const QuietGdal quiet;
  auto& layer = choose_layer(*dataset, request);
  SourceTable table;
  table.layer = layer.GetName();
  table.layers = static_cast<std::size_t>(dataset->GetLayerCount());
  table.driver = dataset->GetDriverName();
  table.files = files_of(*dataset, request.path);
  Decoder decode(request, is_text_table(request.path));
  const auto is_sheet = table.driver == "XLSX" || table.driver == "ODS" || table.driver == "XLS";
  const auto header = is_sheet ? sheet_header(layer, request.columns) : Header{field_names(layer, decode), 0};
  table.column_names = header.names;
  const auto positions =
      positions_of(request.all_columns ? header.names : request.columns, header, request, table.layer);
  ignore_other_fields(layer, positions);
  table.has_geometry = layer.GetGeomType() != wkbNone && !is_sheet && !is_text_table(request.path);
  if (const auto* reference = layer.GetSpatialRef()) {
    table.crs.emplace(*reference);
  }
  read_rows(layer, positions, header.row, request, decode, table, progress);
  table.encoding = decode.encoding();
  if (CPLGetLastErrorType() >= CE_Failure) {
    throw DataError(fmt::format("{} ({}): {}", request.path, table.layer, last_gdal_error()));
  }
  if (table.rows() == 0) {
    throw DataError(fmt::format("{} ({}): the file holds no rows", request.path, table.layer));
  }
  return table;
}

}  // namespace lykta
