#include <nlohmann/json.hpp>

#include "publish/records/run_record.hpp"
#include "publish/records/source_record.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"

namespace lykta {

TEST_CASE("The record of what was read names zones only where there are some") {
  ReadInputs read{
      .inputs = {}, .report = {}, .crs = Crs::parse("EPSG:3006"), .crs_reason = said({"angivet", "stated"})};
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
      R"json("crs_operation":{"name":"RT90 to SWEREF99 (1)","accuracy_m":0.1,"ballpark":false},)json"
      R"("features":5,"zones":3,"joined":1,)"
      R"("without_id":0,"without_polygon":["e"],"without_place":[],"without_exposure":["c"],"unreadable_exposure":["c: 'many'"],)"
      R"("repairs":[{"of":"a","fault":"Self-intersection","parts_before":1,"parts_after":2,"area_change":null}],"defaults":[]})");
}

TEST_CASE("The record says how positions came into the system of the picture, and how true that is to scale") {
  ReadInputs read{
      .inputs = {}, .report = {}, .crs = Crs::parse("EPSG:3857"), .crs_reason = said({"angivet", "stated"})};
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

namespace {

/// Two sources: the first lost two rows and covers a year but for a pause, of the second nothing is known.
ReadReport report_of_two_sources() {
  ReadReport report;
  auto& incidents = report.sources.emplace_back();
  incidents.name = "polisen";
  incidents.path = "events.csv";
  incidents.driver = "text";
  incidents.encoding = "UTF-8";
  incidents.crs = "EPSG:3006";
  incidents.rows = 12;
  incidents.used = 10;
  incidents.position_step_m = 100;
  incidents.unmapped_values = {{"okänt", 3}};
  incidents.suspicious_stacks = {{.degrees = {15.3, 56.2}, .events = 4, .share = 0.4, .position_classes = "C"}};
  incidents.outlying_rows = {{7, "1925-03-01"}};
  SourceCoverage coverage;
  coverage.covers = Period{test::at(2025, 1, 1), test::at(2026, 1, 1)};
  coverage.pauses = {{test::at(2025, 3, 1), test::at(2025, 4, 1)}, {test::at(2025, 7, 1), test::at(2025, 8, 1)}};
  coverage.stated.from = test::at(2025, 1, 1);
  coverage.dated = 10;
  coverage.outlying = {6};
  incidents.coverage = coverage;
  report.sources.emplace_back().name = "besök";
  report.rejects = {{.source = 0, .row = 3, .column = "x", .cause = RejectCause::no_position, .value = ""},
                    {.source = 0, .row = 5, .column = "x", .cause = RejectCause::no_position, .value = ""},
                    {.source = 1, .row = 2, .column = "när", .cause = RejectCause::no_date, .value = ""}};
  return report;
}

}  // namespace

TEST_CASE("Each source tells its own losses, and all of them together") {
  const auto report = report_of_two_sources();
  const auto sources = sources_record(report);
  REQUIRE(sources.size() == 2);
  CHECK(sources[0]["rejected"].dump() == R"({"no_position":2})");
  CHECK(sources[1]["rejected"].dump() == R"({"no_date":1})");
  CHECK(rejected_record(report.rejects).dump() == R"({"no_date":1,"no_position":2})");
  CHECK(sources[0]["rows"] == 12);
  CHECK(sources[0]["used"] == 10);
}

TEST_CASE("A record says which days a source covers, both included, and nothing where that is not known") {
  const auto sources = sources_record(report_of_two_sources());
  const auto& covers = sources[0]["covers"];
  CHECK(covers["from"] == "2025-01-01");
  CHECK(covers["to"] == "2025-12-31");
  CHECK(covers["pauses"].dump() ==
        R"([{"from":"2025-03-01","to":"2025-03-31","days":31.0},{"from":"2025-07-01","to":"2025-07-31","days":31.0}])");
  CHECK(covers["from_is_stated"] == true);
  CHECK(covers["to_is_stated"] == false);
  CHECK(covers["outlying"] == 1);
  CHECK(covers["outlying_rows"].dump() == R"([{"row":7,"date":"1925-03-01"}])");
  CHECK(sources[1]["covers"].is_null());
}

TEST_CASE("What is odd about positions and words stands in the record, and what is not known is null") {
  const auto sources = sources_record(report_of_two_sources());
  const auto& quality = sources[0]["quality"];
  CHECK(quality["position_step_m"] == 100);
  CHECK(quality["position_step"].is_null());
  CHECK(quality["unmapped_values"].dump() == R"({"okänt":3})");
  CHECK(quality["suspicious_stacks"].dump() == R"([{"longitude":15.3,"latitude":56.2,"events":4,"share":0.4}])");
  CHECK(sources[1]["quality"]["suspicious_stacks"].empty());
}

}  // namespace lykta
