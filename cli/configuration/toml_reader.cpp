#include "cli/configuration/toml_reader.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/error.hpp"
#include "geo/values/nearest_word.hpp"

namespace lykta {

TomlReader table_or_empty(TomlReader& top, std::string_view key, TomlContext& context) {
  static const toml::table empty;
  auto table = top.table(key);
  return table ? *table : TomlReader(empty, std::string(key), context);
}

std::string place_in(const std::string& file, const toml::source_region& region) {
  return fmt::format("{}:{}: ", file, region.begin.line);
}

TomlReader::TomlReader(const toml::table& table, std::string prefix, TomlContext& context)
    : table_(&table), prefix_(std::move(prefix)), context_(&context) {}

std::string TomlReader::path_of(std::string_view key) const {
  return prefix_.empty() ? std::string(key) : fmt::format("{}.{}", prefix_, key);
}

void TomlReader::refuse(std::string_view key, const std::string& why) const {
  const auto* node = table_->get(key);
  throw InvalidOption(fmt::format(
      "{}{} {}", place_in(context_->file, node != nullptr ? node->source() : table_->source()), path_of(key), why));
}

const toml::node* TomlReader::find(std::string_view key) {
  if (std::ranges::find(asked_, key) == asked_.end()) {
    asked_.emplace_back(key);
  }
  return table_->get(key);
}

bool TomlReader::has(std::string_view key) { return find(key) != nullptr; }

std::optional<std::string> TomlReader::text(std::string_view key) {
  const auto* node = find(key);
  if (node == nullptr) {
    return std::nullopt;
  }
  if (!node->is_string()) {
    refuse(key, "must be a text in quotation marks");
  }
  return node->value<std::string>();
}

std::optional<double> TomlReader::real(std::string_view key, const Bounds& bounds) {
  const auto* node = find(key);
  if (node == nullptr) {
    return std::nullopt;
  }
  const auto value = node->is_number() ? node->value<double>() : std::nullopt;
  if (!value || !holds(bounds, *value)) {
    refuse(key, fmt::format("must be {}{}", words_of(bounds), value ? fmt::format(", not {:g}", *value) : ""));
  }
  return value;
}

std::optional<std::int64_t> TomlReader::integer(std::string_view key, const Bounds& bounds) {
  const auto* node = find(key);
  if (node == nullptr) {
    return std::nullopt;
  }
  const auto value = node->is_integer() ? node->value<std::int64_t>() : std::nullopt;
  if (!value || !holds(bounds, static_cast<double>(*value))) {
    refuse(key, fmt::format("must be {}{}", words_of(bounds), value ? fmt::format(", not {}", *value) : ""));
  }
  return value;
}

std::optional<bool> TomlReader::boolean(std::string_view key) {
  const auto* node = find(key);
  if (node == nullptr) {
    return std::nullopt;
  }
  if (!node->is_boolean()) {
    refuse(key, "must be true or false");
  }
  return node->value<bool>();
}

std::optional<toml::date> TomlReader::date(std::string_view key) {
  const auto* node = find(key);
  if (node == nullptr) {
    return std::nullopt;
  }
  if (!node->is_date()) {
    refuse(key, "must be a date without quotation marks, such as 2025-01-31");
  }
  return node->value<toml::date>();
}

std::optional<std::vector<double>> TomlReader::reals(std::string_view key, const Bounds& bounds) {
  const auto* node = find(key);
  if (node == nullptr) {
    return std::nullopt;
  }
  const auto* array = node->as_array();
  if (array == nullptr || !std::ranges::all_of(*array, [](const toml::node& element) { return element.is_number(); })) {
    refuse(key, "must be a list of numbers");
  }
  std::vector<double> values;
  for (const auto& element : *array) {
    values.push_back(element.value_or(0.0));
    if (!holds(bounds, values.back())) {
      refuse(key, fmt::format("must be a list, each of it {}, not {:g}", words_of(bounds), values.back()));
    }
  }
  return values;
}

std::vector<std::string> TomlReader::list_of_texts(std::string_view key) {
  const auto* node = find(key);
  std::vector<std::string> texts;
  if (node == nullptr) {
    return texts;
  }
  if (!node->is_array()) {
    refuse(key, "must be a list of texts, such as [\"a\", \"b\"]");
  }
  for (const auto& element : *node->as_array()) {
    const auto text = element.value_exact<std::string>();
    if (!text) {
      refuse(key, "must be a list of texts, such as [\"a\", \"b\"]");
    }
    texts.push_back(*text);
  }
  return texts;
}

std::map<std::string, std::string> TomlReader::texts(std::string_view key) {
  std::map<std::string, std::string> result;
  const auto* node = find(key);
  if (node == nullptr) {
    return result;
  }
  const auto* table = node->as_table();
  if (table == nullptr) {
    refuse(key, "must be a table such as { \"value in the file\" = \"class\" }");
  }
  for (const auto& [name, value] : *table) {
    if (!value.is_string()) {
      throw InvalidOption(fmt::format("{}{}.{} must be a text in quotation marks",
                                      place_in(context_->file, value.source()), path_of(key), name.str()));
    }
    result.emplace(name.str(), value.value_or(std::string()));
  }
  return result;
}

std::optional<TomlReader> TomlReader::table(std::string_view key) {
  const auto* node = find(key);
  if (node == nullptr) {
    return std::nullopt;
  }
  const auto* inner = node->as_table();
  if (inner == nullptr) {
    refuse(key, "must be a table");
  }
  return TomlReader(*inner, path_of(key), *context_);
}

std::vector<TomlReader> TomlReader::tables(std::string_view key) {
  std::vector<TomlReader> readers;
  const auto* node = find(key);
  if (node == nullptr) {
    return readers;
  }
  const auto* array = node->as_array();
  if (array == nullptr || !std::ranges::all_of(*array, [](const toml::node& element) { return element.is_table(); })) {
    refuse(key, fmt::format("must be a list of tables: write [[{}]] above each", path_of(key)));
  }
  for (const auto& element : *array) {
    readers.emplace_back(*element.as_table(), fmt::format("{}[{}]", path_of(key), readers.size()), *context_);
  }
  return readers;
}

double TomlReader::real_or(std::string_view key, double otherwise, const Bounds& bounds) {
  if (const auto value = real(key, bounds)) {
    return *value;
  }
  note_default(key, fmt::format("{}", otherwise));
  return otherwise;
}

std::int64_t TomlReader::integer_or(std::string_view key, std::int64_t otherwise, const Bounds& bounds) {
  if (const auto value = integer(key, bounds)) {
    return *value;
  }
  note_default(key, fmt::format("{}", otherwise));
  return otherwise;
}

bool TomlReader::boolean_or(std::string_view key, bool otherwise) {
  if (const auto value = boolean(key)) {
    return *value;
  }
  note_default(key, otherwise ? "true" : "false");
  return otherwise;
}

std::string TomlReader::text_or(std::string_view key, const std::string& otherwise) {
  if (auto value = text(key)) {
    return *value;
  }
  note_default(key, otherwise);
  return otherwise;
}

std::size_t TomlReader::one_of(std::string_view key, const std::vector<std::string>& words) {
  const auto word = text(key).value_or("");
  const auto found = std::ranges::find(words, word);
  if (found == words.end()) {
    const auto nearest = nearest_word(word, words);
    refuse(key, fmt::format("= \"{}\" is unknown{}; known are {}", word,
                            nearest ? fmt::format(" (did you mean \"{}\"?)", *nearest) : "", fmt::join(words, ", ")));
  }
  return static_cast<std::size_t>(found - words.begin());
}

void TomlReader::note_default(std::string_view key, std::string_view value) {
  context_->defaults.push_back(fmt::format("{} = {}", path_of(key), value));
}

void TomlReader::finish() const {
  for (const auto& [key, node] : *table_) {
    if (std::ranges::find(asked_, key.str()) != asked_.end()) {
      continue;
    }
    const auto nearest = nearest_word(key.str(), asked_);
    throw InvalidOption(fmt::format("{}unknown key {}{}", place_in(context_->file, node.source()), path_of(key.str()),
                                    nearest ? fmt::format(": did you mean {}?", *nearest)
                                            : fmt::format("; known here are {}", fmt::join(asked_, ", "))));
  }
}

}  // namespace lykta
