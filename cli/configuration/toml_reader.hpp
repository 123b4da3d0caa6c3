// A table of a TOML file, read key by key, that knows what was asked for and so what nobody asked for.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <toml++/toml.h>

#include "cli/values/bounds.hpp"

namespace lykta {

/// What is the same for all tables of one file.
struct TomlContext {
  std::string file;
  std::vector<std::string> defaults;  ///< "grid.cell_m = 100" for each key that was not there
};

/// Reads values of the right type; throws InvalidOption that names file, line and key otherwise. `finish` refuses
/// keys that were never asked for, with the nearest known one.
class TomlReader {
 public:
  TomlReader(const toml::table& table, std::string prefix, TomlContext& context);

  [[nodiscard]] bool has(std::string_view key);
  [[nodiscard]] std::optional<std::string> text(std::string_view key);
  /// No number is taken without its bounds.
  [[nodiscard]] std::optional<double> real(std::string_view key, const Bounds& bounds);
  [[nodiscard]] std::optional<std::int64_t> integer(std::string_view key, const Bounds& bounds);
  [[nodiscard]] std::optional<bool> boolean(std::string_view key);
  [[nodiscard]] std::optional<toml::date> date(std::string_view key);
  [[nodiscard]] std::optional<std::vector<double>> reals(std::string_view key, const Bounds& bounds);
  /// A list of texts; empty when it is not there.
  [[nodiscard]] std::vector<std::string> list_of_texts(std::string_view key);
  /// A table of texts, such as a mapping of classes.
  [[nodiscard]] std::map<std::string, std::string> texts(std::string_view key);
  /// A table inside; nothing when it is not there.
  [[nodiscard]] std::optional<TomlReader> table(std::string_view key);
  /// The tables of an array of tables.
  [[nodiscard]] std::vector<TomlReader> tables(std::string_view key);

  /// As above, with a default that is noted.
  [[nodiscard]] double real_or(std::string_view key, double otherwise, const Bounds& bounds);
  [[nodiscard]] std::int64_t integer_or(std::string_view key, std::int64_t otherwise, const Bounds& bounds);
  [[nodiscard]] bool boolean_or(std::string_view key, bool otherwise);
  [[nodiscard]] std::string text_or(std::string_view key, const std::string& otherwise);

  /// One of a list of words. Throws for another one and lists them all.
  template <typename Choice>
  [[nodiscard]] Choice choice_or(std::string_view key, std::span<const std::pair<std::string_view, Choice>> choices,
                                 Choice otherwise) {
    std::vector<std::string> words;
    for (const auto& [word, choice] : choices) {
      if (choice == otherwise && !has(key)) {
        note_default(key, word);
        return otherwise;
      }
      words.emplace_back(word);
    }
    const auto chosen = one_of(key, words);
    return choices[chosen].second;
  }

  /// Refuses what is left over.
  void finish() const;
  [[noreturn]] void refuse(std::string_view key, const std::string& why) const;

 private:
  [[nodiscard]] const toml::node* find(std::string_view key);
  [[nodiscard]] std::size_t one_of(std::string_view key, const std::vector<std::string>& words);
  [[nodiscard]] std::string path_of(std::string_view key) const;
  void note_default(std::string_view key, std::string_view value);

  const toml::table* table_;
  std::string prefix_;
  TomlContext* context_;
  std::vector<std::string> asked_;
};

/// A table that may be left out: its defaults are noted all the same.
[[nodiscard]] TomlReader table_or_empty(TomlReader& top, std::string_view key, TomlContext& context);

/// "file:line: "
[[nodiscard]] std::string place_in(const std::string& file, const toml::source_region& region);

}  // namespace lykta
