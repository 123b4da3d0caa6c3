// Which addresses were read, by their streets?
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace lykta {

class KnownAddresses {
 public:
  /// 1 + index of the street of this address among `addresses`, where it is added if need be; 0 where nothing is stated. Streets
  /// that differ in upper and lower case are one; of their spellings one with small letters is kept, of these the first in the
  /// alphabet, so that the order of the rows does not matter.
  [[nodiscard]] std::uint32_t number_of(std::string_view address, std::vector<std::string>& addresses);

 private:
  std::map<std::string, std::uint32_t, std::less<>> by_text_;  ///< as written: most are written many times
  std::map<std::string, std::uint32_t, std::less<>> by_street_;
};

/// Puts the addresses into the order of the alphabet; `address_index` (as in Incidents) follows.
void sort_addresses(std::vector<std::string>& addresses, std::vector<std::uint32_t>& address_index);

}  // namespace lykta
