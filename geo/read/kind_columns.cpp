#include "geo/read/kind_columns.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lykta {

namespace {

using Role = std::string ColumnMapping::*;
using enum SourceKind;

constexpr std::array<std::pair<SourceKind, std::string_view>, 6> names{{{incidents, "incidents"},
                                                                        {observations, "observations"},
                                                                        {areas, "areas"},
                                                                        {survey, "survey"},
                                                                        {visits, "visits"},
                                                                        {accidents, "accidents"}}};

std::vector<SourceKind> kinds_of(Role column) {
  static const std::vector<std::pair<Role, std::vector<SourceKind>>> kinds{
      {&ColumnMapping::x, {incidents, observations, areas, visits, accidents}},
      {&ColumnMapping::y, {incidents, observations, areas, visits, accidents}},
      {&ColumnMapping::position, {incidents, observations, areas, visits, accidents}},
      {&ColumnMapping::date, {incidents, observations, survey, visits, accidents}},
      {&ColumnMapping::time, {incidents, observations, survey, visits, accidents}},
      {&ColumnMapping::end_date, {incidents, observations, survey, visits, accidents}},
      {&ColumnMapping::end_time, {incidents, observations, survey, visits, accidents}},
      {&ColumnMapping::class_name, {incidents}},
      {&ColumnMapping::position_class, {incidents}},
      {&ColumnMapping::discovered, {incidents}},
      {&ColumnMapping::category, {observations, survey}},
      {&ColumnMapping::severity, {observations, accidents}},
      {&ColumnMapping::feeling, {observations}},
      {&ColumnMapping::residents, {areas}},
      {&ColumnMapping::area, {areas, survey}},
      {&ColumnMapping::index, {survey}},
      {&ColumnMapping::sample, {survey}},
      {&ColumnMapping::unit, {visits}},
      {&ColumnMapping::minutes, {visits}}};
  return std::ranges::find(kinds, column, &std::pair<Role, std::vector<SourceKind>>::first)->second;
}

}  // namespace

std::string_view name_of(SourceKind kind) {
  return std::ranges::find(names, kind, &std::pair<SourceKind, std::string_view>::first)->second;
}

bool belongs_to(SourceKind kind, Role column) {
  const auto kinds = kinds_of(column);
  return std::ranges::find(kinds, kind) != kinds.end();
}

std::string kinds_with(Role column) {
  std::vector<std::string_view> words;
  for (const auto kind : kinds_of(column)) {
    words.push_back(name_of(kind));
  }
  if (words.size() == 1) {
    return std::string(words.front());
  }
  return fmt::format("{} and {}", fmt::join(words.begin(), words.end() - 1, ", "), words.back());
}

}  // namespace lykta
