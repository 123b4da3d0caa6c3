#include "geo/write/vector_file.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <fstream>
#include <iterator>
#include <memory>
#include <string_view>
#include <utility>

#include <cpl_string.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/error.hpp"
#include "geo/files/locations.hpp"
#include "geo/gdal/gdal_errno.hpp"
#include "geo/gdal/write_failure.hpp"
#include "geo/values/guarded_text.hpp"
#include "geo/values/text_values.hpp"
#include "geo/write/long_texts.hpp"
#include "geo/write/rounded_number.hpp"
#include "geo/write/workbook.hpp"

namespace lykta {

FieldValue value_or_none(double number) { return std::isnan(number) ? FieldValue() : FieldValue(number); }

namespace {

struct Format {
  std::string_view ending;
  const char* driver;
  bool holds_tables;  ///< rows without geometry
};
constexpr std::array<Format, 10> formats{{{".gpkg", "GPKG", true},
                                          {".geojson", "GeoJSON", false},
                                          {".json", "GeoJSON", false},
                                          {".shp", "ESRI Shapefile", false},
                                          {".fgb", "FlatGeobuf", false},
                                          {".csv", "CSV", true},
                                          {".xlsx", "XLSX", true},
                                          {".ods", "ODS", true},
                                          {".kml", "LIBKML", false},
                                          {".geojsonl", "GeoJSONSeq", false}}};

/// The endings known, or only those of formats for tables, for messages.
std::string known_endings(std::string_view also, bool only_tables) {
  std::vector<std::string_view> endings;
  if (!also.empty()) {
    endings.push_back(also);
  }
  for (const auto& format : formats) {
    if (format.holds_tables || !only_tables) {
      endings.push_back(format.ending);
    }
  }
  return fmt::format("{}", fmt::join(endings, " "));
}

const Format& format_of(const std::filesystem::path& path, std::string_view also = {}, bool only_tables = false) {
  const auto ending = lower_case(path.extension().string());
  const auto* const found = std::ranges::find(formats, ending, &Format::ending);
  if (found == formats.end()) {
    throw InvalidOption(fmt::format("{}: cannot tell the format from the ending '{}'; known are {}", path.string(),
                                    ending, known_endings(also, only_tables)));
  }
  if (only_tables && !found->holds_tables) {
    throw InvalidOption(fmt::format("{}: the answer is a table without geometry, and {} cannot hold one; these can: {}",
                                    path.string(), ending, known_endings(also, only_tables)));
  }
  return *found;
}

/// What is peculiar to the format that is being written.
struct Dialect {
  explicit Dialect(std::string_view driver)
      : shapefile(driver == "ESRI Shapefile"),
        degrees(driver == "GeoJSON" || driver == "GeoJSONSeq" || driver == "LIBKML"),
        geojson(driver == "GeoJSON" || driver == "GeoJSONSeq"),
        table(driver == "CSV" || driver == "XLSX" || driver == "ODS"),
        dates_as_text(shapefile || driver == "LIBKML"),
        holds_codes(driver == "GPKG") {}

