// What the terminal says besides what stands in outputs: why rows are lost, how files were read, what is being done.
#include <map>
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "publish/words/calendar_words.hpp"
#include "publish/words/progress_words.hpp"
#include "publish/words/reading_words.hpp"
#include "publish/words/reject_words.hpp"

namespace lykta {

namespace {

constexpr auto swedish = Language::sv;
constexpr auto english = Language::en;

std::size_t places_in(std::string_view text) {
  std::size_t places = 0;
  for (auto at = text.find("{}"); at != std::string_view::npos; at = text.find("{}", at + 2)) {
    ++places;
  }
  return places;
}

}  // namespace

TEST_CASE("Each cause of a loss is said in both languages, each otherwise") {
  std::set<std::string> texts;
  constexpr auto causes = static_cast<int>(RejectCause::outside_zones) + 1;
  for (int cause = 0; cause < causes; ++cause) {
    for (const auto language : {swedish, english}) {
      texts.insert(cause_text(static_cast<RejectCause>(cause), language));
    }
  }
  CHECK(texts.size() == 2 * static_cast<std::size_t>(causes));
  const std::map<RejectCause, std::size_t> lost{{RejectCause::no_position, 2}, {RejectCause::outside_area, 1}};
  CHECK(causes_text(lost, english) == "2 without a position, 1 outside the study area");
  CHECK(causes_text(lost, swedish) == "2 utan läge, 1 utanför området");
}

TEST_CASE("Sentences of the readers keep their values in Swedish") {
  for (const auto& phrase : all_reader_phrases()) {
    INFO(phrase.en);
    CHECK(places_in(phrase.sv) == places_in(phrase.en));
    CHECK_FALSE(std::string_view(phrase.sv).empty());
  }
  CHECK(reader_text("stated", english) == "stated");
  CHECK(reader_text("the zone that fits the study area", swedish) == "zonen som passar området");
  CHECK(reader_text("by its name; day first, as in '31/1 stated'", swedish) ==
        "enligt namnet; dag först, som i '31/1 stated'");
  CHECK(reader_text("layer: a taken, the first of 12; the others are b, c and 3 more (--layer takes one)", swedish) ==
        "lager: a används, det första av 12; de andra är b, c och 3 till (--layer väljer ett)");
  CHECK(reader_text("semicolon: 12 fields in 100 % of the rows", swedish) == "semikolon: 12 fält i 100 % av raderna");
  CHECK(
      reader_text("100 % of the points lie in the expected area; EPSG:3006, EPSG:5850 fit equally well, the numbers do "
                  "not tell which",
                  swedish) ==
      "100 % av punkterna ligger i det förväntade området; EPSG:3006, EPSG:5850 passar lika bra, talen visar inte "
      "vilket");
  // What nobody has said in Swedish stays as it is.
  CHECK(reader_text("something else", swedish) == "something else");
}

TEST_CASE("A phrase of the readers that says more goes before one that says less") {
  // Each must be reached by its own sentence.
  for (const auto& phrase : all_reader_phrases()) {
    std::string sentence = phrase.en;
    std::string expected = phrase.sv;
    for (auto* text : {&sentence, &expected}) {
      for (auto at = text->find("{}"); at != std::string::npos; at = text->find("{}")) {
        text->replace(at, 2, "7");
      }
    }
    CHECK(reader_text(sentence, swedish) == expected);
  }
}

TEST_CASE("Progress is told in the language, files keep their names") {
  CHECK(stage_text("reading a.csv", english) == "reading a.csv");
  CHECK(stage_text("reading a.csv", swedish) == "läser a.csv");
  CHECK(stage_text("writing places", swedish) == "skriver places");
  CHECK(stage_text("edge correction", swedish) == "korrigerar för kanten");
}

TEST_CASE("Periods and days are written out") {
  using namespace std::chrono;
  const Period period{local_days{2025y / 1 / 1}, local_days{2025y / 7 / 1}};
  CHECK(period_text(period, english) == "2025-01-01 to 2025-06-30");
  CHECK(period_text(period, swedish) == "2025-01-01 till 2025-06-30");
  CHECK(days_text(1, swedish) == "1 dag");
  CHECK(days_text(28, english) == "28 days");
}

}  // namespace lykta
