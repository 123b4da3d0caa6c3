// What do people read? Every sentence and label of the outputs, in Swedish and in English.
//
// Names of files, layers and fields are English and the same in both languages, so that a program finds them.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "engine/questions/picture.hpp"

namespace lykta {

enum class Language : std::uint8_t { sv, en };

/// One thing said in both languages.
struct Phrase {
  const char* sv;
  const char* en;

  [[nodiscard]] const char* in(Language language) const { return language == Language::sv ? sv : en; }
};

/// A number as the language writes it: decimal comma in Swedish.
[[nodiscard]] std::string number(double value, int decimals, Language language);
/// With as few digits as say it all: "0,05".
[[nodiscard]] std::string short_number(double value, Language language);

/// What a class of a map promises, whose (adjusted) p is at most `limit`: "högst 1 % väntas vara falska fynd". That depends
/// on what is done about the many tests, and is never how sure a single cell is.
[[nodiscard]] std::string step_text(double limit, Correction correction, Language language);

[[nodiscard]] std::string weekday_name(std::chrono::weekday weekday, Language language);
/// "22–01"; a day ends at 24.
[[nodiscard]] std::string hours_text(unsigned from_hour, unsigned to_hour);
/// The same within a sentence: "kl. 22–01", "between 22 and 01".
[[nodiscard]] std::string hours_in_sentence(unsigned from_hour, unsigned to_hour, Language language);

/// What to call a place: the name it lies at, or "350 m nordost om Torget", or its cell when there are no names.
[[nodiscard]] std::string place_name(const Place& place, Language language);

/// "Våldsbrott 34; Narkotika, eget bruk 12"
[[nodiscard]] std::string leading_classes_text(const Place& place, const Inputs& inputs);

/// One paragraph: why the place is on the list, and how sure that is.
[[nodiscard]] std::string why(const Place& place, const Picture& picture, const Inputs& inputs, Language language);

[[nodiscard]] std::string warning_text(const Warning& warning, Language language);

/// The stamp on everything that is not public.
[[nodiscard]] std::string internal_stamp(Language language);

}  // namespace lykta
