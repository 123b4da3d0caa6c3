// Are these texts positions in a notation that Lykta does not read, and which?
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "engine/base/phrase.hpp"

namespace lykta {

enum class PositionCode : std::uint8_t {
  mgrs,         ///< "33VWC1699728581", also with spaces
  utm,          ///< "33V 516997 6228581", "33 N 516997 E 6228581 N": eastings and northings behind their zone
  plus_code,    ///< "9F78644F+22", "644F+22 Ronneby"
  three_words,  ///< "///lampa.gata.torg"
};

/// What nine tenths of the filled texts are; nothing for texts of any other sort.
[[nodiscard]] std::optional<PositionCode> position_code(std::span<const std::string_view> texts);

/// What it is, and what to do about it, as the end of a sentence.
[[nodiscard]] Phrase words_for(PositionCode code);

}  // namespace lykta
