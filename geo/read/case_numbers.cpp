#include "geo/read/case_numbers.hpp"

#include "geo/values/name_words.hpp"

namespace lykta {

namespace {

/// Whether a column is called as one of case numbers is.
bool is_called_case_number(const std::string& name) {
  const auto words = words_of(name);
  const auto speaks_of_cases = has_any(words, {"case", "incident", "report", "complaint", "event", "ärende", "arende",
                                               "händelse", "handelse", "anmälan", "anmälnings", "rapport", "dr"});
  return has_any(words, {"ärendenr", "arendenr", "ärendenummer", "arendenummer", "diarienr", "diarienummer", "dnr",
                         "anmälningsnr", "anmälningsnummer", "händelsenr", "händelsenummer", "händelseid", "handelseid",
                         "ärendeid", "rapportnr", "caseid", "incidentid", "casenumber", "eventid"}) ||
         (speaks_of_cases && has_any(words, {"no", "nr", "number", "nummer", "id", "num"}));
}

}  // namespace

CaseNumbers::CaseNumbers(const std::vector<std::string>& columns) {
  const auto found = std::ranges::find_if(columns, is_called_case_number);
  column_ = static_cast<std::size_t>(found - columns.begin());
  name_ = found != columns.end() ? *found : "";
}

void CaseNumbers::add(std::size_t column, std::string_view text) {
  if (!name_.empty() && column == column_ && !text.empty()) {
    RowHash hash;
    hash.add(text);
    hashes_.push_back(hash.value());
  }
}

RepeatedIds CaseNumbers::finding() {
  const auto filled = hashes_.size();
  const auto rows = repeats_among(hashes_);
  return rows > 0 && rows * 2 <= filled ? RepeatedIds{name_, rows} : RepeatedIds{};
}

}  // namespace lykta
