#include "publish/words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

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

std::string small_p(double p, Language language) {
  constexpr double smallest_shown = 0.001;
  return p < smallest_shown ? fmt::format("< {}", number(smallest_shown, 3, language))
                            : fmt::format("= {}", number(p, 3, language));
}

std::string counted(const Place& place, Language language) {
  if (language == Language::sv) {
    return fmt::format("{} händelser inom {:.0f} m (95 % konfidensintervall {}–{})", place.count, place.extent_m,
                       number(place.count_95.low, 0, language), number(place.count_95.high, 0, language));
  }
  return fmt::format("{} events within {:.0f} m (95 % confidence interval {}–{})", place.count, place.extent_m,
                     number(place.count_95.low, 0, language), number(place.count_95.high, 0, language));
}

std::string basis_clause(const Place& place, const Picture& picture, Language language) {
  const auto swedish = language == Language::sv;
  if (place.basis == Basis::significant && place.z && place.q) {
    const auto z = number(*place.z, 1, language);
    const auto q = small_p(*place.q, language);
    const auto two_sided = picture.options.statistics.alternative == Alternative::two_sided;
    const auto* sign = picture.options.statistics.correction == Correction::none ? "p" : "q";
    return swedish ? fmt::format("fler än slumpen ger (Gi* z {}, {} {} {})", z, two_sided ? "tvåsidigt" : "ensidigt",
                                 sign, q)
                   : fmt::format("more than chance would place here (Gi* z {}, {} {} {})", z,
                                 two_sided ? "two-sided" : "one-sided", sign, q);
  }
  return swedish ? "bland de tätaste rutorna, men inte statistiskt säkerställt"
                 : "among the densest cells, but not shown to be more than chance";
}

void add_classes(const Place& place, const Inputs& inputs, Language language, std::vector<std::string>& sentences) {
  if (place.leading_classes.empty() || inputs.classes.size() < 2) {
    return;
  }
  const auto classes = leading_classes_text(place, inputs);
  sentences.push_back(language == Language::sv ? fmt::format("Mest {}.", classes) : fmt::format("Mostly {}.", classes));
}

void add_busy_time(const Place& place, Language language, std::vector<std::string>& sentences) {
  if (!place.busy_time) {
    return;
  }
  const auto& busy = *place.busy_time;
  const auto day = weekday_name(busy.weekday, language);
  const auto day_percent = number(100 * busy.weekday_share, 0, language);
  const auto hours_percent = number(100 * busy.hours_share, 0, language);
  sentences.push_back(language == Language::sv ? fmt::format("Flest på {}ar ({} %) och kl. {} ({} %).", day,
                                                             day_percent, hours_text(busy), hours_percent)
                                               : fmt::format("Busiest on {}s ({} %) and between {} ({} %).", day,
                                                             day_percent, hours_text(busy), hours_percent));
}

/// A ratio with as many digits as it deserves: 0,45; 1,6; 12.
std::string ratio_text(double ratio, Language language) {
  const auto decimals = ratio < 0.995 ? 2 : ratio < 9.95 ? 1 : 0;
  return number(ratio, decimals, language);
}

/// ", 1,6 gånger (95 % 1,2–2,3)"; where nothing was there before, only how much more it is at least.
std::string times_clause(const PlaceChange& change, Language language) {
  const auto swedish = language == Language::sv;
  if (change.ratio && change.low && change.high) {
    return fmt::format(fmt::runtime(swedish ? ", {} gånger (95 % {}–{})" : ", {} times (95 % {}–{})"),
                       ratio_text(*change.ratio, language), ratio_text(*change.low, language),
                       ratio_text(*change.high, language));
  }
  if (change.low && *change.low > 0) {
    return fmt::format(fmt::runtime(swedish ? ", minst {} gånger (95 %)" : ", at least {} times (95 %)"),
                       ratio_text(*change.low, language));
  }
  return "";
}

void add_change(const Place& place, Language language, std::vector<std::string>& sentences) {
  if (!place.change) {
    return;
  }
  const auto& change = *place.change;
  const auto swedish = language == Language::sv;
  const auto expected = number(change.expected, change.expected == std::floor(change.expected) ? 0 : 1, language);
  const auto both =
      fmt::format(fmt::runtime(swedish ? "{} mot {} i jämförelseperioden" : "{} against {} in the comparison period"),
                  place.count, expected);
  if (change.too_few_events) {
    sentences.push_back(swedish ? fmt::format("För få händelser för att visa en förändring ({}).", both)
                                : fmt::format("Too few events to show a change ({}).", both));
    return;
  }
  const auto times = times_clause(change, language);
  switch (change.direction) {
    case Direction::increase:
      sentences.push_back(fmt::format("{}: {}{}.", swedish ? "Ökning" : "Increase", both, times));
      break;
    case Direction::decrease:
      sentences.push_back(fmt::format("{}: {}{}.", swedish ? "Minskning" : "Decrease", both, times));
      break;
    case Direction::not_clear:
      sentences.push_back(
          fmt::format("{}: {}{}.", swedish ? "Ingen tydlig förändring" : "No clear change", both, times));
      break;
  }
}

