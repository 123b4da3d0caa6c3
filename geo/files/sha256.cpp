#include "geo/files/sha256.hpp"

#include <array>
#include <fstream>
#include <memory>
#include <span>

#include <fmt/format.h>
#include <openssl/evp.h>

#include "engine/base/error.hpp"
#include "geo/files/file_state.hpp"

namespace lykta {

std::string sha256_of_file(const std::string& path, const std::atomic<bool>* stop) {
  std::ifstream file(path, std::ios::binary);
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  if (!file || !context || EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) != 1) {
    throw DataError(fmt::format("{}: {}", path, why_not_readable(path)));
  }
  std::array<char, 65536> piece{};
  while (file.read(piece.data(), piece.size()), file.gcount() > 0) {
    EVP_DigestUpdate(context.get(), piece.data(), static_cast<std::size_t>(file.gcount()));
    if (stop != nullptr && stop->load(std::memory_order_relaxed)) {
      return "";
    }
  }
  if (file.bad()) {
    throw DataError(fmt::format("{}: cannot be read", path));
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  EVP_DigestFinal_ex(context.get(), digest.data(), &length);
  std::string text;
  for (const auto byte : std::span(digest).first(length)) {
    text += fmt::format("{:02x}", byte);
  }
  return text;
}

}  // namespace lykta
