#include "geo/files/database_hosts.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "geo/files/path_words.hpp"
#include "geo/values/text_values.hpp"

namespace lykta {

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// "key = value key='a value'", as libpq reads it: a backslash takes the next letter as it is.
Pairs conninfo_pairs(std::string_view text) {
  constexpr std::string_view spaces = " \t\r\n";
  Pairs pairs;
  std::size_t at = 0;
  const auto skip_spaces = [&] { at = std::min(text.find_first_not_of(spaces, at), text.size()); };
  for (skip_spaces(); at < text.size(); skip_spaces()) {
    const auto end = std::min(text.find_first_of("= \t\r\n", at), text.size());
    const auto key = text.substr(at, end - at);
    at = end;
    skip_spaces();
    if (at == text.size() || text[at] != '=') {
      continue;  // libpq will refuse it
    }
    ++at;
    skip_spaces();
    const auto quoted = at < text.size() && text[at] == '\'';
    at += quoted ? 1 : 0;
    std::string value;
    while (at < text.size() && (quoted ? text[at] != '\'' : !contains(spaces, text.substr(at, 1)))) {
      at += text[at] == '\\' && at + 1 < text.size() ? 1U : 0U;
      value += text[at++];
    }
    at += quoted ? 1 : 0;
    pairs.emplace_back(key, std::move(value));
  }
  return pairs;
}

/// "key=value" between any of the separators; the words without "=" have no value.
Pairs pairs_between(std::string_view text, const char* separators, bool is_url) {
  Pairs pairs;
  while (!text.empty()) {
    const auto end = text.find_first_of(separators);
    const auto pair = text.substr(0, end);
    const auto equals = std::min(pair.find('='), pair.size());
    const auto value = pair.substr(std::min(equals + 1, pair.size()));
    pairs.emplace_back(trimmed(pair.substr(0, equals)),
                       is_url ? without_percent_codes(value) : std::string(trimmed(value)));
    text.remove_prefix(end == not_found ? text.size() : end + 1);
  }
  return pairs;
}

/// "host,[::1]:5433,/var/run/postgresql": several hosts are tried in turn.
std::vector<std::string> hosts_in_list(std::string_view list) {
  std::vector<std::string> hosts;
  for (std::size_t begin = 0; begin <= list.size();) {
    const auto end = std::min(list.find(',', begin), list.size());
    const auto host = list.substr(begin, end - begin);
    const auto is_socket = host.empty() || host.starts_with('/') || host.starts_with('@');
    hosts.push_back(is_socket ? "localhost" : without_brackets_and_dot(host));
    begin = end + 1;
  }
  return hosts;
}

/// The hosts inside the text behind "postgresql://": their names, and the pairs behind the question mark.
std::vector<std::string> hosts_of_postgres_address(std::string_view lower, Pairs& pairs) {
  constexpr auto begin = std::string_view("//").size();
  auto authority = lower.substr(begin, lower.find_first_of("/?#", begin) - begin);
  if (const auto question = lower.find('?'); question != not_found) {
    pairs = pairs_between(lower.substr(question + 1), "&", true);
  }
  if (const auto at = authority.rfind('@'); at != not_found) {
    authority.remove_prefix(at + 1);
  }
  std::vector<std::string> hosts;
  while (!authority.empty()) {
    const auto end = authority.find(',');
    const auto host = hosts_in_list(without_percent_codes(host_of_authority(authority.substr(0, end))));
    hosts.insert(hosts.end(), host.begin(), host.end());
    authority.remove_prefix(end == not_found ? authority.size() : end + 1);
  }
  return hosts;
}

std::string environment(const char* name) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): the environment changes only in keep_gdal_offline, at the very start
  const auto* value = std::getenv(name);
  return value != nullptr ? value : "";
}

}  // namespace

std::string without_brackets_and_dot(std::string_view host) {
  if (host.starts_with('[') && host.ends_with(']')) {
    host = host.substr(1, host.size() - 2);
  }
  return lower_case(host.ends_with('.') ? host.substr(0, host.size() - 1) : host);
}

std::string host_of_authority(std::string_view authority) {
  if (const auto at = authority.rfind('@'); at != not_found) {
    authority.remove_prefix(at + 1);
  }
  if (authority.starts_with('[')) {
    return without_brackets_and_dot(authority.substr(0, authority.find(']') + 1));
  }
  return without_brackets_and_dot(authority.substr(0, authority.find(':')));
}

std::vector<std::string> postgres_hosts(std::string_view lower) {
  lower = trimmed(lower);
  if (const auto scheme = prefix_of(lower, "postgresql postgres"); !scheme.empty()) {
    lower.remove_prefix(scheme.size() + 1);
  }
  std::vector<std::string> hosts;
  Pairs pairs;
  if (lower.starts_with("//")) {
    hosts = hosts_of_postgres_address(lower, pairs);
  } else {
    pairs = conninfo_pairs(lower);
  }
  auto stated = !hosts.empty();
  for (const auto& [key, value] : pairs) {
    if (key == "service") {
      return {""};
    }
    if (key == "host" || key == "hostaddr") {
      const auto more = hosts_in_list(value);
      hosts.insert(hosts.end(), more.begin(), more.end());
      stated = true;
    }
  }
  if (stated) {
    return hosts;
  }
  if (!environment("PGSERVICE").empty()) {
    return {""};
  }
  const auto address = environment("PGHOSTADDR");
  return hosts_in_list(lower_case(address.empty() ? environment("PGHOST") : address));
}

std::vector<std::string> hosts_of_other_database(std::string_view lower, bool is_mysql) {
  for (const auto& [key, value] : pairs_between(lower, is_mysql ? "," : ";", false)) {
    if (key == "host" || key == "server") {
      const auto name = std::string_view(value).substr(value.starts_with("tcp:") ? 4 : 0);
      return {without_brackets_and_dot(name.substr(0, name.find_first_of("\\,")))};
    }
  }
  return {is_mysql ? "localhost" : ""};
}

}  // namespace lykta
