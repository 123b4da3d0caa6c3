// The list of places for Excel: what people read first on the first sheet, all the rest behind it.
#pragma once

#include <filesystem>

#include "engine/base/progress.hpp"
#include "publish/layers/layers.hpp"
#include "publish/records/run_record.hpp"

namespace lykta {

/// Writes places.xlsx: ten columns in people's words; then all columns, the week and its events, actions, levels, losses (each where
/// there are any), and what the picture rests on and its columns mean. Throws as write_workbook does.
void write_places_workbook(const Publication& publication, const RunContext& context, const std::filesystem::path& path,
                           const Progress& progress = {});

}  // namespace lykta
