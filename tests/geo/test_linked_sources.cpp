// Events that two sources report: counted once, both kept.
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "geo/read/inputs.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_linked_sources {
namespace {

using test::Scratch;
using Mapping = std::map<std::string, std::string>;

const std::vector<std::pair<std::string ColumnMapping::*, std::string>> columns{{&ColumnMapping::x, "x"},
                                                                                {&ColumnMapping::y, "y"},
                                                                                {&ColumnMapping::date, "date"},
                                                                                {&ColumnMapping::end_date, "to"},
                                                                                {&ColumnMapping::class_name, "typ"}};

SourceDescription source_of(const std::string& name, const std::string& path, const Mapping& classes) {
  SourceDescription source;
  source.name = name;
  source.path = path;
  source.path_as_written = path;
  source.crs = "EPSG:3006";
  for (const auto& [role, column] : columns) {
    source.columns.*role = column;
  }
  source.classes = ClassRules(classes);
  return source;
}

/// The police and a housing company; rows 2 of both are one event, rows 3 lie too far apart, rows 4 at other times.
InputsDescription two_sources(const Scratch& scratch) {
  InputsDescription description;
  description.target_crs = "EPSG:3006";
  description.sources = {source_of("police",
                                   scratch.write("police.csv",
                                                 "x;y;date;to;typ\n"
                                                 "517000;6229000;2024-03-01 22:00;2024-03-01 23:00;Skadegörelse\n"
                                                 "518000;6229000;2024-03-01 22:00;;Skadegörelse\n"
                                                 "519000;6229000;2024-03-01 22:00;;Skadegörelse\n"),
                                   {{"Skadegörelse", "damage"}}),
                         source_of("housing",
                                   scratch.write("housing.csv",
                                                 "x;y;date;to;typ\n"
                                                 "517000;6229100;2024-03-01 22:30;;broken window\n"
                                                 "518000;6229151;2024-03-01 22:00;;broken window\n"
                                                 "519000;6229000;2024-03-02 22:00;;broken window\n"
                                                 "517000;6229000;2024-03-01 22:30;;noise\n"),
                                   {{"broken window", "damage"}, {"noise", "noise"}})};
  return description;
}

}  // namespace

TEST_CASE("An event that two sources report is counted once, and both reports are kept") {
  const Scratch scratch;
  const auto read = read_inputs(two_sources(scratch));
  CHECK(read.inputs.incidents.size() == 7);
  // Neither knows its class of position; the housing company knows the moment, the police an hour.
  CHECK(read.inputs.counted_as == std::vector<std::uint32_t>{3, 1, 2, 3, 4, 5, 6});
  CHECK(read.report.sources[0].linked == 1);
  CHECK(read.report.sources[1].linked == 0);
  CHECK(read.report.sources[0].used == 3);
  CHECK(read.report.rejects.empty());
}

TEST_CASE("How far reports of one event may lie apart can be set") {
  const Scratch scratch;
  auto description = two_sources(scratch);
  description.links.distance_m = 99;
  CHECK(read_inputs(description).report.sources[0].linked == 0);
  description.links.distance_m = 151;
  CHECK(read_inputs(description).report.sources[0].linked + read_inputs(description).report.sources[1].linked == 2);
  description.links.tolerance = std::chrono::hours{24};
  const auto tolerant = read_inputs(description);
  CHECK(tolerant.report.sources[0].linked + tolerant.report.sources[1].linked == 3);
}

TEST_CASE("Nothing is linked where that is not wanted, and nothing within one source") {
  const Scratch scratch;
  auto description = two_sources(scratch);
  description.links.enabled = false;
  CHECK(read_inputs(description).inputs.counted_as.empty());
  description.links.enabled = true;
  description.sources.pop_back();
  const auto alone = read_inputs(description);
  CHECK(alone.inputs.counted_as.empty());
  CHECK(alone.report.sources[0].linked == 0);
}

}  // namespace lykta::tests_of_linked_sources
