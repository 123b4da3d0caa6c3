#include "geo/read/address_table.hpp"

#include <variant>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "geo/files/secrets.hpp"
#include "geo/read/understand.hpp"
#include "geo/values/folded_text.hpp"
#include "geo/values/letters.hpp"

namespace lykta {

namespace {

std::string key_of_address(std::string_view address) {
  std::string key;
  for (const auto word : split(address)) {
    key += key.empty() ? "" : " ";
    key += word;
  }
  return folded(key);
}

std::string_view without_town(std::string_view address) { return address.substr(0, address.find(',')); }

}  // namespace

AddressTable::AddressTable(const SourceDescription& table, const std::vector<std::string>& allowed_hosts) {
  Rows rows(table, allowed_hosts);
  files_ = rows.format().files;
  bool assumed = false;
  crs_ = rows.crs(assumed);
  rows.read(
      [&](const RowBatch& batch) {
        for (std::size_t row = 0; row < batch.size(); ++row) {
          const auto address = rows.text(&ColumnMapping::address, batch, row);
          const auto position = rows.position(batch, row);
          const auto* point = std::get_if<Point>(&position);
          if (address.empty() || point == nullptr) {
            continue;
          }
          places_[key_of_address(address)].add(*point);
          if (without_town(address) != address) {
            places_[key_of_address(without_town(address))].add(*point);
          }
        }
        return true;
      },
      {});
  if (places_.empty()) {
    throw DataError(fmt::format("{}: no row has both an address in column '{}' and a position",
                                without_secrets(table.path), table.columns.address));
  }
}

std::optional<Point> AddressTable::find(std::string_view address) const {
  const auto same_place = crs_->is_in_metres() ? 100.0 : 0.001;
  for (const auto part : {address, without_town(address)}) {
    const auto known = places_.find(key_of_address(part));
    if (known == places_.end()) {
      continue;
    }
    const auto& box = known->second;
    if (box.width() > same_place || box.height() > same_place) {
      return std::nullopt;
    }
    return Point{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
  }
  return std::nullopt;
}

}  // namespace lykta
