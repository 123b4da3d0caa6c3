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

enum class PersonalData : std::uint8_t { none, name, personal_number, telephone, email, free_text };

struct PersonFinding {
  PersonalData what = PersonalData::none;
  Said why;  ///< the evidence, for a message; never quotes a value. Empty when there is none
};

/// Judges a column by the words in its name ("målsägande", "e-post", "fritext"), then by its values (UTF-8; empty ones do not count, and of more than ten
/// thousand some ten thousand in even steps are looked at). By their values these are found, in this order:
/// - personal numbers: a tenth of the values hold a valid personnummer or samordningsnummer (a date, for the latter
///   with 60 added to the day, and the check digit of Luhn's formula), and so do half of those that have its form:
///   among case numbers that begin with a date one in ten is valid by chance;
/// - e-mail: a tenth of the values hold an address;
/// - telephone: half of the values are numbers with +, Swedish mobile numbers, or Swedish numbers with an area code
///   set apart;
/// - names: half of the values, at least three different ones, are two to four capitalised words of which the first
///   is a common Swedish first name and none is a word for a place ("Knut Hahnsskolan", "Karl XI:s torg");
/// - free text: the values are mostly different and their median length as running text is above 40 characters, or one
///   with line breaks is so long. Lists of long addresses, codes and geometries are no running text.
///
/// A name such as "Namn" alone says nothing on whose name it is: there, and for words for roles ("misstänkt"), the
/// values decide if there are any.
[[nodiscard]] PersonFinding find_personal_data(const std::string& column_name,
                                               std::span<const std::string_view> values);

}  // namespace lykta
