// What was lost, row by row: the rows that no output rests on, and why.
#pragma once

#include <span>
#include <vector>

#include "engine/inputs/incident_use.hpp"
#include "geo/read/inputs.hpp"
#include "publish/tables/csv_table.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// All rows that could not be used, by source and row: those of reading, the events outside the study area, and those
/// in no period that are dated outside what their source covers. `uses` has one value per incident.
[[nodiscard]] std::vector<Reject> all_rejects(const ReadInputs& read, std::span<const IncidentUse> uses);

/// The same as a table: file, layer, row, column, cause, value.
[[nodiscard]] CsvTable rejects_table(const ReadInputs& read, std::span<const IncidentUse> uses, Language language);
/// The same of these rejects of a reading, without a picture.
[[nodiscard]] CsvTable rejects_table(const ReadReport& report, const std::vector<Reject>& rejects, Language language);

}  // namespace lykta
