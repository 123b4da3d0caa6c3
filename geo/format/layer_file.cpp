#include "geo/format/layer_file.hpp"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <memory>
#include <utility>

#include <cpl_conv.h>
#include <cpl_string.h>
#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/files/locations.hpp"
#include "geo/files/naming_file.hpp"
#include "geo/format/arrow_rows.hpp"
#include "geo/format/dbf_texts.hpp"
#include "geo/format/flatgeobuf_rows.hpp"
#include "geo/format/geopackage_rows.hpp"
#include "geo/format/kml_names.hpp"
#include "geo/format/layer_choice.hpp"
#include "geo/format/row_geometry.hpp"
#include "geo/format/text_encoding.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

/// While it lives, sheets are read with all cells as text and no header guessed, since title rows above the header
/// mislead the guess. GDAL looks at these options not before a layer is first used.
class PlainSheets {
  CPLConfigOptionSetter xls_headers_{"OGR_XLS_HEADERS", "DISABLE", false};
  CPLConfigOptionSetter xls_types_{"OGR_XLS_FIELD_TYPES", "STRING", false};
};

bool is_old_excel(const std::string& driver) { return driver == "XLS"; }

/// A database gives rows in any order; the same table must give the same bytes.
std::vector<OGRFeatureUniquePtr> in_order_of_ids(OGRLayer& layer) {
  std::vector<OGRFeatureUniquePtr> features;
  while (OGRFeatureUniquePtr feature{layer.GetNextFeature()}) {
    features.push_back(std::move(feature));
  }
  std::ranges::stable_sort(features, {}, [](const OGRFeatureUniquePtr& feature) { return feature->GetFID(); });
  return features;
}

/// As OGR hands it over, in whatever encoding.
std::string bytes_of_field(OGRFeature& feature, std::size_t field) {
  const auto index = static_cast<int>(field);
  return feature.IsFieldSetAndNotNull(index) != 0 ? feature.GetFieldAsString(index) : "";
}

}  // namespace

std::string LayerFile::text_of(OGRFeature& feature, std::size_t field) const {
  auto found_other = false;
  return decoded(bytes_of_field(feature, field), found_other);
}

std::string LayerFile::decoded(std::string bytes, bool& found_other) const {
  const auto is_valid = is_utf8(bytes);
  const auto is_certain = encoding_ && (encoding_->stated || encoding_->is_as_declared);
  if (!is_certain || means_utf8(encoding_->name)) {
    if (is_valid) {
      return bytes;
    }
    if (encoding_ && encoding_->stated) {
      throw DataError(
          fmt::format("{}: is said to be {}, but is not: leave the encoding out, or state another such as Windows-1252",
                      without_secrets(path_), encoding_->name));
    }
    // The width of a field may cut the last letter of a valid text.
    for (std::size_t cut = 1; encoding_ && cut < 4 && cut < bytes.size(); ++cut) {
      const auto whole = std::string_view(bytes).substr(0, bytes.size() - cut);
      if (means_utf8(encoding_->name) && static_cast<unsigned char>(bytes[whole.size()]) >= 0xC2 && is_utf8(whole)) {
        return std::string(whole);
      }
    }
    found_other = true;
    return from_windows_1252(bytes);
  }
  return to_utf8(bytes, encoding_->name);
}

void LayerFile::find_encoding_of_shapefile(const std::string& stated) {
  const auto said_in = [&](const char* item) {
    const auto* text = layer_->GetMetadataItem(item, "SHAPEFILE");
    return std::string(text != nullptr ? text : "");
  };
  auto declared = said_in("ENCODING_FROM_CPG");
  declared = declared.empty() ? said_in("ENCODING_FROM_LDID") : declared;
  for (const auto& file : files()) {
    if (lower_case(file).ends_with(".dbf") && std::filesystem::path(file).stem() == layer()) {
      const auto texts = texts_of_dbf(file);
      if (!texts.beyond_ascii.empty() || !stated.empty()) {
        encoding_ = encoding_of_dbf(texts, declared, stated, without_secrets(path_));
      }
    }
  }
}

