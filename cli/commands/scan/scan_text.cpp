#include "cli/commands/scan/scan_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "cli/frame/summary.hpp"
#include "cli/frame/zone_text.hpp"
#include "engine/base/lengths.hpp"
#include "publish/layers/scan_layers.hpp"
#include "publish/words/calendar_words.hpp"

namespace lykta {

namespace {

double lowest_p(const ScanMap& map) { return 1 / (1 + static_cast<double>(map.options.scan.replicas)); }

bool is_lowest(const ScanMap& map, const ScannedCluster& cluster) { return cluster.p < lowest_p(map) * (1 + 1e-9); }

/// When it was, and what that is worth.
std::string spell_text(const ScannedCluster& cluster, Language language) {
  switch (cluster.spell) {
    case ClusterSpell::some_periods:
      return ", " + period_text(*cluster.time, language);
    case ClusterSpell::longest_looked_at:
      return say(language,
                 {", {} (så länge som --longest-share tillåter: det kan ha pågått längre)",
                  ", {} (as long as --longest-share allows: it may have gone on longer)"},
                 period_text(*cluster.time, language));
    case ClusterSpell::whole_time:
      return say(language, {", hela tiden", ", all the time"});
    case ClusterSpell::no_time:
      break;
  }
  return {};
}

std::string recurrence_text(double days, Language language) {
  constexpr double days_a_year = 365.25;
  return days < 2 * days_a_year
             ? say(language, {", av slump en gång på {} dagar", ", by chance once in {} days"},
                   number(days, 0, language))
             : say(language, {", av slump en gång på {} år ({} dagar)", ", by chance once in {} years ({} days)"},
                   number(days / days_a_year, 0, language), number(days, 0, language));
}

/// ", chance gives as good a one in 34 of 1000 maps": the p of the file in words.
std::string chance_of_cluster(const ScanMap& map, const ScannedCluster& cluster, Language language) {
  const auto maps = 1 + map.options.scan.replicas;
  const auto as_good = number(cluster.p * static_cast<double>(maps), 0, language);
  return is_lowest(map, cluster) ? say(language,
                                       {", slumpen ger ett lika tydligt i högst {} av {} kartor",
                                        ", chance gives as good a one in at most {} of {} maps"},
                                       as_good, maps)
                                 : say(language,
                                       {", slumpen ger ett lika tydligt i {} av {} kartor",
                                        ", chance gives as good a one in {} of {} maps"},
                                       as_good, maps);
}

std::string where_of_cluster(const ScanMap& map, const ScannedCluster& cluster, Language language) {
  const auto are_cells = map.zones.cells() != nullptr;
  const auto label = zone_label(map.zones, cluster.centre_zone);
  const auto place = are_cells ? say(language, {"rutan {}", "cell {}"}, label) : label;
  if (cluster.radius_m > 0) {
    return say(language, {"högst {} m från mitten av {} ({})", "within {} m of the middle of {} ({})"},
               with_decimal_mark(metres_text(cluster.radius_m), language), place,
               are_cells ? counted(cluster.zones.size(), {"ruta", "cells"}, {"rutor", "cells"}, language)
                         : counted(cluster.zones.size(), {"område", "zones"}, {"områden", "zones"}, language));
  }
  return say(language, {"i {}", "in {}"}, place);
}

/// "12 events where 4.1 were expected (2.9 times as many), within 500 m of ..., 2025-01-06 to 2025-01-19, chance gives as
/// good a one in at most 1 of 1000 maps"
std::string cluster_text(const ScanMap& map, std::size_t i, Language language) {
  const auto& cluster = map.clusters[i];
  auto text = say(
      language,
      {"{}. {} där {} var förväntade ({} gånger så många), {}", "{}. {} where {} were expected ({} times as many), {}"},
      i + 1, events_text(cluster.cases, language), expected_text(cluster.expected, language),
      times_text(static_cast<double>(cluster.cases) / cluster.expected, language),
      where_of_cluster(map, cluster, language));
  text += spell_text(cluster, language) + chance_of_cluster(map, cluster, language);
  if (cluster.recurrence_days) {
    text += recurrence_text(*cluster.recurrence_days, language);
  }
  return text + "\n";
}

/// "one in 20 maps", "3 in 100 maps"
std::string seldom_text(double level, Language language) {
  const auto one_in = std::round(1 / level);
  constexpr double whole = 1e-9;
  return std::abs(one_in * level - 1) < whole
             ? say(language, {"en av {} kartor", "one in {} maps"}, number(one_in, 0, language))
             : say(language, {"{} av 100 kartor", "{} in 100 maps"}, short_number(100 * level, language, 6));
}

/// Those that chance gives as well: a few are enough to see what chance looks like here.
std::string insignificant_text(const ScanMap& map, std::size_t first, Language language) {
  constexpr std::size_t shown = 3;
  const auto& clusters = map.clusters;
  std::string text;
  for (auto i = first; i < std::min(first + shown, clusters.size()); ++i) {
    text += cluster_text(map, i, language);
  }
  return clusters.size() > first + shown
             ? text + say(language, {"{} till i filen.\n", "{} more in the file.\n"}, clusters.size() - first - shown)
             : text;
}

std::string clusters_text(const ScanMap& map, Language language) {
  if (!map.scanned) {
    return say(language, {"Inget genomsöktes, och filen innehåller inget kluster.\n",
                          "Nothing was scanned, and the file holds no cluster.\n"});
  }
  if (map.clusters.empty()) {
    return say(language,
               {"Inget fönster har fler händelser än förväntat.\n", "No window has more events than expected.\n"});
  }
  // The best come first, so those that chance gives as well are the last.
  const auto& clusters = map.clusters;
  const auto sure = static_cast<std::size_t>(std::ranges::count_if(clusters, &ScannedCluster::significant));
  const auto seldom = seldom_text(map.options.level, language);
  if (sure == 0) {
    return say(language,
               {"Inget kluster är visat vara mer än slump: enbart slumpen ger ett lika tydligt som det tydligaste här "
                "i mer än {}. De tydligaste:\n",
                "No cluster is shown to be more than chance: chance alone gives one as clear as the clearest here in "
                "more than {}. The clearest:\n"},
               seldom) +
           insignificant_text(map, 0, language);
  }
  auto text = say(language,
                  {"{} mer än slump: enbart slumpen ger något lika tydligt i högst {}.\n",
                   "{} more than chance: chance alone gives any as clear in at most {}.\n"},
                  counted(sure, {"kluster är", "cluster is"}, {"kluster är", "clusters are"}, language), seldom);
  for (std::size_t i = 0; i < sure; ++i) {
    text += cluster_text(map, i, language);
  }
  if (sure < clusters.size()) {
    text += say(language,
                {"Inte visat vara mer än slump, som ger ett lika tydligt i mer än {}:\n",
                 "Not shown to be more than chance, which gives one as clear in more than {}:\n"},
                seldom);
  }
  return text + insignificant_text(map, sure, language);
}

std::string population_text(const ScanMap& map, Language language) {
  if (map.options.scan.model != ScanModel::poisson || map.options.base == ScanBase::area) {
    return {};
  }
  const auto population = short_number(map.population, language, 6);
  const auto text =
      map.options.base == ScanBase::residents
          ? say(language, {"Förväntat efter {} invånare", "Expected by {} residents"}, population)
          : say(language, {"Förväntat efter en exponering på {}", "Expected by an exposure of {}"}, population);
  return text +
         (map.outside_residents > 0
              ? say(language, {"; {} utanför området är inte med.\n", "; {} outside the study area are left out.\n"},
                    short_number(map.outside_residents, language, 6))
              : ".\n");
}

std::string left_out_text(const ScanMap& map, Language language) {
  std::string text;
  const auto left_out = [&](std::size_t events, const Phrase& phrase) {
    text += events > 0 ? say(language, phrase, events_text(events, language)) : "";
  };
  left_out(map.losses.without_date, {"{} utan datum är inte med.\n", "{} without a date left out.\n"});
  left_out(map.losses.before_periods,
           {"{} före den första hela delperioden är inte med.\n", "{} before the first whole period left out.\n"});
  if (const auto& empty = map.losses.empty_zones; !empty.empty()) {
    constexpr std::size_t named = 5;
    text += say(language, {"Händelser där ingen bor:", "Events where nobody lives:"});
    for (std::size_t i = 0; i < std::min(named, empty.size()); ++i) {
      text += (i == 0 ? " " : ", ") + zone_label(map.zones, empty[i]);
    }
    text += empty.size() > named
                ? say(language, {" och {} till (--json listar dem).\n", " and {} more (--json lists them).\n"},
                      empty.size() - named)
                : ".\n";
  }
  return text;
}

/// Around what circles were drawn: "the 37 cells of 250 m with events"
std::string centres_text(const ScanMap& map, Language language) {
  const auto* cells = map.zones.cells();
  auto text = cells != nullptr ? say(language, {"de {} rutorna om {} m", "the {} cells of {} m"}, map.places,
                                     short_number(cells->grid.cell_m(), language, 6))
                               : say(language, {"de {} områdena", "the {} zones"}, map.places);
  const auto poisson = map.options.scan.model == ScanModel::poisson;
  if (!poisson || map.options.base != ScanBase::area) {
    text += (poisson ? Phrase{" med befolkning", " with a population"} : Phrase{" med händelser", " with events"})
                .in(language);
  }
  return text;
}

std::string scanned_text(const ScanMap& map, const ReadInputs& read, const std::string& input, Language language) {
  auto text = say(language, {"{}\n{}; cirklar kring {}", "{}\n{}; circles around {}"}, input,
                  events_text(map.cases, language), centres_text(map, language));
  if (map.time) {
    text += ", " + period_text(*map.time, language);
  }
  if (map.options.step_days) {
    text += say(language, {" i {} delperioder om {} dagar", " in {} periods of {} days"}, map.periods,
                *map.options.step_days);
  }
  return text + say(language, {"; {} slumpkartor, frö {}; {}.\n", "; {} replicas, seed {}; {}.\n"},
                    map.options.scan.replicas, map.options.scan.seed, crs_text(read, language));
}

}  // namespace

std::string scan_text(const ScanMap& map, const ReadInputs& read, const std::string& input, Language language) {
  return scanned_text(map, read, input, language) + population_text(map, language) + left_out_text(map, language) +
         clusters_text(map, language);
}

}  // namespace lykta
