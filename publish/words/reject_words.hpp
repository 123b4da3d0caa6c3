// Why could rows not be used, in words?
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>

#include "geo/read/read_report.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// To be read behind a number of rows: "med ett datum som inte går att läsa".
[[nodiscard]] std::string cause_text(RejectCause cause, Language language);

/// How many rows are lost by which cause: "2 utan läge, 1 utanför området"; empty where none is.
[[nodiscard]] std::string causes_text(const std::map<RejectCause, std::size_t>& rows_by_cause, Language language);
/// The same of these rejects.
[[nodiscard]] std::string causes_text(std::span<const Reject> rejects, Language language);

}  // namespace lykta
