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
  zones.crs_operation = CrsOperation{.name = "RT90 to SWEREF99 (1)", .accuracy_m = 0.1, .is_ballpark = false};
  zones.repairs = {
      {.of = "a", .fault = "Self-intersection", .parts_before = 1, .parts_after = 2, .area_change = std::nullopt}};
  zones.features = 5;
  zones.zones = 3;
  zones.joined = 1;
  zones.without_polygon = {"e"};
  zones.without_exposure = {"c"};
  zones.unreadable_exposure = {"c: 'many'"};
  CHECK(
      reading_record(read)["zones"].dump() ==
      R"({"path":"wards.gpkg","layer":"wards","driver":"GPKG","crs":"EPSG:3009",)"
      R"("crs_operation":{"name":"RT90 to SWEREF99 (1)","accuracy_m":0.1,"ballpark":false
},"features":5,"zones":3,"joined":1,)"
      R"("without_id":0,"without_polygon":["e"],"without_place":[],"without_exposure":["c"],"unreadable_exposure":["c: 'many'"],)"
      R"("repairs":[{"of":"a","fault":"Self-intersection","parts_before":1,"parts_after":2,"area_change":null}],"defaults":[]})");
}

TEST_CASE("The record says how positions came into the system of the picture, and how true that is to scale") {
  ReadInputs read{.inputs = {}, .report = {}, .crs = Crs::parse("EPSG:3857"), .crs_reason = "stated"};
  CHECK_FALSE(reading_record(read)["crs"].contains("scale"));
  read.report.sources.emplace_back().name = "same";
  read.report.sources.emplace_back().crs_operation =
      CrsOperation{.name = "Ballpark geographic offset", .accuracy_m = std::nullopt, .is_ballpark = true};
  read.scale = scale_over(read.crs, {15.28, 56.2, 15.28, 56.2});
  const auto record = reading_record(read);
  CHECK(record["sources"][0]["crs_operation"].is_null());
  CHECK(record["sources"][1]["crs_operation"] ==
        nlohmann::ordered_json{{"name", "Ballpark geographic offset"}, {"accuracy_m", nullptr}, {"ballpark", true}});
  const auto& scale = record["crs"]["scale"];
  CHECK(scale["meridional"] == 1.797186);
  CHECK(scale["parallel"] == 1.793446);
  CHECK(scale["smallest"] == 1.793446);
  CHECK(scale["largest"] == 1.797186);
  CHECK(scale["areal"] == Approx(3.223156).margin(2e-6));
  CHECK(scale["angular_distortion_degrees"] == Approx(0.1194).margin(1e-3));
}

}  // namespace lykta
