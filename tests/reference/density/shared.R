# What the scripts of this folder share: the data, Lykta's kernels, and the mass of a kernel over the study area.

points <- read.csv("points.csv")
controls <- read.csv("controls.csv")
rings <- lapply(split(read.csv("window.csv")[, c("x", "y")], read.csv("window.csv")$ring), as.matrix)

# The area as spatstat has it. It wants exteriors counterclockwise and holes clockwise, as the file has them.
spatstat_window <- function() {
  spatstat.geom::owin(poly = unname(lapply(rings, function(ring) list(x = ring[, 1], y = ring[, 2]))))
}

# Kernels as Lykta states them: the bandwidth h is the radius of the support, for the Gaussian the standard deviation.
# spatstat wants the standard deviation of one coordinate for every kernel: with E|x|^2 = m h^2, sigma = h sqrt(m / 2).
sigma_of <- function(kernel, bandwidth) {
  bandwidth / c(gaussian = 1, epanechnikov = sqrt(6), quartic = sqrt(8), disc = 2)[[kernel]]
}

kernel_value <- function(kernel, distance, bandwidth) {
  u <- distance / bandwidth
  left <- pmax(0, 1 - u^2)
  value <- switch(kernel, gaussian = exp(-u^2 / 2) / (2 * pi), uniform = (u <= 1) / pi,
                  triangular = 3 / pi * pmax(0, 1 - u), epanechnikov = 2 / pi * left, quartic = 3 / pi * left^2,
                  triweight = 4 / pi * left^3)
  value / bandwidth^2
}

# Events per km2 at each place: the plain sum, in double precision.
kernel_sum <- function(kernel, bandwidth, x, y, from_x, from_y, weights) {
  mapply(function(px, py) {
    1e6 * sum(weights * kernel_value(kernel, sqrt((from_x - px)^2 + (from_y - py)^2), bandwidth))
  }, x, y)
}

# Nodes and weights of Gauss and Legendre on [-1, 1] (Golub and Welsch 1969).
gauss_legendre <- function(number) {
  k <- seq_len(number - 1)
  off <- k / sqrt(4 * k^2 - 1)
  jacobi <- matrix(0, number, number)
  jacobi[cbind(k, k + 1)] <- jacobi[cbind(k + 1, k)] <- off
  decomposed <- eigen(jacobi, symmetric = TRUE)
  list(x = decomposed$values, w = 2 * decomposed$vectors[1, ]^2)
}
rule <- gauss_legendre(32)

# The integral of K(sqrt(s^2 + v^2)) over s from 0 to u, for a kernel of bandwidth 1.
along_the_row <- function(kernel, u, v) {
  a <- 1 - v^2
  slope <- function(u, v) u * sqrt(u^2 + v^2) + v^2 * asinh(u / pmax(abs(v), 1e-300))
  switch(kernel, gaussian = dnorm(v) * (pnorm(u) - 0.5), uniform = u / pi,
         triangular = 3 / pi * (u - slope(u, v) / 2),
         epanechnikov = 2 / pi * (a * u - u^3 / 3),
         quartic = 3 / pi * (a^2 * u - 2 / 3 * a * u^3 + u^5 / 5),
         triweight = 4 / pi * (a^3 * u - a^2 * u^3 + 3 / 5 * a * u^5 - u^7 / 7))
}

# The mass that a kernel around one place has inside the area: the integral over rows of the integral along the row.
# A row is cut by the outlines at an even number of places; between the first and the second, the third and the fourth
# ... is area. The rows are v = sin(t), so that the ends of the support are smooth (v = t for the Gaussian, which has
# none and is followed to nine standard deviations), and the range of t is cut wherever the integrand has a kink: where
# the row meets a vertex, where the rim of the support crosses an outline, and more finely around 0, where the
# triangular kernel has its tip. Good to some 1e-12; with x and y exchanged it gives the same (edge_mass.R).
mass_in_area <- function(kernel, bandwidth, x, y, outlines = rings) {
  edges <- do.call(rbind, lapply(outlines, function(ring) cbind(ring, ring[c(2:nrow(ring), 1), ])))
  edges <- (edges - rep(c(x, y, x, y), each = nrow(edges))) / bandwidth
  gaussian <- kernel == "gaussian"
  dx <- edges[, 3] - edges[, 1]
  dy <- edges[, 4] - edges[, 2]
  reach <- if (gaussian) 9 else 1
  # |start + s d|^2 = 1
  half <- (edges[, 1] * dx + edges[, 2] * dy) / (dx^2 + dy^2)
  root <- suppressWarnings(sqrt(half^2 - (edges[, 1]^2 + edges[, 2]^2 - 1) / (dx^2 + dy^2)))
  s <- c(-half - root, -half + root)
  rim <- (c(edges[, 2], edges[, 2]) + s * c(dy, dy))[which(s > 0 & s < 1)]
  breaks <- c(-reach, reach, edges[, 2], if (!gaussian) rim)
  breaks <- breaks[abs(breaks) <= reach]
  breaks <- if (gaussian) c(breaks, seq(-9, 9, 0.5)) else
    c(asin(breaks), seq(-1.5, 1.5, 0.125), outer(c(-1, 1), 10^-seq(1, 7, 1 / 3)))
  breaks <- sort(unique(breaks))
  panel <- function(k) {
    middle <- (breaks[k] + breaks[k + 1]) / 2
    t <- middle + (breaks[k + 1] - middle) * rule$x
    v <- if (gaussian) t else sin(t)
    middle <- if (gaussian) middle else sin(middle)
    chord <- if (gaussian) Inf else cos(t)
    # No vertex lies between two breaks and outlines do not cross, so the order of the cuts is that of the middle row.
    cut <- which((edges[, 2] > middle) != (edges[, 4] > middle))
    cut <- cut[order(edges[cut, 1] + (middle - edges[cut, 2]) / dy[cut] * dx[cut])]
    row <- 0
    for (i in seq_along(cut)) {
      u <- edges[cut[i], 1] + (v - edges[cut[i], 2]) / dy[cut[i]] * dx[cut[i]]
      row <- row + (-1)^i * along_the_row(kernel, pmin(pmax(u, -chord), chord), v)
    }
    (breaks[k + 1] - breaks[k]) / 2 * sum(rule$w * row * if (gaussian) 1 else cos(t))
  }
  sum(vapply(seq_len(length(breaks) - 1), panel, 0))
}

# Twelve digits; more would be noise.
digits <- function(number) sub("^ +", "", formatC(number, digits = 12, format = "g", width = 1))
write_table <- function(table, file) {
  table[] <- lapply(table, function(column) if (is.numeric(column)) digits(column) else column)
  write.csv(table, file, row.names = FALSE, quote = FALSE)
}
