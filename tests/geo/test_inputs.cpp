#include <algorithm>
#include <map>

#include "engine/base/error.hpp"
#include "geo/files/sha256.hpp"
#include "geo/read/inputs.hpp"
#include "tests/catch.hpp"
#include "tests/geo/ogr_file.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_inputs {
namespace {

using Catch::Contains;
using test::failure;
using test::near;
using test::Scratch;
using Mapping = std::map<std::string, std::string>;

/// A source of incidents in a text file with the columns x, y and whatever the test adds, in SWEREF 99 TM.
SourceDescription events_in(const std::string& path) {
  SourceDescription source;
  source.name = "events";
  source.path = path;
  source.path_as_written = "data/" + std::filesystem::path(path).filename().string();
  source.crs = "EPSG:3006";
  source.columns.x = "x";
  source.columns.y = "y";
  return source;
}

InputsDescription only(SourceDescription source) {
  InputsDescription description;
  description.target_crs = "EPSG:3006";
  description.sources.push_back(std::move(source));
  return description;
}

/// Classes of the incidents by name, in their order.
std::vector<std::string> classes_of(const ReadInputs& read) {
  std::vector<std::string> names;
  for (const auto index : read.inputs.incidents.class_index) {
    names.push_back(read.inputs.classes[index].name);
  }
  return names;
}

using Rejected =
    std::vector<std::tuple<std::int64_t, std::string, std::string, std::string>>;  ///< row, cause, column, value

Rejected rejected(const ReadInputs& read) {
  Rejected rows;
  for (const auto& reject : read.report.rejects) {
    rows.emplace_back(reject.row, name_of(reject.cause), reject.column, reject.value);
  }
  std::ranges::sort(rows);
  return rows;
}

LocalTime at(int year, unsigned month, unsigned day, int hour = 0) {
  return LocalTime{
             std::chrono::local_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}}} +
         std::chrono::hours{hour};
}

}  // namespace

TEST_CASE("Each row becomes an incident or a reject, and the report says how many of each") {
  const Scratch scratch;
  auto source = events_in(scratch.write("e.csv",
                                        "x;y;date;time;to;class;place\n"
                                        "517000;6229000;2024-03-01;12:00;;a;A\n"               // 2: good
                                        ";6229000;2024-03-01;12:00;;a;A\n"                     // 3
                                        "517000;norr;2024-03-01;12:00;;a;A\n"                  // 4
                                        "0;0;2024-03-01;12:00;;a;A\n"                          // 5
                                        "517000;6229000;;12:00;;a;A\n"                         // 6
                                        "517000;6229000;2024-02-30;12:00;;a;A\n"               // 7
                                        "517000;6229000;2024-03-01;sent;;a;A\n"                // 8
                                        "517000;6229000;2024-03-02;12:00;2024-03-01;a;A\n"     // 9
                                        "517000;6229000;2024-03-01;12:00;;a;D\n"               // 10
                                        "99999999;99999999;2024-03-01;12:00;;a;A\n"            // 11
                                        "517100;6229100;2024-03-01;12:00;2024-03-02;b;d\n"     // 12
                                        "517100;6229100;2024-03-01;12:00;2024-03-02;b;C\n"));  // 13: good
  source.columns.date = "date";
  source.columns.time = "time";
  source.columns.end_date = "to";
  source.columns.class_name = "class";
  source.columns.position_class = "place";
  const auto read = read_inputs(only(source));

  CHECK(rejected(read) == Rejected{{3, "no_position", "x", ""},
                                   {4, "unreadable_position", "y", "norr"},
                                   {5, "zero_position", "x", "0, 0"},
                                   {6, "no_date", "date", ""},
                                   {7, "unreadable_date", "date", "2024-02-30"},
                                   {9, "end_before_start", "to", "2024-03-01"},
                                   {10, "position_class_d", "place", "D"},
                                   {11, "impossible_position", "x", "99999999, 99999999"},
                                   {12, "position_class_d", "place", "d"}});
  REQUIRE(read.report.sources.size() == 1);
  const auto& report = read.report.sources[0];
  CHECK(report.rows == 12);
  CHECK(report.used == 3);
  CHECK(report.intervals == 2);
  CHECK(report.unread_times.rows == 1);
  CHECK(report.unread_times.examples == std::vector<std::string>{"sent"});
  CHECK(report.rows == report.used + read.report.rejects.size());
  const auto& incidents = read.inputs.incidents;
  REQUIRE(incidents.size() == 3);
  CHECK(incidents.position[0] == Point{517000, 6229000});
  CHECK(incidents.time[0] == TimeSpan{at(2024, 3, 1, 12), at(2024, 3, 1, 12)});
  CHECK(incidents.time[1] == TimeSpan{at(2024, 3, 1), at(2024, 3, 2)});  // the day of a time that cannot be read
  CHECK(incidents.time[2] == TimeSpan{at(2024, 3, 1, 12), at(2024, 3, 3)});
  CHECK(incidents.position_class[0] == PositionClass::a);
  CHECK(incidents.position_class[2] == PositionClass::c);
  CHECK(incidents.row[2].row == 13);
  CHECK(incidents.row[2].source == 0);
}

