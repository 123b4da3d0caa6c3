#include "publish/words/calendar_words.hpp"

#include <array>

#include <fmt/format.h>

#include "engine/inputs/source_coverage.hpp"

namespace lykta {

namespace {

constexpr std::array<Phrase, 7> weekdays{{{"måndag", "Monday"},
                                          {"tisdag", "Tuesday"},
                                          {"onsdag", "Wednesday"},
                                          {"torsdag", "Thursday"},
                                          {"fredag", "Friday"},
                                          {"lördag", "Saturday"},
                                          {"söndag", "Sunday"}}};

}  // namespace

std::string weekday_name(std::chrono::weekday weekday, Language language) {
  return weekdays[weekday.iso_encoding() - 1].in(language);
}

std::string hours_text(unsigned from_hour, unsigned to_hour) {
  return fmt::format("{:02}–{:02}", from_hour, to_hour == 0 ? 24 : to_hour);
}

std::string hours_in_sentence(unsigned from_hour, unsigned to_hour, Language language) {
  return language == Language::sv ? "kl. " + hours_text(from_hour, to_hour)
                                  : fmt::format("between {:02} and {:02}", from_hour, to_hour == 0 ? 24 : to_hour);
}

std::string period_text(const Period& period, Language language) {
  return say(language, {"{} till {}", "{} to {}"}, day_text(period.from),
             day_text(period.to - std::chrono::seconds{1}));
}

std::string days_text(double days, Language language) {
  return fmt::format("{} {}", short_number(days, language),
                     (days == 1 ? Phrase{"dag", "day"} : Phrase{"dagar", "days"}).in(language));
}

}  // namespace lykta
