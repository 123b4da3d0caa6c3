// Surveys, visits, accidents, and rows that are joined with polygons.
#include <algorithm>

#include "engine/base/error.hpp"
#include "geo/read/area_polygons.hpp"
#include "geo/read/inputs.hpp"
#include "geo/read/kinds.hpp"
#include "geo/read/understand.hpp"
#include "tests/catch.hpp"
#include "tests/geo/ogr_file.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_other_kinds {
namespace {

using Catch::Contains;
using test::failure;
using test::near;
using test::Scratch;
using Texts = std::vector<std::string>;

LocalTime at(unsigned day, int hour, int minute = 0) {
  return LocalTime{std::chrono::local_days{std::chrono::year{2024} / std::chrono::March / std::chrono::day{day}}} +
         std::chrono::hours{hour} + std::chrono::minutes{minute};
}

SourceDescription source_of(SourceKind kind, const std::string& path) {
  SourceDescription source;
  source.name = std::string(name_of(kind));
  source.path = path;
  source.path_as_written = path;
  source.kind = kind;
  return source;
}

SourceDescription points_of(SourceKind kind, const std::string& path) {
  auto source = source_of(kind, path);
  source.crs = "EPSG:3006";
  source.columns.x = "x";
  source.columns.y = "y";
  return source;
}

/// Reads a source beside two events at Ronneby.
ReadInputs read_beside_events(const Scratch& scratch, SourceDescription source) {
  InputsDescription description;
  description.target_crs = "EPSG:3006";
  description.sources = {
      points_of(SourceKind::incidents, scratch.write("events.csv", "x;y\n517000;6229000\n517900;6229900\n")),
      std::move(source)};
  return read_inputs(description);
}

using Rejected = std::vector<std::tuple<std::int64_t, std::string, std::string, std::string>>;

/// Rows of the source beside the events that were not used: row, cause, column, value.
Rejected rejected(const ReadInputs& read) {
  Rejected rows;
  for (const auto& reject : read.report.rejects) {
    CHECK(reject.source == 1);
    rows.emplace_back(reject.row, name_of(reject.cause), reject.column, reject.value);
  }
  return rows;
}

std::string square(double x, double y, double side = 100) {
  return "POLYGON((" + std::to_string(x) + " " + std::to_string(y) + "," + std::to_string(x + side) + " " +
         std::to_string(y) + "," + std::to_string(x + side) + " " + std::to_string(y + side) + "," + std::to_string(x) +
         " " + std::to_string(y + side) + "," + std::to_string(x) + " " + std::to_string(y) + "))";
}

/// Polygons with a code each, side by side from 517000, 6229000.
std::string wards(const Scratch& scratch, const Texts& codes) {
  test::OgrLayer layer{
      .name = "wards", .type = wkbPolygon, .fields = {{"ward_code", OFTString}}, .rows = {}, .wkt = {}, .options = {}};
  for (std::size_t i = 0; i < codes.size(); ++i) {
    layer.rows.push_back({codes[i]});
    layer.wkt.push_back(square(517000 + 100 * static_cast<double>(i), 6229000));
  }
  const auto path = scratch.path("wards.gpkg");
  test::write_with_ogr(path, "GPKG", {layer});
  return path;
}

/// A table without positions, joined with wards.
SourceDescription joined(const Scratch& scratch, SourceKind kind, const std::string& table, const Texts& codes) {
  auto source = source_of(kind, scratch.write("table.csv", table));
  source.columns.area = "code";
  const auto path = wards(scratch, codes);
  source.polygons =
      PolygonsDescription{.path = path, .path_as_written = "wards.gpkg", .layer = {}, .crs = {}, .column = "ward_code"};
  return source;
}

SourceDescription residents(const Scratch& scratch, const std::string& table, const Texts& codes) {
  auto source = joined(scratch, SourceKind::areas, table, codes);
  source.columns.residents = "people";
  return source;
}

}  // namespace

// ---- the join