TEST_CASE("Values of the class column are the classes when nothing is said about classes") {
  const Scratch scratch;
  auto source = events_in(scratch.write(
      "e.csv", "x;y;typ\n517000;6229000;Stöld\n517000;6229001;Rån\n517000;6229002;Stöld\n517000;6229003;\n"));
  source.columns.class_name = "typ";
  const auto read = read_inputs(only(source));
  CHECK(classes_of(read) == std::vector<std::string>{"Stöld", "Rån", "Stöld", "unmapped"});
  CHECK(read.report.sources[0].unmapped_values == std::map<std::string, std::uint64_t>{{"", 1}});
}

TEST_CASE("A mapping turns values into classes, and values that it does not know are counted and kept") {
  const Scratch scratch;
  auto source = events_in(scratch.write(
      "e.csv", "x;y;typ\n517000;6229000;Olaga hot\n517000;6229001;Våld\n517000;6229002;Fusk\n517000;6229003;Fusk\n"));
  source.columns.class_name = "typ";
  source.classes = ClassRules(Mapping{{"Olaga hot", "Hot"}});
  auto description = only(source);
  description.classes = {{.name = "Våld", .weight = 10, .origin = {}}, {.name = "Hot", .weight = 6, .origin = {}}};
  const auto read = read_inputs(description);
  CHECK(classes_of(read) ==
        std::vector<std::string>{"Hot", "Våld", "unmapped", "unmapped"});  // Våld is a class by its own name
  CHECK(read.report.sources[0].unmapped_values == std::map<std::string, std::uint64_t>{{"Fusk", 2}});
  REQUIRE(read.inputs.classes.size() == 3);
  CHECK(read.inputs.classes[0].name == "Våld");
  CHECK(read.inputs.classes[0].weight == 10);
  CHECK(read.inputs.classes[2].weight == 1);
  CHECK(read.report.rejects.empty());
}

TEST_CASE("Without a class column all rows have the source's class, or its name") {
  const Scratch scratch;
  auto source = events_in(scratch.write("e.csv", "x;y\n517000;6229000\n"));
  CHECK(classes_of(read_inputs(only(source))) == std::vector<std::string>{"events"});
  source.fixed_class = "Robbery";
  CHECK(classes_of(read_inputs(only(source))) == std::vector<std::string>{"Robbery"});
}

TEST_CASE("More classes than can be told apart are refused") {
  const Scratch scratch;
  std::string text = "x;y;id\n";
  for (int i = 0; i < 65540; ++i) {
    text += "517000;6229000;id" + std::to_string(i) + "\n";
  }
  auto source = events_in(scratch.write("e.csv", text));
  source.columns.class_name = "id";
  CHECK_THAT(failure<DataError>([&] { static_cast<void>(read_inputs(only(source))); }), Contains("different values"));
}

