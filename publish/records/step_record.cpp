#include "publish/records/step_record.hpp"

#include <nlohmann/json.hpp>

#include "publish/records/run_record.hpp"
#include "publish/words/warnings.hpp"

namespace lykta {

nlohmann::ordered_json step_record(const std::string& name, const ReadInputs& read, const nlohmann::ordered_json& found,
                                   std::span<const Warning> warnings, Language language) {
  auto told = nlohmann::ordered_json::array();
  for (const auto& warning : warnings) {
    told.push_back({{"kind", name_of(warning.kind)}, {"text", warning_text(warning, language)}});
  }
  auto record = reading_record(read);
  record[name] = found;
  record["warnings"] = std::move(told);
  return record;
}

}  // namespace lykta
