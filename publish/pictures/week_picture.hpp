// The heat table of the week as a picture to print: numbers in coloured cells, sums, the test, what was left out.
#pragma once

#include <string>

#include "engine/questions/week.hpp"
#include "publish/words/words.hpp"

namespace lykta {

struct WeekPictureText {
  std::string title;     ///< empty: "Events by weekday and hour"
  std::string subtitle;  ///< the source, the period
};

/// SVG 1.1, 1000 units wide. Darker is more, on a scale that colour-blind readers and grey prints keep apart; each cell
/// has its number. The busiest stretch is framed. The same week gives the same bytes.
[[nodiscard]] std::string week_picture(const Week& week, const WeekPictureText& text, Language language);

}  // namespace lykta