TEST_CASE("Whether an event was discovered is told by its row, else by its source, else by its class") {
  const Scratch scratch;
  auto source = events_in(scratch.write("e.csv",
                                        "x;y;typ;found\n"
                                        "517000;6229000;Knife;Nej\n"
                                        "517000;6229000;Knife;Ja\n"
                                        "517000;6229000;Knife;\n"
                                        "517000;6229000;Theft;\n"));
  source.columns.class_name = "typ";
  source.columns.discovered = "found";
  auto description = only(source);
  description.classes = {{.name = "Knife", .weight = 1, .origin = Origin::discovered},
                         {.name = "Theft", .weight = 1, .origin = {}}};
  const auto r = Origin::reported;
  const auto d = Origin::discovered;
  CHECK(read_inputs(description).inputs.incidents.origin == std::vector{r, d, d, r});
  description.sources[0].origin = Origin::reported;
  CHECK(read_inputs(description).inputs.incidents.origin == std::vector{r, d, r, r});
  description.sources[0].origin = Origin::discovered;
  CHECK(read_inputs(description).inputs.incidents.origin == std::vector{r, d, d, d});
}

TEST_CASE("A source with a column for it tells what was discovered, though nothing was") {
  const Scratch scratch;
  auto source = events_in(scratch.write("e.csv", "x;y;found\n517000;6229000;Nej\n517000;6229000;\n"));
  CHECK_FALSE(read_inputs(only(source)).inputs.origin_is_told);
  source.columns.discovered = "found";
  CHECK(read_inputs(only(source)).inputs.origin_is_told);
  source.columns.discovered.clear();
  source.origin = Origin::reported;
  CHECK(read_inputs(only(source)).inputs.origin_is_told);
}

TEST_CASE("Several words mean yes, in both languages") {
  const Scratch scratch;
  auto source = events_in(scratch.write(
      "e.csv",
      "x;y;found\n517000;6229000;JA\n517000;6229000;j\n517000;6229000;Yes\n517000;6229000;true\n517000;6229000;"
      "1\n517000;6229000;x\n517000;6229000;Upptäckt\n517000;6229000;nej\n517000;6229000;0\n517000;6229000;false\n"));
  source.columns.discovered = "found";
  const auto& origin = read_inputs(only(source)).inputs.incidents.origin;
  REQUIRE(origin.size() == 10);
  CHECK(std::count(origin.begin(), origin.end(), Origin::discovered) == 7);
  CHECK(std::count(origin.begin() + 7, origin.end(), Origin::reported) == 3);
}

TEST_CASE("Wall-clock times behind a Z keep their hour, and the report counts them") {
  const Scratch scratch;
  auto source = events_in(
      scratch.write("e.csv", "x;y;date\n517000;6229000;2024-07-01T22:30Z\n517000;6229000;2024-07-01T22:30\n"));
  source.columns.date = "date";
  const auto hour_of = [](const ReadInputs& read, std::size_t i) {
    const auto start = read.inputs.incidents.time[i]->start;
    return std::chrono::floor<std::chrono::hours>(start - std::chrono::floor<std::chrono::days>(start)).count();
  };
  const auto as_written = read_inputs(only(source));
  CHECK(hour_of(as_written, 0) == 0);  // half past midnight, summer time
  CHECK(hour_of(as_written, 1) == 22);
  CHECK(as_written.report.sources[0].zones_ignored == 0);
  source.clock = Clock::wall_clock;
  const auto wall_clock = read_inputs(only(source));
  CHECK(hour_of(wall_clock, 0) == 22);
  CHECK(hour_of(wall_clock, 1) == 22);
  CHECK(wall_clock.report.sources[0].zones_ignored == 1);
}

