// What the terminal says besides what stands in outputs: why rows are lost, how files were read, what is being done.
#include <map>
#include <set>
#include <string>

#include "engine/base/phrase.hpp"
#include "geo/read/read_report.hpp"
#include "publish/words/calendar_words.hpp"
#include "publish/words/progress_words.hpp"
#include "tests/catch.hpp"

namespace lykta {

namespace {

constexpr auto swedish = Language::sv;
constexpr auto english = Language::en;

}  // namespace

TEST_CASE("Each cause of a loss is said in both languages, each otherwise") {
  std::set<std::string> texts;
  constexpr auto causes = static_cast<int>(RejectCause::outside_zones) + 1;
  for (int cause = 0; cause < causes; ++cause) {
    for (const auto language : {swedish, english}) {
      texts.insert(cause_words(static_cast<RejectCause>(cause)).in(language));
    }
  }
  CHECK(texts.size() == 2 * static_cast<std::size_t>(causes));
  const std::map<RejectCause, std::size_t> lost{{RejectCause::no_position, 2}, {RejectCause::outside_area, 1}};
  CHECK(causes_text(lost, english) == "2 without a position, 1 outside the study area");
  CHECK(causes_text(lost, swedish) == "2 utan läge, 1 utanför området");
}

TEST_CASE("What is said has a place for each value in both languages") {
  // `said` compiles no phrase that has not.
  static_assert(has_places({"{} av {}", "{} of {}"}, 2));
  static_assert(has_places({"{1:.0f} % av {0}", "{} has {:.0f} %"}, 2));
  static_assert(has_places({"inget", "none"}, 0));
  static_assert(!has_places({"ett", "one of {}"}, 1));
  static_assert(!has_places({"{} av {}", "{} of all"}, 2));
  static_assert(!has_places({"", "none"}, 0));
  static_assert(places_in("{{}} is no place, {} is one") == 1);
}

TEST_CASE("What is said keeps its values, and those that are said themselves follow the language") {
  CHECK(said({"angivet", "stated"}).in(swedish) == "angivet");
  CHECK(said({"angivet", "stated"}).en() == "stated");
  auto text = said({"enligt namnet", "by its name"});
  text.add("; ", said({"dag först, som i '{}'", "day first, as in '{}'"}, "31/1 stated"));
  CHECK(text.in(swedish) == "enligt namnet; dag först, som i '31/1 stated'");
  CHECK(text.in(english) == "by its name; day first, as in '31/1 stated'");
  const auto inner = said({"{}: {}", "{}: {}"}, "datum", text);
  CHECK(inner.in(swedish) == "datum: enligt namnet; dag först, som i '31/1 stated'");
  const auto fields = said({"{}: {} fält i {:.0f} % av raderna", "{}: {} fields in {:.0f} % of the rows"},
                           Phrase{"semikolon", "semicolon"}, 12, 99.6);
  CHECK(fields.in(swedish) == "semikolon: 12 fält i 100 % av raderna");
  CHECK(fields.in(english) == "semicolon: 12 fields in 100 % of the rows");
  CHECK(said({"{1} {0}", "{} {}"}, "a", "b") == Said("b a", "a b"));
}

TEST_CASE("Nothing said is empty, and what is said in one way is the same in both") {
  CHECK(Said().empty());
  CHECK(Said::same("x.csv").in(swedish) == "x.csv");
  CHECK(Said::same("x.csv").in(english) == "x.csv");
  CHECK(Said(Phrase{"områdets eget", "of the study area"}).in(swedish) == "områdets eget");
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
