#include "geo/read/kinds.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lykta {

namespace {

/// What can use a date can use one in parts, too.
ColumnRole as_listed(ColumnRole column) {
  constexpr std::array parts{&ColumnMapping::year, &ColumnMapping::month, &ColumnMapping::day, &ColumnMapping::hour,
                             &ColumnMapping::minute};
  return std::ranges::find(parts, column) != parts.end() ? &ColumnMapping::date : column;
}

bool has(const KindOfSource& kind, ColumnRole listed) {
  const auto column = as_listed(listed);
  return std::ranges::find(kind.columns, column) != kind.columns.end();
}

template <typename Passes>
std::string names_of_kinds(Passes passes) {
  std::vector<std::string_view> words;
  for (const auto* kind : kinds_of_source) {
    if (passes(*kind)) {
      words.emplace_back(kind->name);
    }
  }
  if (words.size() < 2) {
    return words.empty() ? "" : std::string(words.front());
  }
  return fmt::format("{} and {}", fmt::join(words.begin(), words.end() - 1, ", "), words.back());
}

}  // namespace

const KindOfSource& kind_of(SourceKind kind) {
  return **std::ranges::find(kinds_of_source, kind, [](const auto* each) { return each->kind; });
}

std::string_view name_of(SourceKind kind) { return kind_of(kind).name; }

bool belongs_to(SourceKind kind, ColumnRole column) { return has(kind_of(kind), column); }

std::string kinds_with(ColumnRole column) {
  return names_of_kinds([&](const KindOfSource& kind) { return has(kind, column); });
}

bool is_about_areas(SourceKind kind) { return kind_of(kind).add_area != nullptr; }

std::string kinds_about_areas() {
  return names_of_kinds([](const KindOfSource& kind) { return kind.add_area != nullptr; });
}

std::optional<Objection> objection_to(const SourceDescription& description) {
  const auto& kind = kind_of(description.kind);
  const auto& columns = description.columns;
  if (kind.add == nullptr && !(columns.x + columns.y + columns.position).empty()) {
    return Objection{"columns",
                     fmt::format("names a position, but {} belongs to an area, never to a point: leave out "
                                 "x, y and position, and name the polygons of the areas ([sources.polygons])",
                                 kind.never_at_points)};
  }
  return kind.check != nullptr ? kind.check(description) : std::nullopt;
}

}  // namespace lykta
