#include "geo/write/xml_text.hpp"

#include <cstddef>
#include <utility>

namespace lykta {

namespace {

struct TextWriter : pugi::xml_writer {
  std::string text;
  void write(const void* data, std::size_t size) override { text.append(static_cast<const char*>(data), size); }
};

}  // namespace

std::string fit_for_xml(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (const auto c : text) {
    if (static_cast<unsigned char>(c) >= ' ' || c == '\t' || c == '\n' || c == '\r') {
      result += c;
    }
  }
  return result;
}

pugi::xml_node add_element(pugi::xml_node parent, const std::string& name) { return parent.append_child(name.c_str()); }

void add_attribute(pugi::xml_node element, const std::string& name, std::string_view value) {
  element.append_attribute(name.c_str()).set_value(fit_for_xml(value).c_str());
}

void add_text(pugi::xml_node element, std::string_view text) {
  element.append_child(pugi::node_pcdata).set_value(fit_for_xml(text).c_str());
}

std::string xml_text(const pugi::xml_document& document) {
  TextWriter writer;
  document.save(writer, " ", pugi::format_indent | pugi::format_no_declaration, pugi::encoding_utf8);
  return std::move(writer.text);
}

}  // namespace lykta