TEST_CASE("Rows and polygons are joined by code, and what finds no partner is listed on both sides") {
  const Scratch scratch;
  const auto read = read_beside_events(
      scratch, residents(scratch, "code;people\n0114;100\n 0115 ;50\n0999;7\n;3\n0999;8\n0116;many\n",
                         {"0114", "0115", "0116", "0117"}));
  const auto& report = read.report.sources[1];
  CHECK(report.rows == 6);
  CHECK(report.used == 2);
  CHECK(report.crs == "EPSG:3006");
  CHECK(report.unmatched_rows == Texts{"0999"});
  CHECK(report.unmatched_polygons == Texts{"0117"});
  CHECK(rejected(read) == Rejected{{4, "unmatched_area", "code", "0999"},
                                   {5, "no_area", "code", ""},
                                   {6, "unmatched_area", "code", "0999"},
                                   {7, "unreadable_number", "people", "many"}});
  REQUIRE(read.inputs.residents.size() == 2);
  CHECK(read.inputs.residents[0].number == 100);
  REQUIRE(read.inputs.residents[1].area);
  CHECK(area_m2(*read.inputs.residents[1].area) == near(1e-6, 10000));
  CHECK(bounding_box(*read.inputs.residents[1].area).min_x == near(1e-6, 517100));
  CHECK(std::ranges::any_of(read.report.files, [](const InputFile& file) { return file.path == "wards.gpkg"; }));
}

TEST_CASE("Leading zeros of codes count") {
  const Scratch scratch;
  const auto read = read_beside_events(scratch, residents(scratch, "code;people\n114;100\n0115;1\n", {"0114", "0115"}));
  CHECK(read.report.sources[1].unmatched_rows == Texts{"114"});
  CHECK(read.report.sources[1].unmatched_polygons == Texts{"0114"});
}

TEST_CASE("Case and double spaces are set aside where that leaves one polygon, and the report says so") {
  const Scratch scratch;
  const auto read = read_beside_events(scratch, residents(scratch, "code;people\nBräkne-  HOBY;1\nkallinge;2\nNORR;3\n",
                                                          {"Bräkne- Hoby", "Kallinge", "kallinge", "Norr", "norr"}));
  const auto& report = read.report.sources[1];
  // "kallinge" is exactly one of the two; "NORR" could be either.
  CHECK(report.unmatched_rows == Texts{"NORR"});
  CHECK(report.unmatched_polygons == Texts{"Kallinge", "Norr", "norr"});
  CHECK(std::ranges::any_of(report.defaults, [](const Said& said) {
    return said.en().starts_with("one name of an area equals that of a polygon only when case and spaces are ignored");
  }));
}

TEST_CASE("Polygons of one name are one area, and several rows of one area are added and reported") {
  const Scratch scratch;
  const auto read = read_beside_events(scratch, residents(scratch, "code;people\na;60\na;40\n", {"a", "b", "a", ""}));
  const auto& report = read.report.sources[1];
  CHECK(report.used == 2);
  CHECK(report.unmatched_polygons == Texts{"b", "(feature 4 without a name)"});
  REQUIRE(read.inputs.residents.size() == 2);
  CHECK(area_m2(*read.inputs.residents[0].area) == near(1e-6, 20000));
  CHECK(std::ranges::find(report.defaults, "one area stands in several rows: their residents are added", &Said::en) !=
        report.defaults.end());
}

TEST_CASE("A join in which nothing matches is refused with what stands on both sides") {
  const Scratch scratch;
  const auto source = residents(scratch, "code;people\n14;100\n", {"0114"});
  CHECK_THAT(failure<DataError>([&] { static_cast<void>(read_beside_events(scratch, source)); }),
             Contains("'14'") && Contains("'0114'"));
}

