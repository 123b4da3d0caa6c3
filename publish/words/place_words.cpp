#include "publish/words/place_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/lengths.hpp"
#include "publish/words/history_words.hpp"
#include "publish/words/observation_words.hpp"
#include "publish/words/place_change_words.hpp"
#include "publish/words/strata_words.hpp"
#include "publish/words/time_words.hpp"
#include "publish/words/visit_words.hpp"

namespace lykta {

namespace {

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

/// A place has no middle that a distance could be measured from: `extent_m` is how wide it is.
std::string counted_at(const Place& place, Language language) {
  const auto where =
      fmt::format(fmt::runtime(Phrase{"inom ett område som är {} m brett", "within an area {} m across"}.in(language)),
                  with_decimal_mark(metres_text(place.extent_m), language));
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
std::string tested_text(const CellTest& test, const Picture& picture, bool in_both, Language language) {
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
  const auto over = spread_over(picture, test, language);
  return text + say({" mot {} vid jämn spridning{}", " against {} if spread evenly{}"},
                    expected_text(test.expected, language), over.empty() ? "" : " " + over);
}

/// Why the place is on the list, from the test of one of its cells and from no other number.
std::string basis_text(const Place& place, const Picture& picture, Language language) {
  const auto& test = deciding_test(place);
  const auto more = test && is_more_than_chance(*test, picture.options.statistics);
  if (place.basis == Basis::significant && more) {
    return fmt::format(fmt::runtime(Phrase{". {}, fler än slumpen ger.", ". {}, more than chance gives."}.in(language)),
                       tested_text(*test, picture, false, language));
  }
  if (place.basis == Basis::both_periods && place.test_of_both && more) {
    return fmt::format(fmt::runtime(Phrase{". {}, fler än slumpen ger; för perioden ensam är det inte visat.",
                                           ". {}, more than chance gives; of the period alone that is not shown."}
                                        .in(language)),
                       tested_text(*test, picture, true, language));
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

void add_discovered(const Place& place, Language language, std::vector<std::string>& sentences) {
  const auto one = place.discovered == 1;
  sentences.push_back(language == Language::sv
                          ? (one ? std::string("Därtill 1 upptäckt av patrull, ej medräknad.")
                                 : fmt::format("Därtill {} upptäckta av patruller, ej medräknade.", place.discovered))
                          : (one ? std::string("One more, discovered by a patrol, is not counted.")
                                 : fmt::format("{} more, discovered by patrols, are not counted.", place.discovered)));
}

/// "på rang 2", "på rang 2 eller 3", "någonstans mellan rang 2 och 5"
std::string ranks_text(const RankReliability::Ranks& ranks, Language language) {
  const auto say = [&](const Phrase& phrase, const auto&... values) {
    return fmt::format(fmt::runtime(phrase.in(language)), values...);
  };
  if (ranks.low == ranks.high) {
    return say({"på rang {}", "at rank {}"}, ranks.low);
  }
  return ranks.high == ranks.low + 1
             ? say({"på rang {} eller {}", "at rank {} or {}"}, ranks.low, ranks.high)
             : say({"någonstans mellan rang {} och {}", "somewhere between rank {} and {}"}, ranks.low, ranks.high);
}

/// "83 %"; nothing is sure, so never 0 or 100.
std::string chance_text(double chance, Language language) {
  const auto percent = std::round(100 * chance);
  if (percent < 1) {
    return Phrase{"under 1 %", "less than 1 %"}.in(language);
  }
  return percent > 99 ? Phrase{"över 99 %", "more than 99 %"}.in(language) : fmt::format("{:.0f} %", percent);
}

void add_reliability(const Place& place, const PlacesOptions& options, Language language,
                     std::vector<std::string>& sentences) {
  const auto say = [&](const Phrase& phrase, const auto&... values) {
    sentences.push_back(fmt::format(fmt::runtime(phrase.in(language)), values...));
  };
  if (!place.reliability) {
    return;
  }
  const auto& [word, ranks, chance, tied, competing] = *place.reliability;
  if (!ranks) {
    say({"Händelserna är för få för att säga hur säker rangordningen är.",
         "Its events are too few to say how sure its rank is."});
    return;
  }
  if (ranks->low == 1 && ranks->high == competing) {
    say({"Säkerheten i rangordningen är låg: platsen kan inte skiljas från någon av de andra.",
         "The reliability of its rank is low: it cannot be told apart from any of the others."});
  } else {
    say({"Säkerheten i rangordningen är {}: platsen hör hemma {}.",
         "The reliability of its rank is {}: the place belongs {}."},
        reliability_word(word).in(language), ranks_text(*ranks, language));
  }
  if (chance) {
    say({"Chansen att den hör till de {} främsta är {}.", "The chance that it belongs among the first {} is {}."},
        options.limit, chance_text(*chance, language));
  }
}

/// Where there are several sources of events, which of them reported the place.
void add_sources(const Place& place, const Picture& picture, const Inputs& inputs, Language language,
                 std::vector<std::string>& sentences) {
  std::set<std::uint32_t> counting;
  for (std::size_t i = 0; i < inputs.incidents.size() && counting.size() < 2; ++i) {
    if (picture.use[i] == IncidentUse::period || picture.use[i] == IncidentUse::linked) {
      counting.insert(inputs.incidents.row[i].source);
    }
  }
  if (counting.size() > 1 && !place.sources.empty()) {
    sentences.push_back(
        fmt::format(fmt::runtime(Phrase{"Källor: {}.", "Sources: {}."}.in(language)), sources_text(place, inputs)));
  }
}

/// The window where one is clear, else weekday and hours: two answers to one question would leave the reader to choose.
void add_times(const Place& place, const Inputs& inputs, Language language, std::vector<std::string>& sentences) {
  if (!place.times || place.count == 0) {
    return;
  }
  auto times = time_sentences(*place.times, place.count, inputs, language);
  if (auto window = window_sentence(place, language); !window.empty()) {
    times.front() = std::move(window);
  }
  std::ranges::move(times, std::back_inserter(sentences));
}

/// That nothing speaks for one of them is said in the column, not in each sentence.
void add_answer(const Place& place, Language language, std::vector<std::string>& sentences) {
  if (place.answer != SuggestedAnswer::look_closer) {
    sentences.push_back(answer_sentence(place, language));
  }
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

/// "Torget", "350 m nordost om Torget", or "Ronneby, 350 m nordost om mitten" within a town.
std::string beside(const NearestName& nearest, Language language) {
  if (nearest.distance_m <= at_m) {
    return nearest.name;
  }
  const auto away = nearest.distance_m < 1000 ? fmt::format("{:.0f} m", std::round(nearest.distance_m / 10) * 10)
                                              : fmt::format("{} km", number(nearest.distance_m / 1000, 1, language));
  const auto direction = directions[static_cast<std::size_t>(nearest.direction)].in(language);
  if (nearest.is_within_reach) {
    return fmt::format("{}, {} {} {}", nearest.name, away, direction, Phrase{"mitten", "its middle"}.in(language));
  }
  return fmt::format("{} {} {}", away, direction, nearest.name);
}

}  // namespace

std::string place_name(const Place& place, Language language) {
  if (!place.called.text.empty()) {
    return place.called.is_around
               ? fmt::format(fmt::runtime(Phrase{"Kring {}", "Around {}"}.in(language)), place.called.text)
               : place.called.text;
  }
  return place.nearest ? beside(*place.nearest, language) : std::string{};
}

std::vector<std::string> place_names(std::span<const Place> places, Language language) {
  std::map<std::string, int> called;
  for (const auto& place : places) {
    ++called[place_name(place, language)];
  }
  std::vector<std::string> names;
  std::map<std::string, int> given;
  for (const auto& place : places) {
    auto name = place_name(place, language);
    if (name.empty()) {
      name = fmt::format(fmt::runtime(Phrase{"Plats {}", "Place {}"}.in(language)), names.size() + 1);
    } else if (called[name] > 1 && !place.called.text.empty() && place.nearest) {
      name += ", " + beside(*place.nearest, language);
    }
    if (const auto before = given[name]++; before > 0) {
      name += fmt::format(" ({})", before + 1);
    }
    names.push_back(std::move(name));
  }
  return names;
}

std::string setting_text(const Place& place, Language language) {
  const auto known = place.outdoors + place.indoors;
  return known == 0 ? std::string()
                    : fmt::format(fmt::runtime(Phrase{"{} av {} utomhus", "{} of {} outdoors"}.in(language)),
                                  place.outdoors, known);
}

std::string sources_text(const Place& place, const Inputs& inputs) {
  const auto called = [&](const SourceCount& each) {
    return each.source < inputs.source_names.size() ? inputs.source_names[each.source]
                                                    : fmt::format("{}", each.source + 1);
  };
  auto sources = place.sources;
  std::ranges::sort(sources, [&](const SourceCount& a, const SourceCount& b) {
    return a.count != b.count ? a.count > b.count : called(a) < called(b);
  });
  std::vector<std::string> parts;
  for (const auto& each : sources) {
    parts.push_back(fmt::format("{} {}", called(each), each.count));
  }
  return fmt::format("{}", fmt::join(parts, "; "));
}

Phrase reliability_word(Reliability reliability) {
  switch (reliability) {
    case Reliability::high:
      return {"hög", "high"};
    case Reliability::moderate:
      return {"måttlig", "moderate"};
    case Reliability::low:
      return {"låg", "low"};
    case Reliability::too_few_events:
      break;
  }
  return {"", ""};
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
    add_answer(place, language, sentences);
    add_history(place, picture.history, language, sentences);
    return fmt::format("{}", fmt::join(sentences, " "));
  }
  sentences.push_back(counted_at(place, language) + basis_text(place, picture, language));
  add_reliability(place, picture.options.places, language, sentences);
  add_classes(place, inputs, language, sentences);
  if (const auto setting = setting_text(place, language); !setting.empty()) {
    sentences.push_back(fmt::format(
        fmt::runtime(Phrase{"{}, så långt det är känt.", "{}, as far as that is known."}.in(language)), setting));
  }
  add_sources(place, picture, inputs, language, sentences);
  add_times(place, inputs, language, sentences);
  add_change(place, language, sentences);
  if (place.discovered > 0 && !picture.options.include_discovered) {
    add_discovered(place, language, sentences);
  }
  add_observations(place, picture.options.places, language, sentences);
  add_answer(place, language, sentences);
  add_history(place, picture.history, language, sentences);
  return fmt::format("{}", fmt::join(sentences, " "));
}

}  // namespace lykta