void add_observations(const Place& place, Language language, std::vector<std::string>& sentences) {
  if (place.quadrant == Quadrant::no_observations) {
    return;
  }
  const auto swedish = language == Language::sv;
  if (place.observations == 0) {
    sentences.emplace_back(swedish ? "Inga iakttagelser från trygghetsvandringar här."
                                   : "No safety-walk observations here.");
    return;
  }
  const auto high = place.quadrant != Quadrant::high_crime_low_unsafety;
  const auto verdict = swedish ? (high ? "upplevs som otrygg" : "inte utpekad som otrygg")
                               : (high ? "felt unsafe" : "not singled out as unsafe");
  const auto score = number(place.unsafe_score, 0, language);
  sentences.push_back(
      swedish
          ? fmt::format(
                "{} iakttagelser från trygghetsvandringar, varav {} otrygga eller neutrala (otrygghetspoäng {}): {}.",
                place.observations, place.unsafe_observations, score, verdict)
          : fmt::format("{} safety-walk observations, {} of them unsafe or neutral (felt-unsafe score {}): {}.",
                        place.observations, place.unsafe_observations, score, verdict));
}

}  // namespace

std::string number(double value, int decimals, Language language) {
  return with_decimal_mark(fmt::format("{:.{}f}", value, decimals), language);
}

std::string short_number(double value, Language language) {
  // Ten digits hide what binary fractions add to 0.07.
  return with_decimal_mark(fmt::format("{:.10g}", value), language);
}

std::string weekday_name(std::chrono::weekday weekday, Language language) {
  return weekdays[weekday.iso_encoding() - 1].in(language);
}