LayerFile::LayerFile(const std::string& path, const std::string& layer, std::span<const std::string> allowed_hosts,
                     const std::string& encoding)
    : path_(path), dataset_(open_layers(path, allowed_hosts)) {
  const PlainSheets plain_sheets;
  const TextsAsTheyAre texts_as_they_are;
  const QuietGdal quiet;
  layer_ = &choose_layer(*dataset_, path, layer);
  const auto* definition = layer_->GetLayerDefn();
  if (is_old_excel(driver())) {
    layer_->ResetReading();  // the sheet was read while the options above held
  }
  refuse_failure(quiet, fmt::format("{} ({})", without_secrets(path_), layer_->GetName()));
  naming_file(without_secrets(path_),
              [&] { refuse_many_columns(static_cast<std::size_t>(definition->GetFieldCount())); });
  if (driver() == "ESRI Shapefile") {
    find_encoding_of_shapefile(encoding);
  }
}

std::vector<std::string> LayerFile::layers() const { return names_of_layers(*dataset_); }

bool LayerFile::has_geometry() const { return layer_->GetGeomType() != wkbNone && !is_old_excel(driver()); }

std::optional<Crs> LayerFile::crs() const {
  const auto* reference = layer_->GetSpatialRef();
  return reference != nullptr ? std::optional<Crs>(std::in_place, *reference) : std::nullopt;
}

std::vector<std::string> LayerFile::field_names() const {
  std::vector<std::string> names;
  const auto* definition = layer_->GetLayerDefn();
  for (int i = 0; i < definition->GetFieldCount(); ++i) {
    const std::string name = definition->GetFieldDefn(i)->GetNameRef();
    auto found_other = false;
    names.emplace_back(trimmed(decoded(name, found_other)));
  }
  return driver() == "LIBKML" ? names_in_kml(path_, std::move(names)) : names;
}

std::uint64_t LayerFile::known_rows() const {
  return layer_->TestCapability(OLCFastFeatureCount) != 0 ? static_cast<std::uint64_t>(layer_->GetFeatureCount()) : 0;
}

std::vector<std::string> LayerFile::files() const {
  std::vector<std::string> files;
  const CPLStringList list(dataset_->GetFileList());
  for (int i = 0; i < list.size(); ++i) {
    files.emplace_back(list[i]);
  }
  if (files.empty() && location_of(path_).kind == LocationKind::local_file) {
    files.push_back(path_);
  }
  if (driver() == "GPKG" || driver() == "SQLite") {
    // What was written last stands there until somebody closes the database.
    const auto log = path_ + "-wal";
    std::error_code error;
    if (std::filesystem::is_regular_file(log, error) && std::filesystem::file_size(log, error) > 0) {
      files.push_back(log);
    }
  }
  std::ranges::sort(files);
  return files;
}

void LayerFile::only_fields(const std::vector<std::size_t>& positions) const {
  if (layer_->TestCapability(OLCIgnoreFields) == 0) {
    return;
  }
  CPLStringList ignored;
  const auto* definition = layer_->GetLayerDefn();
  for (int i = 0; i < definition->GetFieldCount(); ++i) {
    if (std::ranges::find(positions, static_cast<std::size_t>(i)) == positions.end()) {
      ignored.AddString(definition->GetFieldDefn(i)->GetNameRef());
    }
  }
  layer_->SetIgnoredFields(const_cast<const char**>(ignored.List()));
}

void LayerFile::read_features(const std::vector<std::size_t>& positions, const std::function<bool(OGRFeature&)>& take,
                              const Progress& progress) const {
  only_fields(positions);
  each_feature(
      *layer_,
      [&](OGRFeature& feature) {
        const QuietGdal quiet;  // what fails in work on a feature is no fault of the file
        return take(feature);
      },
      progress);
}

std::string LayerFile::stage_name() const {
  return fmt::format("reading {}", std::filesystem::path(without_secrets(path_)).filename().string());
}

void LayerFile::each_feature(OGRLayer& layer, const std::function<bool(OGRFeature&)>& take,
                             const Progress& progress) const {
  const PlainSheets plain_sheets;
  const QuietGdal quiet;
  const auto known = static_cast<double>(known_rows());
  const auto stage = stage_name();
  const auto shown = fmt::format("{} ({})", without_secrets(path_), layer.GetName());
  std::uint64_t count = 0;
  layer.ResetReading();
  if (driver() == "PostgreSQL") {
    for (const auto& feature : in_order_of_ids(layer)) {
      if (!take(*feature)) {
        return;
      }
    }
    refuse_failure(quiet, shown);
    return;
  }
  while (const OGRFeatureUniquePtr feature{layer.GetNextFeature()}) {
    if (count++ % rows_per_batch == 0) {
      report(progress, stage, known > 0 ? std::min(1.0, static_cast<double>(count) / known) : 0);
    }
    if (!take(*feature)) {
      return;
    }
  }
  refuse_failure(quiet, shown);
}

