#include "cli/commands/grid/grid_text.hpp"

#include <cmath>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "cli/frame/summary.hpp"
#include "cli/frame/zone_text.hpp"

namespace lykta {

namespace {

/// Cells that the border of the study area cuts.
std::string border_text(const ZoneMap& map, Language language) {
  if (map.partly_inside == 0) {
    return {};
  }
  const auto so =
      map.left_out > 0 ? say(language,
                             {"; {} med mindre än {} inuti ingår inte i prövningen",
                              "; {} with less than {} inside take no part in the test"},
                             map.left_out, short_number(map.options.minimum_inside, language, 6))
      : map.test.source == PSource::events
          ? say(language, {"; den andel av varje som ligger inuti ingår i dess prövning",
                           "; the share of each that lies inside enters its test"})
          : say(language, {"; denna prövning räknar dem som hela rutor", "; this test takes them for whole cells"});
  return counted(map.partly_inside,
                 {"ruta ligger på områdets gräns, bara delvis inuti",
                  "cell lies on the border of the study area, only partly inside"},
                 {"rutor ligger på områdets gräns, bara delvis inuti",
                  "cells lie on the border of the study area, only partly inside"},
                 language) +
         so + ".\n";
}

std::string counts_text(const ZoneMap& map, const ReadInputs& read, const std::string& input, Language language) {
  const auto zones = map.counted.zones.cells() == nullptr
                         ? zones_counted(map.counted.zones, map.counted.zones.size(), language)
                         : say(language, {"{} om {} m", "{} of {} m"},
                               counted(map.counted.zones.size(), {"ruta", "cell"}, {"rutor", "cells"}, language),
                               with_decimal_mark(fmt::format("{}", map.options.grid.cell_m), language));
  auto text = say(language, {"{}\n{} i {}; {}.\n", "{}\n{} in {}; {}.\n"}, input,
                  counted(map.counted.events.chosen.events.size(), {"händelse räknad", "event counted"},
                          {"händelser räknade", "events counted"}, language),
                  zones, crs_text(read, language)) +
              border_text(map, language);
  if (map.islands > 0) {
    text +=
        say(language,
            {"{} saknar grannar, och därmed värde.\n",
             map.islands == 1 ? "{} has no neighbour, and so no value.\n" : "{} have no neighbour, and so no value.\n"},
            zones_counted(map.counted.zones, map.islands, language));
  }
  if (map.counted.events.in_several > 0) {
    text += say(language,
                {"Områden överlappar: {} i flera av dem; var och en räknas i det vars id kommer först.\n",
                 "Zones overlap: {} in several of them; each is counted in the one whose id comes first.\n"},
                counted(map.counted.events.in_several, {"händelse ligger", "event lies"},
                        {"händelser ligger", "events lie"}, language));
  }
  return text;
}

std::string rates_text(const ZoneMap& map, Language language) {
  if (map.counted.exposure.empty()) {
    return {};
  }
  const auto& period = map.options.choice.period;
  const auto over = period ? say(language, {"periodens {} dagar", "the {} days of the period"},
                                 short_number(period->days(), language, 6))
                           : say(language, {"all tid i filen", "all of the input's time"});
  auto text = say(language,
                  {"{} händelser per 1 000 invånare (eller annan exponering) i allt, under {}.\n",
                   "{} events per 1 000 residents (or other exposure) in all, over {}.\n"},
                  number(1000 * map.rates.overall, 2, language), over);
  if (map.rates.left_out_events > 0) {
    const auto events = counted(static_cast<std::uint64_t>(map.rates.left_out_events),
                                {"händelse ligger", "event lies"}, {"händelser ligger", "events lie"}, language);
    text +=
        map.test.source == PSource::events
            ? say(language,
                  {"{} i områden utan känt antal invånare och ingår inte i något tal, och dessa områden ingår inte i "
                   "prövningen.\n",
                   "{} in zones without known residents and in no rate, and these zones take no part in the test.\n"},
                  events)
            : say(language,
                  {"{} i områden utan känt antal invånare och ingår inte i något tal.\n",
                   "{} in zones without known residents and in no rate.\n"},
                  events);
  }
  if (map.counted.exposure_outside > 0) {
    text += say(language,
                {"{} invånare bor utanför områdena och är inte med.\n",
                 "{} residents lie outside the zones and are left out.\n"},
                short_number(map.counted.exposure_outside, language, 6));
  }
  return text;
}

/// What the p-values are the probability of, with the name that the literature has for it.
std::string chance_text(const ZoneMap& map, Language language) {
  const auto ways = map.test.source == PSource::exact
                        ? say(language, {"på alla möjliga sätt", "in all possible ways"})
                        : say(language, {"på {} slumpvisa sätt (frö {})", "in {} random ways (seed {})"},
                              map.test.draws, map.options.test.seed);
  switch (map.test.source) {
    case PSource::events:
      return map.counted.exposure.empty()
                 ? say(language,
                       {"varje händelse kunde ha skett var som helst, lika ofta per km2 av området, exakt uträknat",
                        "each event could have happened anywhere, as often per km2 of the area, worked out exactly"})
                 : say(language, {"varje händelse kunde ha skett var som helst, lika ofta per invånare (eller annan "
                                  "exponering), exakt uträknat",
                                  "each event could have happened anywhere, as often per resident (or other exposure), "
                                  "worked out exactly"});
    case PSource::exact:
    case PSource::permutation:
      return map.options.test.statistic == LocalStatistic::gi_star
                 ? say(language,
                       {"samma värden, utdelade på nytt till alla områden {}",
                        "the same values, dealt anew to all zones {}"},
                       ways)
                 : say(language,
                       {"varje område behåller sitt värde, de andras delas ut på nytt {}",
                        "each zone keeps its value, those of the others are dealt anew {}"},
                       ways);
    case PSource::normal:
    case PSource::automatic:
      break;
  }
  return say(language, {"en normalfördelnings, som vilseleder där händelserna är få",
                        "that of a normal distribution, which misleads where events are few"});
}

std::string asked_text(const LocalTestOptions& options, Language language) {
  const auto is_gi = options.statistic == LocalStatistic::gi_star || options.statistic == LocalStatistic::gi;
  const auto pick = [&](const Phrase& of_gi, const Phrase& of_others) {
    return std::string((is_gi ? of_gi : of_others).in(language));
  };
  switch (options.tail) {
    case Tail::less:
      return pick({"färre än slumpen ger (ensidigt)", "less than chance gives (one-sided)"},
                  {"mer olikt sina grannar än slumpen ger (ensidigt)",
                   "more unlike its neighbours than chance gives (one-sided)"});
    case Tail::two_sided:
    case Tail::folded:
      return pick({"fler eller färre än slumpen ger (tvåsidigt)", "more or less than chance gives (two-sided)"},
                  {"mer likt eller olikt sina grannar än slumpen ger (tvåsidigt)",
                   "more like or unlike its neighbours than chance gives (two-sided)"});
    case Tail::greater:
      break;
  }
  return pick(
      {"fler än slumpen ger (ensidigt)", "more than chance gives (one-sided)"},
      {"mer likt sina grannar än slumpen ger (ensidigt)", "more like its neighbours than chance gives (one-sided)"});
}

/// What a class says of a zone; its code stands in the file.
Phrase kind_words(ZoneKind kind) {
  switch (kind) {
    case ZoneKind::hot:
      return {"med höga värden", "hot"};
    case ZoneKind::cold:
      return {"med låga värden", "cold"};
    case ZoneKind::high_high:
      return {"högt bland höga", "high among high"};
    case ZoneKind::low_low:
      return {"lågt bland låga", "low among low"};
    case ZoneKind::high_low:
      return {"högt bland låga", "high among low"};
    case ZoneKind::low_high:
      return {"lågt bland höga", "low among high"};
    case ZoneKind::alike:
      return {"lika sina grannar", "like their neighbours"};
    case ZoneKind::unlike:
      return {"olika sina grannar", "unlike their neighbours"};
    case ZoneKind::too_few_events:
      return {"med för få händelser", "with too few events"};
    case ZoneKind::no_value:
      return {"utan värde", "without a value"};
    case ZoneKind::not_significant:
      break;
  }
  return {"inte statistiskt säkerställda", "not significant"};
}

/// "hot at the 1 % level", "high among low at the 5 % level"
std::string class_text(const ZoneClass& zone_class, Language language) {
  const auto* kind = kind_words(zone_class.kind).in(language);
  return zone_class.confidence == 0
             ? std::string(kind)
             : say(language, {"{} på nivån {} %", "{} at the {} % level"}, kind, 100 - zone_class.confidence);
}

/// The surest classes first, those that claim nothing last.
std::string classes_list(const ZoneMap& map, Language language) {
  std::map<std::tuple<bool, int, ZoneKind>, std::size_t> count;
  for (const auto& each : map.test.zone_class) {
    ++count[{each.confidence == 0, -each.confidence, each.kind}];
  }
  std::string text;
  for (const auto& [place, zones] : count) {
    const auto& [quiet, confidence, kind] = place;
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", zones, class_text(ZoneClass{kind, -confidence}, language));
  }
  return text;
}

std::string classes_text(const ZoneMap& map, const GridWords& words, Language language) {
  if (!map.test.is_tested) {
    return {};
  }
  const auto each = map.counted.zones.cells() != nullptr ? Phrase{"Ruta för ruta", "Zone by zone"}
                                                         : Phrase{"Område för område", "Zone by zone"};
  return say(language,
             {"{} ({} av {}): {}.\n  Fråga: {}; korrektion för många prövningar: {}.\n  Slump: {}.\n",
              "{} ({} of {}): {}.\n  Asked: {}; correction for many tests: {}.\n  Chance: {}.\n"},
             each.in(language), words.statistic, words.measure, classes_list(map, language),
             asked_text(map.options.test, language), words.correction, chance_text(map, language));
}

std::string moran_text(const ZoneMap& map, Language language) {
  if (!map.whole || !map.test.is_tested || !std::isfinite(map.whole->moran.z)) {
    return {};
  }
  const auto& moran = map.whole->moran;
  const auto verdict = moran.z > 1.96 ? Phrase{"lika värden ligger nära varandra", "alike values lie close together"}
                       : moran.z < -1.96
                           ? Phrase{"lika värden ligger isär", "alike values lie apart"}
                           : Phrase{"inte mer mönster än slumpen ger", "no more pattern than chance gives"};
  return say(language,
             {"Hela kartan: Morans I {}, mot värden som delas ut på nytt: {}.\n",
              "Whole map: Moran's I {}, against values dealt anew: {}.\n"},
             number(moran.value, 3, language), verdict.in(language));
}

std::string concentration_text(const ZoneMap& map, Language language) {
  const auto& concentration = map.concentration;
  const auto& share = concentration.share_of_places;
  if (!std::isfinite(share.value)) {
    return {};
  }
  const auto percent = [&](double part) { return number(100 * part, 1, language); };
  return say(language,
             {"Hälften av händelserna ligger i {} av {} ({} %); spridda slumpvis efter yta skulle de kräva {} % ({} "
              "till {}).\n",
              "Half of the events lie in {} of {} ({} %); events thrown by area would need {} % ({} to {}).\n"},
             concentration.places_needed,
             language == Language::sv ? zones_counted(map.counted.zones, concentration.places, language)
                                      : fmt::format("{} zones", concentration.places),
             percent(share.value), percent(share.median), percent(share.middle_95.low), percent(share.middle_95.high));
}

}  // namespace

std::string grid_text(const ZoneMap& map, const ReadInputs& read, const GridWords& words, Language language) {
  return counts_text(map, read, words.input, language) + rates_text(map, language) +
         classes_text(map, words, language) + moran_text(map, language) + concentration_text(map, language);
}

}  // namespace lykta