  bool shapefile;
  bool degrees;
  bool geojson;
  bool table;  ///< for people: positions are fields, numbers are rounded
  bool dates_as_text;
  bool holds_codes;  ///< with what they mean
};

OGRFieldType ogr_type(FieldType type, const Dialect& dialect) {
  switch (type) {
    case FieldType::integer:
      return OFTInteger64;
    case FieldType::real:
      return OFTReal;
    case FieldType::date_time:
      return dialect.dates_as_text ? OFTString : OFTDateTime;
    case FieldType::text:
      break;
  }
  return OFTString;
}

OGRwkbGeometryType ogr_geometry(LayerGeometry geometry) {
  switch (geometry) {
    case LayerGeometry::none:
      return wkbNone;
    case LayerGeometry::point:
      return wkbPoint;
    case LayerGeometry::multiline:
      return wkbMultiLineString;
    case LayerGeometry::multipolygon:
      return wkbMultiPolygon;
    case LayerGeometry::polygon:
      break;
  }
  return wkbPolygon;
}

CPLStringList layer_options(const VectorLayer& layer, const std::string& driver) {
  CPLStringList options;
  if (driver == "GPKG") {
    options.SetNameValue("IDENTIFIER", layer.title.c_str());
    options.SetNameValue("DESCRIPTION", layer.description.c_str());
    options.SetNameValue("GEOMETRY_NAME", "geom");
  } else if (driver == "GeoJSON") {
    options.SetNameValue("RFC7946", "YES");
    options.SetNameValue("DESCRIPTION", layer.description.c_str());
  } else if (driver == "ESRI Shapefile") {
    options.SetNameValue("ENCODING", "UTF-8");
    options.SetNameValue("RESIZE", "YES");  // else 80 characters for each name and 18 digits for each count
  }
  return options;
}

/// Codes of a field with what they mean, as a list of the file that the field refers to. Gives its name.
std::string add_codes(GDALDataset& dataset, const std::string& layer, const FieldDefinition& field, OGRFieldType type) {
  std::vector<OGRCodedValue> values;
  for (const auto& each : field.codes) {
    // The domain frees them.
    values.push_back({CPLStrdup(each.code.c_str()), CPLStrdup(each.text.c_str())});
  }
  auto name = fmt::format("{}_{}", layer, field.name);
  std::string why;
  auto domain = std::make_unique<OGRCodedFieldDomain>(name, field.label, type, OFSTNone, std::move(values));
  if (!dataset.AddFieldDomain(std::move(domain), why)) {
    throw DataError(fmt::format("codes of field {} of layer {}: {}", field.name, layer, why));
  }
  return name;
}

void create_fields(GDALDataset& dataset, OGRLayer& out, const VectorLayer& layer, const Dialect& dialect) {
  for (const auto& field : layer.fields) {
    const auto type = ogr_type(field.type, dialect);
    OGRFieldDefn definition((dialect.shapefile ? field.short_name : field.name).c_str(), type);
    definition.SetAlternativeName(field.label.c_str());
    if (dialect.holds_codes && !field.codes.empty()) {
      definition.SetDomainName(add_codes(dataset, layer.name, field, type));
    }
    if (out.CreateField(&definition) != OGRERR_NONE) {
      throw DataError(fmt::format("field {} of layer {}: {}", field.name, layer.name, last_gdal_error()));
    }
  }
}

std::string iso_text(LocalTime time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{time - day};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count());
}

void set_time(OGRFeature& feature, int index, LocalTime time, const Dialect& dialect) {
  if (dialect.dates_as_text) {
    feature.SetField(index, iso_text(time).c_str());
    return;
  }
  // A GeoPackage asks for a Z, which would say that these are times in UTC: programs that heed it move them by hours.
  constexpr int zone_unknown = 0;
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{time - day};
  feature.SetField(index, static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
                   static_cast<int>(static_cast<unsigned>(date.day())), static_cast<int>(clock.hours().count()),
                   static_cast<int>(clock.minutes().count()), static_cast<float>(clock.seconds().count()),
                   zone_unknown);
}

void set_value(OGRFeature& feature, int index, const FieldValue& value, const FieldDefinition& field,
               const Dialect& dialect) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    feature.SetField(index, static_cast<GIntBig>(*number));
  } else if (const auto* real = std::get_if<double>(&value)) {
    feature.SetField(index, dialect.table ? rounded(*real, field.decimals) : *real);
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    feature.SetField(index, dialect.table ? guarded(*text).c_str() : text->c_str());
  } else if (const auto* time = std::get_if<LocalTime>(&value)) {
    set_time(feature, index, *time, dialect);
  } else {
    feature.SetFieldNull(index);
  }
}

/// A point that stands for the geometry: itself, or a point on a polygon's surface.
Point position_of(const OGRGeometry& geometry) {
  if (wkbFlatten(geometry.getGeometryType()) == wkbPoint) {
    return {geometry.toPoint()->getX(), geometry.toPoint()->getY()};
  }
  OGRPoint centre;
  geometry.Centroid(&centre);
  return {centre.getX(), centre.getY()};
}

/// While it lives OGR takes the rings of a Shapefile as they run. Finding out which are holes costs it the square of
/// their number: more than a minute for the bands of a rough surface.
class RingsAsTheyRun {
 public:
  RingsAsTheyRun() { CPLSetThreadLocalConfigOption(option, "NO"); }
  ~RingsAsTheyRun() { CPLSetThreadLocalConfigOption(option, nullptr); }
  RingsAsTheyRun(const RingsAsTheyRun&) = delete;
  RingsAsTheyRun& operator=(const RingsAsTheyRun&) = delete;
  RingsAsTheyRun(RingsAsTheyRun&&) = delete;
  RingsAsTheyRun& operator=(RingsAsTheyRun&&) = delete;

 private:
  static constexpr const char* option = "SHAPE_REWIND_ON_WRITE";
};

void turn_clockwise(OGRPolygon& polygon) {
  auto* const exterior = polygon.getExteriorRing();
  for (auto* ring : polygon) {
    if ((ring->isClockwise() != 0) != (ring == exterior)) {
      ring->reversePoints();
    }
  }
}

