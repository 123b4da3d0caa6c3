// To which hosts does the path of a database lead?
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lykta {

/// As libpq finds them: what the path says, else the environment, else this machine. `lower` is without its prefix.
[[nodiscard]] std::vector<std::string> postgres_hosts(std::string_view lower);

/// The server of a MySQL or SQL Server path ("host=", "server=tcp:name\instance,1433"); nothing stated is this
/// machine for MySQL, and not to be known for the others ("DSN=").
[[nodiscard]] std::vector<std::string> hosts_of_other_database(std::string_view lower, bool is_mysql);

/// A host in lower case without the brackets of an IPv6 address and the dot at its end.
[[nodiscard]] std::string without_brackets_and_dot(std::string_view host);

/// "user:password@host:port" without all but the host.
[[nodiscard]] std::string host_of_authority(std::string_view authority);

}  // namespace lykta
