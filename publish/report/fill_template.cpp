#include "publish/report/fill_template.hpp"

#include <cassert>

namespace lykta {

std::string filled_template(std::string_view text, const kainjow::mustache::data& values) {
  kainjow::mustache::mustache page{std::string(text)};
  assert(page.is_valid());
  return page.render(values);
}

}  // namespace lykta
