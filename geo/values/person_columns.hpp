// Does a column look like data on persons?
//
// Lykta needs places and times and never names, personal numbers, telephone numbers or what somebody wrote about
// somebody. A column that looks like that is left out unless somebody says otherwise, so this asks twice: what the
// column is called (Swedish or English), and what stands in it. A guess, and meant to be a careful one in both
// directions: addresses and names of places, streets and schools are no data on persons here.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/phrase.hpp"

namespace lykta {

enum class PersonalData : std::uint8_t {
  none,
  name,
  personal_number,  ///< or a date of birth
  telephone,
  email,
  free_text,
  vehicle,          ///< a registration plate
  network_address,  ///< of the internet protocol, or of a device
  dwelling,         ///< a flat, somebody's home
  account,          ///< "@somebody", a user name
  signature,        ///< of who wrote the row
  health,
  protected_identity,
  about_person  ///< what else is said of somebody in a case
};
/// As records name it: "personal_number".
[[nodiscard]] std::string_view name_of(PersonalData what);

struct PersonFinding {
  PersonalData what = PersonalData::none;
  Said why;  ///< the evidence, for a message; never quotes a value. Empty when there is none
};

/// Judges a column by the words in its name ("målsägande", "e-post", "fritext"), then by its values (UTF-8; empty ones do
/// not count, and of more than ten thousand some ten thousand in even steps are looked at). By their values these are found,
/// in this order; the headers named say from how many rows on:
/// - protected identities, personal numbers (personal_numbers.hpp), e-mail addresses, telephone numbers
///   (telephone_numbers.hpp), flats, plates, network addresses, accounts, sentences on somebody in a case, diagnoses
///   (person_traces.hpp);
/// - names: in one of a hundred rows a known given name stands beside a known family name (three different ones at
///   least), or half of the rows begin with a known given name, or six of ten are a known name and nothing else, or one of
///   a hundred is "c/o" or "hos" somebody. Streets, places and firms called after persons are none;
/// - free text: the values are mostly different and their median length as running text is above 40 characters, or one
///   with line breaks is so long. Lists of long addresses, codes and geometries are no running text.
///
/// A name such as "Namn" alone says nothing on whose name it is: there, and for words for persons and roles ("ägare",
/// "misstänkt"), the values decide if there are any; less of them is enough, and names in no list count.
[[nodiscard]] PersonFinding find_personal_data(const std::string& column_name,
                                               std::span<const std::string_view> values);

}  // namespace lykta
