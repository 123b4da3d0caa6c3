// What are the months called?
#pragma once

#include <array>

#include "engine/base/phrase.hpp"

namespace lykta {

/// January first.
inline constexpr std::array<Phrase, 12> month_names{{{"januari", "January"},
                                                     {"februari", "February"},
                                                     {"mars", "March"},
                                                     {"april", "April"},
                                                     {"maj", "May"},
                                                     {"juni", "June"},
                                                     {"juli", "July"},
                                                     {"augusti", "August"},
                                                     {"september", "September"},
                                                     {"oktober", "October"},
                                                     {"november", "November"},
                                                     {"december", "December"}}};

}  // namespace lykta