/// As Shapefiles want them: exteriors clockwise, holes the other way.
void turn_clockwise(OGRGeometry& geometry) {
  const auto type = wkbFlatten(geometry.getGeometryType());
  if (type == wkbPolygon) {
    turn_clockwise(*geometry.toPolygon());
  } else if (type == wkbMultiPolygon) {
    for (auto* polygon : *geometry.toMultiPolygon()) {
      turn_clockwise(*polygon);
    }
  }
}

/// A shape of one part as that part. Some versions of GDAL unpack it when they write RFC 7946 (3.6) and others do not (3.10): the same
/// map gives the same bytes with all.
OGRGeometryUniquePtr unpacked(OGRGeometryUniquePtr geometry) {
  if (OGR_GT_IsSubClassOf(geometry->getGeometryType(), wkbGeometryCollection) != FALSE &&
      geometry->toGeometryCollection()->getNumGeometries() == 1) {
    geometry.reset(geometry->toGeometryCollection()->getGeometryRef(0)->clone());
  }
  return geometry;
}

/// Gives a feature its geometry, if it has one.
void place(OGRFeature& feature, const VectorLayer& layer, std::size_t i, const Projection& to_degrees,
           const Dialect& dialect) {
  auto geometry = layer.geometry_of(i);
  if (geometry == nullptr) {
    return;
  }
  if (layer.geometry == LayerGeometry::multipolygon) {
    geometry.reset(OGRGeometryFactory::forceToMultiPolygon(geometry.release()));
  }
  auto placed = to_degrees.geometry(*geometry);
  if (!placed) {
    throw DataError(fmt::format("layer {}: feature {} has no place in {}", layer.name, i + 1,
                                dialect.degrees ? "longitudes and latitudes" : layer.crs.id()));
  }
  if (dialect.shapefile) {
    turn_clockwise(*placed);
  }
  if (dialect.geojson) {
    placed = unpacked(std::move(placed));
  }
  feature.SetGeometryDirectly(placed.release());
}

void write_features(OGRLayer& out, const VectorLayer& layer, const Dialect& dialect, const Progress& progress) {
  const auto stage = fmt::format("writing {}", layer.name);
  constexpr std::size_t between_reports = 4096;
  const Projection to_degrees(layer.crs, dialect.degrees ? wgs84() : layer.crs);
  for (std::size_t i = 0; i < layer.features; ++i) {
    if (i % between_reports == 0) {
      report(progress, stage, static_cast<double>(i) / static_cast<double>(layer.features));
    }
    const OGRFeatureUniquePtr feature(OGRFeature::CreateFeature(out.GetLayerDefn()));
    if (layer.geometry != LayerGeometry::none) {
      place(*feature, layer, i, to_degrees, dialect);
    }
    const auto values = layer.values_of(i);
    for (std::size_t field = 0; field < values.size(); ++field) {
      set_value(*feature, static_cast<int>(field), values[field], layer.fields[field], dialect);
    }
    if (out.CreateFeature(feature.get()) != OGRERR_NONE) {
      throw DataError(fmt::format("layer {}: {}", layer.name, last_gdal_error()));
    }
  }
}

void write_layer(GDALDataset& dataset, const VectorLayer& layer, const Format& format, const Progress& progress) {
  const Dialect dialect(format.driver);
  const auto degrees = wgs84();
  const auto& reference = (dialect.degrees ? degrees : layer.crs).reference();
  auto options = layer_options(layer, format.driver);
  const auto type = ogr_geometry(layer.geometry);
  auto* out =
      dataset.CreateLayer(layer.name.c_str(), const_cast<OGRSpatialReference*>(&reference), type, options.List());
  if (out == nullptr) {
    throw DataError(fmt::format("layer {}: {}", layer.name, last_gdal_error()));
  }
  create_fields(dataset, *out, layer, dialect);
  const auto is_transaction = dataset.StartTransaction() == OGRERR_NONE;
  write_features(*out, layer, dialect, progress);
  if (is_transaction && dataset.CommitTransaction() != OGRERR_NONE) {
    throw DataError(fmt::format("layer {}: {}", layer.name, last_gdal_error()));
  }
}

/// The last bytes of a file without the spaces and line ends behind them.
std::string last_words(const std::filesystem::path& path) {
  constexpr std::streamoff enough = 64;
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  const std::streamoff size = file.tellg();
  std::string bytes(static_cast<std::size_t>(std::clamp<std::streamoff>(size, 0, enough)), ' ');
  file.seekg(-static_cast<std::streamoff>(bytes.size()), std::ios::end);
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.erase(bytes.find_last_not_of(" \r\n") + 1);
  return bytes;
}

