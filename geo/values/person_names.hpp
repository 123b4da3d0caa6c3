// Is that the name of a person, or does one stand in it?
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "geo/values/value_counts.hpp"

namespace lykta {

/// How much a whole value speaks for a name of a person, from nothing on.
enum class NameEvidence : std::uint8_t {
  none,
  shape,   ///< two or three words that may be a name: "Zelma Okänd"
  single,  ///< a known given name or family name alone: "Svensson", "Fru Svensson"
  likely,  ///< a known given name in front ("Jasna Babic"), a known name with an initial ("H. Persson"), or family names
  sure     ///< a known given name and a known family name, in either order and in capitals or small letters
};
[[nodiscard]] NameEvidence name_evidence(std::string_view value);

/// The known given name and family name that stand in a text side by side, "anna svensson"; empty where none do. Names of
/// streets, places and firms that are called after persons are none: "Erik Dahlbergs gata", "Erik Olsson AB".
[[nodiscard]] std::string name_inside(std::string_view text);

/// A family name inside a text of several words that its ending alone makes one: "Storgatan 5, Svensson". Empty where
/// there is none.
[[nodiscard]] std::string family_inside(std::string_view text);

/// Whether a text says at whose home something is: "c/o Svensson", "hos Anna Svensson".
[[nodiscard]] bool names_a_household(std::string_view text);

/// Rows of a column by what their values are.
struct NameTally {
  std::size_t sure = 0;    ///< a sure name is the value or stands in it
  std::size_t likely = 0;  ///< sure ones that are the value included
  std::size_t family = 0;  ///< a family name alone
  std::size_t given = 0;   ///< a given name alone
  std::size_t shape = 0;   ///< shapes and everything likely
  std::size_t household = 0;
  std::size_t family_inside = 0;
  std::size_t different_sure = 0;  ///< names, counted once each
  std::size_t different_likely = 0;
  std::size_t different_family = 0;
  std::size_t different_given = 0;
  std::size_t different_shapes = 0;
  std::size_t different_family_inside = 0;
};
[[nodiscard]] NameTally names_in(const ValueCounts& values);

}  // namespace lykta