RowsRead LayerFile::read_rows(OGRLayer& layer, const std::vector<std::size_t>& positions, std::uint64_t first,
                              const BatchTaker& take, const Progress& progress) const {
  RowBatch batch;
  batch.columns.resize(positions.size());
  std::deque<std::string> texts;
  const auto hand_over = [&] {
    const QuietGdal quiet;  // what fails in work on the rows is no fault of the file
    const auto goes_on = take(batch);
    batch.clear();
    texts.clear();
    return goes_on;
  };
  const auto with_geometry = has_geometry();
  const auto rows_at_once = rows_in_batch(positions.size());
  std::uint64_t passed = 0;
  auto goes_on = true;
  RowsRead noticed;
  each_feature(
      layer,
      [&](OGRFeature& feature) {
        if (passed++ < first) {
          return true;
        }
        batch.row.push_back(feature.GetFID());
        for (std::size_t i = 0; i < positions.size(); ++i) {
          batch.columns[i].push_back(trimmed(
              texts.emplace_back(decoded(bytes_of_field(feature, positions[i]), noticed.found_other_encoding))));
        }
        if (with_geometry) {
          add_geometry(feature.GetGeometryRef(), batch);
        }
        goes_on = batch.size() < rows_at_once || hand_over();
        return goes_on;
      },
      progress);
  if (goes_on && batch.size() > 0) {
    hand_over();
  }
  return noticed;
}

void LayerFile::read_columns(OGRLayer& layer, const std::vector<std::size_t>& positions, const BatchTaker& take,
                             const Progress& progress) const {
  const auto known = known_rows();
  const auto is_local = location_of(path_).kind == LocationKind::local_file;
  auto stopped = false;
  std::uint64_t read = 0;
  const auto take_on = [&](const RowBatch& batch) {
    stopped = !take(batch);
    return !stopped;
  };
  const auto are_sound = read_arrow_rows(layer, positions, has_geometry(), is_local, take_on, [&](std::uint64_t rows) {
    read = rows;
    report(progress, stage_name(),
           known > 0 ? std::min(1.0, static_cast<double>(rows) / static_cast<double>(known)) : 0);
  });
  if (!are_sound) {
    static_cast<void>(read_rows(layer, positions, read, take, progress));
    return;
  }
  refuse_missing_rows(stopped ? known : read, known);
}

bool LayerFile::read_flatgeobuf(const std::vector<std::size_t>& positions, const BatchTaker& take,
                                const Progress& progress) const {
  if (driver() != "FlatGeobuf" || location_of(path_).kind != LocationKind::local_file) {
    return false;
  }
  const auto layout = flatgeobuf_layout(path_, *layer_);
  if (!layout) {
    return false;
  }
  const auto known = static_cast<double>(layout->rows);
  read_flatgeobuf_rows(path_, *layout, positions, take, [&](std::uint64_t rows) {
    report(progress, stage_name(), known > 0 ? std::min(1.0, static_cast<double>(rows) / known) : 0);
  });
  return true;
}

std::optional<std::uint64_t> LayerFile::read_table(const std::vector<std::size_t>& positions, const BatchTaker& take,
                                                   const Progress& progress) const {
  const auto type = wkbFlatten(layer_->GetGeomType());
  if ((type != wkbPoint && type != wkbNone) || location_of(path_).kind != LocationKind::local_file) {
    return 0;
  }
  GeoPackageTable table{.name = layer_->GetName(),
                        .id = layer_->GetFIDColumn(),
                        .geometry = has_geometry() ? layer_->GetGeometryColumn() : "",
                        .columns = {}};
  for (const auto position : positions) {
    table.columns.emplace_back(layer_->GetLayerDefn()->GetFieldDefn(static_cast<int>(position))->GetNameRef());
  }
  const auto known = known_rows();
  auto stopped = false;
  const auto take_on = [&](const RowBatch& batch) {
    stopped = !take(batch);
    return !stopped;
  };
  const auto read = read_geopackage_rows(path_, table, take_on, [&](std::uint64_t rows) {
    report(progress, stage_name(),
           known > 0 ? std::min(1.0, static_cast<double>(rows) / static_cast<double>(known)) : 0);
  });
  if (read.goes_on_elsewhere) {
    return read.rows;
  }
  refuse_missing_rows(stopped ? known : read.rows, known);
  return std::nullopt;
}

