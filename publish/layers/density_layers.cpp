#include "publish/layers/density_layers.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "geo/shapes/outline.hpp"
#include "geo/values/text_values.hpp"
#include "publish/layers/column.hpp"
#include "publish/layers/density_items.hpp"
#include "publish/words/unit_words.hpp"

namespace lykta {

namespace {

struct BandWords {
  const char* name;
  const char* short_name;
  const char* unit;
  Phrase label;
  Phrase meaning;
};

BandWords density_words(DensityUnit unit) {
  switch (unit) {
    case DensityUnit::per_cell:
      return {
          "density_per_cell",
          "per_cell",
          "events/cell",
          {"täthet per ruta", "density per cell"},
          {"Täthet (kerneltäthet) som antal händelser i rutan.", "Kernel density as a number of events in the cell."}};
    case DensityUnit::share:
      return {"density_share",
              "share",
              "share",
              {"andel av händelserna", "share of the events"},
              {"Täthet (kerneltäthet) som rutans andel av alla händelser.",
               "Kernel density as the cell's share of all events."}};
    case DensityUnit::per_km2:
      break;
  }
  return {"density_per_km2",
          "density",
          "events/km2",
          {"täthet per km²", "density per km²"},
          {"Täthet (kerneltäthet) i rutans mitt.", "Kernel density at the cell's centre."}};
}

BandWords words_of(const DensityMap& map, BandKind kind) {
  switch (kind) {
    case BandKind::ratio:
      return {"relative_risk",
              "rel_risk",
              "",
              {"relativ risk", "relative risk"},
              {"Händelsernas täthet delad med nämnarens; 1 är som förväntat.",
               "Density of the events over that of the denominator; 1 is as expected."}};
    case BandKind::log_ratio:
      return {"log_relative_risk",
              "log_risk",
              "",
              {"log relativ risk", "log relative risk"},
              {"Naturlig logaritm av den relativa risken.", "Natural logarithm of the relative risk."}};
    case BandKind::rate:
      return {"per_1000_residents",
              "per_1000",
              "events/1000 residents",
              {"händelser per 1 000 invånare", "events per 1 000 residents"},
              {"Händelsernas täthet per 1 000 invånare.", "Density of the events per 1 000 residents."}};
    case BandKind::p_upper:
      return {
          "p_higher",
          "p_higher",
          "",
          {"p högre", "p higher"},
          {"p, ensidigt: risken är högre än förväntat här.", "p, one-sided: the risk is higher than expected here."}};
    case BandKind::p_two_sided:
      return {"p_two_sided",
              "p_two",
              "",
              {"p tvåsidigt", "p two-sided"},
              {"p, tvåsidigt: risken är högre eller lägre än förväntat här.",
               "p, two-sided: the risk is higher or lower than expected here."}};
    case BandKind::density:
    case BandKind::slice:
      break;
  }
  return density_words(map.options().unit);
}

/// "mon_00", "2025_w07": a label as a field's name; a digit never comes first.
std::string slice_name(const std::string& label) {
  auto name = lower_case(label);
  std::ranges::replace_if(
      name, [](char c) { return c == ' ' || c == '-'; }, '_');
  return name.front() >= '0' && name.front() <= '9' ? "y" + name : name;
}

/// Weekday and hour in the language: "Mån 00" for "Mon 00"; weeks stand for themselves.
std::string slice_label(const std::string& label, Language language) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 7> days{
      {{"Mon", "Mån"}, {"Tue", "Tis"}, {"Wed", "Ons"}, {"Thu", "Tor"}, {"Fri", "Fre"}, {"Sat", "Lör"}, {"Sun", "Sön"}}};
  for (const auto& [english, swedish] : days) {
    if (language == Language::sv && label.starts_with(english)) {
      return std::string(swedish) + label.substr(english.size());
    }
  }
  return label;
}

std::string label_of(const DensityMap& map, std::size_t band, Language language) {
  const auto& one = map.bands()[band];
  return one.kind == BandKind::slice ? slice_label(one.label, language) : words_of(map, one.kind).label.in(language);
}

FieldDefinition field_of(const DensityMap& map, std::size_t band, Language language) {
  const auto words = words_of(map, map.bands()[band].kind);
  const auto is_slice = map.bands()[band].kind == BandKind::slice;
  return {.name = band_name(map, band),
          .short_name = is_slice ? slice_name(map.bands()[band].label) : words.short_name,
          .type = FieldType::real,
          .label = label_of(map, band, language),
          .unit = unit_text(words.unit, language),
          .meaning = words.meaning.in(language),
          .decimals = 6};
}

/// Shares of events are those of a density.
bool has_no_volume(BandKind kind) { return kind != BandKind::density && kind != BandKind::slice; }

}  // namespace

