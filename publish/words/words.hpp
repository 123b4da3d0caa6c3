// How is something said to people? Everything in Swedish and in English, both written side by side.
//
// What is said of a subject stands in the file of that subject beside this one. Names of files, layers and fields are
// English and the same in both languages, so that a program finds them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace lykta {

enum class Language : std::uint8_t { sv, en };

/// One thing said in both languages.
struct Phrase {
  const char* sv;
  const char* en;

  [[nodiscard]] const char* in(Language language) const { return language == Language::sv ? sv : en; }
};

/// The phrase in a language, with its places {} filled as fmt does.
template <typename... Values>
[[nodiscard]] std::string say(Language language, const Phrase& phrase, const Values&... values) {
  return fmt::format(fmt::runtime(phrase.in(language)), values...);
}

/// Which of two phrases goes with a number: the first with one, the second with none and many.
[[nodiscard]] const char* one_or_many(std::uint64_t number, const Phrase& one, const Phrase& many, Language language);
/// "1 zone", "2 zones"
[[nodiscard]] std::string counted(std::uint64_t number, const Phrase& one, const Phrase& many, Language language);
/// "1 händelse", "2 händelser"
[[nodiscard]] std::string events_text(std::uint64_t events, Language language);
/// "1 rad", "2 rader"
[[nodiscard]] std::string rows_text(std::uint64_t rows, Language language);
/// "Torget, Stationen och 3 till": the first eight of them.
[[nodiscard]] std::string listed(const std::vector<std::string>& names, Language language);

/// A text of digits as the language writes it: decimal comma in Swedish.
[[nodiscard]] std::string with_decimal_mark(std::string text, Language language);
/// A number with so many decimals.
[[nodiscard]] std::string number(double value, int decimals, Language language);
/// With as few digits as say it all, and at most so many: "0,05".
[[nodiscard]] std::string short_number(double value, Language language, int digits = 10);

/// "95 % KI"
[[nodiscard]] std::string interval_words(Language language);

/// The stamp on everything that is not public.
[[nodiscard]] std::string internal_stamp(Language language);

}  // namespace lykta
