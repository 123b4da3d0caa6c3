#include <array>
#include <set>

#include <fmt/format.h>

#include "publish/layers/layers.hpp"
#include "publish/words/calendar_words.hpp"
#include "publish/words/class_words.hpp"
#include "publish/words/place_words.hpp"
#include "publish/words/time_words.hpp"
#include "publish/words/unit_words.hpp"
#include "publish/words/words.hpp"
#include "tests/catch.hpp"
#include "tests/publish/both_languages.hpp"

namespace lykta {
namespace {

using std::chrono::Friday;
using std::chrono::Monday;
using std::chrono::Sunday;

using test::en;
using test::sv;

/// A picture of nothing but its options.
Picture bare_picture() {
  const auto box = rectangle({0, 0, 90, 90});
  return {.options = {},
          .study_area = box,
          .study = cover(box, CellShape::square, 100),
          .use = {},
          .slot = {},
          .cells = {},
          .clustering = {},
          .raster = {},
          .place_study = cover(box, CellShape::square, 100),
          .places = {},
          .warnings = {},
          .counted_events = 0};
}

Inputs classes() {
  Inputs inputs;
  inputs.classes = {{.name = "Våld", .weight = 10}, {.name = "Rån", .weight = 9}};
  inputs.source_names = {"Polisen", "Bostadsbolaget", "Nattvandrare"};
  return inputs;
}

BusyWindow window(unsigned first, double share) {
  BusyWindow window;
  window.finding = WindowFinding::clear;
  window.first = first;
  window.share = share;
  return window;
}

Place busy_place() {
  Place place;
  place.id = "100mN6229100E517500";
  place.basis = Basis::significant;
  place.extent_m = 382.84;
  place.count = 46;
  place.count_95 = {33.7, 61.4};
  place.test = CellTest{.slot = 0, .seen = 25, .expected = 2.13, .z = 12.345, .q = 0.00004};
  place.leading_classes = {{0, 34}, {1, 12}};
  place.times = PlaceTimes{
      .weekday = window(4, 0.472), .hours = window(22, 0.5), .day_known = 46, .clock_known = 46, .sources = {0}};
  return place;
}

/// Of 46 events now, with made-up limits of the ratio.
PlaceChange change_of(double expected, Direction direction, double low, double high) {
  PlaceChange change;
  change.count = 46;
  change.expected = expected;  // and counted, unless a case says otherwise
  change.direction = direction;
  change.ratio = 46 / expected;
  change.low = low;
  change.high = high;
  return change;
}

NearestName nearest(double distance_m, Compass direction) { return {"Torget", distance_m, direction}; }

}  // namespace

TEST_CASE("Numbers have a decimal comma in Swedish and a point in English") {
  CHECK(number(1234.5678, 2, sv) == "1234,57");
  CHECK(number(1234.5678, 2, en) == "1234.57");
  CHECK(number(7, 0, sv) == "7");
  CHECK(number(-0.25, 2, sv) == "-0,25");
}

TEST_CASE("Weekdays have their names") {
  CHECK(weekday_name(Monday, sv) == "måndag");
  CHECK(weekday_name(Friday, sv) == "fredag");
  CHECK(weekday_name(Sunday, sv) == "söndag");
  CHECK(weekday_name(Sunday, en) == "Sunday");
}

TEST_CASE("Hours are two digits, and the day ends at 24") {
  CHECK(hours_text(22, 1) == "22–01");
  CHECK(hours_text(21, 0) == "21–24");
  CHECK(hours_text(0, 3) == "00–03");
  CHECK(hours_text(window(23, 1)) == "23–02");
}

TEST_CASE("A place is called by the name it lies at, else by distance and direction") {
  auto place = busy_place();
  CHECK(place_name(place, sv).empty());
  place.nearest = nearest(150, Compass::north);
  CHECK(place_name(place, sv) == "Torget");
  place.nearest = nearest(154.9, Compass::north_east);
  CHECK(place_name(place, sv) == "150 m nordost om Torget");
  place.nearest = nearest(346, Compass::south_west);
  CHECK(place_name(place, sv) == "350 m sydväst om Torget");
  CHECK(place_name(place, en) == "350 m south-west of Torget");
  place.nearest = nearest(1234, Compass::west);
  CHECK(place_name(place, sv) == "1,2 km väster om Torget");
  CHECK(place_name(place, en) == "1.2 km west of Torget");
}

TEST_CASE("A place in a town is called by where in the town it lies, and by the street of its events before all") {
  auto place = busy_place();
  place.nearest = {.name = "Kallinge", .distance_m = 640, .direction = Compass::north_east, .is_within_reach = true};
  CHECK(place_name(place, sv) == "Kallinge, 640 m nordost om mitten");
  CHECK(place_name(place, en) == "Kallinge, 640 m north-east of its middle");
  place.called.text = "Storgatan";
  CHECK(place_name(place, sv) == "Storgatan");
  place.called.is_around = true;
  CHECK(place_name(place, sv) == "Kring Storgatan");
  CHECK(place_name(place, en) == "Around Storgatan");
}

TEST_CASE("Each direction has its own words") {
  for (const auto language : {sv, en}) {
    std::set<std::string> names;
    for (const auto direction : {Compass::north, Compass::north_east, Compass::east, Compass::south_east,
                                 Compass::south, Compass::south_west, Compass::west, Compass::north_west}) {
      auto place = busy_place();
      place.nearest = nearest(300, direction);
      names.insert(place_name(place, language));
    }
    CHECK(names.size() == 8);
    CHECK(names.contains(language == sv ? "300 m öster om Torget" : "300 m east of Torget"));
  }
}

TEST_CASE("Two places by the same name are told apart by what is nearest, or by a number") {
  auto picture = bare_picture();
  picture.places = {busy_place(), busy_place(), busy_place()};
  picture.places[0].nearest = picture.places[1].nearest = nearest(100, Compass::north);
  using Names = std::vector<std::string>;
  CHECK(place_names(picture.places, sv) == Names{"Torget", "Torget (2)", "Plats 3"});
  CHECK(place_names(picture.places, en) == Names{"Torget", "Torget (2)", "Place 3"});
  picture.places[0].called.text = picture.places[1].called.text = picture.places[2].called.text = "Centrum";
  picture.places[1].nearest = nearest(300, Compass::east);
  CHECK(place_names(picture.places, sv) == Names{"Centrum, Torget", "Centrum, 300 m öster om Torget", "Centrum"});
}

TEST_CASE("The reason for a place is said in whole sentences") {
  const auto picture = bare_picture();
  const auto inputs = classes();
  auto place = busy_place();
  CHECK(why(place, picture, inputs, sv) ==
        "46 händelser inom ett område som är 383 m brett (95 % KI 34–61). I och intill den tydligaste "
        "rutan: 25 händelser mot 2,1 vid jämn spridning, fler än slumpen ger. Mest Våld 34; Rån 12. Flest på fredagar "
        "(47 %) och kl. 22–01 (50 %). Tiden är känd för alla 46 händelser, från Polisen.");
  CHECK(why(place, picture, inputs, en) ==
        "46 events within an area 383 m across (95 % confidence interval 34–61). In and beside its clearest cell: 25 "
        "events "
        "against 2.1 if spread evenly, more than chance gives. Mostly Våld 34; Rån 12. Busiest on Fridays (47 %) and "
        "between 22 and 01 (50 %). The time is known for all 46 events, from Polisen.");
  place.test->expected = 0.004;
  CHECK_THAT(why(place, picture, inputs, sv), Catch::Contains("25 händelser mot under 0,01 vid"));
  place.test->expected = 17.4;
  CHECK_THAT(why(place, picture, inputs, en), Catch::Contains("25 events against 17 if"));
}

TEST_CASE("How sure the rank of a place is, is said in a sentence") {
  auto picture = bare_picture();
  picture.options.places.limit = 10;
  using Ranks = std::optional<RankReliability::Ranks>;
  const auto sentences = [&](Reliability word, const Ranks& ranks, std::optional<double> chance, Language language) {
    auto place = busy_place();
    const auto without = why(place, picture, classes(), language);
    place.reliability.emplace();
    place.reliability->word = word;
    place.reliability->ranks = ranks;
    place.reliability->chance_in_list = chance;
    place.reliability->competing = 12;
    const auto text = why(place, picture, classes(), language);
    const auto* const next = language == sv ? "Mest" : "Mostly";
    const auto from = without.find(next);
    const auto to = text.find(next);
    CHECK(text.substr(0, from) + text.substr(to) == without);
    return text.substr(from, to - from - 1);
  };
  using enum Reliability;
  const Ranks middle = RankReliability::Ranks{2, 5};
  CHECK(sentences(moderate, middle, {}, sv) ==
        "Säkerheten i rangordningen är måttlig: platsen hör hemma någonstans mellan rang 2 och 5.");
  CHECK(sentences(moderate, middle, {}, en) ==
        "The reliability of its rank is moderate: the place belongs somewhere between rank 2 and 5.");
  CHECK(sentences(moderate, middle, 0.834, sv) ==
        "Säkerheten i rangordningen är måttlig: platsen hör hemma någonstans mellan rang 2 och 5. Chansen att den hör "
        "till de 10 främsta är 83 %.");
  CHECK(
      sentences(high, RankReliability::Ranks{1, 1}, 1, sv) ==
      "Säkerheten i rangordningen är hög: platsen hör hemma på rang 1. Chansen att den hör till de 10 främsta är över "
      "99 %.");
  CHECK(sentences(high, RankReliability::Ranks{2, 3}, 0.002, en) ==
        "The reliability of its rank is high: the place belongs at rank 2 or 3. The chance that it belongs among the "
        "first 10 is less than 1 %.");
  CHECK(sentences(low, RankReliability::Ranks{1, 12}, {}, sv) ==
        "Säkerheten i rangordningen är låg: platsen kan inte skiljas från någon av de andra.");
  CHECK(sentences(too_few_events, {}, {}, sv) == "Händelserna är för få för att säga hur säker rangordningen är.");
  CHECK(sentences(too_few_events, {}, {}, en) == "Its events are too few to say how sure its rank is.");
}

TEST_CASE("Weekday and hours are said only where they are clear, each by itself") {
  const auto sentence = [](WindowFinding weekday, WindowFinding hours, Language language) {
    PlaceTimes times{
        .weekday = window(4, 0.47), .hours = window(22, 0.5), .day_known = 40, .clock_known = 40, .sources = {}};
    times.weekday.finding = weekday;
    times.hours.finding = hours;
    return time_sentences(times, 64, classes(), language).front();
  };
  using enum WindowFinding;
  CHECK(sentence(clear, clear, sv) == "Flest på fredagar (47 %) och kl. 22–01 (50 %).");
  CHECK(sentence(clear, not_clear, sv) == "Flest på fredagar (47 %); ingen tydlig tid på dygnet.");
  CHECK(sentence(clear, not_clear, en) == "Busiest on Fridays (47 %); no clear time of day.");
  CHECK(sentence(not_clear, clear, sv) == "Flest kl. 22–01 (50 %); ingen tydlig veckodag.");
  CHECK(sentence(not_clear, clear, en) == "Busiest between 22 and 01 (50 %); no clear weekday.");
  CHECK(sentence(not_clear, not_clear, sv) == "Ingen tydlig veckodag eller tid på dygnet.");
  CHECK(sentence(not_clear, not_clear, en) == "No clear weekday or time of day.");
  CHECK(sentence(too_few_events, too_few_events, sv) ==
        "För få händelser med känd tid för att visa veckodag eller tid på dygnet.");
  CHECK(sentence(too_few_events, too_few_events, en) ==
        "Too few events with a known time to show a weekday or time of day.");
  CHECK(sentence(clear, too_few_events, sv) ==
        "Flest på fredagar (47 %); för få händelser med känt klockslag för att visa tid på dygnet.");
  CHECK(sentence(period_too_short, clear, sv) == "Flest kl. 22–01 (50 %); perioden är för kort för att visa veckodag.");
  CHECK(sentence(period_too_short, not_clear, sv) ==
        "Perioden är för kort för att visa veckodag; ingen tydlig tid på dygnet.");
  CHECK(sentence(one_occasion, not_clear, sv) ==
        "Ingen tydlig veckodag (ett enda tillfälle dominerar); ingen tydlig tid på dygnet.");
  CHECK(sentence(one_occasion, one_occasion, en) == "No clear weekday or time of day (one single occasion dominates).");
}

TEST_CASE("It is said of how many events the time is known, and from which sources") {
  const auto sentence = [](std::size_t day, std::size_t clock, std::vector<std::uint32_t> sources, Language language) {
    const PlaceTimes times{.weekday = {}, .hours = {}, .day_known = day, .clock_known = clock, .sources = sources};
    return time_sentences(times, 64, classes(), language).back();
  };
  CHECK(sentence(43, 43, {0}, sv) == "Tiden är känd för 43 av 64 händelser, från Polisen.");
  CHECK(sentence(43, 43, {0, 1}, en) == "The time is known for 43 of 64 events, from Bostadsbolaget and Polisen.");
  CHECK(sentence(60, 43, {0, 1, 2}, sv) ==
        "Veckodagen är känd för 60 av 64 händelser och klockslaget för 43, från Bostadsbolaget, "
        "Nattvandrare och Polisen.");
  CHECK(sentence(60, 43, {1}, en) ==
        "The weekday is known for 60 of 64 events and the time of day for 43, from Bostadsbolaget.");
  CHECK(sentence(60, 0, {1}, sv) ==
        "Veckodagen är känd för 60 av 64 händelser, klockslaget för ingen, från Bostadsbolaget.");
  CHECK(sentence(0, 0, {}, sv) == "Tiden är inte känd för någon av dem.");
  CHECK(sentence(0, 0, {}, en) == "The time of none of them is known.");
  CHECK(sentence(64, 60, {0}, sv) == "Veckodagen är känd för alla 64 händelser och klockslaget för 60, från Polisen.");
  CHECK(sentence(64, 64, {0}, en) == "The time is known for all 64 events, from Polisen.");
  CHECK(sentence(43, 43, {9}, sv) == "Tiden är känd för 43 av 64 händelser.");  // a source that nobody names
}

TEST_CASE("More than chance is said only of a cell that lies above its expectation and whose test says so") {
  auto picture = bare_picture();
  const auto claims = [&](double z, double q, Basis basis = Basis::significant) {
    auto place = busy_place();
    place.basis = basis;
    place.test->z = z;
    place.test->q = q;
    const auto swedish = why(place, picture, classes(), sv).find("fler än slumpen ger") != std::string::npos;
    const auto english = why(place, picture, classes(), en).find("more than chance gives") != std::string::npos;
    CHECK(swedish == english);
    return swedish;
  };
  CHECK(claims(3, 0.05));
  CHECK_FALSE(claims(-1.8, 0.0001));
  CHECK_FALSE(claims(0, 0.0001));
  CHECK_FALSE(claims(3, 0.0501));
  CHECK_FALSE(claims(3, 0.001, Basis::densest));
  picture.options.statistics.false_discovery_rate = 0.01;
  CHECK_FALSE(claims(3, 0.05));
  auto untested = busy_place();
  untested.test.reset();
  CHECK_THAT(why(untested, picture, classes(), sv), !Catch::Contains("slumpen"));
}

TEST_CASE("A place that is only dense is not called significant") {
  auto place = busy_place();
  place.basis = Basis::densest;
  place.times.reset();
  place.test.reset();
  CHECK(why(place, bare_picture(), classes(), sv) ==
        "46 händelser inom ett område som är 383 m brett (95 % KI 34–61). Platsen hör till de tätaste, "
        "men det är inte statistiskt säkerställt. Mest Våld 34; Rån 12.");
  CHECK(why(place, bare_picture(), classes(), en) ==
        "46 events within an area 383 m across (95 % confidence interval 34–61). The place is among the densest, which "
        "is not shown to be more than chance. Mostly Våld 34; Rån 12.");
  place.test = CellTest{.slot = 0, .seen = 4, .expected = 0.3, .z = 6.8, .q = 0.02};
  CHECK_THAT(why(place, bare_picture(), classes(), sv),
             Catch::Contains("). Platsen hör till de tätaste, men har för få händelser för att mer ska kunna sägas."));
}

TEST_CASE("One is one and many are many, in both languages") {
  auto place = busy_place();
  place.count = 1;
  place.discovered = 1;
  place.times->day_known = place.times->clock_known = 1;
  place.quadrant = Quadrant::too_few_observations;
  place.observations = place.unsafe_observations = 1;
  const auto swedish = why(place, bare_picture(), classes(), sv);
  CHECK_THAT(swedish, Catch::StartsWith("1 händelse inom ett område som är "));
  CHECK_THAT(swedish, Catch::Contains("Tiden är känd för händelsen,"));
  CHECK_THAT(swedish, Catch::Contains("Därtill 1 upptäckt av patrull, ej medräknad."));
  CHECK_THAT(swedish, Catch::EndsWith("1 iakttagelse från trygghetsvandringar, varav 1 otrygg: för få iakttagelser för "
                                      "att säga något om hur platsen upplevs."));
  const auto english = why(place, bare_picture(), classes(), en);
  CHECK_THAT(english, Catch::StartsWith("1 event within an area "));
  CHECK_THAT(english, Catch::Contains(" One more, discovered by a patrol, is not counted."));
  CHECK_THAT(english, Catch::Contains("The time is known for the event,"));
  CHECK_THAT(english,
             Catch::EndsWith("1 safety-walk observation, of which 1 unsafe: too few to say anything of how the "
                             "place feels."));
}

TEST_CASE("Where there is one class only, nothing is said about classes") {
  Inputs inputs;
  inputs.classes = {{.name = "Våld", .weight = 1}};
  CHECK_THAT(why(busy_place(), bare_picture(), inputs, sv), !Catch::Contains("Mest"));
}

TEST_CASE("Change against the comparison period is said with both numbers, the ratio and its limits") {
  const auto sentence = [](const PlaceChange& change, Language language, std::optional<std::uint64_t> before = {}) {
    auto place = busy_place();
    place.times.reset();
    place.leading_classes.clear();
    place.change = change;
    place.comparison_count = before.value_or(static_cast<std::uint64_t>(change.expected));
    const auto text = why(place, bare_picture(), classes(), language);
    return text.substr(text.find(language == sv ? "ger. " : "gives. ") + (language == sv ? 5 : 7));
  };
  CHECK(sentence(change_of(28, Direction::increase, 1.15, 2.34), sv) ==
        "Ökning: 46 mot 28 under jämförelseperioden, 1,64 gånger så många (95 % KI 1,15–2,3).");
  CHECK(sentence(change_of(3.5, Direction::increase, 4.6, 64), en, 7) ==
        "Increase: 46 against 7 in the comparison period (scaled to as many days: 3.5), 13 times as many (95 % "
        "confidence "
        "interval 4.6–64).");
  CHECK(sentence(change_of(69.81, Direction::decrease, 0.449, 0.967), sv, 84) ==
        "Minskning: 46 mot 84 under jämförelseperioden (omräknat till lika många dagar: 69,8), 0,66 gånger så många "
        "(95 % KI 0,45–0,97).");
  CHECK(sentence(change_of(92, Direction::decrease, 0.344, 0.719), en) ==
        "Decrease: 46 against 92 in the comparison period, 0.50 times as many (95 % confidence interval 0.34–0.72).");
  CHECK(sentence(change_of(46, Direction::not_clear, 0.65, 1.54), sv) ==
        "Ingen tydlig förändring: 46 mot 46 under jämförelseperioden, 1,00 gånger så många (95 % KI "
        "0,65–1,54).");
  // A day more in one of them changes no number that is shown.
  CHECK(sentence(change_of(44.97, Direction::not_clear, 0.67, 1.58), en, 45) ==
        "No clear change: 46 against 45 in the comparison period, 1.02 times as many (95 % confidence interval "
        "0.67–1.58).");
  auto from_nothing = change_of(0, Direction::increase, 12.1, 0);
  from_nothing.ratio.reset();
  from_nothing.high.reset();
  CHECK(sentence(from_nothing, sv) ==
        "Ökning: 46 mot 0 under jämförelseperioden, minst 12 gånger så många (95 % KI, undre gräns).");
  CHECK(sentence(from_nothing, en) ==
        "Increase: 46 against 0 in the comparison period, at least 12 times as many (95 % confidence interval, lower "
        "limit).");
  auto few = change_of(1, Direction::not_clear, 0.1, 2000);
  few.too_few_events = true;
  CHECK(sentence(few, sv) == "För få händelser för att visa en förändring: 46 mot 1 under jämförelseperioden.");
  CHECK(sentence(few, en) == "Too few events to show a change: 46 against 1 in the comparison period.");
  PlaceChange alone;
  alone.count = 46;
  alone.expected = 12;
  alone.not_tested = true;
  CHECK(sentence(alone, sv) ==
        "Förändringen är inte prövad, eftersom det är periodens egna händelser som pekar ut platsen: 46 mot 12 under "
        "jämförelseperioden.");
  CHECK(sentence(alone, en) ==
        "The change is not tested, as it is the period's own events that single out the place: 46 against 12 in the "
        "comparison period.");
}

TEST_CASE("A place that both periods together show says so, and one without events has none") {
  auto place = busy_place();
  place.times.reset();
  place.leading_classes.clear();
  place.basis = Basis::both_periods;
  place.test->q = 0.4;  // of the period: not what the place is listed for
  place.test_of_both = CellTest{.slot = 0, .seen = 61, .outside = 4, .expected = 3.2, .z = 30, .q = 0.001};
  CHECK_THAT(
      why(place, bare_picture(), classes(), sv),
      Catch::Contains("). I och intill den tydligaste rutan: 61 händelser under båda perioderna tillsammans, varav "
                      "4 utanför platsen, mot 3,2 vid jämn spridning, fler än slumpen ger; för perioden ensam är "
                      "det inte visat."));
  place.count = 0;
  CHECK(why(place, bare_picture(), classes(), en) ==
        "No events within an area 383 m across. In and beside its clearest cell: 61 events in both periods together, 4 "
        "of "
        "them outside the place, against 3.2 if spread evenly, more than chance gives; of the period alone that is not "
        "shown.");
  CHECK_THAT(why(place, bare_picture(), classes(), sv), Catch::StartsWith("Inga händelser inom ett område som är "));
}

TEST_CASE("A place that has lost its events and feels safe is not called felt unsafe") {
  auto place = busy_place();
  place.quadrant = Quadrant::low_crime_low_unsafety;
  place.observations = 4;
  place.unsafe_observations = 1;
  place.unsafe_score = 2;
  CHECK_THAT(why(place, bare_picture(), classes(), en), Catch::Contains("few signs of feeling unsafe"));
}

TEST_CASE("Where no source covers both periods no change is told, and where some do it is said by which") {
  auto place = busy_place();
  place.change = change_of(28, Direction::increase, 1.15, 2.34);
  place.compared_count = 40;
  place.comparison_count = 28;
  CHECK_THAT(
      why(place, bare_picture(), classes(), sv),
      Catch::Contains("Ökning: 40 mot 28 under jämförelseperioden, enligt de källor som täcker båda perioderna, 1,64 "
                      "gånger så många (95 % KI 1,15–2,3)."));
  CHECK_THAT(
      why(place, bare_picture(), classes(), en),
      Catch::Contains("Increase: 40 against 28 in the comparison period, by the sources that cover both periods, "
                      "1.64 times as many (95 % confidence interval 1.15–2.3)."));
  place.change->cannot_be_told = true;
  CHECK_THAT(why(place, bare_picture(), classes(), sv),
             Catch::Contains("Om det har ökat eller minskat kan inte avgöras: ingen källa till händelserna här täcker "
                             "båda perioderna.") &&
                 !Catch::Contains("Ökning"));
  CHECK_THAT(why(place, bare_picture(), classes(), en),
             Catch::Contains("Whether it became more or less cannot be told: no source of the events here covers both "
                             "periods."));
}

TEST_CASE("Discovered events are mentioned when they are not counted") {
  auto picture = bare_picture();
  auto place = busy_place();
  place.discovered = 7;
  CHECK_THAT(why(place, picture, classes(), sv), Catch::EndsWith(" Därtill 7 upptäckta av patruller, ej medräknade."));
  CHECK_THAT(why(place, picture, classes(), en), Catch::EndsWith(" 7 more, discovered by patrols, are not counted."));
  picture.options.include_discovered = true;
  CHECK_THAT(why(place, picture, classes(), sv), !Catch::Contains("patruller"));
}

TEST_CASE("Observations stand beside the events and say how it was felt") {
  auto place = busy_place();
  place.quadrant = Quadrant::high_crime_high_unsafety;
  place.observations = 12;
  place.unsafe_observations = 9;
  place.neutral_observations = 2;
  place.unsafe_score = 18;
  CHECK_THAT(why(place, bare_picture(), classes(), sv),
             Catch::EndsWith(" 12 iakttagelser från trygghetsvandringar, varav 9 otrygga och 2 varken trygga eller "
                             "otrygga (otrygghetspoäng 18): upplevs som otrygg."));
  CHECK_THAT(
      why(place, bare_picture(), classes(), en),
      Catch::EndsWith(
          " 12 safety-walk observations, of which 9 unsafe and 2 neither safe nor unsafe (felt-unsafe score 18): felt "
          "unsafe."));
  place.quadrant = Quadrant::high_crime_low_unsafety;
  place.unsafe_observations = 6;
  CHECK_THAT(why(place, bare_picture(), classes(), sv), Catch::EndsWith(": upplevs som otrygg i hälften av dem."));
  place.unsafe_observations = 5;
  CHECK_THAT(why(place, bare_picture(), classes(), en), Catch::EndsWith(": felt unsafe in less than half of them."));
  place.unsafe_score = 5;
  CHECK_THAT(why(place, bare_picture(), classes(), sv), Catch::EndsWith(": få tecken på otrygghet."));
  CHECK_THAT(why(place, bare_picture(), classes(), en), Catch::EndsWith(": few signs of feeling unsafe."));
  place.observations = place.unsafe_observations = 0;
  place.quadrant = Quadrant::too_few_observations;
  CHECK_THAT(why(place, bare_picture(), classes(), sv),
             Catch::EndsWith(" Inga iakttagelser från trygghetsvandringar här: hur platsen upplevs är inte känt."));
  CHECK_THAT(why(place, bare_picture(), classes(), en),
             Catch::EndsWith(" No safety-walk observations here: how the place feels is not known."));
  place.quadrant = Quadrant::no_observations;
  CHECK_THAT(why(place, bare_picture(), classes(), sv), !Catch::Contains("iakttagelser"));
}

TEST_CASE("A place listed for its observations alone says so first") {
  Place place;
  place.basis = Basis::observations;
  place.quadrant = Quadrant::low_crime_high_unsafety;
  place.count = 2;
  place.observations = 11;
  place.unsafe_observations = 10;
  place.unsafe_score = 24.5;
  CHECK(why(place, bare_picture(), classes(), sv) ==
        "Upplevs som otrygg, men har få registrerade händelser (2). 11 iakttagelser från trygghetsvandringar, varav 10 "
        "otrygga (otrygghetspoäng 24).");
  CHECK(why(place, bare_picture(), classes(), en) ==
        "Felt unsafe, though with few recorded events (2). 11 safety-walk observations, of which 10 unsafe "
        "(felt-unsafe score 24).");
  place.count = 0;
  CHECK_THAT(why(place, bare_picture(), classes(), sv),
             Catch::StartsWith("Upplevs som otrygg, men inga händelser som räknas under perioden."));
}

TEST_CASE("The events of neighbouring places are said apart from the place's own") {
  auto place = busy_place();
  place.count = 6;
  place.test->seen = 21;
  place.test->outside = 15;
  CHECK_THAT(
      why(place, bare_picture(), classes(), sv),
      Catch::Contains(": 21 händelser, varav 15 utanför platsen, mot 2,1 vid jämn spridning, fler än slumpen ger."));
  CHECK_THAT(
      why(place, bare_picture(), classes(), en),
      Catch::Contains(": 21 events, 15 of them outside the place, against 2.1 if spread evenly, more than chance "
                      "gives."));
}

TEST_CASE("A comma in the name of a class does not split it") {
  auto inputs = classes();
  inputs.classes[0].name = "Narkotika, eget bruk";
  CHECK(leading_classes_text(busy_place(), inputs) == "Narkotika, eget bruk 34; Rån 12");
}

TEST_CASE("A step of a map says what its correction promises, and not how sure a cell is") {
  CHECK(step_text(0.01, Correction::benjamini_hochberg, sv) == "högst 1 % väntas vara falska fynd");
  CHECK(step_text(0.05, Correction::benjamini_hochberg, en) == "at most 5 % expected to be false discoveries");
  CHECK(step_text(0.05, Correction::bonferroni, sv) == "högst 5 % risk för något falskt fynd");
  CHECK(step_text(0.05, Correction::bonferroni, en) == "at most 5 % risk of any false discovery");
  CHECK(step_text(0.1, Correction::none, sv) == "var och en prövad för sig på nivån 10 %");
  CHECK(step_text(0.1, Correction::none, en) == "each tested by itself at the level of 10 %");
}

TEST_CASE("Units are in the language of the output") {
  CHECK(unit_text("events/km2", sv) == "händelser/km2");
  CHECK(unit_text("answers", sv) == "svar");
  CHECK(unit_text("m", sv) == "m");
  CHECK(unit_text("0-6", sv) == "0-6");
  CHECK(unit_text("people", en) == "people");
}

TEST_CASE("The stamp is in the language of the output") {
  CHECK(internal_stamp(sv) == "ENDAST INTERNT");
  CHECK(internal_stamp(en) == "INTERNAL ONLY");
}

}  // namespace lykta
