// A template with its values put in.
#pragma once

#include <string>
#include <string_view>

#include <kainjow/mustache.hpp>

namespace lykta {

/// All values are escaped as text of HTML, but for those in three braces. The template is one of ours: it is right.
[[nodiscard]] std::string filled_template(std::string_view text, const kainjow::mustache::data& values);

}  // namespace lykta
