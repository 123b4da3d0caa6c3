#include "cli/frame/calendar_text.hpp"

#include <fmt/format.h>

#include "publish/words/calendar_fault_words.hpp"
#include "publish/words/words.hpp"

namespace lykta {

namespace {

constexpr std::size_t faults_told = 5;

std::string calendar_line(const CalendarReport& calendar, Language language) {
  auto text = say(language, {"Kalendern {}: {} av {} lästa", "Calendar {}: {} of {} read"}, calendar.path,
                  calendar.used, counted(calendar.rows, {"post", "entry"}, {"poster", "entries"}, language));
  if (calendar.entries != calendar.used) {
    text += say(language, {", {} tillfällen", ", {} occurrences"}, calendar.entries);
  }
  return text + ".\n";
}

}  // namespace

std::string calendars_text(const ReadReport& report, bool is_used, Language language) {
  std::string text;
  for (const auto& calendar : report.calendars) {
    text += calendar_line(calendar, language);
    for (std::size_t i = 0; i < calendar.faults.size() && i < faults_told; ++i) {
      text += fmt::format("  {}\n", calendar_fault_text(calendar.faults[i], language));
    }
    if (calendar.faults.size() > faults_told) {
      text += say(language,
                  {"  ... och {} till; alla står i run.json och i --json\n",
                   "  ... and {} more; all of them are in run.json and --json\n"},
                  calendar.faults.size() - faults_told);
    }
  }
  if (!text.empty() && !is_used) {
    text += say(language, {"Kalendern hör till veckobilden och används inte här: välj en vecka (--week).\n",
                           "A calendar belongs to the weekly picture and is not used here: choose a week (--week).\n"});
  }
  return text;
}

}  // namespace lykta
