#include "geo/read/guess_columns.hpp"
#include "geo/read/kinds.hpp"
#include "tests/catch.hpp"
#include "tests/geo/scratch.hpp"

namespace lykta::tests_of_guess_kind {
namespace {

SourceGuess guess_of(const std::string& text) {
  const test::Scratch scratch;
  RowSource source({.path = scratch.write("t.csv", text), .layer = {}, .text = {}, .wanted = {}, .allowed_hosts = {}});
  return guess_source(source, sample_columns(source), {});
}

}  // namespace

TEST_CASE("An index and a number of answers make a survey") {
  const auto guess = guess_of(
      "Område;Fråga;Trygghetsindex;Antal svar;Datum\n"
      "Centrum;Totalt;2,35;120;2024-03-01\n"
      "Hjorthöjden;Totalt;1,9;28;2024-03-01\n");
  CHECK(name_of(guess.kind) == "survey");
  CHECK(guess.columns.area == "Område");
  CHECK(guess.columns.category == "Fråga");
  CHECK(guess.columns.index == "Trygghetsindex");
  CHECK(guess.columns.sample == "Antal svar");
  CHECK(guess.columns.date == "Datum");
}

TEST_CASE("A few faulty rows do not change the kind") {
  CHECK(name_of(guess_of("område;trygghetsindex;antal svar\n1;2,4;40\n2;7;40\n").kind) == "survey");
  const auto visits = guess_of(
      "datum;start;slut;patrull;x;y\n2024-03-01;21:00;21:20;Grön;517000;6229000\n"
      "2024-03-01;sent;22:05;Gul;517000;6229000\n");
  CHECK(name_of(visits.kind) == "visits");
  CHECK(visits.columns.time == "start");
}

TEST_CASE("An index beyond 6 is another one") {
  CHECK(name_of(guess_of("x;y;index;svar\n517000;6229000;103,2;40\n517000;6229000;98;40\n").kind) == "incidents");
}

TEST_CASE("Words for the severity of accidents make accidents") {
  const auto guess = guess_of(
      "datum;x;y;grad\n2024-03-01;517000;6229000;Dödlig\n2024-03-01;517000;6229000;Svår\n"
      "2024-03-02;517000;6229000;Lindrig\n");
  CHECK(name_of(guess.kind) == "accidents");
  CHECK(guess.columns.severity == "grad");
  CHECK(guess.columns.date == "datum");
  CHECK(guess.columns.class_name.empty());
}

TEST_CASE("A team with start and end makes visits, in one column or two for each") {
  const auto apart = guess_of(
      "Datum;Start;Slut;Patrull;x;y\n2024-03-01;21:00;21:20;Grön;517000;6229000\n"
      "2024-03-01;22:00;22:05;Gul;517000;6229000\n");
  CHECK(name_of(apart.kind) == "visits");
  CHECK(apart.columns.unit == "Patrull");
  CHECK(apart.columns.date == "Datum");
  CHECK(apart.columns.time == "Start");
  CHECK(apart.columns.end_time == "Slut");
  CHECK(apart.columns.end_date.empty());
  const auto together = guess_of(
      "Enhet;Start;Slut;x;y\nGrön;2024-03-01 21:00;2024-03-01 21:20;517000;6229000\n"
      "Gul;2024-03-01 22:00;2024-03-01 22:20;517000;6229000\n");
  CHECK(name_of(together.kind) == "visits");
  CHECK(together.columns.date == "Start");
  CHECK(together.columns.end_date == "Slut");
  CHECK(together.columns.time.empty());
  CHECK(together.columns.end_time.empty());
  const auto lengths = guess_of(
      "Enhet;Datum;Minuter;x;y\nGrön;2024-03-01 21:00;20;517000;6229000\n"
      "Gul;2024-03-01 22:00;15;517000;6229000\n");
  CHECK(name_of(lengths.kind) == "visits");
  CHECK(lengths.columns.minutes == "Minuter");
}

TEST_CASE("Events of a unit with a class stay incidents") {
  const auto guess = guess_of(
      "Enhet;Brottstyp;Start;Slut;x;y\nRonneby;Rån;2024-03-01 21:00;2024-03-01 21:20;517000;6229000\n"
      "Ronneby;Stöld;2024-03-01 22:00;2024-03-01 22:20;517000;6229000\n");
  CHECK(name_of(guess.kind) == "incidents");
  CHECK(guess.columns.class_name == "Brottstyp");
  CHECK(guess.columns.unit.empty());
}

TEST_CASE("Residents without positions are areas to be joined by their code") {
  const auto guess = guess_of("gss_code;ward;population\nE05005164;Bank Hall;6731\nE05005165;Briercliffe;5820\n");
  CHECK(name_of(guess.kind) == "areas");
  CHECK(guess.columns.area == "gss_code");
  CHECK(guess.columns.residents == "population");
  const auto placed = guess_of("code;x;y;befolkning\n1;517000;6229000;12\n2;517100;6229000;13\n");
  CHECK(name_of(placed.kind) == "areas");
  CHECK(placed.columns.area.empty());
  CHECK(placed.columns.x == "x");
}

}  // namespace lykta::tests_of_guess_kind
