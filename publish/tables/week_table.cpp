#include "publish/tables/week_table.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "publish/layers/column.hpp"
#include "publish/words/week_words.hpp"

namespace lykta {

namespace {

struct HourOfTable {
  const HeatTable& table;
  std::size_t hour;  ///< of the week
};

std::vector<Column<HourOfTable>> columns_of(Language language) {
  return {{"weekday",
           "weekday",
           FieldType::integer,
           "",
           0,
           {"veckodagens nummer", "number of the weekday"},
           {"1 för måndag till 7 för söndag.", "1 for Monday to 7 for Sunday."},
           [](const auto& of) { return whole(std::uint64_t{of.hour / 24 + 1}); }},
          {"weekday_name",
           "day_name",
           FieldType::text,
           "",
           0,
           {"veckodag", "weekday"},
           {"Veckodagens namn.", "Name of the weekday."},
           [language](const auto& of) { return text(weekday_of(of.hour, language)); }},
          {"hour",
           "hour",
           FieldType::integer,
           "",
           0,
           {"timme", "hour"},
           {"Timmen som börjar då, 0 till 23, lokal tid.", "The hour that begins then, 0 to 23, local time."},
           [](const auto& of) { return whole(std::uint64_t{of.hour % 24}); }},
          {"weight",
           "weight",
           FieldType::real,
           "events",
           6,
           {"händelser", "events"},
           {"Händelser; en som är känd som ett intervall fördelas över det.",
            "Events; one that is known as an interval is spread over it."},
           [](const auto& of) { return FieldValue(of.table.weight[of.hour]); }},
          {"expected",
           "expected",
           FieldType::real,
           "events",
           6,
           {"jämn vecka", "even week"},
           {"Händelser om veckan vore jämn.", "Events if the week were even."},
           [](const auto& of) { return FieldValue(of.table.expected[of.hour]); }},
          {"ratio",
           "ratio",
           FieldType::real,
           "",
           4,
           {"kvot", "ratio"},
           {"Händelser mot en jämn vecka; tom för en timme som perioden inte har.",
            "Events against an even week; empty for an hour that the period does not hold."},
           [](const auto& of) {
             const auto expected = of.table.expected[of.hour];
             return expected > 0 ? FieldValue(of.table.weight[of.hour] / expected) : FieldValue();
           }}};
}

}  // namespace

VectorLayer week_layer(const Week& week, const Crs& crs, Language language) {
  auto layer =
      layer_of<HourOfTable>(crs, language, columns_of(language), week.table.weight.size(), [&](std::size_t hour) {
        return HourOfTable{week.table, hour};
      });
  layer.geometry = LayerGeometry::none;
  layer.name = "hours";
  layer.title = stamped(Phrase{"Värmetabell för veckan", "Heat table of the week"}.in(language), language);
  layer.description = Phrase{"Händelser per veckodag och timme.", "Events by weekday and hour."}.in(language);
  return layer;
}

bool has_whole_weights(const HeatTable& table) {
  return std::ranges::all_of(table.weight, [](double weight) { return weight == std::floor(weight); });
}

double class_step(double largest, std::size_t classes, bool whole) {
  constexpr std::array<double, 11> round{1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10};
  // What is too wide by the last digit alone is wide enough.
  const auto least = largest / static_cast<double>(classes) * (1 - 1e-12);
  const auto power = std::pow(10, std::floor(std::log10(least)));
  for (const auto factor : round) {
    const auto step = factor * power;
    if (step >= least && (!whole || step == std::floor(step))) {
      return step;
    }
  }
  return whole ? std::ceil(least) : 10 * power;
}

}  // namespace lykta