TEST_CASE("Polygons need a coordinate system, the column that is named, and an area") {
  const Scratch scratch;
  const auto read = [&](const PolygonsDescription& polygons) {
    return failure<DataError>([&] { const AreaPolygons areas(polygons, {}); });
  };
  test::OgrLayer layer{.name = "l",
                       .crs = "",
                       .type = wkbPolygon,
                       .fields = {{"code", OFTString}},
                       .rows = {{"a"}},
                       .wkt = {square(0, 0)},
                       .options = {}};
  test::write_with_ogr(scratch.path("no_crs.shp"), "ESRI Shapefile", {layer});
  CHECK_THAT(read({scratch.path("no_crs.shp"), "", "", "", "code"}), Contains("crs in [sources.polygons]"));
  CHECK_THAT(read({scratch.path("no_crs.shp"), "", "", "EPSG:3006", "kod"}), Contains("no column 'kod'"));
  layer.crs = "EPSG:3006";
  layer.type = wkbPoint;
  layer.wkt = {"POINT(517000 6229000)"};
  test::write_with_ogr(scratch.path("points.gpkg"), "GPKG", {layer});
  CHECK_THAT(read({scratch.path("points.gpkg"), "", "", "", "code"}), Contains("there is none"));
  CHECK_THAT(read({scratch.write("t.csv", "code\na\n"), "", "", "", "code"}), Contains("no geometry"));
}

// ---- surveys

TEST_CASE("A survey joined with polygons has an index per area and question") {
  const Scratch scratch;
  auto source = joined(scratch, SourceKind::survey,
                       "code;index;svar;fråga;datum\n"
                       "a;1,8;120;Totalt;2024-03-01\n"
                       "a;3;119;Nedskräpning;2024-03-01\n"
                       "b;6,5;30;Totalt;2024-03-01\n"
                       "b;-1;30;Totalt;2024-03-01\n"
                       "b;2;29,5;Totalt;2024-03-01\n"
                       "b;2;;Totalt;2024-03-01\n"
                       "b;2;9;Totalt;i våras\n"
                       "b;0;0;Totalt;2024-03\n",
                       {"a", "b"});
  source.columns.index = "index";
  source.columns.sample = "svar";
  source.columns.category = "fråga";
  source.columns.date = "datum";
  const auto read = read_beside_events(scratch, source);
  CHECK(rejected(read) == Rejected{{4, "unreadable_number", "index", "6,5"},
                                   {5, "unreadable_number", "index", "-1"},
                                   {6, "unreadable_number", "svar", "29,5"},
                                   {7, "unreadable_number", "svar", ""},
                                   {8, "unreadable_date", "datum", "i våras"}});
  CHECK(read.report.sources[1].used == 3);
  const auto& survey = read.inputs.survey;
  REQUIRE(survey.size() == 3);
  CHECK(survey[0].name == "a");
  CHECK(survey[0].question == "Totalt");
  CHECK(survey[0].index == 1.8);
  CHECK(survey[0].sample == 120);
  CHECK(survey[0].time == TimeSpan{at(1, 0), at(2, 0)});
  CHECK(survey[0].row.source == 1);
  CHECK(survey[1].question == "Nedskräpning");
  CHECK(survey[1].row.row == 3);
  CHECK(area_m2(survey[1].area) == near(1e-6, 10000));
  CHECK(survey[2].index == 0);
  CHECK(survey[2].sample == 0);
  CHECK(read.inputs.incidents.size() == 2);
}

TEST_CASE("A survey of a layer's own polygons is projected, and its lines are rejected") {
  const Scratch scratch;
  const test::OgrLayer layer{.name = "survey",
                             .crs = "EPSG:4326",
                             .type = wkbUnknown,
                             .fields = {{"namn", OFTString}, {"trygghetsindex", OFTReal}, {"svar", OFTInteger}},
                             .rows = {{"Centrum", "2.25", "80"}, {"Stråket", "2", "40"}, {"Tomt", "2", "40"}},
                             .wkt = {"POLYGON((15.28 56.20,15.29 56.20,15.29 56.21,15.28 56.21,15.28 56.20))",
                                     "LINESTRING(15.28 56.20,15.29 56.20)", ""},
                             .options = {}};
  test::write_with_ogr(scratch.path("survey.gpkg"), "GPKG", {layer});
  auto source = source_of(SourceKind::survey, scratch.path("survey.gpkg"));
  source.columns.area = "namn";
  source.columns.index = "trygghetsindex";
  source.columns.sample = "svar";
  const auto read = read_beside_events(scratch, source);
  REQUIRE(read.inputs.survey.size() == 1);
  const auto& area = read.inputs.survey[0];
  CHECK(area.name == "Centrum");
  CHECK(area.index == 2.25);
  CHECK_FALSE(area.time);
  // A hundredth of a degree is 1113 m northwards and 620 m eastwards here.
  CHECK(area_m2(area.area) == near(3000, 1113.5 * 620.6));
  CHECK(contains(area.area, {517800, 6229000}));
  CHECK(rejected(read) == Rejected{{2, "not_a_polygon", "", ""}, {3, "no_position", "", ""}});
}