TEST_CASE("Observations bring category, severity and feeling") {
  const Scratch scratch;
  auto events = events_in(scratch.write("e.csv", "x;y\n517000;6229000\n"));
  auto walks = events_in(scratch.write("w.csv",
                                       "x;y;kategori;allvar;kansla\n"
                                       "517000;6229000;mörkt;3;otrygg\n"
                                       "517000;6229000;klotter;;neutral\n"
                                       "517000;6229000;mörkt;2,5;Trygg\n"
                                       "517000;6229000;mörkt;svår;otrygg\n"
                                       "517000;6229000;mörkt;-1;otrygg\n"));
  walks.kind = SourceKind::observations;
  walks.columns.category = "kategori";
  walks.columns.severity = "allvar";
  walks.columns.feeling = "kansla";
  walks.classes = ClassRules(Mapping{{"mörkt", "belysning"}});
  auto description = only(events);
  description.sources.push_back(walks);
  const auto read = read_inputs(description);
  const auto& observations = read.inputs.observations;
  REQUIRE(observations.size() == 3);
  CHECK(observations.severity == std::vector<double>{3, 1, 2.5});  // 1 where nothing is said
  CHECK(observations.feeling == std::vector{Feeling::unsafe, Feeling::neutral, Feeling::safe});
  CHECK(read.inputs.observation_categories == std::vector<std::string>{"belysning", "klotter"});
  CHECK(observations.category_index == std::vector<std::uint16_t>{0, 1, 0});
  CHECK(rejected(read) ==
        Rejected{{5, "unreadable_number", "allvar", "svår"}, {6, "unreadable_number", "allvar", "-1"}});
  CHECK(read.report.rejects[0].source == 1);
  CHECK(read.report.sources[1].unmapped_values == std::map<std::string, std::uint64_t>{{"klotter", 1}});
}

TEST_CASE("Residents come from points") {
  const Scratch scratch;
  auto blocks = events_in(scratch.write(
      "b.csv",
      "x;y;people\n517000;6229000;120\n517000;6229000;1 200\n;6229000;5\n517000;6229000;many\n517000;6229000;-3\n"));
  blocks.kind = SourceKind::areas;
  blocks.columns.residents = "people";
  auto description = only(events_in(scratch.write("e.csv", "x;y\n517000;6229000\n")));
  description.sources.push_back(blocks);
  const auto read = read_inputs(description);
  REQUIRE(read.inputs.residents.size() == 2);
  CHECK(read.inputs.residents[0].number == 120);
  CHECK(read.inputs.residents[1].number == 1200);
  CHECK(read.inputs.residents[0].point == Point{517000, 6229000});
  CHECK_FALSE(read.inputs.residents[0].area.has_value());
  CHECK(read.report.sources[1].used == 2);
  CHECK(rejected(read) == Rejected{{4, "no_position", "x", ""},
                                   {5, "unreadable_number", "people", "many"},
                                   {6, "unreadable_number", "people", "-3"}});
}

TEST_CASE("Residents come from polygons, projected") {
  const Scratch scratch;
  const auto path = scratch.path("b.gpkg");
  // About 1 km by 1 km around Ronneby station, in degrees.
  test::write_with_ogr(path, "GPKG",
                       {{.name = "blocks",
                         .crs = "EPSG:4326",
                         .type = wkbPolygon,
                         .fields = {{"people", OFTInteger}},
                         .rows = {{"500"}, {"7"}},
                         .wkt = {"POLYGON ((15.27 56.20, 15.29 56.20, 15.29 56.21, 15.27 56.21, 15.27 56.20))", ""},
                         .options = {}}});
  SourceDescription blocks;
  blocks.name = "blocks";
  blocks.path = path;
  blocks.path_as_written = path;
  blocks.kind = SourceKind::areas;
  blocks.columns.residents = "people";
  auto description = only(events_in(scratch.write("e.csv", "x;y\n517000;6229000\n")));
  description.sources.push_back(blocks);
  const auto read = read_inputs(description);
  REQUIRE(read.inputs.residents.size() == 1);
  CHECK(read.inputs.residents[0].number == 500);
  REQUIRE(read.inputs.residents[0].area.has_value());
  // The four corners by Krüger's series (see test_crs.cpp), and the shoelace formula.
  CHECK(area_m2(*read.inputs.residents[0].area) == near(1, 1380972.5));
  CHECK(rejected(read) == Rejected{{2, "no_position", "", ""}});
}

TEST_CASE("A source of residents needs a column of residents") {
  const Scratch scratch;
  auto description = only(events_in(scratch.write("e.csv", "x;y\n517000;6229000\n")));
  description.sources.push_back(events_in(description.sources[0].path));
  description.sources[1].kind = SourceKind::areas;
  CHECK_THAT(failure<InvalidOption>([&] { static_cast<void>(read_inputs(description)); }), Contains("residents"));
}

