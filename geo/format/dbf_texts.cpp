#include "geo/format/dbf_texts.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include <cpl_vsi.h>

#include "engine/base/error.hpp"
#include "geo/gdal/gdal_handle.hpp"

namespace lykta {

namespace {

constexpr std::size_t most_kept = std::size_t{1} << 20U;

/// A field of a record: where its text begins, behind the mark of deleted rows, and how wide it is.
struct TextField {
  std::size_t begin = 0;
  std::size_t width = 0;
};

bool is_ascii(std::string_view text) {
  for (const auto c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) {
      return false;
    }
  }
  return true;
}

std::string_view without_filling(std::string_view text) {
  text = text.substr(0, text.find('\0'));
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

void look_at(std::string_view text, bool may_be_cut, DbfTexts& texts) {
  if (is_ascii(text)) {
    return;
  }
  auto is_valid = is_utf8(text);
  for (std::size_t cut = 1; !is_valid && may_be_cut && cut < 4 && cut < text.size(); ++cut) {
    const auto whole = text.substr(0, text.size() - cut);
    const auto is_first_of_several = static_cast<unsigned char>(text[whole.size()]) >= 0xC2;
    is_valid = is_first_of_several && !is_ascii(whole) && is_utf8(whole);
  }
  (is_valid ? texts.any_utf8 : texts.any_other) = true;
  if (texts.beyond_ascii.size() + text.size() < most_kept) {
    texts.beyond_ascii += text;
    texts.beyond_ascii += '\n';
  }
}

std::uint32_t number_at(std::string_view bytes, std::size_t at, std::size_t length) {
  std::uint32_t number = 0;
  for (std::size_t i = length; i > 0; --i) {
    number = number << 8U | static_cast<unsigned char>(bytes[at + i - 1]);
  }
  return number;
}

/// The fields of text in a header, whose names are looked at on the way.
std::vector<TextField> text_fields(std::string_view header, DbfTexts& texts) {
  constexpr std::size_t of_file = 32;
  constexpr std::size_t of_field = 32;
  constexpr std::size_t longest_name = 11;
  constexpr char end_of_header = 0x0D;
  std::vector<TextField> fields;
  std::size_t begin = 1;
  for (auto at = of_file; at + of_field <= header.size() && header[at] != end_of_header; at += of_field) {
    const auto type = header[at + 11];
    const std::size_t width = static_cast<unsigned char>(header[at + 16]);
    look_at(without_filling(header.substr(at, longest_name)), true, texts);
    if (type == 'C') {
      fields.push_back({begin, width});
    }
    begin += width;
  }
  return fields;
}

}  // namespace

DbfTexts texts_of_dbf(const std::string& path) {
  const QuietGdal quiet;
  DbfTexts texts;
  const std::unique_ptr<VSILFILE, decltype(&VSIFCloseL)> file(VSIFOpenL(path.c_str(), "rb"), &VSIFCloseL);
  std::array<char, 32> start{};
  if (!file || VSIFReadL(start.data(), 1, start.size(), file.get()) < start.size()) {
    return texts;
  }
  const std::string_view first(start.data(), start.size());
  const auto header_length = number_at(first, 8, 2);
  const auto record_length = number_at(first, 10, 2);
  std::string header(header_length, '\0');
  if (header_length <= start.size() || record_length == 0 || VSIFSeekL(file.get(), 0, SEEK_SET) != 0 ||
      VSIFReadL(header.data(), 1, header.size(), file.get()) < header.size()) {
    return texts;
  }
  const auto fields = text_fields(header, texts);
  constexpr std::size_t records_at_once = 4096;
  std::string block(record_length * records_at_once, '\0');
  while (!fields.empty()) {
    const auto length = VSIFReadL(block.data(), 1, block.size(), file.get());
    for (std::size_t record = 0; record + record_length <= length; record += record_length) {
      const auto row = std::string_view(block).substr(record, record_length);
      if (is_ascii(row)) {
        continue;
      }
      for (const auto& [begin, width] : fields) {
        const auto text = begin < row.size() ? row.substr(begin, width) : std::string_view{};
        look_at(without_filling(text), text.empty() || text.back() != ' ', texts);
      }
    }
    if (length < block.size()) {
      break;
    }
  }
  return texts;
}

TextEncoding encoding_of_dbf(const DbfTexts& texts, const std::string& declared, const std::string& stated,
                             const std::string& path) {
  if (!stated.empty()) {
    return find_encoding(texts.beyond_ascii, stated, path);
  }
  const auto says_utf8 = means_utf8(declared);
  const auto of_bytes = [&](const char* name) {
    auto why = declared.empty()
                   ? said({"enligt texten; filen anger ingen", "by its bytes; the file states none"})
                   : said({"enligt texten, fast filen anger {}", "by its bytes, though the file says {}"}, declared);
    return TextEncoding{.name = name, .why = std::move(why), .declared = declared.empty() ? "" : declared};
  };
  const auto as_declared = [&](const std::string& name) {
    return TextEncoding{.name = name,
                        .why = said({"filen anger den", "the file says so"}),
                        .is_as_declared = true,
                        .declared = declared};
  };
  if (!texts.any_other) {
    return says_utf8 || !texts.any_utf8 ? as_declared(texts.any_utf8 || declared.empty() ? "UTF-8" : declared)
                                        : of_bytes("UTF-8");
  }
  if (means_windows_1252(declared)) {
    return as_declared("Windows-1252");
  }
  if (declared.empty()) {
    return find_encoding(texts.beyond_ascii, "", path);
  }
  if (says_utf8) {
    return of_bytes("Windows-1252");
  }
  return is_known_encoding(declared) ? as_declared(declared) : of_bytes("Windows-1252");
}

}  // namespace lykta
