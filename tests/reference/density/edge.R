# Density of the points on the polygon of window.csv without, with uniform and with Diggle's edge correction, by
# spatstat, beside the same by plain sums with the masses of shared.R.
#
#   Rscript edge.R            writes edge_pixels_*.csv and edge_at_points_*.csv (a minute and a half)
#
# Needs spatstat.geom and spatstat.explore.
suppressPackageStartupMessages({
  library(spatstat.geom)
  library(spatstat.explore)
})
source("shared.R")
area <- spatstat_window()
pattern <- suppressWarnings(ppp(points$x, points$y, window = area))
stopifnot(npoints(pattern) == nrow(points))

cases <- data.frame(kernel = c("gaussian", "gaussian", "quartic", "quartic", "epanechnikov"),
                    weighted = c(0, 1, 0, 1, 0), bandwidth = c(300, 300, 750, 750, 600))
# Pixels of 5 m, with the points in their middles and the vertices in their corners: what is left of spatstat's error is
# that a pixel is area or not.
size <- c(1000, 1210)
chosen <- {
  cell <- 5
  grid <- expand.grid(x = 497600 + cell * (seq_len(1210) - 0.5), y = 6227500 + cell * (seq_len(1000) - 0.5))
  RNGkind("Mersenne-Twister", "Inversion", "Rejection")
  set.seed(11)
  grid <- grid[sample(nrow(grid), 6000), ]
  grid <- grid[inside.owin(grid$x, grid$y, area), ]
  border <- bdist.points(suppressWarnings(ppp(grid$x, grid$y, window = area)))
  # Where next to nothing lies, a share of the value says little.
  near_events <- kernel_sum("gaussian", 200, grid$x, grid$y, points$x, points$y, 1) > 1
  rbind(grid[near_events & border < 60, ][1:25, ], grid[near_events & border >= 60 & border < 250, ][1:15, ],
        grid[near_events & border >= 250, ][1:20, ])
}
stopifnot(!anyNA(chosen))

at_pixels <- list()
at_points <- list()
for (i in seq_len(nrow(cases))) {
  kernel <- cases$kernel[i]
  bandwidth <- cases$bandwidth[i]
  weights <- if (cases$weighted[i] == 1) points$weight else NULL
  by_spatstat <- function(at, edge, diggle) {
    density(pattern, sigma = sigma_of(kernel, bandwidth), kernel = kernel, weights = weights, edge = edge,
            diggle = diggle, dimyx = size, at = at, leaveoneout = FALSE, spill = at == "pixels" && !diggle)
  }
  weight <- if (is.null(weights)) 1 else weights
  mass <- mapply(function(x, y) mass_in_area(kernel, bandwidth, x, y), points$x, points$y)
  by_sum <- function(x, y, mass_there) {
    none <- kernel_sum(kernel, bandwidth, x, y, points$x, points$y, weight)
    data.frame(exact_none = none, exact_uniform = none / mass_there,
               exact_diggle = kernel_sum(kernel, bandwidth, x, y, points$x, points$y, weight / mass))
  }
  mass_at_pixels <- mapply(function(x, y) mass_in_area(kernel, bandwidth, x, y), chosen$x, chosen$y)
  rows <- function(x, y, mass_there, none, uniform, diggle) {
    data.frame(x = x, y = y, none = 1e6 * none, uniform = 1e6 * uniform, diggle = 1e6 * diggle,
               exact_mass = mass_there, by_sum(x, y, mass_there))
  }
  value <- function(image) as.numeric(image[list(x = chosen$x, y = chosen$y)])
  both <- by_spatstat("pixels", TRUE, FALSE)
  at_pixels[[i]] <- rows(chosen$x, chosen$y, mass_at_pixels, value(both$raw), value(both$raw) / value(both$edg),
                         value(by_spatstat("pixels", TRUE, TRUE)))
  # spatstat knows a kernel at points only as a Gaussian or by pairs; all five cases are exact without edge correction.
  at_points[[i]] <- rows(points$x, points$y, mass, by_spatstat("points", FALSE, FALSE),
                         by_spatstat("points", TRUE, FALSE), by_spatstat("points", TRUE, TRUE))
}
name <- function(kind, i) {
  sprintf("%s_%s_%g%s.csv", kind, cases$kernel[i], cases$bandwidth[i], if (cases$weighted[i] == 1) "_weighted" else "")
}
largest_difference <- function(table) {
  off <- sapply(c("none", "uniform", "diggle"), function(edge) {
    max(abs(table[[edge]] / table[[paste0("exact_", edge)]] - 1))
  })
  paste(sprintf("%s %.1e", names(off), off), collapse = ", ")
}
for (i in seq_len(nrow(cases))) {
  message(name("spatstat beside the plain sum, largest relative difference, edge_*", i), ":\n  pixels ",
          largest_difference(at_pixels[[i]]), "\n  points ", largest_difference(at_points[[i]]))
  write_table(at_pixels[[i]], name("edge_pixels", i))
  write_table(at_points[[i]], name("edge_at_points", i))
}

# On a rectangle spatstat takes the mass of a Gaussian from pnorm, so its edge-corrected values at points are exact.
rectangle <- owin(c(497500, 503700), c(6227400, 6232600))
framed <- ppp(points$x, points$y, window = rectangle)
at_points_of <- function(edge, diggle, weights) {
  1e6 * as.numeric(density(framed, sigma = 300, weights = weights, edge = edge, diggle = diggle, at = "points",
                           leaveoneout = FALSE))
}
for (weighted in c(FALSE, TRUE)) {
  weights <- if (weighted) points$weight
  write_table(data.frame(x = points$x, y = points$y, none = at_points_of(FALSE, FALSE, weights),
                         uniform = at_points_of(TRUE, FALSE, weights), diggle = at_points_of(TRUE, TRUE, weights)),
              sprintf("edge_at_points_of_rectangle_gaussian_300%s.csv", if (weighted) "_weighted" else ""))
}
