#include "engine/places/common_address.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <tuple>
#include <utility>

namespace lykta {

namespace {

struct CountedAddress {
  std::string_view text;
  std::size_t events = 0;
};

/// The commonest first.
std::vector<CountedAddress> counted(std::vector<std::uint32_t> address_index, std::span<const std::string> addresses) {
  std::ranges::sort(address_index);
  std::vector<CountedAddress> result;
  for (auto first = std::ranges::upper_bound(address_index, 0U); first != address_index.end();) {
    const auto last = std::upper_bound(first, address_index.end(), *first);
    result.push_back({addresses[*first - 1], static_cast<std::size_t>(last - first)});
    first = last;
  }
  std::ranges::sort(result, [](const CountedAddress& a, const CountedAddress& b) {
    return std::tuple(b.events, a.text) < std::tuple(a.events, b.text);
  });
  return result;
}

}  // namespace

CommonAddress common_address(std::vector<std::uint32_t> address_index, std::span<const std::string> addresses) {
  const auto events = address_index.size();
  const auto common = counted(std::move(address_index), addresses);
  if (common.empty() || common.front().events < 2) {
    return {};
  }
  const auto is_a_quarter = [&](const CountedAddress& each) { return 4 * each.events >= events; };
  const auto& first = common.front();
  if (common.size() == 1 || common[1].events < 2 || !is_a_quarter(common[1]) || 2 * common[1].events < first.events) {
    return {.text = std::string(first.text), .is_around = !is_a_quarter(first)};
  }
  const auto [before, after] = std::minmax(first.text, common[1].text);
  return {.text = std::string(before) + "/" + std::string(after)};
}

}  // namespace lykta
