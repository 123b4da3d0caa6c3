// What exactly was done? The record of a run: version, parameters, inputs, counts, losses, warnings.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "engine/questions/picture.hpp"
#include "geo/read/inputs.hpp"
#include "publish/words/period_record.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// What the record says beyond the picture itself.
struct RunContext {
  std::string title;
  std::string time_zone;
  Language language = Language::sv;
  std::vector<std::string> defaults;  ///< "grid.cell_m = 100": what was not stated and therefore chosen
  /// Of a run that began with files of data: the configuration that was made of them, and what in it nobody has looked at.
  std::string made_configuration{};
  std::vector<std::string> guesses{};
};

/// The record. Holds no time of day and no path of a machine: the same inputs give the same bytes.
[[nodiscard]] nlohmann::ordered_json run_record(const ReadInputs& read, const Picture& picture,
                                                const RunContext& context);

/// What was read and lost, without a picture.
[[nodiscard]] nlohmann::ordered_json reading_record(const ReadInputs& read);

/// Name and version of this program, as outputs carry it.
[[nodiscard]] std::string program_version();

}  // namespace lykta
