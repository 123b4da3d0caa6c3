// What must a reader know before believing a picture or a map, in words?
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "engine/inputs/warnings.hpp"
#include "publish/words/words.hpp"

namespace lykta {

/// All that is said of one kind of warning. In the texts
///   {slot}           is the value of the slot, see `slots` in warnings.cpp,
///   {slot:one|many}  is the first text where the slot's number is 1 and else the second; they may hold slots themselves.
struct WarningWords {
  WarningKind kind;
  const char* name;  ///< in records
  Phrase text;
};

/// Each kind once.
[[nodiscard]] std::span<const WarningWords> all_warning_words();

[[nodiscard]] std::string_view name_of(WarningKind kind);

[[nodiscard]] std::string warning_text(const Warning& warning, Language language);

}  // namespace lykta
