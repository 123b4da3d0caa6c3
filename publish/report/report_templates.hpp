// The files of publish/report/templates, so that the program needs no file beside it.
#pragma once

#include <string_view>

namespace lykta {

/// The page, without what is said in one language.
[[nodiscard]] std::string_view report_page();
/// All that is said in one language.
[[nodiscard]] std::string_view report_edition();
[[nodiscard]] std::string_view report_style();
[[nodiscard]] std::string_view report_script();

}  // namespace lykta
