// What does a feature of a layer hold in a field, and do the layer's words read as they should?
#pragma once

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <set>
#include <string>
#include <variant>

#include "geo/write/vector_layer.hpp"
#include "tests/catch.hpp"

namespace lykta::test {

inline std::size_t index_of_field(const VectorLayer& layer, const std::string& name) {
  const auto found = std::ranges::find(layer.fields, name, &FieldDefinition::name);
  CAPTURE(name);
  REQUIRE(found != layer.fields.end());
  return static_cast<std::size_t>(found - layer.fields.begin());
}

inline FieldValue value_of(const VectorLayer& layer, std::size_t feature, const std::string& name) {
  return layer.values_of(feature)[index_of_field(layer, name)];
}

inline bool is_none(const FieldValue& value) { return std::holds_alternative<std::monostate>(value); }

/// One layer in both languages: words that differ, names that do not, short names that a Shapefile can hold.
inline void check_words(const VectorLayer& swedish, const VectorLayer& english) {
  CHECK(swedish.title != english.title);
  CHECK(swedish.description != english.description);
  CHECK_THAT(swedish.title, Catch::EndsWith("ENDAST INTERNT"));
  REQUIRE(swedish.fields.size() == english.fields.size());
  std::set<std::string> names;
  std::set<std::string> short_names;
  for (std::size_t i = 0; i < english.fields.size(); ++i) {
    const auto& en = english.fields[i];
    const auto& sv = swedish.fields[i];
    CAPTURE(en.name);
    CHECK(en.name == sv.name);
    CHECK(names.insert(en.name).second);
    CHECK(en.short_name.size() <= 10);
    CHECK(std::ranges::all_of(en.short_name, [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; }));
    CHECK(short_names.insert(en.short_name).second);
    CHECK_FALSE(sv.label.empty());
    CHECK_FALSE(en.label.empty());
    CHECK(en.meaning != sv.meaning);
    CHECK(en.meaning.back() == '.');
    CHECK(sv.meaning.back() == '.');
  }
}

}  // namespace lykta::test
