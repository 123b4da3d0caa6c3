// What is said of the calendar in a week and in those that come: what is on, and what earlier ones brought.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "engine/questions/weekly_picture.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// "26 juli", "26–28 juli", "30 juli – 2 augusti", with years where they are not the one given: "26 July", "30 December 2025 – 2 January 2026".
[[nodiscard]] std::string days_in_words(std::chrono::local_days first, std::chrono::local_days last, int known_year,
                                        Language language);

/// "Tosiadagen 26 juli (Torget)"
[[nodiscard]] std::string entry_text(const CalendarEntry& entry, int known_year, Language language);

/// "2024 18 händelser i veckan, en vanlig vecka 10 till 22; 2023 15", where the entry names a place with those there behind; empty where there is no earlier one.
[[nodiscard]] std::string earlier_text(const EntryOfWeek& entry, const std::string& place_name, Language language);

/// How what is expected heeds the entry: "räknas med: 1,6 gånger en vanlig vecka"; empty of holidays and eves.
[[nodiscard]] std::string effect_text(const EntryOfWeek& entry, Language language);

/// "Under veckan: Tosiadagen 26 juli." and below it, for each entry that earlier ones are known of, a line; empty where nothing is on. `names` are those of the areas.
[[nodiscard]] std::string calendar_of_week_text(const WeeklyPicture& weekly, const std::vector<std::string>& names,
                                                Language language);

/// What comes within weeks_of_coming_entries, a line each; empty where nothing does.
[[nodiscard]] std::string coming_calendar_text(const WeeklyPicture& weekly, const std::vector<std::string>& names,
                                               Language language);

}  // namespace lykta
