// How is one thing said in both languages of the user?
//
// Whoever finds something out says it once, in Swedish and in English. Which of the two is shown is for the terminal to
// choose; records and messages of errors take the English.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

namespace lykta {

enum class Language : std::uint8_t { sv, en };

/// One thing said in both languages.
struct Phrase {
  const char* sv;
  const char* en;

  [[nodiscard]] constexpr const char* in(Language language) const { return language == Language::sv ? sv : en; }
};

/// How many places for values a text of fmt has: "{}", "{:.0f}", "{1}". Doubled braces are none.
[[nodiscard]] constexpr std::size_t places_in(std::string_view text) {
  std::size_t places = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '{') {
      continue;
    }
    if (at + 1 < text.size() && text[at + 1] == '{') {
      ++at;
    } else {
      ++places;
    }
  }
  return places;
}

/// Whether both languages have a place for each of so many values, and say something.
[[nodiscard]] constexpr bool has_places(const Phrase& phrase, std::size_t values) {
  return places_in(phrase.sv) == values && places_in(phrase.en) == values && *phrase.sv != '\0' && *phrase.en != '\0';
}

/// A phrase with a place for each of these values in both languages; any other does not compile.
template <typename... Values>
struct PhraseFor {
  Phrase phrase;

  consteval PhraseFor(const char* sv, const char* en) : phrase{sv, en} {
    if (!has_places(phrase, sizeof...(Values))) {
      throw "both languages need a place for each value";
    }
  }
};

/// A sentence, or a part of one, in both languages.
class Said {
 public:
  Said() = default;
  Said(std::string sv, std::string en) : sv_(std::move(sv)), en_(std::move(en)) {}
  explicit Said(const Phrase& phrase) : sv_(phrase.sv), en_(phrase.en) {}

  /// What is said in one way only: a name, a code, the message of an error.
  [[nodiscard]] static Said same(const std::string& text) { return {text, text}; }

  [[nodiscard]] const std::string& in(Language language) const { return language == Language::sv ? sv_ : en_; }
  [[nodiscard]] const std::string& en() const { return en_; }
  [[nodiscard]] bool empty() const { return en_.empty(); }

  /// Says more behind it: "by its name" "; " "day first, as in '31/1'".
  void add(std::string_view joint, const Said& more) {
    sv_.append(joint).append(more.sv_);
    en_.append(joint).append(more.en_);
  }

  friend bool operator==(const Said&, const Said&) = default;

 private:
  std::string sv_;
  std::string en_;
};

/// A value as a language says it: what is said in both is picked, all else stays.
template <typename Value>
[[nodiscard]] decltype(auto) value_in(const Value& value, Language language) {
  if constexpr (std::is_same_v<Value, Said> || std::is_same_v<Value, Phrase>) {
    return std::string_view(value.in(language));
  } else {
    return (value);
  }
}

/// The phrase in both languages, with its places filled as fmt does: numbers, texts, what is said itself. "{1} {0}" turns
/// the order of values where one language wants it so.
template <typename... Values>
[[nodiscard]] Said said(std::type_identity_t<PhraseFor<Values...>> phrase, const Values&... values) {
  const auto in = [&](Language language) {
    return fmt::format(fmt::runtime(phrase.phrase.in(language)), value_in(values, language)...);
  };
  return {in(Language::sv), in(Language::en)};
}

}  // namespace lykta
