#include "publish/tables/repeats_table.hpp"

#include <fmt/format.h>

#include "publish/layers/column.hpp"

namespace lykta {

namespace {

/// A cell of the table with its place in it.
struct CellOfTable {
  const Repeats& repeats;
  const NearRepeatOptions& near;
  std::size_t row;
  std::size_t column;

  [[nodiscard]] std::size_t index() const { return row * repeats.table.columns + column; }
  [[nodiscard]] const KnoxCell& cell() const { return repeats.table.cells[index()]; }
};

FieldValue distance_from(const CellOfTable& of) {
  return of.row < 2 ? FieldValue(0.0) : FieldValue(of.near.distance_limits_m[of.row - 2]);
}

FieldValue distance_to(const CellOfTable& of) {
  if (of.row == 0) {
    return 0.0;
  }
  return of.row <= of.near.distance_limits_m.size() ? FieldValue(of.near.distance_limits_m[of.row - 1]) : FieldValue();
}

FieldValue days_from(const CellOfTable& of) {
  return std::int64_t{of.column == 0 ? 0 : of.near.day_limits[of.column - 1]};
}

FieldValue days_to(const CellOfTable& of) {
  return of.column < of.near.day_limits.size() ? FieldValue(std::int64_t{of.near.day_limits[of.column] - 1})
                                               : FieldValue();
}

using TableColumns = std::vector<Column<CellOfTable>>;

TableColumns band_columns(Language language) {
  return {{"distance",
           "distance",
           FieldType::text,
           "",
           0,
           {"avstånd", "distance"},
           {"Hur långt isär parets händelser ligger; en gräns hör till raden som börjar där.",
            "How far apart the two events of a pair are; a limit belongs to the row that begins there."},
           [language](const auto& of) { return text(distance_band_text(of.near, of.row, language)); }},
          {"days",
           "days",
           FieldType::text,
           "",
           0,
           {"dagar", "days"},
           {"Hur många dagar isär de skedde; samma dag är 0 dagar.",
            "How many days apart they happened; the same day is 0 days."},
           [language](const auto& of) { return text(day_band_text(of.near, of.column, language)); }},
          {"distance_from_m",
           "dist_from",
           FieldType::real,
           "m",
           10,
           {"avstånd från, m", "distance from, m"},
           {"Radens gräns nedåt, inräknad (första raden efter samma plats: mer än 0).",
            "Lower limit of the row, included (of the first row after the same place: more than 0)."},
           distance_from},
          {"distance_to_m",
           "dist_to",
           FieldType::real,
           "m",
           10,
           {"avstånd till, m", "distance to, m"},
           {"Radens gräns uppåt, inte inräknad; 0 för samma plats, tom för den sista raden.",
            "Upper limit of the row, excluded; 0 for the same place, empty for the last row."},
           distance_to},
          {"days_from",
           "days_from",
           FieldType::integer,
           "",
           0,
           {"dagar från", "days from"},
           {"Minsta antal dagar isär, inräknat.", "Fewest days apart, included."},
           days_from},
          {"days_to",
           "days_to",
           FieldType::integer,
           "",
           0,
           {"dagar till", "days to"},
           {"Största antal dagar isär, inräknat; tom för den sista kolumnen.",
            "Most days apart, included; empty for the last column."},
           days_to}};
}

TableColumns repeat_count_columns() {
  return {{"observed",
           "observed",
           FieldType::integer,
           "pairs",
           0,
           {"par", "pairs"},
           {"Antal par av händelser.", "Number of pairs of events."},
           [](const auto& of) { return whole(of.cell().observed); }},
          {"expected_mean",
           "mean",
           FieldType::real,
           "pairs",
           6,
           {"förväntat, medelvärde", "expected, mean"},
           {"Par som slumpen ger: medelvärdet när dagarna blandas mellan platserna.",
            "Pairs that chance gives: the mean when the days are shuffled among the places."},
           [](const auto& of) { return value_or_none(of.cell().mean); }},
          {"expected_median",
           "median",
           FieldType::real,
           "pairs",
           6,
           {"förväntat, median", "expected, median"},
           {"Detsamma, medianen.", "The same, the median."},
           [](const auto& of) { return value_or_none(of.cell().median); }},
          {"ratio",
           "ratio",
           FieldType::real,
           "",
           4,
           {"kvot", "ratio"},
           {"Par mot medelvärdet; tom när slumpen aldrig ger något par.",
            "Pairs against the mean; empty where chance never gives a pair."},
           [](const auto& of) { return value_or_none(of.cell().ratio_to_mean); }},
          {"ratio_to_median",
           "ratio_med",
           FieldType::real,
           "",
           4,
           {"kvot mot medianen", "ratio to the median"},
           {"Par mot medianen.", "Pairs against the median."},
           [](const auto& of) { return value_or_none(of.cell().ratio_to_median); }}};
}

TableColumns repeat_test_columns() {
  return {
      {"p",
       "p",
       FieldType::real,
       "",
       6,
       {"p", "p"},
       {"Ensidigt: hur ofta slumpen ger minst så många par, (1 + sådana blandningar) / (1 + blandningar); tom där "
        "inget "
        "prövades.",
        "One-sided: how often chance gives as many pairs or more, (1 + such permutations) / (1 + permutations); empty "
        "where "
        "nothing was tested."},
       [](const auto& of) { return value_or_none(of.cell().p); }},
      {"q",
       "q",
       FieldType::real,
       "",
       6,
       {"q", "q"},
       {"p justerat för antalet celler inom gränserna (Benjamini-Hochberg); tom i sista raden och kolumnen.",
        "p adjusted for the number of cells within the limits (Benjamini-Hochberg); empty in the last row and column."},
       [](const auto& of) { return value_or_none(of.repeats.q[of.index()]); }},
      {"class",
       "class",
       FieldType::text,
       "",
       0,
       {"klass", "class"},
       {"more_than_chance (q högst 0,05), not_significant, too_few_pairs (färre än fem par) eller not_tested.",
        "more_than_chance (q at most 0.05), not_significant, too_few_pairs (fewer than five) or not_tested."},
       [](const auto& of) { return text(name_of(of.repeats.cell_class[of.index()])); }}};
}

}  // namespace

std::string distance_band_text(const NearRepeatOptions& near, std::size_t row, Language language) {
  const auto& limits = near.distance_limits_m;
  if (row == 0) {
    return Phrase{"samma plats", "same place"}.in(language);
  }
  const auto metres = [&](double limit) { return short_number(limit, language); };
  if (row == 1) {
    return fmt::format("under {} m", metres(limits.front()));
  }
  if (row > limits.size()) {
    return fmt::format(fmt::runtime(Phrase{"{} m eller mer", "{} m or more"}.in(language)), metres(limits.back()));
  }
  return fmt::format(fmt::runtime(Phrase{"{} till {} m", "{} to {} m"}.in(language)), metres(limits[row - 2]),
                     metres(limits[row - 1]));
}

std::string day_band_text(const NearRepeatOptions& near, std::size_t column, Language language) {
  const auto& limits = near.day_limits;
  const auto from = column == 0 ? 0 : limits[column - 1];
  const auto say = [&](const Phrase& phrase, const auto&... values) {
    return fmt::format(fmt::runtime(phrase.in(language)), values...);
  };
  if (column >= limits.size()) {
    return from == 1 ? say({"1 dag eller mer", "1 day or more"}) : say({"{} dagar eller mer", "{} days or more"}, from);
  }
  const auto to = limits[column] - 1;
  if (to == 0) {
    return say({"samma dag", "same day"});
  }
  if (from == to) {
    return from == 1 ? say({"1 dag", "1 day"}) : say({"{} dagar", "{} days"}, from);
  }
  return say({"{}–{} dagar", "{}–{} days"}, from, to);
}

VectorLayer repeats_layer(const Repeats& repeats, const NearRepeatOptions& near, const Crs& crs, Language language) {
  auto columns = band_columns(language);
  for (auto& more : {repeat_count_columns(), repeat_test_columns()}) {
    columns.insert(columns.end(), more.begin(), more.end());
  }
  const auto& table = repeats.table;
  auto layer = layer_of<CellOfTable>(crs, language, std::move(columns), table.cells.size(), [&](std::size_t i) {
    return CellOfTable{repeats, near, i / table.columns, i % table.columns};
  });
  layer.geometry = LayerGeometry::none;
  layer.name = "repeats";
  layer.title = stamped(Phrase{"Upprepningar nära och snart", "Near repeats"}.in(language), language);
  layer.description = Phrase{"Par av händelser efter avstånd och dagar, mot vad slumpen ger.",
                             "Pairs of events by distance and days, against what chance gives."}
                          .in(language);
  return layer;
}

}  // namespace lykta
