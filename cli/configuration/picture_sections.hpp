// What does a configuration ask of the picture, and in which files does it want it?
#pragma once

#include "cli/configuration/paths.hpp"
#include "cli/configuration/toml_reader.hpp"
#include "engine/questions/picture.hpp"
#include "engine/questions/weekly_picture.hpp"
#include "geo/read/inputs.hpp"
#include "publish/delivery.hpp"

namespace lykta {

/// [grid]
void read_grid(TomlReader table, GridOptions& grid);

/// [density]
void read_density(TomlReader table, PictureOptions& options);

/// [statistics]. `has_residents`: some source tells who lives where.
void read_statistics(TomlReader table, bool has_residents, PictureOptions& options);

/// [places]
void read_places(TomlReader table, PlacesOptions& places);

/// [emerging]: nothing is said of emerging patterns where they were not asked for.
void read_emerging(TomlReader& top, PictureOptions& options);

/// [survey]: nothing is said of a survey where there is none.
void read_survey(TomlReader& top, TomlContext& context, const InputsDescription& inputs, SurveyOptions& survey);

/// [week] and [calendar]: what a weekly picture is asked, where one is made, and the files of calendars.
void read_week(TomlReader& top, const Paths& paths, InputsDescription& inputs, WeeklyPictureOptions& weekly);

/// [output]
void read_output(TomlReader table, OutputOptions& outputs);

/// Whether there is a source of a kind.
[[nodiscard]] bool has_source(const InputsDescription& inputs, SourceKind kind);

}  // namespace lykta
