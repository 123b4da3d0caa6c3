// Which polygon does a row of a table belong to? Polygons by the name or code of their area.
//
// Codes are text: "0114" is not "114". What finds no partner is kept on both sides, to be shown.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/phrase.hpp"
#include "geo/crs/crs.hpp"
#include "geo/files/file_state.hpp"
#include "geo/read/source_description.hpp"

namespace lykta {

class AreaPolygons {
 public:
  /// Reads the polygons; those of one name become one. Throws DataError: as RowSource, no polygon in the layer, no
  /// coordinate system declared and none stated. Throws InvalidOption for a column that looks like data on persons, unless it
  /// is among `person_columns`: names that find no partner are shown.
  AreaPolygons(const PolygonsDescription& description, const std::vector<std::string>& allowed_hosts,
               const std::vector<std::string>& person_columns = {});

  [[nodiscard]] const Crs& crs() const { return *crs_; }
  [[nodiscard]] const std::vector<ReadFile>& files() const { return files_; }
  /// What is to be said of names of properties; empty where there is nothing.
  [[nodiscard]] const Said& note() const { return note_; }

  /// The polygon of a name, in the file's coordinate system, or null. Names must be equal but for spaces at their ends;
  /// where none is, upper and lower case and the number of spaces are set aside, if that leaves one polygon only. The
  /// polygon counts as matched from then on.
  [[nodiscard]] std::shared_ptr<const OGRGeometry> match(std::string_view name);

  /// Names of the polygons that were never matched, in the order of the file; one without a name shows its feature id.
  [[nodiscard]] std::vector<std::string> unmatched() const;
  /// How many different names were matched without regard to case and spaces.
  [[nodiscard]] std::size_t loosely_matched() const { return loosely_matched_.size(); }

 private:
  struct NamedPolygon {
    std::string name;
    std::int64_t feature = 0;
    std::shared_ptr<const OGRGeometry> geometry;
    bool matched = false;
  };

  void add(std::string_view name, std::int64_t feature, OGRGeometryUniquePtr geometry);

  std::optional<Crs> crs_;
  std::vector<ReadFile> files_;
  Said note_;
  std::vector<NamedPolygon> polygons_;
  std::map<std::string, std::size_t, std::less<>> by_name_;
  /// Nothing where several names become the same.
  std::map<std::string, std::optional<std::size_t>, std::less<>> by_loose_name_;
  std::map<std::string, std::size_t, std::less<>> loosely_matched_;
};

}  // namespace lykta
