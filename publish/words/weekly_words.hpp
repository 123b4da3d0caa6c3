// What a weekly picture says, in sentences: what is unusual, or that nothing is, and what there was.
#pragma once

#include <string>
#include <vector>

#include "engine/questions/weekly_picture.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// What the areas are called, by WeeklyPicture::areas: the standing places by their names, "Elsewhere", "The whole area".
[[nodiscard]] std::vector<std::string> area_names(const Picture& picture, Language language);
/// Of the new places.
[[nodiscard]] std::vector<std::string> new_place_names(const WeeklyPicture& weekly, Language language);

/// The limits of what was to be expected: "0 till 4", "0 to 4"; one number where both are alike.
[[nodiscard]] std::string range_text(const ExpectedInWeek& expected, Language language);

/// "vecka 48", "week 48"
[[nodiscard]] std::string week_text(const IsoWeek& week, Language language);

/// Which days a picture is about: the week that is told of, and what its places rest on; else its period.
[[nodiscard]] std::string days_of_picture(const Picture& picture, Language language);

/// "Week 48: nothing unusual. 23 events, 19 to 34 expected." Of the last week asked for, without an expectation why not.
[[nodiscard]] std::string week_headline(const WeeklyPicture& weekly, Language language);

/// What is said of an area in one of the weeks where that is unusual: "9 events, more than expected (0 to 4)"; else empty.
[[nodiscard]] std::string alarm_text(const WeekInArea& week, Language language);

/// What the limits of alarms mean.
[[nodiscard]] std::string alarm_rule_text(const WeeklyPicture& weekly, Language language);

/// "The same week of 2024: 21; 2023: 18": of an area; empty where no week stands beside.
[[nodiscard]] std::string beside_text(const WeeklyPicture& weekly, const WatchedArea& area, Language language);

/// "6 events in 4 weeks, 3 of them in the week; 1 in the 100 weeks before", and whether that is more than before.
[[nodiscard]] std::string new_place_text(const WeeklyPicture& weekly, const NewPlaceOfWeek& place, Language language);

/// "Skadegörelse 2; Klotter 1"
[[nodiscard]] std::string classes_text(const WatchedArea& area, const Inputs& inputs);

/// Everything, for the terminal: lines with their ends.
[[nodiscard]] std::string weekly_text(const Picture& picture, const Inputs& inputs, Language language);

}  // namespace lykta
