#include "tests/source_folder.hpp"

namespace lykta::test {

std::filesystem::path source_folder() { return LYKTA_SOURCE_DIR; }

}  // namespace lykta::test
