#include "publish/styles.hpp"

namespace lykta {

void write_geopackage_styles(const Publication& /*publication*/, const std::filesystem::path& /*path*/) {}

}  // namespace lykta
