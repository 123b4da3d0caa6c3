#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "geo/read/action_log.hpp"
#include "geo/read/level_log.hpp"
#include "tests/catch.hpp"
#include "tests/engine/samples.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_logs {
namespace {

using namespace std::chrono_literals;
using Catch::Contains;
using std::chrono::local_days;
using test::failure;
using test::Scratch;
using test::within;

ReadActions actions_of(const std::string& text, LogDescription description = {}) {
  const Scratch scratch;
  const auto path = scratch.write("log.csv", text);
  description.path = path;
  description.path_as_written = "log.csv";
  return read_actions(description, Crs::parse("EPSG:3006"), {});
}

ReadLevels levels_of(const std::string& text) {
  const Scratch scratch;
  LogDescription description;
  description.path = scratch.write("levels.csv", text);
  return read_levels(description, {});
}

bool has_fault(const LogReport& report, std::int64_t row, const std::string& column, LogFaultKind kind) {
  return std::ranges::any_of(report.faults, [&](const LogFault& fault) {
    return fault.row == row && fault.column == column && fault.kind == kind;
  });
}

}  // namespace

TEST_CASE("A log of actions is read by its Swedish headings") {
  const auto read = actions_of(
      "Nr;Plats;Problem;Åtgärd;Ansvarig roll;Beslutad;Klart senast;Påbörjad;Avslutad;Status;Skäl;Följs upp\n"
      "1;Torget;Mörkt;Byta armaturer;Miljöteknik;2025-04-15;2025-08-31;2025-06-02;2025-06-20;Klar;;2025-11-20\n"
      "2;P3;Klotter;Sanera;Ronnebyhus;;;;;Avslås;Väggen ska rivas;\n");
  REQUIRE(read.actions.size() == 2);
  const auto& first = read.actions[0];
  CHECK(first.id == "1");
  CHECK(first.row == 2);
  CHECK(first.place_key == "torget");
  CHECK(first.measure == "Byta armaturer");
  CHECK(first.responsible == "Miljöteknik");
  CHECK(first.status == ActionStatus::done);
  CHECK(first.ended == local_days{2025y / 6 / 20});
  CHECK(first.follow_up == local_days{2025y / 11 / 20});
  CHECK(read.actions[1].status == ActionStatus::declined);
  CHECK(read.actions[1].reason == "Väggen ska rivas");
  CHECK(read.actions[1].place_key == "p3");
  CHECK(read.report.faults.empty());
  CHECK(read.report.used == 2);
}

TEST_CASE("A log of actions is read by its English headings, and by stated ones") {
  const auto read = actions_of(
      "id,place,action,responsible role,deadline,status\n7,The square,Cut hedge,Parks,2025-05-01,in progress\n");
  REQUIRE(read.actions.size() == 1);
  CHECK(read.actions[0].status == ActionStatus::ongoing);
  CHECK(read.actions[0].deadline == local_days{2025y / 5 / 1});
  LogDescription stated;
  stated.columns = {{"action", "Vad"}, {"deadline", "När"}};
  const auto own = actions_of("Vad;När\nKlippa häcken;31/05/2025\n", stated);
  CHECK(own.actions[0].measure == "Klippa häcken");
  CHECK(own.actions[0].deadline == local_days{2025y / 5 / 31});
}

TEST_CASE("Cells that cannot be used are listed with row and column, and their rows stand") {
  const auto read = actions_of(
      "nr;plats;problem;åtgärd;beslutad;påbörjad;avslutad;status;skäl\n"
      "1;A;x;y;2025-13-40;;;väntar;\n"
      "1;A;x;y;2025-03-01;2025-02-01;;pågår;\n"
      "3;A;x;y;;;;klar;\n"
      "4;A;x;y;;;;avslås;\n"
      "5;A;;;;;;ny;\n");
  CHECK(read.actions.size() == 4);
  const auto& report = read.report;
  CHECK(report.rows == 5);
  CHECK(report.used == 4);
  CHECK(has_fault(report, 2, "beslutad", LogFaultKind::unreadable_date));
  CHECK(has_fault(report, 2, "status", LogFaultKind::unknown_status));
  CHECK(has_fault(report, 3, "påbörjad", LogFaultKind::wrong_order));
  CHECK(has_fault(report, 3, "nr", LogFaultKind::repeated_id));
  CHECK(has_fault(report, 4, "avslutad", LogFaultKind::no_end));
  CHECK(has_fault(report, 5, "skäl", LogFaultKind::no_reason));
  CHECK(has_fault(report, 6, "åtgärd", LogFaultKind::nothing_to_do));
  CHECK(report.faults.size() == 7);
  CHECK(std::ranges::is_sorted(report.faults, {}, &LogFault::row));
}

TEST_CASE("A row without a status goes by its dates") {
  const auto read = actions_of(
      "åtgärd;beslutad;påbörjad;avslutad\na;2025-01-01;2025-02-01;2025-03-01\nb;2025-01-01;2025-02-01;\nc;2025-01-01;;"
      "\nd;;;\n");
  REQUIRE(read.actions.size() == 4);
  CHECK(read.actions[0].status == ActionStatus::done);
  CHECK(read.actions[1].status == ActionStatus::ongoing);
  CHECK(read.actions[2].status == ActionStatus::decided);
  CHECK(read.actions[3].status == ActionStatus::fresh);
}

