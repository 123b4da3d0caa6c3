#include "publish/words/calendar_fault_words.hpp"

#include <array>

#include <fmt/format.h>

namespace lykta {

namespace {

constexpr std::array<Phrase, 10> fault_phrases{{
    {"namn saknas: skriv vad det är", "has no name: write what it is"},
    {"okänt slag: skriv helgdag, afton, termin, lov eller evenemang",
     "is no kind: write holiday, eve, term, school break or event"},
    {"första dag saknas: skriv den som 2025-07-26", "has no first day: write it as 2025-07-26"},
    {"kan inte läsas som datum: skriv 2025-07-26", "cannot be read as a date: write 2025-07-26"},
    {"ligger före första dagen: byt plats på dem eller rätta den", "lies before the first day: swap or correct them"},
    {"varar längre än ett år: rätta dagarna eller dela raden", "lasts over a year: correct the days or split the row"},
    {"är inställt", "is cancelled"},
    {"upprepas enligt en regel som inte läses: bara första tillfället räknas; skriv de andra som egna poster",
     "comes back by a rule that is not read: only the first time counts; write the others as entries of their own"},
    {"är en okänd tidszon: tiderna räknas som lokala", "is an unknown time zone: its times count as local"},
    {"raden är ingen egenskap och läses inte", "the line is no property and is not read"},
}};

}  // namespace

std::string calendar_fault_text(const CalendarFault& fault, Language language) {
  auto text = say(language, {"rad {}", "row {}"}, fault.row);
  if (!fault.column.empty()) {
    text += ", " + fault.column;
  }
  if (!fault.value.empty()) {
    text += fmt::format(" '{}'", fault.value);
  }
  text += fmt::format(": {}.", fault_phrases[static_cast<std::size_t>(fault.kind)].in(language));
  return loses_row(fault.kind) ? text + say(language, {" Raden används inte.", " The row is not used."}) : text;
}

}  // namespace lykta
