// Where do the project's own files lie? Tests read samples, references and pages of the manual from there.
#pragma once

#include <filesystem>

namespace lykta::test {

/// The root of the sources that the tests were built from. Known to one file only, so that the others compile to the same in
/// whatever folder the project lies.
[[nodiscard]] std::filesystem::path source_folder();

}  // namespace lykta::test
