#include <algorithm>
#include <array>

#include "publish/project/project_parts.hpp"

namespace lykta::project {

namespace {

struct GroupName {
  Group group;
  Phrase name;
};
constexpr std::array<GroupName, 5> groups{{{Group::picture, {"Platser", "Places"}},
                                           {Group::seen, {"Åtgärder och iakttagelser", "Actions and observations"}},
                                           {Group::events, {"Händelser", "Events"}},
                                           {Group::cells, {"Rutor och täthet", "Cells and density"}},
                                           {Group::area, {"Området", "The study area"}}}};
constexpr Phrase background{"Egen bakgrundskarta (dra ditt lager hit)",
                            "Your own background map (drag your layer here)"};

const char* checked(bool value) { return value ? "Qt::Checked" : "Qt::Unchecked"; }
const char* flag(bool value) { return value ? "1" : "0"; }

/// The lines of a legend that are ticked, where some are not: a theme would tick them all.
void add_ticked_lines(pugi::xml_node preset, const Layer& layer) {
  pugi::xml_document style;
  style.load_string(layer.style.c_str());
  if (style.select_node("//renderer-v2//rule[@checkstate='0']") == nullptr) {
    return;
  }
  auto ticked = add(preset, "checked-legend-nodes", {{"id", layer.id}});
  for (const auto& rule : style.select_nodes("//renderer-v2//rule[@checkstate='1']")) {
    add(ticked, "checked-legend-node", {{"id", rule.node().attribute("key").value()}});
  }
}

pugi::xml_node add_group(pugi::xml_node parent, const Attributes& attributes = {}) {
  auto group = add(parent, "layer-tree-group", attributes);
  add(group, "customproperties");
  return group;
}

}  // namespace

void add_layer_tree(pugi::xml_node root, const Parts& parts) {
  auto tree = add_group(root);
  const auto shown = parts.themes.front();
  for (const auto& [group, name] : groups) {
    const auto is_here = [group = group](const Layer& layer) { return layer.group == group; };
    if (std::ranges::none_of(parts.layers, is_here)) {
      continue;
    }
    auto here = add_group(tree, {{"name", parts.in(name)}, {"checked", checked(true)}, {"expanded", flag(true)}});
    for (const auto& layer : parts.layers) {
      if (is_here(layer)) {
        auto node = add(here, "layer-tree-layer",
                        {{"id", layer.id},
                         {"name", layer.name},
                         {"source", layer.source},
                         {"providerKey", layer.is_raster ? "gdal" : "ogr"},
                         {"checked", checked(layer.is_in(shown))},
                         {"expanded", flag(layer.is_in(shown))}});
        add(node, "customproperties");
      }
    }
  }
  add_group(tree, {{"name", parts.in(background)}, {"checked", checked(true)}, {"expanded", flag(true)}});
  add(tree, "custom-order", {{"enabled", flag(false)}});
}

void add_themes(pugi::xml_node root, const Parts& parts) {
  auto themes = add(root, "visibility-presets");
  for (const auto theme : parts.themes) {
    auto preset = add(themes, "visibility-preset",
                      {{"name", name_of(theme, parts.language())}, {"has-expanded-info", flag(true)}});
    for (const auto& layer : parts.layers) {
      if (layer.is_in(theme)) {
        add(preset, "layer",
            {{"id", layer.id}, {"style", "default"}, {"visible", flag(true)}, {"expanded", flag(true)}});
        add_ticked_lines(preset, layer);
      }
    }
    auto expanded = add(preset, "expanded-group-nodes");
    for (const auto& [group, name] : groups) {
      add(expanded, "expanded-group-node", {{"id", parts.in(name)}});
    }
  }
}

}  // namespace lykta::project
