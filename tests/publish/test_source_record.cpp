#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "publish/records/run_record.hpp"
#include "publish/records/source_record.hpp"

namespace lykta {

TEST_CASE("The record of what was read names zones only where there are some") {
  ReadInputs read{.inputs = {}, .report = {}, .crs = Crs::parse("EPSG:3006"), .crs_reason = "stated"};
  CHECK_FALSE(reading_record(read).contains("zones"));
  auto& zones = read.report.zones.emplace();
  zones.path = "wards.gpkg";
  zones.layer = "wards";
  zones.driver = "GPKG";
  zones.crs = "EPSG:3009";
  zones.features = 5;
  zones.zones = 3;
  zones.joined = 1;
  zones.without_polygon = {"e"};
  zones.without_exposure = {"c"};
  zones.unreadable_exposure = {"c: 'many'"};
  CHECK(
      reading_record(read)["zones"].dump() ==
      R"({"path":"wards.gpkg","layer":"wards","driver":"GPKG","crs":"EPSG:3009","features":5,"zones":3,"joined":1,)"
      R"("without_id":0,"without_polygon":["e"],"without_place":[],"without_exposure":["c"],"unreadable_exposure":["c: 'many'"],)"
      R"("defaults":[]})");
}

}  // namespace lykta
