#include "geo/read/named_samples.hpp"

namespace lykta {

std::vector<std::string> names_of_type(const std::vector<ColumnSample>& samples, ColumnType type) {
  return names_where(samples, [&](const ColumnSample& sample) { return sample.type == type; });
}

std::string name_with(const std::vector<std::string>& names, std::initializer_list<std::string_view> words) {
  return first_with(names, words, [](const NameWords& /*words*/) { return true; });
}

std::string area_column(const std::vector<ColumnSample>& samples, const std::string& residents) {
  const auto names = names_where(samples, [&](const ColumnSample& sample) {
    return sample.name != residents && (sample.type == ColumnType::text || sample.type == ColumnType::number);
  });
  return name_with(names, {"områdeskod", "kod", "code", "område", "omrade", "area", "deso", "regso", "ward", "stadsdel",
                           "distrikt", "district", "namn", "name"});
}

void clear_end(ColumnMapping& columns) {
  columns.end_date.clear();
  columns.end_time.clear();
}

}  // namespace lykta
