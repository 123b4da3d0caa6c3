#include "cli/configuration/source_sections.hpp"

#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "cli/configuration/period_section.hpp"
#include "cli/values/choices.hpp"
#include "engine/base/error.hpp"
#include "geo/read/kinds.hpp"

namespace lykta {

namespace {

ColumnMapping read_columns(TomlReader& source) {
  ColumnMapping columns;
  auto table = source.table("columns");
  if (!table) {
    return columns;
  }
  for (const auto& each : mapping_keys) {
    columns.*each.role = table->text(each.key).value_or("");
  }
  table->finish();
  return columns;
}

std::optional<PolygonsDescription> read_polygons(TomlReader& source, const Paths& paths) {
  auto table = source.table("polygons");
  if (!table) {
    return std::nullopt;
  }
  PolygonsDescription polygons;
  polygons.path_as_written = table->text("path").value_or("");
  polygons.layer = table->text("layer").value_or("");
  polygons.crs = table->text("crs").value_or("");
  polygons.column = table->text("column").value_or("");
  table->finish();
  if (polygons.path_as_written.empty()) {
    table->refuse("path", "is missing: which file holds the polygons?");
  }
  if (polygons.column.empty()) {
    table->refuse("column", "is missing: which column of the polygons holds the name or code of the area?");
  }
  polygons.path = paths.resolve(polygons.path_as_written);
  return polygons;
}

/// What belongs to a kind must not stand silently beside another.
void check_kind(const TomlReader& table, const SourceDescription& source) {
  if (const auto objection = objection_to(source)) {
    table.refuse(objection->key, objection->what);
  }
  for (const auto& [key, role, words] : mapping_keys) {
    if (!(source.columns.*role).empty() && !belongs_to(source.kind, role)) {
      table.refuse("columns",
                   fmt::format("names a column {}, which only sources of kind {} have", key, kinds_with(role)));
    }
  }
  for (const auto role : kind_of(source.kind).needed) {
    if (!is_mapped(source.columns, role)) {
      table.refuse("columns",
                   fmt::format("must name a column {} in a source of kind {}", key_of(role), name_of(source.kind)));
    }
  }
}

void check_polygons(const TomlReader& table, const SourceDescription& source) {
  const auto& columns = source.columns;
  if (!source.polygons) {
    return;
  }
  if (!is_about_areas(source.kind)) {
    table.refuse("polygons", "belongs to sources of kind " + kinds_about_areas());
  }
  if (columns.area.empty()) {
    table.refuse("polygons", "needs columns.area: which column of the table holds the name or code of the area?");
  }
  if (!columns.x.empty() || !columns.position.empty()) {
    table.refuse("polygons", "and a position in [sources.columns] exclude each other");
  }
  if (!source.crs.empty()) {
    table.refuse("crs", "is that of positions, and the rows have none: state crs in [sources.polygons]");
  }
}

/// The same for keys outside [sources.columns].
void check_keys_of_kind(const TomlReader& table, const SourceDescription& source) {
  const auto& columns = source.columns;
  if (source.kind != SourceKind::incidents) {
    if (!source.fixed_class.empty()) {
      table.refuse("class", "belongs to sources of kind incidents");
    }
    if (source.origin) {
      table.refuse("origin", "belongs to sources of kind incidents");
    }
    if (source.covers.from || source.covers.to) {
      table.refuse(source.covers.from ? "covers_from" : "covers_to", "belongs to sources of kind incidents");
    }
  }
  if (!source.fixed_class.empty() && !columns.class_name.empty()) {
    table.refuse("class", "and columns.class exclude each other");
  }
  const auto mapped = kind_of(source.kind).mapped;
  if (!source.classes.empty() && (columns.*mapped).empty()) {
    table.refuse("classes",
                 fmt::format("maps the values of a column, but columns.{} does not say which", key_of(mapped)));
  }
}

void read_place_of_source(TomlReader& table, const Paths& paths, SourceDescription& source) {
  source.path_as_written = table.text("path").value_or("");
  if (source.path_as_written.empty()) {
    table.refuse("path", "is missing: which file?");
  }
  source.path = paths.resolve(source.path_as_written);
  source.name = table.text("name").value_or(std::filesystem::path(source.path_as_written).filename().string());
  source.layer = table.text("layer").value_or("");
  source.crs = table.text("crs").value_or("");
  source.text.encoding = table.text("encoding").value_or("");
  source.text.separator = table.text("separator").value_or("");
  source.text.header_row = table.integer("header_row", bounds::header_row).value_or(0);
  source.person_columns = table.list_of_texts("allow_person_columns");
}

/// [sources.addresses]
std::shared_ptr<const SourceDescription> read_addresses(TomlReader& source, const Paths& paths) {
  auto table = source.table("addresses");
  if (!table) {
    return nullptr;
  }
  auto addresses = std::make_shared<SourceDescription>();
  read_place_of_source(*table, paths, *addresses);
  auto columns = table->table("columns");
  if (!columns) {
    table->refuse("columns",
                  "is missing: it must say which column holds the address (and x and y, unless the layer has points)");
  }
  addresses->columns.address = columns->text("address").value_or("");
  addresses->columns.x = columns->text("x").value_or("");
  addresses->columns.y = columns->text("y").value_or("");
  columns->finish();
  table->finish();
  if (addresses->columns.address.empty()) {
    columns->refuse("address", "is missing: which column holds the address?");
  }
  return addresses;
}

void check_addresses(const TomlReader& table, const SourceDescription& source) {
  if (!source.addresses) {
    return;
  }
  if (source.columns.address.empty()) {
    table.refuse("addresses", "needs columns.address: which column of the table holds the address?");
  }
  if (!source.columns.x.empty() || !source.columns.position.empty()) {
    table.refuse("addresses", "and a position in [sources.columns] exclude each other");
  }
  if (!source.crs.empty()) {
    table.refuse("crs", "is that of positions, and the rows have none: state crs in [sources.addresses]");
  }
}

/// How the values of a source are written, where that is stated.
void read_styles(TomlReader& table, SourceDescription& source) {
  if (table.has("date_order")) {
    source.date_order = table.choice_or<DateOrder>("date_order", date_orders, DateOrder::year_first);
  }
  source.date_year = static_cast<int>(table.integer("date_year", bounds::year).value_or(0));
  if (table.has("date_precision")) {
    source.months_only = table.choice_or<bool>("date_precision", date_precisions, false);
  }
  constexpr Bounds epochs{.least = 1900, .most = 1904, .whole = true};
  if (const auto epoch = table.integer("excel_epoch", epochs)) {
    if (*epoch != 1900 && *epoch != 1904) {
      table.refuse("excel_epoch", "is 1900 or 1904: the year from which a sheet counts its days");
    }
    source.serial_days = *epoch == 1900 ? SerialDays::from_1900 : SerialDays::from_1904;
  }
  if (const auto decimal = table.text("decimal")) {
    if (*decimal != "." && *decimal != ",") {
      table.refuse("decimal", "is \".\" or \",\"");
    }
    source.decimal = decimal->front();
  }
  if (table.has("position_form")) {
    source.position_form = table.choice_or<PositionForm>("position_form", position_forms, PositionForm::lat_lon);
  }
}

/// First and last day that the source was kept, both included; either may be left out.
StatedCoverage read_covers(TomlReader& table) {
  const auto from = table.date("covers_from");
  const auto to = table.date("covers_to");
  StatedCoverage covers{.from = from ? std::optional(midnight_of(*from)) : std::nullopt,
                        .to = to ? std::optional(midnight_of(*to) + std::chrono::days{1}) : std::nullopt};
  if (covers.from && covers.to && *covers.to <= *covers.from) {
    table.refuse("covers_to", "lies before covers_from: the source ends before it begins");
  }
  return covers;
}

}  // namespace

std::optional<Origin> read_origin(TomlReader& table) {
  if (!table.has("origin")) {
    return std::nullopt;
  }
  return table.choice_or<Origin>("origin", origins, Origin::reported);
}

SourceDescription read_source(TomlReader table, const Paths& paths) {
  SourceDescription source;
  read_place_of_source(table, paths, source);
  source.kind = table.choice_or<SourceKind>("kind", source_kinds(), SourceKind::incidents);
  source.clock = table.choice_or<Clock>("clock", clocks, Clock::as_written);
  read_styles(table, source);
  source.keep_suspicious_stacks = table.choice_or<bool>("stacks", stack_policies, true);
  source.columns = read_columns(table);
  source.polygons = read_polygons(table, paths);
  source.addresses = read_addresses(table, paths);
  const auto classes = table.texts("classes");
  try {
    source.classes = ClassRules(classes);
  } catch (const InvalidOption& error) {
    table.refuse("classes", error.what());
  }
  source.fixed_class = table.text("class").value_or("");
  source.origin = read_origin(table);
  source.covers = read_covers(table);
  table.finish();
  check_kind(table, source);
  check_polygons(table, source);
  check_addresses(table, source);
  check_keys_of_kind(table, source);
  return source;
}

std::optional<NamesDescription> read_names(TomlReader& top, const Paths& paths) {
  auto table = top.table("names");
  if (!table) {
    return std::nullopt;
  }
  NamesDescription names;
  read_place_of_source(*table, paths, names.source);
  auto columns = table->table("columns");
  if (!columns) {
    table->refuse("columns",
                  "is missing: it must say which column holds the name (and x and y, unless the layer has points)");
  }
  names.name_column = columns->text("name").value_or("");
  names.source.columns.x = columns->text("x").value_or("");
  names.source.columns.y = columns->text("y").value_or("");
  columns->finish();
  table->finish();
  if (names.name_column.empty()) {
    columns->refuse("name", "is missing: which column holds the name?");
  }
  return names;
}

}  // namespace lykta