TEST_CASE("A survey of points is refused, whether by columns or by geometry") {
  const Scratch scratch;
  auto by_columns = points_of(SourceKind::survey, scratch.write("s.csv", "x;y;index;svar\n517000;6229000;2;40\n"));
  by_columns.columns.index = "index";
  by_columns.columns.sample = "svar";
  CHECK_THAT(failure<InvalidOption>([&] { static_cast<void>(read_beside_events(scratch, by_columns)); }),
             Contains("never to a point"));
  const test::OgrLayer layer{.name = "s",
                             .fields = {{"index", OFTReal}, {"svar", OFTInteger}},
                             .rows = {{"2", "40"}},
                             .wkt = {"POINT(517000 6229000)"},
                             .options = {}};
  test::write_with_ogr(scratch.path("s.gpkg"), "GPKG", {layer});
  auto by_geometry = source_of(SourceKind::survey, scratch.path("s.gpkg"));
  by_geometry.columns.index = "index";
  by_geometry.columns.sample = "svar";
  CHECK_THAT(failure<DataError>([&] { static_cast<void>(read_beside_events(scratch, by_geometry)); }),
             Contains("feature 1 is a point"));
}

// ---- visits

TEST_CASE("A visit has a start, and an end by date and time, by time alone, or by minutes") {
  const Scratch scratch;
  const auto read_visits = [&](const std::string& text, const std::function<void(ColumnMapping&)>& map) {
    auto source = points_of(SourceKind::visits, scratch.write("v.csv", text));
    source.columns.unit = "patrull";
    source.columns.date = "datum";
    source.columns.time = "start";
    map(source.columns);
    return read_beside_events(scratch, source);
  };
  const auto by_time = read_visits(
      "x;y;patrull;datum;start;slut\n"
      "517000;6229000;Grön;2024-03-01;21:00;21:20\n"
      "517000;6229000;Gul;2024-03-01;23:50;00:10\n"  // past midnight
      "517000;6229000;Grön;2024-03-01;21:00;\n"
      "517000;6229000;Grön;2024-03-01;;21:20\n"  // only the day of the start is known
      "517000;6229000;Grön;2024-03-01;21:00;sent\n"
      ";6229000;Grön;2024-03-01;21:00;21:20\n"
      "517000;6229000;Grön;;21:00;21:20\n",
      [](ColumnMapping& columns) { columns.end_time = "slut"; });
  const auto& visits = by_time.inputs.visits;
  REQUIRE(visits.size() == 5);
  CHECK(visits.start[0] == at(1, 21));
  CHECK(visits.end[0] == at(1, 21, 20));
  CHECK(visits.start[1] == at(1, 23, 50));
  CHECK(visits.end[1] == at(2, 0, 10));
  CHECK_FALSE(visits.end[2]);
  CHECK_FALSE(visits.end[3]);
  CHECK_FALSE(visits.end[4]);  // "sent" is no end
  CHECK(visits.position[0] == Point{517000, 6229000});
  CHECK(by_time.inputs.visiting_units == Texts{"Grön", "Gul"});
  CHECK(visits.unit_index == std::vector<std::uint16_t>{0, 1, 0, 0, 0});
  CHECK(visits.row[1].row == 3);
  CHECK(by_time.report.sources[1].used == 5);
  CHECK(by_time.report.sources[1].no_end == 3);
  CHECK(by_time.report.sources[1].unread_times.rows == 1);
  CHECK(rejected(by_time) == Rejected{{7, "no_position", "x", ""}, {8, "no_date", "datum", ""}});

  const auto by_minutes = read_visits(
      "x;y;patrull;datum;start;minuter\n"
      "517000;6229000;Grön;2024-03-01;21:00;12,5\n"
      "517000;6229000;Grön;2024-03-01;21:00;\n"
      "517000;6229000;Grön;2024-03-01;21:00;-3\n"
      "517000;6229000;Grön;2024-03-01;21:00;2000\n",  // longer than a day: nobody signed off
      [](ColumnMapping& columns) { columns.minutes = "minuter"; });
  REQUIRE(by_minutes.inputs.visits.size() == 3);
  CHECK(by_minutes.inputs.visits.end[0] == at(1, 21, 12) + std::chrono::seconds{30});
  CHECK_FALSE(by_minutes.inputs.visits.end[1]);
  CHECK_FALSE(by_minutes.inputs.visits.end[2]);
  CHECK(rejected(by_minutes) == Rejected{{4, "unreadable_number", "minuter", "-3"}});
}

