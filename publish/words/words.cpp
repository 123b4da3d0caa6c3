#include "publish/words/words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "publish/words/time_words.hpp"

namespace lykta {

namespace {

constexpr std::array<Phrase, 7> weekdays{{{"måndag", "Monday"},
                                          {"tisdag", "Tuesday"},
                                          {"onsdag", "Wednesday"},
                                          {"torsdag", "Thursday"},
                                          {"fredag", "Friday"},
                                          {"lördag", "Saturday"},
                                          {"söndag", "Sunday"}}};
constexpr std::array<Phrase, 8> directions{{{"norr om", "north of"},
                                            {"nordost om", "north-east of"},
                                            {"öster om", "east of"},
                                            {"sydost om", "south-east of"},
                                            {"söder om", "south of"},
                                            {"sydväst om", "south-west of"},
                                            {"väster om", "west of"},
                                            {"nordväst om", "north-west of"}}};

/// A place within this distance of something with a name is called by the name alone.
constexpr double at_m = 150;

std::string with_decimal_mark(std::string text, Language language) {
  if (language == Language::sv) {
    std::ranges::replace(text, '.', ',');
  }
  return text;
}

/// "1 händelse", "2 händelser"
std::string events_text(std::uint64_t events, Language language) {
  const auto words = events == 1 ? Phrase{"händelse", "event"} : Phrase{"händelser", "events"};
  return fmt::format("{} {}", events, words.in(language));
}

std::string interval_words(Language language) { return Phrase{"95 % KI", "95 % confidence interval"}.in(language); }

/// A place has no middle that a distance could be measured from: `extent_m` is how wide it is.
std::string counted(const Place& place, Language language) {
  const auto where = fmt::format(
      fmt::runtime(Phrase{"inom ett område som är {:.0f} m brett", "within an area {:.0f} m across"}.in(language)),
      place.extent_m);
  if (place.count == 0) {
    return fmt::format("{} {}", Phrase{"Inga händelser", "No events"}.in(language), where);
  }
  return fmt::format("{} {} ({} {}–{})", events_text(place.count, language), where, interval_words(language),
                     number(place.count_95.low, 0, language), number(place.count_95.high, 0, language));
}

/// 0,04; 2,1; 17
std::string expected_text(double expected, Language language) {
  constexpr double least_shown = 0.01;
  if (expected < least_shown) {
    return fmt::format("{} {}", Phrase{"under", "less than"}.in(language), number(least_shown, 2, language));
  }
  return number(expected, expected < 0.95 ? 2 : expected < 9.95 ? 1 : 0, language);
}

/// Whether the one test behind the place says that more happens there than chance gives.
bool is_more_than_chance(const CellTest& test, const StatisticsOptions& options) {
  return test.z > 0 && test.q <= options.false_discovery_rate;
}

/// "25 händelser, varav 4 utanför platsen, mot 2,1 vid jämn spridning": `in_both` periods together or in the period.
std::string tested_text(const CellTest& test, bool in_both, Language language) {
  const auto say = [&](const Phrase& phrase, const auto&... values) {
    return fmt::format(fmt::runtime(phrase.in(language)), values...);
  };
  auto text = say({"I och intill den tydligaste rutan: {}", "In and beside its clearest cell: {}"},
                  events_text(static_cast<std::uint64_t>(test.seen), language));
  if (in_both) {
    text += say({" under båda perioderna tillsammans", " in both periods together"});
  }
  if (test.outside > 0) {
    text += say({", varav {:.0f} utanför platsen,", ", {:.0f} of them outside the place,"}, test.outside);
  }
  return text +
         say({" mot {} vid jämn spridning", " against {} if spread evenly"}, expected_text(test.expected, language));
}

/// Why the place is on the list, from the test of one of its cells and from no other number.
std::string basis_text(const Place& place, const Picture& picture, Language language) {
  const auto& test = deciding_test(place);
  const auto more = test && is_more_than_chance(*test, picture.options.statistics);
  if (place.basis == Basis::significant && more) {
    return fmt::format(fmt::runtime(Phrase{". {}, fler än slumpen ger.", ". {}, more than chance gives."}.in(language)),
                       tested_text(*test, false, language));
  }
  if (place.basis == Basis::both_periods && place.test_of_both && more) {
    return fmt::format(fmt::runtime(Phrase{". {}, fler än slumpen ger; för perioden ensam är det inte visat.",
                                           ". {}, more than chance gives; of the period alone that is not shown."}
                                        .in(language)),
                       tested_text(*test, true, language));
  }
  if (more && place.basis == Basis::densest) {
    return Phrase{". Platsen hör till de tätaste, men har för få händelser för att mer ska kunna sägas.",
                  ". The place is among the densest, but has too few events to say more."}
        .in(language);
  }
  return Phrase{". Platsen hör till de tätaste, men det är inte statistiskt säkerställt.",
                ". The place is among the densest, which is not shown to be more than chance."}
      .in(language);
}

void add_classes(const Place& place, const Inputs& inputs, Language language, std::vector<std::string>& sentences) {
  if (place.leading_classes.empty() || inputs.classes.size() < 2) {
    return;
  }
  const auto classes = leading_classes_text(place, inputs);
  sentences.push_back(language == Language::sv ? fmt::format("Mest {}.", classes) : fmt::format("Mostly {}.", classes));
}

/// A ratio with as many digits as it deserves: 0,45; 1,03; 2,6; 12. Beside 1 the second decimal says which side.
std::string ratio_text(double ratio, Language language) {
  const auto decimals = ratio < 1.995 ? 2 : ratio < 9.95 ? 1 : 0;
  return number(ratio, decimals, language);
}

/// ", 1,62 gånger så många (95 % KI 1,15–2,3)"; where nothing was there before, only how much more it
/// is at least.
std::string times_clause(const PlaceChange& change, Language language) {
  if (change.ratio && change.low && change.high) {
    return fmt::format(
        fmt::runtime(Phrase{", {} gånger så många ({} {}–{})", ", {} times as many ({} {}–{})"}.in(language)),
        ratio_text(*change.ratio, language), interval_words(language), ratio_text(*change.low, language),
        ratio_text(*change.high, language));
  }
  if (change.low && *change.low > 0) {
    return fmt::format(
        fmt::runtime(
            Phrase{", minst {} gånger så många ({}, undre gräns)", ", at least {} times as many ({}, lower limit)"}.in(
                language)),
        ratio_text(*change.low, language), interval_words(language));
  }
  return "";
}

/// "87 mot 101 under jämförelseperioden (omräknat till lika många dagar: 84,8)": what was counted in both, and what that
/// is worth where one is longer.
std::string both_counts(const Place& place, const PlaceChange& change, Language language) {
  const auto compared = place.compared_count.value_or(place.count);
  const auto before = static_cast<double>(place.comparison_count.value_or(0));
  auto text = fmt::format(
      fmt::runtime(
          Phrase{"{} mot {:.0f} under jämförelseperioden", "{} against {:.0f} in the comparison period"}.in(language)),
      compared, before);
  const auto scaled = number(change.expected, 1, language);
  if (scaled != number(before, 1, language)) {
    text += fmt::format(
        fmt::runtime(Phrase{" (omräknat till lika många dagar: {})", " (scaled to as many days: {})"}.in(language)),
        scaled);
  }
  return compared == place.count ? text
                                 : text + Phrase{", enligt de källor som täcker båda perioderna",
                                                 ", by the sources that cover both periods"}
                                              .in(language);
}

void add_change(const Place& place, Language language, std::vector<std::string>& sentences) {
  if (!place.change) {
    return;
  }
  const auto& change = *place.change;
  const auto swedish = language == Language::sv;
  if (change.cannot_be_told) {
    sentences.emplace_back(
        swedish
            ? "Om det har ökat eller minskat kan inte avgöras: ingen källa till händelserna här täcker båda perioderna."
            : "Whether it became more or less cannot be told: no source of the events here covers both periods.");
    return;
  }
  const auto both = both_counts(place, change, language);
  const auto say = [&](const Phrase& verdict, const std::string& more = "") {
    sentences.push_back(fmt::format("{}: {}{}.", verdict.in(language), both, more));
  };
  if (change.not_tested) {
    say({"Förändringen är inte prövad, eftersom det är periodens egna händelser som pekar ut platsen",
         "The change is not tested, as it is the period's own events that single out the place"});
    return;
  }
  if (change.too_few_events) {
    say({"För få händelser för att visa en förändring", "Too few events to show a change"});
    return;
  }
  const auto times = times_clause(change, language);
  switch (change.direction) {
    case Direction::increase:
      say({"Ökning", "Increase"}, times);
      break;
    case Direction::decrease:
      say({"Minskning", "Decrease"}, times);
      break;
    case Direction::not_clear:
      say({"Ingen tydlig förändring", "No clear change"}, times);
      break;
  }
}

/// How those that observed felt: "varav 3 otrygga och 1 varken trygg eller otrygg"
std::string feelings_text(const Place& place, Language language) {
  const auto felt = place.unsafe_observations;
  const auto neither = place.neutral_observations;
  const auto swedish = language == Language::sv;
  const auto neither_text =
      neither == 0 ? ""
      : swedish    ? fmt::format(" och {} {}", neither,
                              neither == 1 ? "varken trygg eller otrygg" : "varken trygga eller otrygga")
                   : fmt::format(" and {} neither safe nor unsafe", neither);
  const auto felt_text = felt == 0 ? std::string(swedish ? "ingen otrygg" : "none unsafe")
                         : swedish ? fmt::format("{} {}", felt, felt == 1 ? "otrygg" : "otrygga")
                                   : fmt::format("{} unsafe", felt);
  return (swedish ? "varav " : "of which ") + felt_text + neither_text;
}

/// "3 iakttagelser från trygghetsvandringar, varav 1 otrygg"
std::string observations_text(const Place& place, Language language) {
  const auto all = place.observations;
  const auto noun = all == 1 ? Phrase{"iakttagelse från trygghetsvandringar", "safety-walk observation"}
                             : Phrase{"iakttagelser från trygghetsvandringar", "safety-walk observations"};
  return fmt::format("{} {}, {}", all, noun.in(language), feelings_text(place, language));
}

/// What the feelings add up to: a place that few found unsafe is not one where opinions are divided.
Phrase verdict_of(const Place& place, const PlacesOptions& options) {
  if (place.quadrant == Quadrant::high_crime_high_unsafety || place.quadrant == Quadrant::low_crime_high_unsafety) {
    return {"upplevs som otrygg", "felt unsafe"};
  }
  if (place.unsafe_score < options.high_unsafe_score) {
    return {"få tecken på otrygghet", "few signs of feeling unsafe"};
  }
  return 2 * place.unsafe_observations == place.observations
             ? Phrase{"upplevs som otrygg i hälften av dem", "felt unsafe in half of them"}
             : Phrase{"upplevs som otrygg i mindre än hälften av dem", "felt unsafe in less than half of them"};
}

void add_observations(const Place& place, const PlacesOptions& options, Language language,
                      std::vector<std::string>& sentences) {
  const auto say = [&](const Phrase& phrase, const auto&... values) {
    sentences.push_back(fmt::format(fmt::runtime(phrase.in(language)), values...));
  };
  if (place.quadrant == Quadrant::no_observations) {
    return;
  }
  if (place.observations == 0) {
    say({"Inga iakttagelser från trygghetsvandringar här: hur platsen upplevs är inte känt.",
         "No safety-walk observations here: how the place feels is not known."});
    return;
  }
  const auto observed = observations_text(place, language);
  if (place.quadrant == Quadrant::too_few_observations) {
    say({"{}: för få iakttagelser för att säga något om hur platsen upplevs.",
         "{}: too few to say anything of how the place feels."},
        observed);
    return;
  }
  const auto score = number(place.unsafe_score, 0, language);
  if (place.basis == Basis::observations) {
    say({"{} (otrygghetspoäng {}).", "{} (felt-unsafe score {})."}, observed, score);
    return;
  }
  say({"{} (otrygghetspoäng {}): {}.", "{} (felt-unsafe score {}): {}."}, observed, score,
      verdict_of(place, options).in(language));
}

void add_discovered(const Place& place, Language language, std::vector<std::string>& sentences) {
  const auto one = place.discovered == 1;
  sentences.push_back(language == Language::sv
                          ? (one ? std::string("Därtill 1 upptäckt av patrull, ej medräknad.")
                                 : fmt::format("Därtill {} upptäckta av patruller, ej medräknade.", place.discovered))
                          : (one ? std::string("One more, discovered by a patrol, is not counted.")
                                 : fmt::format("{} more, discovered by patrols, are not counted.", place.discovered)));
}

/// A place that stands out by its observations alone.
std::string felt_text(const Place& place, Language language) {
  return place.count == 0
             ? Phrase{"Upplevs som otrygg, men inga händelser som räknas under perioden.",
                      "Felt unsafe, though no event of the period counts here."}
                   .in(language)
             : fmt::format(fmt::runtime(Phrase{"Upplevs som otrygg, men har få registrerade händelser ({}).",
                                               "Felt unsafe, though with few recorded events ({})."}
                                            .in(language)),
                           place.count);
}

}  // namespace

std::string number(double value, int decimals, Language language) {
  return with_decimal_mark(fmt::format("{:.{}f}", value, decimals), language);
}

std::string short_number(double value, Language language) {
  // Ten digits hide what binary fractions add to 0.07.
  return with_decimal_mark(fmt::format("{:.10g}", value), language);
}

std::string step_text(double limit, Correction correction, Language language) {
  const auto phrase = [&]() -> Phrase {
    switch (correction) {
      case Correction::benjamini_hochberg:
        return {"högst {} % väntas vara falska fynd", "at most {} % expected to be false discoveries"};
      case Correction::bonferroni:
        return {"högst {} % risk för något falskt fynd", "at most {} % risk of any false discovery"};
      case Correction::none:
        break;
    }
    return {"var och en prövad för sig på nivån {} %", "each tested by itself at the level of {} %"};
  }();
  return fmt::format(fmt::runtime(phrase.in(language)), short_number(100 * limit, language));
}

std::string weekday_name(std::chrono::weekday weekday, Language language) {
  return weekdays[weekday.iso_encoding() - 1].in(language);
}

std::string hours_text(unsigned from_hour, unsigned to_hour) {
  return fmt::format("{:02}–{:02}", from_hour, to_hour == 0 ? 24 : to_hour);
}

std::string hours_in_sentence(unsigned from_hour, unsigned to_hour, Language language) {
  return language == Language::sv ? "kl. " + hours_text(from_hour, to_hour)
                                  : fmt::format("between {:02} and {:02}", from_hour, to_hour == 0 ? 24 : to_hour);
}

std::string place_name(const Place& place, Language language) {
  if (!place.nearest) {
    return place.id;
  }
  const auto& nearest = *place.nearest;
  if (nearest.distance_m <= at_m) {
    return nearest.name;
  }
  const auto direction = directions[static_cast<std::size_t>(nearest.direction)].in(language);
  if (nearest.distance_m < 1000) {
    return fmt::format("{:.0f} m {} {}", std::round(nearest.distance_m / 10) * 10, direction, nearest.name);
  }
  return fmt::format("{} km {} {}", number(nearest.distance_m / 1000, 1, language), direction, nearest.name);
}

std::string leading_classes_text(const Place& place, const Inputs& inputs) {
  std::vector<std::string> parts;
  // A class may have a comma in its name.
  for (const auto& [class_index, count] : place.leading_classes) {
    parts.push_back(fmt::format("{} {}", inputs.classes[class_index].name, count));
  }
  return fmt::format("{}", fmt::join(parts, "; "));
}

std::string why(const Place& place, const Picture& picture, const Inputs& inputs, Language language) {
  std::vector<std::string> sentences;
  if (place.basis == Basis::observations) {
    sentences.push_back(felt_text(place, language));
    if (place.discovered > 0 && !picture.options.include_discovered) {
      add_discovered(place, language, sentences);
    }
    add_observations(place, picture.options.places, language, sentences);
    return fmt::format("{}", fmt::join(sentences, " "));
  }
  sentences.push_back(counted(place, language) + basis_text(place, picture, language));
  add_classes(place, inputs, language, sentences);
  if (place.times && place.count > 0) {
    std::ranges::move(time_sentences(*place.times, place.count, inputs, language), std::back_inserter(sentences));
  }
  add_change(place, language, sentences);
  if (place.discovered > 0 && !picture.options.include_discovered) {
    add_discovered(place, language, sentences);
  }
  add_observations(place, picture.options.places, language, sentences);
  return fmt::format("{}", fmt::join(sentences, " "));
}

std::string internal_stamp(Language language) { return Phrase{"ENDAST INTERNT", "INTERNAL ONLY"}.in(language); }

std::string warning_text(const Warning& warning, Language language) {
  const auto say = [&](const char* sv, const char* en, const auto&... values) {
    return fmt::format(fmt::runtime(language == Language::sv ? sv : en), values...);
  };
  const auto counted_word = [&](double number, const Phrase& one, const Phrase& many) {
    return (number == 1 ? one : many).in(language);
  };
  const auto value = warning.value;
  const auto limit = warning.limit;
  switch (warning.kind) {
    case WarningKind::too_few_events:
      return say("För få händelser ({:.0f}, minst {:.0f} behövs): om de hopar sig har inte prövats.",
                 "Too few events ({:.0f}, at least {:.0f} needed): whether they cluster was not tested.", value, limit);
    case WarningKind::too_few_in_period:
      return say(
          "Perioden ensam har för få händelser för en prövning ({:.0f}, minst {:.0f} behövs): båda perioderna "
          "tillsammans har prövats.",
          "The period alone has too few events for a test ({:.0f}, at least {:.0f} needed): both periods together were "
          "tested.",
          value, limit);
    case WarningKind::equal_counts:
      return say("Alla rutor har lika många händelser: det finns inget att pröva.",
                 "All cells have the same count: there is nothing to test.");
    case WarningKind::sparse_grid:
      return say(
          "Händelserna är glesa ({} per ruta med grannar i snitt): prövningen är en grov vägledning, se antalet.",
          "Events are sparse ({} per cell and its neighbours on average): the test is a rough guide, look at the "
          "count.",
          number(value, 2, language));
    case WarningKind::nothing_significant:
      return say("Inga rutor är statistiskt säkerställda: platserna består av de tätaste rutorna.",
                 "No cell is significant: the places are made of the densest cells.");
    case WarningKind::significant_together:
      return say(
          "Inga rutor är statistiskt säkerställda under perioden ensam: platserna är de som båda perioderna "
          "tillsammans "
          "visar.",
          "No cell is significant in the period alone: the places are those that both periods together show.");
    case WarningKind::bandwidth_below_cell:
      return say("Bandbredden ({:.0f} m) är mindre än rutan ({:.0f} m): kartan visar rutnätet, inte händelserna.",
                 "The bandwidth ({:.0f} m) is below the cell size ({:.0f} m): the map shows the grid, not the events.",
                 value, limit);
    case WarningKind::bandwidth_not_found:
      return say(
          "Bandbredden ({:.0f} m) valdes vid kanten av det som prövades: lita inte på den. Avrundade eller upprepade "
          "lägen ger ofta det.",
          "The bandwidth ({:.0f} m) was chosen at an end of the range that was tried: do not trust it. Rounded or "
          "repeated positions often do that.",
          value);
    case WarningKind::years_left_out:
      return say("{:.0f} av {:.0f} tidigare år är inte med: källan täcker inte hela perioden då.",
                 value == 1
                     ? "{:.0f} of {:.0f} earlier years is left out: the source does not cover the whole period then."
                     : "{:.0f} of {:.0f} earlier years are left out: the source does not cover the whole period then.",
                 value, limit);
    case WarningKind::period_not_recorded:
      return say(
          "{:.0f} av {:.0f} dagar i en period ligger utanför det som är registrerat (från den första till den sista "
          "händelsen, utom uppehåll, om inget annat är angivet): en skillnad kan bero på det.",
          value == 1 ? "{:.0f} of {:.0f} days of a period lies outside what was recorded (from the first to the last "
                       "event but for a pause, "
                       "unless stated otherwise): a difference may come from that."
                     : "{:.0f} of {:.0f} days of a period lie outside what was recorded (from the first to the last "
                       "event but for a pause, "
                       "unless stated otherwise): a difference may come from that.",
          value, limit);
    case WarningKind::not_corrected:
      return say("{:.0f} {} utan korrektion för antalet prövningar: av ren slump slår omkring {:.0f} ut.",
                 "{:.0f} {} without a correction for the number of tests: about {:.0f} significant by chance.", value,
                 counted_word(value, {"prövning", "test"}, {"prövningar", "tests"}), std::ceil(value * limit));
    case WarningKind::chosen_zones:
      return say(
          "Har områdena valts för att de hade många händelser i en av perioderna, väntas färre i den andra ändå "
          "(regression mot medelvärdet). Har de valts efter perioden överdrivs ökningar; har de valts efter "
          "jämförelseperioden överdrivs minskningar.",
          "If the zones were chosen because they had many events in one of the periods, fewer are to be expected in "
          "the other anyway (regression to the mean). Chosen by the period, increases are exaggerated; chosen by the "
          "comparison period, decreases are.");
    case WarningKind::in_several_zones:
      return say(value == 1 ? "{:.0f} händelse ligger i flera områden och räknas i det vars id kommer först."
                            : "{:.0f} händelser ligger i flera områden och räknas i det vars id kommer först.",
                 value == 1 ? "{:.0f} event lies in several zones and is counted in the one whose id comes first."
                            : "{:.0f} events lie in several zones and are counted in the one whose id comes first.",
                 value);
    case WarningKind::zones_without_neighbours:
      return say("{:.0f} av {:.0f} rutor eller områden saknar grannar och får inget värde.",
                 value == 1 ? "{:.0f} of {:.0f} zones has no neighbours and gets no value."
                            : "{:.0f} of {:.0f} zones have no neighbours and get no value.",
                 value, limit);
    case WarningKind::few_steps:
      return say("Bara {:.0f} {}: trender och mönster blir säkrare med minst {:.0f}.",
                 "Only {:.0f} {}: trends and patterns want at least {:.0f}.", value,
                 counted_word(value, {"tidssteg", "step of time"}, {"tidssteg", "steps of time"}), limit);
    case WarningKind::part_step_left_out:
      if (value == 1) {
        return say("Periodens första dag fyller inget steg om {:.0f} dagar och är inte med.",
                   "The first day of the period fills no step of {:.0f} days and is left out.", limit);
      }
      return say("Periodens första {:.0f} dagar fyller inget steg om {:.0f} dagar och är inte med.",
                 "The first {:.0f} days of the period fill no step of {:.0f} days and are left out.", value, limit);
    case WarningKind::between_steps:
      return say("{:.0f} av {:.0f} händelser har för osäker tid för att höra till ett enda steg och är inte med.",
                 value == 1
                     ? "{:.0f} of {:.0f} events is known too vaguely in time for one single step and is left out."
                     : "{:.0f} of {:.0f} events are known too vaguely in time for one single step and are left "
                       "out.",
                 value, limit);
    case WarningKind::nobody_lives_there:
      return say(
          "{:.0f} {} i {:.0f} {} utan befolkning är inte med: där finns inget förväntat antal. Större rutor för "
          "invånare och "
          "händelser samman.",
          "Left out: {:.0f} {} in {:.0f} {} without population, where nothing can be expected. Larger cells bring "
          "residents and events together.",
          value, counted_word(value, {"händelse", "event"}, {"händelser", "events"}), limit,
          counted_word(limit, {"ruta eller område", "zone"}, {"rutor eller områden", "zones"}));
    case WarningKind::nothing_testable:
      return say("Inget område har ett värde som går att pröva: fältet no_value säger varför.",
                 "No zone has a value that could be tested: the field no_value says why.");
    case WarningKind::no_zone_significant:
      return say("Ingen ruta och inget område är statistiskt säkerställt (på nivån 5 %): skillnaderna kan vara slump.",
                 "No zone is significant at the 5 % level: the differences may be chance.");
    case WarningKind::no_pattern:
      return say(
          "Inget mönster över tid hittades: var det händer mest under hela perioden visar lykta grid, ansamlingar av "
          "valfri storlek och längd lykta scan, och hur en plats skiljer sig från en tidigare period lykta change.",
          "No pattern over time was found: lykta grid shows where most happens in the whole period, lykta scan "
          "clusters "
          "of any size and length, and lykta change how a place differs from an earlier period.");
    case WarningKind::expected_by_area:
      return say(
          "Det förväntade antalet är lika stort på varje kvadratkilometer: klustren visar då mest var det finns "
          "människor.",
          "As many events are expected on every square kilometre: the clusters then mostly show where people are.");
    case WarningKind::bandwidth_below_position_error:
      return say("Bandbredden ({:.0f} m) är under {:.0f} m: lägesosäkerheten i anmälningar är ungefär så stor.",
                 "The bandwidth ({:.0f} m) is below {:.0f} m: positions of reports are about that uncertain.", value,
                 limit);
    case WarningKind::outside_area:
      return say(
          "{:.0f} av {:.0f} händelser ligger utanför området och är inte med (de finns i listan över bortfall).",
          value == 1
              ? "{:.0f} of {:.0f} events lies outside the study area and is left out (listed among the rejects)."
              : "{:.0f} of {:.0f} events lie outside the study area and are left out (listed among the rejects).",
          value, limit);
    case WarningKind::outside_zones:
      return say("{:.0f} av {:.0f} händelser ligger inte i något av områdena och är inte med.",
                 value == 1 ? "{:.0f} of {:.0f} events lies in none of the zones and is left out."
                            : "{:.0f} of {:.0f} events lie in none of the zones and are left out.",
                 value, limit);
    case WarningKind::far_off_events:
      return say(
          "{} långt från alla andra och {} rektangeln kring händelserna {:.0f} gånger större: ange ett område "
          "(--area eller --extent, i en konfiguration [area]).",
          "{} far from all others and {} the box around the events {:.0f} times larger: give a study area (--area or "
          "--extent, in a configuration [area]).",
          say(value == 1 ? "{:.0f} händelse ligger" : "{:.0f} händelser ligger",
              value == 1 ? "{:.0f} event lies" : "{:.0f} events lie", value),
          say("gör", value == 1 ? "makes" : "make"), limit);
    case WarningKind::discovered_left_out:
      return say(value == 1 ? "{:.0f} upptäckt händelse är inte med: den visar var en patrull har varit."
                            : "{:.0f} upptäckta händelser är inte med: de visar var patruller har varit.",
                 value == 1 ? "{:.0f} discovered event is left out: it shows where a patrol has been."
                            : "{:.0f} discovered events are left out: they show where patrols have been.",
                 value);
    case WarningKind::no_discovered_known:
      return say("Källorna skiljer inte anmälda från upptäckta händelser: alla räknas som anmälda.",
                 "The sources do not tell reported from discovered events: all count as reported.");
    case WarningKind::unequal_periods:
      return say("Perioderna är olika långa ({:.0f} och {:.0f} dagar): jämförelsen är omräknad till periodens längd.",
                 "The periods differ in length ({:.0f} and {:.0f} days): the comparison is scaled to the period.",
                 value, limit);
    case WarningKind::no_study_area:
      return say(
          "Inget område är angivet: rektangeln kring händelserna används, och tom mark i den påverkar prövningen.",
          "No study area was given: the box around the events stands in, and empty land in it flatters the test.");
    case WarningKind::cell_below_rounding:
      return say(
          "Rutan ({:.0f} m) är mindre än lägenas avrundning ({:.0f} m): kartan visar avrundningen.",
          "Cells ({:.0f} m) are smaller than the rounding of the positions ({:.0f} m): the map shows the rounding.",
          value, limit);
    case WarningKind::source_starts_late:
      return say(
          "{:.0f} av källorna börjar mer än {:.0f} dagar in i jämförelseperioden: ökningar kan bero på det.",
          value == 1
              ? "{:.0f} of the sources begins more than {:.0f} days into the comparison period: increases may come "
                "from that."
              : "{:.0f} of the sources begin more than {:.0f} days into the comparison period: increases may come "
                "from that.",
          value, limit);
    case WarningKind::outlying_dates:
      return say(
          value == 1 ? "{}: {:.0f} av {:.0f} daterade händelser ligger utanför de dagar som källan täcker, rad {}: "
                       "kontrollera datumet, eller ange vad källan täcker."
                     : "{}: {:.0f} av {:.0f} daterade händelser ligger utanför de dagar som källan täcker, rad {}: "
                       "kontrollera datumen, eller ange vad källan täcker.",
          value == 1 ? "{}: {:.0f} of {:.0f} dated events lies outside the days that the source covers, row {}: check "
                       "the date, or state what the source covers."
                     : "{}: {:.0f} of {:.0f} dated events lie outside the days that the source covers, rows {}: check "
                       "the dates, or state what the source covers.",
          warning.source, value, limit, warning.detail);
    case WarningKind::source_not_compared:
      return say(value == 1 ? "{} täcker {} och inte båda perioderna helt: {:.0f} händelse därifrån är inte med i "
                              "jämförelsen."
                            : "{} täcker {} och inte båda perioderna helt: {:.0f} händelser därifrån är inte med i "
                              "jämförelsen.",
                 value == 1 ? "{} covers {} and not the whole of both periods: {:.0f} of its events is left out of the "
                              "comparison."
                            : "{} covers {} and not the whole of both periods: {:.0f} of its events are left out of "
                              "the comparison.",
                 warning.source, warning.detail, value);
    case WarningKind::nothing_comparable:
      return say(
          "Ingen källa täcker både perioden och jämförelseperioden: om något har ökat eller minskat kan inte avgöras.",
          "No source covers both the period and the comparison period: whether anything became more or less cannot be "
          "told.");
    case WarningKind::source_without_all_steps:
      return say(value == 1 ? "{} täcker {} och inte alla tidssteg: {:.0f} händelse därifrån är inte med i mönstren "
                              "över tid."
                            : "{} täcker {} och inte alla tidssteg: {:.0f} händelser därifrån är inte med i mönstren "
                              "över tid.",
                 value == 1
                     ? "{} covers {} and not all steps of time: {:.0f} of its events is left out of the patterns "
                       "over time."
                     : "{} covers {} and not all steps of time: {:.0f} of its events are left out of the "
                       "patterns over time.",
                 warning.source, warning.detail, value);
    case WarningKind::scale_differs:
      return say(
          "Kartans koordinatsystem är inte skalriktigt i hela området: avstånd är upp till {} % fel. Ange ett system "
          "som passar (crs), eller ta ett mindre område.",
          "The coordinate system of the map is not true to scale everywhere: distances are off by up to {} %. Name a "
          "system that fits (crs), or take a smaller area.",
          number(100 * value, 0, language));
    case WarningKind::rough_transformation:
      return say(
          "{}: lägena är omräknade till kartans koordinatsystem med en noggrannhet på omkring {:.0f} meter.",
          "{}: positions were moved to the coordinate system of the map with an accuracy of about {:.0f} metres.",
          warning.source, value);
    case WarningKind::ballpark_transformation:
      return say(
          "{}: hur koordinatsystemet ligger mot kartans är inte känt, så omräkningen är ungefärlig: lägena kan vara "
          "hundratals meter fel. Ange det riktiga systemet (crs).",
          "{}: how its coordinate system lies to that of the map is not known, so the transformation is a ballpark "
          "one: positions may be off by hundreds of metres. State the right system (crs).",
          warning.source);
    case WarningKind::suspicious_stacks:
      if (limit == 1) {
        return say(
            "{:.0f} {} i en ovanligt stor ansamling på en punkt: en orts mittpunkt, eller en adress med många "
            "händelser.",
            "{:.0f} {} in an unusually large pile on one point: the middle of a locality, or an address with many "
            "events.",
            value, counted_word(value, {"händelse ligger", "event lies"}, {"händelser ligger", "events lie"}));
      }
      return say(
          "{:.0f} händelser ligger i {:.0f} ovanligt stora ansamlingar, var och en på en punkt: orters mittpunkter, "
          "eller adresser med många händelser.",
          "{:.0f} events lie in {:.0f} unusually large piles, each on one point: middles of localities, or addresses "
          "with many events.",
          value, limit);
    case WarningKind::distance_below_rounding:
      return say(
          "Det första avståndet ({:.0f} m) är mindre än lägenas avrundning ({:.0f} m): tabellens första rader visar "
          "avrundningen.",
          "The first distance ({:.0f} m) is smaller than the rounding of the positions ({:.0f} m): the first rows of "
          "the table show the rounding.",
          value, limit);
    case WarningKind::few_pairs_expected:
      return say("Slumpen ger bara {} par inom de första gränserna: kvoterna är grova, se antalen.",
                 "Chance gives only {} pairs within the first limits: ratios are rough, look at the counts.",
                 number(value, 1, language));
    case WarningKind::thin_week:
      return say(
          "Med {:.0f} {} i allt har veckans {:.0f} timmar få händelser var: se summorna per veckodag och per timme.",
          "With {:.0f} {} in all, the {:.0f} hours of the week hold few events each: look at the sums by weekday and "
          "by "
          "hour.",
          value, counted_word(value, {"händelse", "event"}, {"händelser", "events"}), limit);
    case WarningKind::many_at_midnight:
      return say(
          "{:.0f} av {:.0f} klockslag är exakt 00:00: ofta betyder det att klockslaget är okänt, och då är timmen "
          "efter midnatt för hög.",
          value == 1
              ? "{:.0f} of {:.0f} times is exactly 00:00: often that means that the time of day is not known, and "
                "then the hour after midnight is too high."
              : "{:.0f} of {:.0f} times are exactly 00:00: often that means that the time of day is not known, and "
                "then the "
                "hour after midnight is too high.",
          value, limit);
    case WarningKind::coarse_positions:
      break;
  }
  return say(
      "{} % av händelserna delar exakt koordinat med någon annan: lägena är avrundade eller knutna till punkter, och "
      "små rutor blir missvisande.",
      "{} % of the events share their exact coordinates with another: positions are rounded or snapped, and small "
      "cells mislead.",
      number(100 * value, 0, language));
}

}  // namespace lykta