void LayerFile::refuse_missing_rows(std::uint64_t read, std::uint64_t known) const {
  if (read < known) {
    throw DataError(fmt::format("{} ({}): only {} of {} rows could be read: the file is cut off or damaged",
                                without_secrets(path_), layer_->GetName(), read, known));
  }
}

bool LayerFile::read_as_written(const std::vector<std::size_t>& positions, const BatchTaker& take,
                                const Progress& progress) const {
  const auto quoted = [](const std::string& name) {
    std::string result = "\"";
    for (const auto c : name) {
      result += c == '"' ? "\"\"" : std::string(1, c);
    }
    return result + '"';
  };
  const std::string id = layer_->GetFIDColumn();
  const auto* definition = layer_->GetLayerDefn();
  const auto is_binary = [&](std::size_t position) {
    return definition->GetFieldDefn(static_cast<int>(position))->GetType() == OFTBinary;
  };
  if (id.empty() || std::ranges::any_of(positions, is_binary)) {
    return false;
  }
  const auto rows_taken = read_table(positions, take, progress);
  if (!rows_taken) {
    return true;
  }
  // What SQLite holds, as text: OGR would make 1970 of a date that it cannot read and cut "475000,5" to a number.
  auto columns = quoted(id);
  if (has_geometry()) {
    columns += ", " + quoted(layer_->GetGeometryColumn());
  }
  std::vector<std::size_t> places;
  for (const auto position : positions) {
    places.push_back(places.size());
    const auto name = quoted(definition->GetFieldDefn(static_cast<int>(position))->GetNameRef());
    columns += fmt::format(", CAST({} AS TEXT) AS {}", name, name);
  }
  const QuietGdal quiet;
  const auto sql = fmt::format("SELECT {} FROM {} ORDER BY {}", columns, quoted(layer_->GetName()), quoted(id));
  const auto release = [this](OGRLayer* layer) { dataset_->ReleaseResultSet(layer); };
  const std::unique_ptr<OGRLayer, decltype(release)> result(dataset_->ExecuteSQL(sql.c_str(), nullptr, nullptr),
                                                            release);
  const auto has_all = result && result->GetLayerDefn()->GetFieldCount() == static_cast<int>(places.size()) &&
                       id == result->GetFIDColumn();
  if (*rows_taken > 0) {
    if (!has_all) {
      throw DataError(fmt::format("{} ({}): breaks off behind row {}, or cannot be read any further: {}",
                                  without_secrets(path_), layer_->GetName(), *rows_taken, last_gdal_error()));
    }
    static_cast<void>(read_rows(*result, places, *rows_taken, take, progress));
    return true;
  }
  if (!has_all || !has_arrow_rows(*result, driver(), places)) {
    return false;
  }
  read_columns(*result, places, take, progress);
  return true;
}

RowsRead LayerFile::read(const std::vector<std::size_t>& positions, const BatchTaker& take,
                         const Progress& progress) const {
  if (driver() == "GPKG" && read_as_written(positions, take, progress)) {
    return {};
  }
  if (read_flatgeobuf(positions, take, progress)) {
    return {};
  }
  only_fields(positions);
  if (has_arrow_rows(*layer_, driver(), positions)) {
    read_columns(*layer_, positions, take, progress);
    return {};
  }
  return read_rows(*layer_, positions, 0, take, progress);
}

void LayerFile::read_cells(const RowReceiver& row) const {
  std::vector<std::string> cells;
  each_feature(*layer_,
               [&](OGRFeature& feature) {
                 cells.clear();
                 for (int i = 0; i < feature.GetFieldCount(); ++i) {
                   cells.push_back(text_of(feature, static_cast<std::size_t>(i)));
                 }
                 return row({feature.GetFID(), cells, false});
               },
               {});
}

std::vector<std::string> layer_names(const std::string& path, std::span<const std::string> allowed_hosts) {
  return names_of_layers(*open_layers(path, allowed_hosts));
}

}  // namespace lykta
