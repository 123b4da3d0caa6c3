// Where do the texts of a batch of rows stand while it is handed over?
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "geo/format/text_encoding.hpp"

namespace lykta {

/// Texts of one batch, one behind the other in blocks that are used again for the next. Views stay valid until clear().
class BatchTexts {
 public:
  void clear() {
    block_ = 0;
    used_ = 0;
  }

  std::string_view keep(std::string_view written) {
    if (blocks_.empty() || blocks_[block_].size() - used_ < written.size()) {
      open_block(written.size());
    }
    auto* const place = blocks_[block_].data() + used_;
    std::memcpy(place, written.data(), written.size());
    used_ += written.size();
    return {place, written.size()};
  }

  /// What is not UTF-8 is taken for Windows-1252.
  std::string_view keep_as_utf8(std::string_view written) {
    // Nearly all are short, and ASCII.
    const auto kept = keep(written);
    return is_ascii(kept) || is_utf8(kept) ? kept : keep(from_windows_1252(written));
  }

  template <typename... Values>
  std::string_view write(fmt::format_string<Values...> format, Values&&... values) {
    constexpr std::size_t longest_number = 40;
    std::array<char, longest_number> made{};
    const auto result = fmt::format_to_n(made.data(), made.size(), format, std::forward<Values>(values)...);
    return keep(std::string_view(made.data(), std::min<std::size_t>(result.size, made.size())));
  }

 private:
  /// Eight bytes at a time, the last of which may have been looked at before.
  static bool is_ascii(std::string_view text) {
    constexpr std::uint64_t high_bits = 0x8080808080808080ULL;
    std::uint64_t eight = 0;
    if (text.size() < sizeof(eight)) {
      return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    }
    std::uint64_t all = 0;
    for (std::size_t at = 0; at + sizeof(eight) <= text.size(); at += sizeof(eight)) {
      std::memcpy(&eight, text.data() + at, sizeof(eight));
      all |= eight;
    }
    std::memcpy(&eight, text.data() + text.size() - sizeof(eight), sizeof(eight));
    return ((all | eight) & high_bits) == 0;
  }

  void open_block(std::size_t least) {
    constexpr std::size_t block_size = std::size_t{1} << 18;
    block_ = blocks_.empty() ? 0 : block_ + 1;
    used_ = 0;
    if (block_ == blocks_.size()) {
      blocks_.emplace_back(std::max(block_size, least));
    } else if (blocks_[block_].size() < least) {
      blocks_[block_] = std::vector<char>(least);
    }
  }

  std::vector<std::vector<char>> blocks_;
  std::size_t block_ = 0;
  std::size_t used_ = 0;
};

}  // namespace lykta