/// Whether a file of a format whose driver does not notice a full disk is complete.
bool is_whole(const std::filesystem::path& path, std::string_view driver, std::size_t features) {
  if (driver == "GeoJSON") {
    const auto end = last_words(path);
    return end.ends_with("]\n}") || end.ends_with("]}");
  }
  if (driver == "GeoJSONSeq") {
    std::ifstream file(path, std::ios::binary);
    const std::istreambuf_iterator<char> begin(file);
    return static_cast<std::size_t>(std::count(begin, {}, '\n')) == features;
  }
  if (driver == "LIBKML") {
    return last_words(path).ends_with("</kml>");
  }
  if (driver == "ODS") {
    // The list of a packed file's parts stands at its end.
    return GDALDatasetUniquePtr(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY,
                                                  drivers_for_local_files())) != nullptr;
  }
  return true;
}

void write_as_workbook(std::span<const VectorLayer> layers, const std::filesystem::path& path,
                       const Progress& progress) {
  std::vector<Sheet> sheets;
  for (const auto& layer : layers) {
    sheets.push_back({layer.name, as_table(layer)});
  }
  write_workbook(sheets, {.title = layers.empty() ? std::string() : layers.front().title, .stamp = {}}, path, progress);
}

}  // namespace

void check_vector_ending(const std::filesystem::path& path, const std::string& also) {
  static_cast<void>(format_of(path, also));
  // The driver writes the parts of a Shapefile with endings in small letters, whatever is asked for.
  const auto ending = path.extension().string();
  if (ending != ".shp" && lower_case(ending) == ".shp") {
    throw InvalidOption(fmt::format("{}: write the ending of a Shapefile in small letters: .shp", path.string()));
  }
}

void check_table_ending(const std::filesystem::path& path, const std::string& also) {
  static_cast<void>(format_of(path, also, true));
}

VectorLayer as_table(const VectorLayer& layer) {
  auto table = layer;
  table.geometry = LayerGeometry::none;
  if (layer.geometry == LayerGeometry::none ||
      std::ranges::find(layer.fields, "x", &FieldDefinition::name) != layer.fields.end()) {
    return table;
  }
  // Decimetres, of degrees as much.
  const auto decimals = layer.crs.reference().IsGeographic() != 0 ? -6 : -1;
  const auto axis = [&](const char* name) {
    return FieldDefinition{.name = name,
                           .short_name = name,
                           .type = FieldType::real,
                           .label = name,
                           .unit = {},
                           .meaning = {},
                           .decimals = decimals};
  };
  table.fields.insert(table.fields.begin(), {axis("x"), axis("y")});
  table.values_of = [geometry_of = layer.geometry_of, values_of = layer.values_of](std::size_t i) {
    const auto geometry = geometry_of(i);
    auto values = values_of(i);
    if (geometry == nullptr) {
      values.insert(values.begin(), {FieldValue(), FieldValue()});
    } else {
      const auto position = position_of(*geometry);
      values.insert(values.begin(), {position.x, position.y});
    }
    return values;
  };
  return table;
}

void write_vector_file(std::span<const VectorLayer> layers, const std::filesystem::path& path,
                       const Progress& progress) {
  start_gdal();
  const auto only_tables =
      std::ranges::any_of(layers, [](const auto& layer) { return layer.geometry == LayerGeometry::none; });
  const auto& format = format_of(path, {}, only_tables);
  if (format.driver == std::string_view("XLSX")) {
    write_as_workbook(layers, path, progress);
    return;
  }
  const QuietGdal quiet;
  auto* driver = GetGDALDriverManager()->GetDriverByName(format.driver);
  if (driver == nullptr) {
    throw DataError(fmt::format("{}: this GDAL cannot write {}", path.string(), format.driver));
  }
  const RingsAsTheyRun rings_as_they_run;
  errno = 0;
  GDALDatasetUniquePtr dataset(driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
  if (!dataset) {
    throw write_failure(path, last_gdal_error(), last_gdal_errno());
  }
  const Dialect dialect(format.driver);
  try {
    for (const auto& layer : layers) {
      write_layer(*dataset,
                  dialect.table       ? as_table(layer)
                  : dialect.shapefile ? in_pieces(layer)
                                      : layer,
                  format, progress);
    }
  } catch (const DataError& error) {
    throw write_failure(path, error.what(), last_gdal_errno());
  }
  close(std::move(dataset), path.string());
  const auto features = layers.empty() ? 0 : layers.front().features;
  if (!is_whole(path, format.driver, features)) {
    throw write_failure(path, "it breaks off", last_gdal_errno());
  }
}

}  // namespace lykta
