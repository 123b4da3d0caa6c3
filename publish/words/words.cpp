#include "publish/words/words.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lykta {

const char* one_or_many(std::uint64_t number, const Phrase& one, const Phrase& many, Language language) {
  return (number == 1 ? one : many).in(language);
}

std::string counted(std::uint64_t number, const Phrase& one, const Phrase& many, Language language) {
  return fmt::format("{} {}", number, one_or_many(number, one, many, language));
}

std::string events_text(std::uint64_t events, Language language) {
  return counted(events, {"händelse", "event"}, {"händelser", "events"}, language);
}

std::string rows_text(std::uint64_t rows, Language language) {
  return counted(rows, {"rad", "row"}, {"rader", "rows"}, language);
}

std::string listed(const std::vector<std::string>& names, Language language) {
  constexpr std::size_t most = 8;
  if (names.size() <= most) {
    return fmt::to_string(fmt::join(names, ", "));
  }
  return say(language, {"{} och {} till", "{} and {} more"},
             fmt::to_string(fmt::join(names.begin(), names.begin() + most, ", ")), names.size() - most);
}

std::string with_decimal_mark(std::string text, Language language) {
  if (language == Language::sv) {
    std::ranges::replace(text, '.', ',');
  }
  return text;
}

std::string number(double value, int decimals, Language language) {
  return with_decimal_mark(fmt::format("{:.{}f}", value, decimals), language);
}

std::string short_number(double value, Language language, int digits) {
  // Ten digits hide what binary fractions add to 0.07.
  return with_decimal_mark(fmt::format("{:.{}g}", value, digits), language);
}

std::string interval_words(Language language) { return Phrase{"95 % KI", "95 % confidence interval"}.in(language); }

std::string internal_stamp(Language language) { return Phrase{"ENDAST INTERNT", "INTERNAL ONLY"}.in(language); }

}  // namespace lykta