TEST_CASE("Start and end of a visit in whole moments, and days alone tell no length") {
  const Scratch scratch;
  auto source = points_of(SourceKind::visits, scratch.write("v.csv",
                                                            "x;y;start;slut\n"
                                                            "517000;6229000;2024-03-01 23:50;2024-03-02 00:05\n"
                                                            "517000;6229000;2024-03-01;2024-03-01\n"
                                                            "517000;6229000;2024-03-01 23:50;2024-03-01 23:40\n"));
  source.columns.date = "start";
  source.columns.end_date = "slut";
  const auto read = read_beside_events(scratch, source);
  const auto& visits = read.inputs.visits;
  REQUIRE(visits.size() == 2);
  CHECK(visits.end[0] == at(2, 0, 5));
  CHECK_FALSE(visits.end[1]);
  CHECK(read.inputs.visiting_units == Texts{""});
  CHECK(std::get<1>(rejected(read).at(0)) == "end_before_start");
}

TEST_CASE("Visits by persons are refused, unless the user says that the column names none") {
  const Scratch scratch;
  auto source = points_of(SourceKind::visits, scratch.write("v.csv",
                                                            "x;y;tid;vem\n"
                                                            "517000;6229000;2024-03-01 21:00;Anna Andersson\n"
                                                            "517000;6229000;2024-03-01 22:00;Erik Svensson\n"
                                                            "517000;6229000;2024-03-01 23:00;Maria Nilsson\n"));
  source.columns.date = "tid";
  source.columns.unit = "vem";
  CHECK_THAT(failure<InvalidOption>([&] { static_cast<void>(read_beside_events(scratch, source)); }),
             Contains("looks like data on persons"));
  source.person_columns = {"vem"};
  CHECK(read_beside_events(scratch, source).inputs.visits.size() == 3);
}

// ---- accidents

TEST_CASE("Severities are known by their words or mapped, and others are counted as unmapped") {
  const Scratch scratch;
  auto source = points_of(SourceKind::accidents, scratch.write("a.csv",
                                                               "x;y;datum;grad\n"
                                                               "517000;6229000;2024-03-01 21:00;Dödlig olycka\n"
                                                               "517100;6229000;2024-03-01;svår\n"
                                                               "517200;6229000;2024-03-01;LINDRIG\n"
                                                               "517300;6229000;2024-03-01;3\n"
                                                               "517400;6229000;2024-03-01;9\n"
                                                               "517500;6229000;2024-03-01;9\n"
                                                               "0;0;2024-03-01;svår\n"
                                                               "99999999;99999999;2024-03-01;svår\n"
                                                               "517500;6229000;2024-02-30;svår\n"));
  source.columns.date = "datum";
  source.columns.severity = "grad";
  source.classes = ClassRules(std::map<std::string, std::string>{{"3", "slight"}});
  const auto read = read_beside_events(scratch, source);
  using enum AccidentSeverity;
  const auto& accidents = read.inputs.accidents;
  CHECK(accidents.severity == std::vector<AccidentSeverity>{fatal, severe, slight, slight, unmapped, unmapped});
  CHECK(accidents.position[3] == Point{517300, 6229000});
  CHECK(accidents.time[0] == TimeSpan{at(1, 21), at(1, 21)});
  CHECK(accidents.row[5].row == 7);
  CHECK(read.report.sources[1].unmapped_values == std::map<std::string, std::uint64_t>{{"9", 2}});
  CHECK(read.report.sources[1].used == 6);
  CHECK(read.report.rejects.size() == 3);
  CHECK(read.inputs.incidents.size() == 2);
}

