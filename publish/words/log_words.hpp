// What was read of a table that people keep by hand, and what is wrong in it?
#pragma once

#include <string>

#include "geo/read/log_table.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// "rad 5, kolumn status: 'väntar' är ingen status (...)"
[[nodiscard]] std::string fault_text(const LogFault& fault, Language language);

/// Name of the file, how many rows can be used, and a line for each fault, the first ten of them.
[[nodiscard]] std::string log_text(const LogReport& report, Language language);

/// The faults alone; empty where there is none.
[[nodiscard]] std::string log_faults_text(const LogReport& report, Language language);

}  // namespace lykta
