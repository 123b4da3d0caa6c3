#include "geo/format/text_record.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

namespace lykta {

namespace {

constexpr std::uint64_t each_byte(char c) { return 0x0101010101010101ULL * static_cast<unsigned char>(c); }

/// Has the high bit of every byte that is zero, and perhaps those of bytes behind the first of them.
constexpr std::uint64_t zero_bytes(std::uint64_t eight) {
  return (eight - each_byte('\x01')) & ~eight & each_byte('\x80');
}

}  // namespace

char* RecordScanner::end_of_field(char* at) const {
  // Eight bytes at a time; where the lowest byte is the first, its bit is the lowest.
  if constexpr (std::endian::native == std::endian::little) {
    const auto separators = each_byte(separator_);
    const auto others = each_byte(other_end_);
    std::uint64_t eight = 0;
    while (static_cast<std::size_t>(end_ - at) >= sizeof(eight)) {
      std::memcpy(&eight, at, sizeof(eight));
      const auto ends =
          zero_bytes(eight ^ separators) | zero_bytes(eight ^ each_byte('\n')) | zero_bytes(eight ^ others);
      if (ends != 0) {
        return at + std::countr_zero(ends) / 8;
      }
      at += sizeof(eight);
    }
  }
  return std::find_if(at, end_, [this](char c) { return is_end_of_field(c); });
}

bool RecordScanner::read_quoted(char*& at, std::vector<std::string_view>& fields) {
  auto* const start = at + 1;
  auto* closing = start;
  bool doubled = false;
  while (true) {
    closing = static_cast<char*>(std::memchr(closing, '"', static_cast<std::size_t>(end_ - closing)));
    if (closing == nullptr) {
      in_quotes_ = true;
      return false;
    }
    if (closing + 1 == end_ || closing[1] != '"') {
      break;
    }
    doubled = true;
    closing += 2;
  }
  at = end_of_field(closing + 1);
  if (doubled || at != closing + 1) {
    untidy_.push_back({fields.size(), closing, at});
  }
  fields.emplace_back(start, static_cast<std::size_t>(closing - start));
  return true;
}

void RecordScanner::tidy(const Untidy& untidy, std::vector<std::string_view>& fields) {
  auto& field = fields[untidy.field];
  auto* const start = untidy.closing - field.size();
  auto* write = start;
  for (auto* read = start; read != untidy.end; ++read) {
    const auto is_half_of_line_end = *read == '\r' && read + 1 == untidy.end && read > untidy.closing;
    if (read == untidy.closing || is_half_of_line_end) {
      continue;  // text behind the closing quote is kept, as spreadsheet programs do
    }
    *write++ = *read;
    if (read < untidy.closing && *read == '"') {
      ++read;  // the second of two quotes
    }
  }
  field = {start, static_cast<std::size_t>(write - start)};
}

bool RecordScanner::next(std::vector<std::string_view>& fields) {
  fields.clear();
  untidy_.clear();
  in_quotes_ = false;
  if (position_ == end_) {
    return false;
  }
  auto* at = position_;
  while (true) {
    if (at != end_ && *at == '"') {
      if (!read_quoted(at, fields)) {
        return false;
      }
    } else {
      auto* const start = at;
      at = end_of_field(at);
      const auto ends_in_both = at != end_ && *at == '\n' && at != start && at[-1] == '\r';
      fields.emplace_back(start, static_cast<std::size_t>(at - start) - (ends_in_both ? 1U : 0U));
    }
    // What reaches the end may go on there, and a carriage return may be half of a line end.
    if (!last_ && (at == end_ || (*at == '\r' && at + 1 == end_))) {
      return false;
    }
    if (at == end_) {
      break;
    }
    const auto end_of_field = *at++;
    if (end_of_field == '\r' && at != end_ && *at == '\n') {
      ++at;
    }
    if (end_of_field != separator_) {
      break;
    }
  }
  position_ = at;
  for (const auto& untidy : untidy_) {
    tidy(untidy, fields);
  }
  return true;
}

}  // namespace lykta
