#include "geo/read/known_addresses.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <tuple>
#include <utility>

#include "geo/values/folded_text.hpp"
#include "geo/values/street_name.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

/// "Storgatan" before "storgatan" before "STORGATAN"; of each sort the first in the alphabet.
bool is_better(const std::string& spelling, const std::string& than) {
  const auto order = [](const std::string& text) {
    const auto has_small_letters = std::ranges::any_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
    const auto has_capitals = lower_case(text) != text;
    return std::tuple(!has_small_letters, !has_capitals, text);
  };
  return order(spelling) < order(than);
}

}  // namespace

std::uint32_t KnownAddresses::number_of(std::string_view address, std::vector<std::string>& addresses) {
  if (address.empty()) {
    return 0;
  }
  if (const auto known = by_text_.find(address); known != by_text_.end()) {
    return known->second;
  }
  auto street = street_of(address);
  std::uint32_t number = 0;
  if (!street.empty()) {
    const auto [entry, is_new] =
        by_street_.try_emplace(folded(street), static_cast<std::uint32_t>(addresses.size() + 1));
    number = entry->second;
    if (is_new) {
      addresses.push_back(std::move(street));
    } else if (is_better(street, addresses[number - 1])) {
      addresses[number - 1] = std::move(street);
    }
  }
  // Where each row has an address of its own, remembering them would only cost memory.
  constexpr std::size_t most_remembered = 100'000;
  if (by_text_.size() < most_remembered) {
    by_text_.emplace(address, number);
  }
  return number;
}

void sort_addresses(std::vector<std::string>& addresses, std::vector<std::uint32_t>& address_index) {
  std::vector<std::uint32_t> order(addresses.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {}, [&](std::uint32_t i) -> const std::string& { return addresses[i]; });
  std::vector<std::string> sorted;
  sorted.reserve(addresses.size());
  std::vector<std::uint32_t> number_of(addresses.size() + 1, 0);
  for (const auto from : order) {
    sorted.push_back(std::move(addresses[from]));
    number_of[from + 1] = static_cast<std::uint32_t>(sorted.size());
  }
  addresses = std::move(sorted);
  for (auto& index : address_index) {
    index = number_of[index];
  }
}

}  // namespace lykta
