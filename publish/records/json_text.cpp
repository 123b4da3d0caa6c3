#include "publish/records/json_text.hpp"

#include <nlohmann/json.hpp>

namespace lykta {

std::string json_text(const nlohmann::ordered_json& record, int indent) {
  return record.dump(indent, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace lykta