TEST_CASE("A few wild coordinates do not choose the coordinate system") {
  const Scratch scratch;
  std::string text = "longitude;latitude\n";
  for (int i = 0; i < 300; ++i) {
    text += "15.2" + std::to_string(i % 10) + ";56.2" + std::to_string(i % 7) + "\n";
  }
  auto source = events_in(scratch.write("e.csv", text + "-91.686566;36.619446\n0.001;0.001\n"));
  source.crs = "";
  source.columns.x = "longitude";
  source.columns.y = "latitude";
  auto description = only(source);
  description.target_crs = "";
  const auto read = read_inputs(description);
  CHECK(read.crs.id() == "EPSG:3009");
  CHECK_THAT(read.crs_reason.en(), Contains("fits the positions"));
  CHECK(read.inputs.incidents.size() == 302);
  REQUIRE_FALSE(read.report.sources[0].defaults.empty());
  CHECK_THAT(read.report.sources[0].defaults[0].en(), Contains("EPSG:4326") && Contains("coordinate columns"));
}

TEST_CASE("The coordinate system is the stated one, else that of a metric study area, else the one that fits") {
  const Scratch scratch;
  const auto area = [&](const char* crs, const char* name, const char* wkt) {
    test::write_with_ogr(scratch.path(name), "GPKG",
                         {{.name = "a",
                           .crs = crs,
                           .type = wkbPolygon,
                           .fields = {{"n", OFTString}},
                           .rows = {{"n"}},
                           .wkt = {wkt},
                           .options = {}}});
    return scratch.path(name);
  };
  auto description = only(events_in(scratch.write("e.csv", "x;y\n517000;6229000\n")));
  description.target_crs = "";
  CHECK(read_inputs(description).crs.id() == "EPSG:3009");
  description.area.path =
      area("EPSG:3021", "rt90.gpkg",
           "POLYGON ((1467000 6231000, 1468000 6231000, 1468000 6232000, 1467000 6232000, 1467000 6231000))");
  description.area.path_as_written = "area.gpkg";
  const auto of_area = read_inputs(description);
  CHECK(of_area.crs.id() == "EPSG:3021");
  CHECK_THAT(of_area.crs_reason.en(), Contains("study area"));
  description.area.path =
      area("EPSG:4326", "degrees.gpkg", "POLYGON ((15.2 56.1, 15.4 56.1, 15.4 56.3, 15.2 56.3, 15.2 56.1))");
  const auto fitting = read_inputs(description);
  CHECK(fitting.crs.id() == "EPSG:3009");
  REQUIRE(fitting.inputs.study_area.has_value());
  CHECK(fitting.inputs.study_area->holds(fitting.inputs.incidents.position[0]));
  description.target_crs = "EPSG:3006";
  CHECK(read_inputs(description).crs.id() == "EPSG:3006");
  CHECK(read_inputs(description).crs_reason.en() == "stated");
}