TEST_CASE("Positions of each kind are projected from the source's own system") {
  const Scratch scratch;
  // Ronneby station in degrees and, in SWEREF 99 TM, as the test of crs has it.
  const std::string row = "15.282778;56.206944;2024-03-01 21:00;svår\n";
  for (const auto kind : {SourceKind::visits, SourceKind::accidents}) {
    auto source = points_of(kind, scratch.write("p.csv", "x;y;tid;grad\n" + row));
    source.crs = "EPSG:4326";
    source.columns.date = "tid";
    source.columns.severity = kind == SourceKind::accidents ? "grad" : "";
    const auto read = read_beside_events(scratch, source);
    const auto& positions = kind == SourceKind::visits ? read.inputs.visits.position : read.inputs.accidents.position;
    REQUIRE(positions.size() == 1);
    CHECK(positions[0].x == near(0.1, 517541.9));
    CHECK(positions[0].y == near(0.1, 6229148.3));
  }
}

TEST_CASE("A kind names the columns that it cannot do without") {
  const Scratch scratch;
  const auto path = scratch.write("p.csv", "x;y;a\n517000;6229000;1\n");
  const auto missing = [&](SourceKind kind) {
    return failure<InvalidOption>([&] { static_cast<void>(read_beside_events(scratch, points_of(kind, path))); });
  };
  CHECK_THAT(missing(SourceKind::visits), Contains("needs a column date"));
  CHECK_THAT(missing(SourceKind::accidents), Contains("needs a column severity"));
  CHECK_THAT(missing(SourceKind::survey), Contains("needs a column index"));
  CHECK_THAT(missing(SourceKind::areas), Contains("needs a column residents"));
}

TEST_CASE("Each column belongs to at least one kind, and the message names them all") {
  for (const auto& [key, role, words] : mapping_keys) {
    CAPTURE(key);
    CHECK_FALSE(kinds_with(role).empty());
  }
  CHECK(kinds_with(&ColumnMapping::severity) == "observations and accidents");
  CHECK(kinds_with(&ColumnMapping::unit) == "visits");
  CHECK_FALSE(belongs_to(SourceKind::survey, &ColumnMapping::x));
}

TEST_CASE("Each row of the table of kinds is whole") {
  for (const auto* kind : kinds_of_source) {
    CAPTURE(kind->name);
    CHECK(&kind_of(kind->kind) == kind);
    CHECK(std::ranges::count(kinds_of_source, std::string_view(kind->name),
                             [](const auto* each) { return std::string_view(each->name); }) == 1);
    for (const auto column : kind->needed) {
      CHECK(belongs_to(kind->kind, column));
    }
    CHECK((kind->add != nullptr || kind->add_area != nullptr));
    // Whoever makes records at points lets them be projected and taken out; whoever does not says why.
    CHECK((kind->points != nullptr) == (kind->add != nullptr));
    CHECK((kind->keep != nullptr) == (kind->add != nullptr));
    CHECK(std::string_view(kind->never_at_points).empty() == (kind->add != nullptr));
    const auto is_guessed = std::ranges::find(guessed_kinds, kind) != guessed_kinds.end();
    CHECK(is_guessed == (kind->kind != SourceKind::incidents));
    CHECK((kind->guess != nullptr) == is_guessed);
  }
  CHECK(kinds_about_areas() == "areas and survey");
}

}  // namespace lykta::tests_of_other_kinds
