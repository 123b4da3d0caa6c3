#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

#include <fmt/format.h>

#include "publish/context/context_kinds.hpp"
#include "publish/project/project_parts.hpp"
#include "publish/styles/area_style.hpp"
#include "publish/styles/value_texts.hpp"

namespace lykta::project {

namespace {

using enum Theme;

/// A layer with its place in the list, from top to bottom.
struct Role {
  std::string_view name;  ///< of the layer in the GeoPackage
  Group group = Group::picture;
  ThemeSet themes = 0;
};

constexpr auto everywhere = set_of(week, priority, hours, walk, change);
constexpr std::array<Role, 11> roles{{{"week_places", Group::picture, set_of(week)},
                                      {"levels", Group::picture, set_of()},
                                      {"places", Group::picture, set_of(priority, hours, walk)},
                                      {"actions", Group::seen, set_of(walk)},
                                      {"observations", Group::seen, set_of(walk)},
                                      {"incidents", Group::events, set_of(week)},
                                      {"reference_cells", Group::cells, set_of()},
                                      {"emerging", Group::cells, set_of(change)},
                                      {"grid", Group::cells, set_of(priority)},
                                      {"names", Group::area, everywhere},
                                      {"boundary", Group::area, everywhere}}};

/// What the theme is about: without one of these there is no such theme.
bool is_subject(const Layer& layer, Theme theme) {
  const auto is = [&](std::string_view name) { return layer.id == fmt::format("lykta_{}_layer", name); };
  switch (theme) {
    case week:
      return is("week_places");
    case priority:
      return is("places");
    case hours:
      return is("hours");
    case walk:
      return is("observations");
    case change:
      break;
  }
  return is("emerging") || is("places_change");
}

/// The list and the legends do not say on every line who may see it: the pages do.
std::string without_stamp(const std::string& title, Language language) {
  const auto stamp = " – " + internal_stamp(language);
  return title.ends_with(stamp) ? title.substr(0, title.size() - stamp.size()) : title;
}

Layer of_geopackage(std::string_view name, const VectorLayer& layer, const std::string& style, const Role& role,
                    Language language) {
  return {.id = fmt::format("lykta_{}_layer", name),
          .name = without_stamp(layer.title, language),
          .abstract = layer.description,
          .source = fmt::format("./lykta.gpkg|layername={}", layer.name),
          .style = style,
          .geometry = layer.geometry,
          .group = role.group,
          .themes = role.themes};
}

const VectorLayer* find_layer(const ProjectContent& content, std::string_view name) {
  const auto found = std::ranges::find(content.layers, name, &VectorLayer::name);
  return found == content.layers.end() ? nullptr : &*found;
}

const std::string& style_of(const ProjectContent& content, const VectorLayer& layer) {
  return content.styles[static_cast<std::size_t>(&layer - content.layers.data())];
}

/// Incidents of the period whose hour is known, to be played hour by hour.
void add_hours(const ProjectContent& content, std::vector<Layer>& layers) {
  const auto* incidents = find_layer(content, "incidents");
  if (incidents == nullptr || !content.publication.picture.week) {
    return;
  }
  const auto language = content.context.language;
  auto layer =
      of_geopackage("hours", *incidents, with_value_texts(hours_style(content.publication, *incidents), *incidents),
                    {"hours", Group::events, set_of(hours)}, language);
  layer.name = Phrase{"Händelser timme för timme", "Incidents hour by hour"}.in(language);
  layer.source += R"(|subset="week_from" IS NOT NULL AND "use" = 'period')";
  layers.push_back(std::move(layer));
}

void add_places_change(const ProjectContent& content, std::vector<Layer>& layers) {
  const auto* places = find_layer(content, "places");
  if (places == nullptr || !content.publication.picture.can_compare()) {
    return;
  }
  const auto language = content.context.language;
  auto layer = of_geopackage("places_change", *places,
                             with_value_texts(change_of_places_style(content.publication, *places), *places),
                             {"places_change", Group::picture, set_of(change)}, language);
  layer.name = Phrase{"Platsernas förändring", "Change of the places"}.in(language);
  layers.push_back(std::move(layer));
}

void add_density(const ProjectContent& content, std::vector<Layer>& layers) {
  if (content.density_style) {
    layers.push_back({.id = "lykta_density_layer",
                      .name = Phrase{"Täthet (kerneltäthet)", "Kernel density"}.in(content.context.language),
                      .abstract = {},
                      .source = "./density.tif",
                      .style = *content.density_style,
                      .is_raster = true,
                      .group = Group::cells});
  }
}

/// What stands beside crime; in no theme, to be ticked by those who want it.
void add_context(const ProjectContent& content, bool below_the_grid, Group group, std::vector<Layer>& layers) {
  for (const auto* kind : context_kinds) {
    const auto* layer = find_layer(content, kind->name);
    if (layer != nullptr && kind->lies_below_the_grid == below_the_grid) {
      layers.push_back(of_geopackage(kind->name, *layer, style_of(content, *layer), {kind->name, group, set_of()},
                                     content.context.language));
    }
  }
}

}  // namespace

std::string name_of(Theme theme, Language language) {
  switch (theme) {
    case Theme::week:
      return Phrase{"Veckans lägesbild", "Picture of the week"}.in(language);
    case Theme::priority:
      return Phrase{"Prioritering", "Priorities"}.in(language);
    case Theme::hours:
      return Phrase{"Tid på veckan", "Hours of the week"}.in(language);
    case Theme::walk:
      return Phrase{"Trygghetsvandring", "Safety walk"}.in(language);
    case Theme::change:
      break;
  }
  return Phrase{"Förändring", "Change"}.in(language);
}

std::vector<Layer> layers_of(const ProjectContent& content) {
  std::vector<Layer> layers;
  for (const auto& role : roles) {
    if (role.name == "places") {
      add_places_change(content, layers);
    }
    if (role.name == "incidents") {
      add_hours(content, layers);
    }
    if (const auto* layer = find_layer(content, role.name)) {
      layers.push_back(of_geopackage(role.name, *layer, style_of(content, *layer), role, content.context.language));
    }
    if (role.name == "grid") {
      add_density(content, layers);
    }
    if (role.name == "incidents") {
      add_context(content, false, Group::events, layers);
    }
  }
  add_context(content, true, Group::area, layers);
  return layers;
}

std::vector<Theme> themes_of(std::span<const Layer> layers) {
  std::vector<Theme> themes;
  std::ranges::copy_if(all_themes, std::back_inserter(themes), [&](Theme theme) {
    return std::ranges::any_of(layers, [&](const Layer& layer) { return is_subject(layer, theme); });
  });
  return themes;
}

}  // namespace lykta::project