std::string hours_text(const BusyTime& busy) {
  return fmt::format("{:02}–{:02}", busy.from_hour, busy.to_hour == 0 ? 24 : busy.to_hour);
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
  for (const auto& [class_index, count] : place.leading_classes) {
    parts.push_back(fmt::format("{} {}", inputs.classes[class_index].name, count));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string why(const Place& place, const Picture& picture, const Inputs& inputs, Language language) {
  std::vector<std::string> sentences;
  if (place.basis == Basis::observations) {
    sentences.emplace_back(language == Language::sv
                               ? fmt::format("Upplevs som otrygg, men har få registrerade händelser ({}).", place.count)
                               : fmt::format("Felt unsafe, though with few recorded events ({}).", place.count));
    add_observations(place, language, sentences);
    return fmt::format("{}", fmt::join(sentences, " "));
  }
  sentences.push_back(fmt::format("{}, {}.", counted(place, language), basis_clause(place, picture, language)));
  add_classes(place, inputs, language, sentences);
  add_busy_time(place, language, sentences);
  add_change(place, language, sentences);
  if (place.discovered > 0 && !picture.options.include_discovered) {
    sentences.push_back(language == Language::sv
                            ? fmt::format("Därtill {} upptäckta av patruller, ej medräknade.", place.discovered)
                            : fmt::format("A further {} discovered by patrols are not counted.", place.discovered));
  }
  add_observations(place, language, sentences);
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
      return say("För få händelser ({:.0f}, minst {:.0f} behövs): ingen statistisk prövning gjordes.",
                 "Too few events ({:.0f}, at least {:.0f} needed): nothing was tested.", value, limit);
    case WarningKind::equal_counts:
      return say("Alla rutor har lika många händelser: det finns inget att pröva.",
                 "All cells have the same count: there is nothing to test.");
    case WarningKind::sparse_grid:
      return say("Händelserna är glesa ({} per ruta med grannar i snitt): z och q är en grov vägledning, se antalet.",
                 "Events are sparse ({} per cell and its neighbours on average): z and q are a rough guide, look at "
                 "the count.",
                 number(value, 2, language));
    case WarningKind::nothing_significant:
      return say("Inga rutor är statistiskt säkerställda: platserna är de tätaste rutorna.",
                 "No cell is significant: the places are the densest cells.");
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
                 "{:.0f} of {:.0f} earlier years are left out: the source does not cover the whole period then.", value,
                 limit);
    case WarningKind::period_not_recorded:
      return say(
          "{:.0f} av {:.0f} dagar i en period ligger utanför det som är registrerat (från den första till den sista "
          "händelsen, om inget annat är angivet): en skillnad kan bero på det.",
          "{:.0f} of {:.0f} days of a period lie outside what was recorded (from the first to the last event, unless "
          "stated otherwise): a difference may come from that.",
          value, limit);
    case WarningKind::not_corrected:
      return say("{:.0f} prövningar utan korrektion för att de är många: omkring {:.0f} slår ut av en slump.",
                 "{:.0f} tests without a correction for their number: some {:.0f} are significant by chance.", value,
                 std::ceil(value * limit));
    case WarningKind::chosen_zones:
      return say(
          "Har områdena valts för att de hade många händelser i en av perioderna, väntas färre i den andra ändå "
          "(regression mot medelvärdet). Valda efter perioden överdrivs ökningar, valda efter jämförelseperioden "
          "överdrivs minskningar.",
          "If the zones were chosen because they had many events in one of the periods, fewer are to be expected in "
          "the other anyway (regression to the mean). Chosen by the period, increases are exaggerated; chosen by the "
          "comparison period, decreases are.");
    case WarningKind::in_several_zones:
      return say(value == 1 ? "{:.0f} händelse ligger i flera områden och räknas i det första."
                            : "{:.0f} händelser ligger i flera områden och räknas i det första.",
                 value == 1 ? "{:.0f} event lies in several zones and is counted in the first."
                            : "{:.0f} events lie in several zones and are counted in the first.",
                 value);
    case WarningKind::zones_without_neighbours:
      return say("{:.0f} av {:.0f} rutor eller områden saknar grannar och får inget värde.",
                 value == 1 ? "{:.0f} of {:.0f} zones has no neighbours and gets no value."
                            : "{:.0f} of {:.0f} zones have no neighbours and get no value.",
                 value, limit);
    case WarningKind::few_steps:
      return say("{:.0f} tidssteg är få: trender och mönster blir säkrare med minst {:.0f}.",
                 "{:.0f} steps of time are few: trends and patterns want at least {:.0f}.", value, limit);
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
          "{:.0f} {} i {:.0f} {} utan befolkning är inte med: där kan inget väntas. Större rutor för boende och "
          "händelser samman.",
          "Left out: {:.0f} {} in {:.0f} {} without population, where nothing can be expected. Larger cells bring "
          "residents and events together.",
          value, counted_word(value, {"händelse", "event"}, {"händelser", "events"}), limit,
          counted_word(limit, {"zon", "zone"}, {"zoner", "zones"}));
    case WarningKind::nothing_testable:
      return say("Inget område har ett värde som går att pröva: fältet no_value säger varför.",
                 "No zone has a value that could be tested: the field no_value says why.");
    case WarningKind::no_zone_significant:
      return say("Inget område är säkerställt med 95 procent: skillnaderna kan vara slump.",
                 "No zone is significant at 95 %: the differences may be chance.");
    case WarningKind::no_pattern:
      return say(
          "Inget mönster över tid hittades: var det händer mest under hela perioden visar lykta grid, ansamlingar av "
          "valfri storlek och längd lykta scan, och hur en plats skiljer sig från en tidigare period lykta change.",
          "No pattern over time was found: lykta grid shows where most happens in the whole period, lykta scan "
          "clusters "
          "of any size and length, and lykta change how a place differs from an earlier period.");
    case WarningKind::expected_by_area:
      return say(
          "Lika många händelser väntas på varje kvadratkilometer: klustren visar då mest var det finns människor.",
          "As many events are expected on every square kilometre: the clusters then mostly show where people are.");
    case WarningKind::bandwidth_below_position_error:
      return say("Bandbredden ({:.0f} m) är under {:.0f} m: lägesosäkerheten i anmälningar är ungefär så stor.",
                 "The bandwidth ({:.0f} m) is below {:.0f} m: positions of reports are about that uncertain.", value,
                 limit);
    case WarningKind::outside_area:
      return say(
          "{:.0f} av {:.0f} händelser ligger utanför området och är inte med (de står bland bortfallen).",
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
    case WarningKind::suspicious_stacks:
      return say(
          "{:.0f} händelser ligger i ovanligt stora staplar ({:.0f} st), var och en på en punkt: orters mittpunkter, "
          "eller adresser med många händelser.",
          "{:.0f} events lie in unusually large piles ({:.0f} of them), each on one point: middles of localities, or "
          "addresses with many events.",
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
          "Med {:.0f} i allt har veckans {:.0f} timmar få händelser var: se summorna per veckodag och per timme.",
          "With {:.0f} in all, the {:.0f} hours of the week hold few events each: look at the sums by weekday and by "
          "hour.",
          value, limit);
    case WarningKind::many_at_midnight:
      return say(
          "{:.0f} av {:.0f} klockslag är exakt 00:00: ofta betyder det att klockslaget är okänt, och då är timmen "
          "efter midnatt för hög.",
          "{:.0f} of {:.0f} times are exactly 00:00: often that means that the time of day is not known, and then the "
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