Phrase unit_phrase(DensityUnit unit) {
  switch (unit) {
    case DensityUnit::per_cell:
      return {"händelser/ruta", "events/cell"};
    case DensityUnit::share:
      return {"av händelserna", "of the events"};
    case DensityUnit::per_km2:
      break;
  }
  return {"händelser/km²", "events/km²"};
}

std::string band_name(const DensityMap& map, std::size_t band) {
  const auto& one = map.bands()[band];
  return one.kind == BandKind::slice ? slice_name(one.label) : words_of(map, one.kind).name;
}

RasterBand raster_band(const DensityMap& map, std::size_t band, Language language) {
  return {label_of(map, band, language), unit_text(words_of(map, map.bands()[band].kind).unit, language)};
}

RasterBand density_band_of(DensityUnit unit, Language language) {
  const auto words = density_words(unit);
  return {words.label.in(language), unit_text(words.unit, language)};
}

RasterDescription raster_description(const DensityMap& map, Language language) {
  RasterDescription description{.bands = {}, .stamp = internal_stamp(language), .items = density_items(map)};
  for (std::size_t band = 0; band < map.bands().size(); ++band) {
    description.bands.push_back(raster_band(map, band, language));
  }
  return description;
}

VectorLayer density_cells_layer(const DensityMap& map, const std::vector<std::vector<double>>& values, const Crs& crs,
                                Language language) {
  auto study =
      std::make_shared<StudyGrid>(cover(map.study_area(), map.options().grid.shape, map.options().grid.cell_m));
  VectorLayer layer{.name = "density",
                    .title = stamped(Phrase{"Täthet (kerneltäthet)", "Kernel density"}.in(language), language),
                    .description = Phrase{"Områdets rutor med täthetens värde i mitten.",
                                          "Cells of the study area with the density at their centres."}
                                       .in(language),
                    .geometry = LayerGeometry::polygon,
                    .crs = crs,
                    .fields = {{.name = "cell_id",
                                .short_name = "cell_id",
                                .type = FieldType::text,
                                .label = Phrase{"rut-id", "cell id"}.in(language),
                                .unit = "",
                                .meaning = Phrase{"Rutans namn, detsamma vecka efter vecka.",
                                                  "Name of the cell, the same week after week."}
                                               .in(language),
                                .decimals = 0},
                               {.name = "inside_share",
                                .short_name = "inside",
                                .type = FieldType::real,
                                .label = Phrase{"andel i området", "share inside"}.in(language),
                                .unit = "",
                                .meaning = Phrase{"Andel av rutans yta som ligger i området.",
                                                  "Share of the cell's area that lies in the study area."}
                                               .in(language),
                                .decimals = 4}},
                    .features = study->size(),
                    .geometry_of = {},
                    .values_of = {}};
  for (std::size_t band = 0; band < map.bands().size(); ++band) {
    layer.fields.push_back(field_of(map, band, language));
  }
  layer.geometry_of = [study](std::size_t i) { return polygon_of_cell(*study, static_cast<std::uint32_t>(i)); };
  layer.values_of = [study, &map, &values](std::size_t i) {
    const auto index = study->grid.index(study->cells[i]);
    const auto cell = map.grid().number(index);
    std::vector<FieldValue> row{text(study->grid.id(study->cells[i])), FieldValue(study->share[i])};
    for (const auto& band : values) {
      row.push_back(cell ? value_or_none(band[*cell]) : FieldValue());
    }
    return row;
  };
  return layer;
}

ContourText contour_text(const DensityMap& map, std::size_t band, bool filled, Language language) {
  const auto label = label_of(map, band, language);
  const auto what = filled ? Phrase{"Ytor mellan nivåer", "Areas between levels"} : Phrase{"Nivålinjer", "Contours"};
  return {.name = filled ? "bands" : "contours",
          .title = fmt::format("{}: {}", stamped(what.in(language), language), label),
          .description = words_of(map, map.bands()[band].kind).meaning.in(language),
          .unit = unit_text(words_of(map, map.bands()[band].kind).unit, language),
          .level = Phrase{"nivå", "level"}.in(language),
          .from = Phrase{"från", "from"}.in(language),
          .to = Phrase{"till", "to"}.in(language),
          .share = has_no_volume(map.bands()[band].kind) ? "" : Phrase{"andel innanför", "share inside"}.in(language),
          .share_meaning = Phrase{"Andel av händelserna, utbredda som tätheten har dem, där den är minst så hög.",
                                  "Share of the events, spread out as the density has them, where it is as high."}
                               .in(language),
          .level_meaning = Phrase{"Ytans värde på linjen.", "Value of the surface on the line."}.in(language),
          .from_meaning = Phrase{"Lägsta värdet i ytan.", "Smallest value in the band, inclusive."}.in(language),
          .to_meaning = Phrase{"Värdet där nästa yta börjar.", "Value at which the next band begins."}.in(language)};
}

}  // namespace lykta