TEST_CASE(
    "A position stands in the column of the place, in columns of its own, in degrees or in the system of the picture") {
  // The station of Ronneby: 56.206944 N 15.282778 E is N 6229148.3 E 517541.9 in SWEREF 99 TM.
  const auto in_place = actions_of("plats;åtgärd\n56.206944, 15.282778;a\n6229148.3, 517541.9;b\n");
  for (const auto& action : in_place.actions) {
    REQUIRE(action.position);
    CHECK(action.position->x == within(0.2, 517541.9));
    CHECK(action.position->y == within(0.2, 6229148.3));
  }
  const auto in_columns = actions_of("åtgärd;x;y\na;15,282778;56,206944\nb;öst;norr\n");
  CHECK(in_columns.actions[0].position->x == within(0.2, 517541.9));
  CHECK(!in_columns.actions[1].position);
  CHECK(has_fault(in_columns.report, 3, "x", LogFaultKind::unreadable_position));
}

TEST_CASE("What tells of a person is not taken over, and is listed without its value") {
  const auto read = actions_of(
      "plats;problem;åtgärd;ansvarig\n"
      "Torget;Mörkt;Byta armaturer;Anna Svensson\n"
      "Torget;Mörkt;Byta armaturer;Svensson\n"
      "Torget;Mörkt;Byta armaturer;anna@ronneby.example.se\n"
      "Torget;Erik Andersson sitter där;Prata med fältgruppen;Fältgruppen\n");
  REQUIRE(read.actions.size() == 4);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(read.actions[i].responsible.empty());
    CHECK(has_fault(read.report, static_cast<std::int64_t>(i) + 2, "ansvarig", LogFaultKind::person));
  }
  CHECK(read.actions[3].problem.empty());
  CHECK(read.actions[3].responsible == "Fältgruppen");
  CHECK(std::ranges::all_of(read.report.faults, [](const LogFault& fault) { return fault.value.empty(); }));
}

TEST_CASE("Roles, places and what is to be done are no persons") {
  for (const auto* role : {"Miljöteknik", "Ronnebyhus", "Parkenheten", "Tekniska förvaltningen", "Kommunpolis",
                           "Trygghetssamordnare", "Nattvandrarna, samordnare", "Fastighetsskötsel", "Rektor",
                           "EST-gruppen", "Polisen", "Trafikverket", "Enhetschef gata", "WF-fastigheter"}) {
    INFO(role);
    CHECK(!tells_of_person(role, true));
  }
  for (const auto* text :
       {"Byta armaturer i gångtunneln mellan Resecentrum och busstorget så att den är upplyst hela dygnet",
        "Knut Hahnsskolan", "Röja buskage längs Karlskronagatan", "Torget", "Nattvandring fredagar kl. 21-01",
        "Räddningstjänsten behöver infarten", "Lampor byts 2025-06-20", "Snäckebacksskolan"}) {
    INFO(text);
    CHECK(!tells_of_person(text, false));
  }
}

TEST_CASE("An empty log is no fault, and one without actions is refused with its columns") {
  const auto read = actions_of("nr;plats;problem;åtgärd;status\n");
  CHECK(read.actions.empty());
  CHECK(read.report.rows == 0);
  CHECK_THAT(failure<DataError>([] { actions_of("nr;plats\n1;Torget\n"); }),
             Contains("åtgärd") && Contains("nr, plats"));
  CHECK_THAT(failure<DataError>([] { actions_of("åtgärd;action\na;b\n"); }), Contains("columns.action"));
  LogDescription unknown;
  unknown.columns = {{"responsibel", "Vem"}};
  CHECK_THAT(failure<InvalidOption>([&] { actions_of("Vem;åtgärd\na;b\n", unknown); }), Contains("responsible"));
}

TEST_CASE("Levels are read with their week, and rows that are none are left out and listed") {
  const auto read = levels_of(
      "område;vecka;nivå;skäl;roll\n"
      "Torget;2025-W48;Gul;Bråk;Trygghetssamordnare\n"
      "Hela  området;2025 v. 48;grön;;\n"
      "Torget;48;gul;;\n"
      "Torget;2025-W48;lila;;\n"
      ";2025-W48;gul;;\n"
      "Torget;2025-W47;röd;;Anna Svensson\n");
  REQUIRE(read.levels.size() == 3);
  CHECK(read.levels[0].level == Level::yellow);
  CHECK(read.levels[0].monday == local_days{2025y / 11 / 24});
  CHECK(read.levels[0].role == "Trygghetssamordnare");
  CHECK(read.levels[1].area_key == "hela området");
  CHECK(read.levels[2].role.empty());
  CHECK(has_fault(read.report, 4, "vecka", LogFaultKind::unreadable_week));
  CHECK(has_fault(read.report, 5, "nivå", LogFaultKind::unknown_level));
  CHECK(has_fault(read.report, 6, "område", LogFaultKind::no_area));
  CHECK(has_fault(read.report, 7, "roll", LogFaultKind::person));
  CHECK(read.report.rows == 6);
  CHECK(read.report.used == 3);
}

}  // namespace lykta::tests_of_logs
