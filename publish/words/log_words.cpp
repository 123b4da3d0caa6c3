#include "publish/words/log_words.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "geo/values/text_values.hpp"

namespace lykta {

std::string fault_text(const LogFault& fault, Language language) {
  auto text = say(language, {"rad {}", "row {}"}, fault.row);
  if (!fault.column.empty()) {
    text += say(language, {", kolumn {}", ", column {}"}, fault.column);
  }
  const auto value = fault.value.empty() ? std::string() : fmt::format("'{}' ", as_example(fault.value));
  return text + ": " + value + fault_words(fault.kind).in(language);
}

std::string log_faults_text(const LogReport& report, Language language) {
  constexpr std::size_t most = 10;
  std::string text;
  for (std::size_t i = 0; i < std::min(most, report.faults.size()); ++i) {
    text += fmt::format("  {}.\n", fault_text(report.faults[i], language));
  }
  if (report.faults.size() > most) {
    text += say(language, {"  … och {} till.\n", "  … and {} more.\n"}, report.faults.size() - most);
  }
  return text;
}

std::string log_text(const LogReport& report, Language language) {
  return say(language, {"{}: {} av {} kan användas.\n", "{}: {} of {} can be used.\n"}, report.path, report.used,
             rows_text(report.rows, language)) +
         log_faults_text(report, language);
}

}  // namespace lykta
