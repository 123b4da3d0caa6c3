// What a reader of the terminal should know of a source: its losses and oddities, a line each.
#pragma once

#include <string>
#include <vector>

#include "cli/frame/loss_text.hpp"
#include "geo/read/inspection.hpp"
#include "geo/read/read_report.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// Lines without their line ends; empty where there is nothing to say.
[[nodiscard]] std::vector<std::string> quality_lines(const SourceReport& source, Language language);

/// What somebody should look at before each row counts as one event: a column that looks like a number of events, case
/// numbers that are there several times.
[[nodiscard]] std::vector<std::string> rows_to_look_at(const Inspection& inspection, Language language);

/// What a source covers, "covers 2024-01-01 to 2025-12-31, by its events", and which rows are dated outside of that;
/// none for other sources than incidents with dates.
[[nodiscard]] std::vector<std::string> coverage_lines(const SourceReport& source, Language language);

/// Which times of day stand for unknown ones: "40 of 100 times of day are 12:00, far more than others have: ..."; a run
/// says it among its warnings.
[[nodiscard]] std::vector<std::string> default_time_lines(const SourceReport& source, Language language);

/// Losses and oddities of the polygons that are counted in.
[[nodiscard]] std::vector<std::string> quality_lines(const ZonesReport& zones, Language language);
/// The same of the study area.
[[nodiscard]] std::vector<std::string> quality_lines(const AreaReport& area, Language language);
/// Which rows name no place.
[[nodiscard]] std::vector<std::string> quality_lines(const NamesReport& names, Language language);

/// Said of times that know no day (InspectedTimes::likely_months).
[[nodiscard]] Phrase line_on_likely_months();

}  // namespace lykta
