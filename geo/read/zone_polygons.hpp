// Which polygons does somebody count in? Wards, DeSO, places of last month: a layer of any source, with its codes.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/space/points.hpp"
#include "engine/space/zones.hpp"
#include "geo/crs/crs.hpp"
#include "geo/format/row_source.hpp"
#include "geo/gdal/gdal_handle.hpp"
#include "geo/read/inputs.hpp"
#include "geo/read/read_report.hpp"
#include "geo/read/spread_sample.hpp"

namespace lykta {

/// Polygons as they are in the file, until the picture's coordinate system is known.
class ZonePolygons {
 public:
  /// Reads the layer. Features of one code become one zone of several parts. Without a column of codes the feature id
  /// is the code, and so it is ("feature 7") where that column is empty.
  ///
  /// Exposures may be written with a decimal comma; what is empty, no number or negative is not known. Throws
  /// DataError: as RowSource; no polygon in the layer; no coordinate system declared and none stated; parts of one zone
  /// with different exposures. Throws InvalidOption for a column of codes or names that looks like data on persons.
  ZonePolygons(const ZonesDescription& description, const std::vector<std::string>& allowed_hosts,
               const Progress& progress);

  [[nodiscard]] const Crs& crs() const { return *crs_; }
  [[nodiscard]] const std::vector<ReadFile>& files() const { return files_; }
  /// The box of longitudes and latitudes around them. Throws DataError when they have no place on the globe.
  [[nodiscard]] Box box_in_degrees() const;

  /// The zones in metres of the target, in the order of the file, and what was lost. Throws DataError when no polygon
  /// has a place there. To be called once.
  [[nodiscard]] std::vector<OwnPolygon> take(const Crs& target, ZonesReport& report);

 private:
  struct Zone {
    std::string id;
    std::string name;
    std::optional<double> exposure;  ///< nothing where it is not known
    std::vector<OGRGeometryUniquePtr> parts;
  };
  /// What stood in the column of exposures.
  struct WrittenExposure {
    std::size_t zone = 0;
    std::string text;
    std::optional<double> number;  ///< where the column holds numbers and not text
  };

  void read(const RowSource& source, const ZonesDescription& description, const Progress& progress);
  void add(const LayerFile& layer, const ZonesDescription& description, const std::vector<std::size_t>& positions,
           OGRFeature& feature);
  /// The zone of a code, made where it is new.
  [[nodiscard]] std::size_t zone_of(const std::string& id, bool is_code);
  /// In the system of the file.
  [[nodiscard]] Box box() const;
  /// Codes and names are written into every output, so none of them may be of persons; of properties it is said.
  void judge_texts(const ZonesDescription& description);
  void read_exposures(const std::string& column);
  void set_exposure(Zone& zone, double exposure, const std::string& column) const;

  std::string shown_;  ///< file and layer, for messages
  std::string noun_;
  std::string crs_option_;
  std::optional<Crs> crs_;
  std::vector<ReadFile> files_;
  std::vector<Zone> zones_;
  std::map<std::string, std::size_t, std::less<>> by_id_;
  std::vector<WrittenExposure> exposures_;
  SpreadSample codes_;
  SpreadSample names_;
  ZonesReport report_;
};

}  // namespace lykta