TEST_CASE("A system whose metres are none on the ground is refused where it is stated") {
  const Scratch scratch;
  auto description = only(events_in(scratch.write("e.csv", "x;y\n517000;6229000\n517100;6229000\n")));
  for (const auto* crs : {"EPSG:3857", "EPSG:32662", "ESRI:54001", "ESRI:54009", "EPSG:3994", "EPSG:3395"}) {
    CAPTURE(crs);
    description.target_crs = crs;
    CHECK_THAT(failure<InvalidOption>([&] { static_cast<void>(read_inputs(description)); }),
               Contains(crs) && Contains("true to scale") && Contains("56.2 N 15.3 E"));
  }
  description.target_crs = "EPSG:2193";  // New Zealand's, half around the world
  CHECK_THAT(failure<InvalidOption>([&] { static_cast<void>(read_inputs(description)); }), Contains("EPSG:2193"));
  // One of a wide country is a little off, and warned of, where it is at home; and a wild row says nothing against any.
  auto hobart = only(events_in(scratch.write("h.csv", "x;y\n526000;5252000\n526100;5252000\n")));
  hobart.sources.front().crs = "EPSG:32755";
  hobart.target_crs = "EPSG:3577";
  CHECK(read_inputs(hobart).inputs.scale_deviation.value() == near(0.01, 0.035));
  std::string rows = "x;y\n";
  for (int i = 0; i < 60; ++i) {
    rows += fmt::format("15.{};56.{}\n", 20 + i % 10, 10 + i % 12);
  }
  auto swapped = only(events_in(scratch.write("s.csv", rows + "56.2;15.28\n")));
  swapped.sources.front().crs = "EPSG:4326";
  swapped.target_crs = "EPSG:3009";
  CHECK_FALSE(read_inputs(swapped).inputs.scale_deviation.has_value());
  for (const auto* crs : {"EPSG:3006", "EPSG:3009", "EPSG:3021", "EPSG:32633", "EPSG:32632", "EPSG:3035"}) {
    CAPTURE(crs);
    description.target_crs = crs;
    const auto read = read_inputs(description);
    REQUIRE(read.scale.has_value());
    CHECK(read.scale->deviation() < scale_tolerance);
    CHECK_FALSE(read.inputs.scale_deviation);
  }
}

TEST_CASE("What moved the positions of each source is known, and the engine hears how well") {
  const Scratch scratch;
  auto first = events_in(scratch.write("e.csv", "x;y\n517000;6229000\n"));
  auto second = events_in(scratch.write("g.csv", "x;y\n15.28;56.2\n"));
  second.name = "gps";
  second.crs = "EPSG:4326";
  auto third = events_in(scratch.write("t.csv", "x;y\n150000;6231000\n"));
  third.name = "unknown datum";
  third.crs = "+proj=tmerc +lon_0=15 +x_0=150000 +ellps=GRS80 +units=m +type=crs";
  auto description = only(first);
  description.sources.push_back(second);
  description.sources.push_back(third);
  description.target_crs = "EPSG:3006";
  const auto read = read_inputs(description);
  const auto& sources = read.report.sources;
  CHECK_FALSE(sources[0].crs_operation);
  CHECK_THAT(sources[1].crs_operation.value().name, Contains("SWEREF99 to WGS 84 (1)"));
  CHECK(sources[1].crs_operation->accuracy_m == 1);
  CHECK(sources[2].crs_operation.value().is_ballpark);
  CHECK_FALSE(read.inputs.sources[0].reprojection);
  CHECK(read.inputs.sources[1].reprojection.value().accuracy_m == 1);
  CHECK(read.inputs.sources[2].reprojection.value().is_ballpark);
}

TEST_CASE("A target system that is not metric is refused, and so is an extent without a system") {
  const Scratch scratch;
  auto description = only(events_in(scratch.write("e.csv", "x;y\n517000;6229000\n")));
  for (const auto* crs : {"EPSG:4326", "EPSG:3435"}) {
    description.target_crs = crs;
    CHECK_THAT(failure<InvalidOption>([&] { static_cast<void>(read_inputs(description)); }),
               Contains(crs) && Contains("metres"));
  }
  description.target_crs = "";
  description.area.extent = Box{0, 0, 1, 1};
  CHECK_THAT(failure<InvalidOption>([&] { static_cast<void>(read_inputs(description)); }), Contains("state crs"));
}

TEST_CASE("Without a source of incidents, and without a usable position, there is nothing to picture") {
  const Scratch scratch;
  InputsDescription nothing;
  CHECK_THAT(failure<InvalidOption>([&] { static_cast<void>(read_inputs(nothing)); }), Contains("incidents"));
  auto description = only(events_in(scratch.write("e.csv", "x;y;id\n0;0;1\n;;2\n")));
  description.target_crs = "";
  CHECK_THAT(failure<DataError>([&] { static_cast<void>(read_inputs(description)); }),
             Contains("no usable event was read (1 without a position, 1 with zeros as coordinates)") &&
                 Contains("row 2 of data/e.csv"));
  auto dated =
      events_in(scratch.write("d.csv", "x;y;date\n517000;6229000;igår\n517000;6229000;\n517000;6229000;mars\n"));
  dated.columns.date = "date";
  CHECK(failure<DataError>([&] { static_cast<void>(read_inputs(only(dated))); }) ==
        "no usable event was read (1 without a date, 2 with a date that cannot be read): check the column mapping; the "
        "first is row 2 of "
        "data/d.csv, column 'date': 'igår'");
  description.time_zone = "Europe/Ronneby";
  CHECK_THAT(failure<InvalidOption>([&] { static_cast<void>(read_inputs(description)); }), Contains("Europe/Ronneby"));
}

