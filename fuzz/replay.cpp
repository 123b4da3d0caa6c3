// Gives what is in folders and zip files to a fuzzer, without a fuzzing engine: what a search once reached stays a test with any
// compiler.
//
//   replay_NAME FOLDER [FILE.zip]     a folder of seeds that people wrote, and the inputs that a search added to them
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <cpl_string.h>
#include <cpl_vsi.h>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

std::vector<std::string> names_in(const std::string& folder) {
  const CPLStringList list(VSIReadDir(folder.c_str()));
  std::vector<std::string> names;
  for (int i = 0; i < list.size(); ++i) {
    if (const std::string_view name = list[i]; name != "." && name != "..") {
      names.emplace_back(name);
    }
  }
  std::ranges::sort(names);
  return names;
}

/// How many inputs a folder gave.
std::size_t replay(const std::string& folder) {
  const auto names = names_in(folder);
  for (const auto& name : names) {
    // So that a crash tells which input it was.
    std::printf("%s/%s\n", folder.c_str(), name.c_str());
    std::fflush(stdout);
    GByte* bytes = nullptr;
    vsi_l_offset size = 0;
    if (VSIIngestFile(nullptr, (folder + "/" + name).c_str(), &bytes, &size, -1) == 0) {
      return 0;
    }
    const std::unique_ptr<GByte, decltype(&VSIFree)> owned(bytes, &VSIFree);
    LLVMFuzzerTestOneInput(bytes, static_cast<std::size_t>(size));
  }
  return names.size();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("which folder?\n", stderr);
    return 2;
  }
  for (int i = 1; i < argc; ++i) {
    const std::string path = argv[i];
    const auto is_packed = path.ends_with(".zip");
    if (replay(is_packed ? "/vsizip/{" + path + "}" : path) == 0) {
      std::fprintf(stderr, "%s: nothing could be read from it\n", argv[i]);
      return 1;
    }
  }
  return 0;
}
