#include "geo/write/long_texts.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

namespace lykta {

namespace {

constexpr std::size_t longest_text = 254;  ///< bytes in a field of a Shapefile
constexpr std::size_t most_pieces = 9;

/// Where a text is cut so that its front is no longer than a field: at a blank in its second half, else between letters.
std::size_t cut_of_text(std::string_view text) {
  auto end = longest_text;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
    --end;
  }
  const auto blank = text.rfind(' ', end);
  return blank != std::string_view::npos && blank >= longest_text / 2 ? blank : end;
}

/// At least one.
std::vector<std::string> pieces_of_text(std::string_view text) {
  constexpr std::string_view and_more = "…";
  std::vector<std::string> pieces;
  while (text.size() > longest_text) {
    auto cut = cut_of_text(text);
    if (pieces.size() + 1 == most_pieces) {
      while (cut + and_more.size() > longest_text || (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) {
        --cut;
      }
      pieces.push_back(std::string(text.substr(0, cut)) + std::string(and_more));
      return pieces;
    }
    pieces.emplace_back(text.substr(0, cut));
    text.remove_prefix(cut < text.size() && text[cut] == ' ' ? cut + 1 : cut);
  }
  pieces.emplace_back(text);
  return pieces;
}

/// "why_2" behind "why"; where a field is called so already, "wh_2".
FieldDefinition continuation_of(const FieldDefinition& field, std::size_t number,
                                const std::vector<FieldDefinition>& fields,
                                const std::vector<FieldDefinition>& further) {
  constexpr std::size_t longest_front = 8;
  auto more = field;
  more.name = fmt::format("{}_{}", field.name, number);
  const auto is_taken = [&](const std::string& name) {
    const auto has_name = [&](const FieldDefinition& other) { return other.short_name == name; };
    return std::ranges::any_of(fields, has_name) || std::ranges::any_of(further, has_name);
  };
  auto length = std::min(longest_front, field.short_name.size());
  do {
    more.short_name = fmt::format("{}_{}", field.short_name.substr(0, length), number);
  } while (is_taken(more.short_name) && length-- > 0);
  more.label = fmt::format("{} ({})", field.label, number);
  more.continues = field.short_name;
  return more;
}

}  // namespace

VectorLayer in_pieces(const VectorLayer& layer) {
  std::vector<std::size_t> pieces(layer.fields.size(), 1);
  const auto any_text =
      std::ranges::any_of(layer.fields, [](const FieldDefinition& field) { return field.type == FieldType::text; });
  for (std::size_t i = 0; any_text && i < layer.features; ++i) {
    const auto values = layer.values_of(i);
    for (std::size_t field = 0; field < values.size(); ++field) {
      if (const auto* text = std::get_if<std::string>(&values[field]); text != nullptr && text->size() > longest_text) {
        pieces[field] = std::max(pieces[field], pieces_of_text(*text).size());
      }
    }
  }
  if (std::ranges::all_of(pieces, [](std::size_t number) { return number == 1; })) {
    return layer;
  }
  auto split = layer;
  split.fields.clear();
  for (std::size_t field = 0; field < layer.fields.size(); ++field) {
    split.fields.push_back(layer.fields[field]);
    for (std::size_t number = 2; number <= pieces[field]; ++number) {
      split.fields.push_back(continuation_of(layer.fields[field], number, layer.fields, split.fields));
    }
  }
  split.values_of = [values_of = layer.values_of, pieces](std::size_t i) {
    std::vector<FieldValue> values;
    for (std::size_t field = 0; auto& value : values_of(i)) {
      const auto* text = std::get_if<std::string>(&value);
      const auto texts = text != nullptr ? pieces_of_text(*text) : std::vector<std::string>();
      values.push_back(texts.empty() ? std::move(value) : FieldValue(texts.front()));
      for (std::size_t number = 1; number < pieces[field]; ++number) {
        values.push_back(number < texts.size() ? FieldValue(texts[number]) : FieldValue());
      }
      ++field;
    }
    return values;
  };
  return split;
}

}  // namespace lykta