TEST_CASE("Of a workbook without a named sheet the first is taken, and the report says so") {
  const Scratch scratch;
  const test::OgrLayer sheet{.name = "Austin",
                             .crs = "",
                             .type = wkbNone,
                             .fields = {{"x", OFTReal}, {"y", OFTReal}},
                             .rows = {{"517000", "6229000"}},
                             .wkt = {},
                             .options = {}};
  auto notes = sheet;
  notes.name = "Anteckningar";
  test::write_with_ogr(scratch.path("e.xlsx"), "XLSX", {sheet, notes});
  auto source = events_in(scratch.path("e.xlsx"));
  CHECK(read_inputs(only(source)).report.sources[0].defaults ==
        std::vector<Said>{{"lager: Austin används, det första av 2; de andra är Anteckningar (1 rad)",
                           "layer: Austin taken, the first of 2; the others are Anteckningar (1 row)"}});
  source.layer = "Anteckningar";
  CHECK(read_inputs(only(source)).report.sources[0].defaults.empty());
}

TEST_CASE("Names are read with their positions, projected, and those without are left out") {
  const Scratch scratch;
  auto description = only(events_in(scratch.write("e.csv", "x;y\n517000;6229000\n")));
  NamesDescription names;
  names.source = events_in(scratch.write(
      "n.csv", "namn;x;y\nStationen;15.282778;56.206944\n;15.3;56.2\nNågonstans;;\nTorget;15.276;56.2095\n"));
  names.source.crs = "EPSG:4326";
  names.name_column = "namn";
  description.names = names;
  const auto read = read_inputs(description).inputs.names;
  REQUIRE(read.size() == 2);
  CHECK(read[0].name == "Stationen");
  CHECK(read[0].position.x == near(0.1, 517541.9));  // as in the tests of coordinate systems
  CHECK(read[0].position.y == near(0.1, 6229148.3));
  CHECK(read[1].name == "Torget");
}

TEST_CASE(
    "Every file that was read stands in the report once, under its published name, with the digest of its bytes") {
  const Scratch scratch;
  test::write_with_ogr(
      scratch.path("s.shp"), "ESRI Shapefile",
      {{.name = "s", .fields = {{"a", OFTString}}, .rows = {{"a"}}, .wkt = {"POINT (517000 6229000)"}, .options = {}}});
  SourceDescription shapes;
  shapes.name = "shapes";
  shapes.path = scratch.path("s.shp");
  shapes.path_as_written = "${DATA}/s.shp";
  auto description = only(events_in(scratch.write("e.csv", "x;y\n517000;6229000\n")));
  description.sources.push_back(shapes);
  description.sources.push_back(description.sources[0]);  // the same file again
  const auto read = read_inputs(description);
  std::vector<std::string> paths;
  for (const auto& file : read.report.files) {
    paths.push_back(file.path);
    const auto name = std::filesystem::path(file.path).filename().string();
    CHECK(file.sha256 == sha256_of_file(scratch.path(name)));
  }
  CHECK(paths ==
        std::vector<std::string>{"data/e.csv", "${DATA}/s.dbf", "${DATA}/s.prj", "${DATA}/s.shp", "${DATA}/s.shx"});
  CHECK(read.inputs.incidents.size() == 3);
  CHECK(read.report.sources.size() == 3);
  description.needs_hashes = false;
  CHECK(read_inputs(description).report.files.empty());
}

}  // namespace lykta::tests_of_inputs
