# Relative risk of points.csv against controls.csv and adaptive density, by sparr, with its asymptotic p-values.
#
#   Rscript risk.R            writes risk_fixed.csv, risk_adaptive.csv, adaptive.csv and adaptive_bandwidths.csv
#
# Three minutes. Needs spatstat.geom, spatstat.explore and sparr. What is computed how stands in README.md.
suppressPackageStartupMessages({
  library(spatstat.geom)
  library(spatstat.explore)
  library(sparr)
})
source("shared.R")
area <- spatstat_window()
cases <- suppressWarnings(ppp(points$x, points$y, window = area))
others <- suppressWarnings(ppp(controls$x, controls$y, window = area))
stopifnot(npoints(cases) == nrow(points), npoints(others) == nrow(controls))

RNGkind("Mersenne-Twister", "Inversion", "Rejection")
set.seed(5)
wished <- runifpoint(60, area)
# sparr's images have as many rows as columns; the values are those of the pixels in which the wished places lie.
pixels_of <- function(image) {
  at <- unique(cbind(col = findInterval(wished$x, image$xcol - image$xstep / 2),
                     row = findInterval(wished$y, image$yrow - image$ystep / 2)))
  at <- at[!is.na(image$v[at[, 2:1]]), ]
  data.frame(x = image$xcol[at[, "col"]], y = image$yrow[at[, "row"]])
}
value <- function(image, at) as.numeric(image[list(x = at$x, y = at$y)])

# The same by plain sums and the masses of shared.R, in which no pixel plays a part but for the integral over the area
# that makes a density of an intensity; that one comes from an image.
masses <- function(at, bandwidth) mapply(function(x, y, h) mass_in_area("gaussian", h, x, y), at$x, at$y, bandwidth)
sum_here <- function(at, from, bandwidths, weights = 1) {
  mapply(function(x, y) sum(weights * kernel_value("gaussian", sqrt((from$x - x)^2 + (from$y - y)^2), bandwidths)),
         at$x, at$y)
}
intensity_here <- function(at, from, bandwidth) sum_here(at, from, bandwidth) / masses(at, bandwidth)
integral_of <- function(pattern, bandwidth) integral(density(pattern, sigma = bandwidth, edge = TRUE, dimyx = 1024))

# Fixed bandwidth. Densities integrate to 1 over the area; p is one-sided, small where the risk is raised.
h <- 450
fine <- 1024
fixed <- risk(cases, others, h0 = h, adapt = FALSE, edge = "uniform", resolution = fine, verbose = FALSE)
# With tolerate = TRUE risk() takes the comparison set's density in the variance; tolerance() takes what it is given.
# Both are here: that of all points together and that of the comparison set.
together <- superimpose(cases, others, W = area)
pooled <- bivariate.density(together, h0 = h, resolution = fine, verbose = FALSE)
p_of <- function(reference) tolerance(fixed, ref.density = reference, verbose = FALSE)
at <- pixels_of(fixed$rr)
exact_f <- intensity_here(at, points, h) / integral_of(cases, h)
exact_g <- intensity_here(at, controls, h) / integral_of(others, h)
exact_pooled <- intensity_here(at, rbind(points[, 1:2], controls), h) / integral_of(together, h)
exact_p <- function(reference) {
  roughness <- masses(at, h / sqrt(2)) / (4 * pi * masses(at, h)^2)
  deviation <- sqrt(roughness * (1 / nrow(points) + 1 / nrow(controls)) / reference) / h
  pnorm(log(exact_f / exact_g) / deviation, lower.tail = FALSE)
}
write_table(data.frame(at, f = 1e6 * value(fixed$f$z, at), g = 1e6 * value(fixed$g$z, at),
                       log_ratio = value(fixed$rr, at), p_pooled = value(p_of(pooled), at),
                       p_controls = value(p_of(fixed$g), at), exact_f = 1e6 * exact_f, exact_g = 1e6 * exact_g,
                       exact_log_ratio = log(exact_f / exact_g),
                       exact_p_pooled = exact_p(exact_pooled), exact_p_controls = exact_p(exact_g)), "risk_fixed.csv")

# Adaptive: bandwidths by Abramson's square root of a pilot density. sparr reads the pilot off an image and takes masses
# by pixels.
h0 <- 400
hp <- 300
coarse <- 128
adaptive <- function(pattern, edge, trim = 5, ...) {
  bivariate.density(pattern, h0 = h0, hp = hp, adapt = TRUE, resolution = coarse, edge = edge, trim = trim,
                    intensity = TRUE, verbose = FALSE, ...)
}
surfaces <- list(uniform = adaptive(cases, "uniform"), diggle = adaptive(cases, "diggle"),
                 none = adaptive(cases, "none"), trimmed = adaptive(cases, "uniform", trim = 1.2))
at <- pixels_of(surfaces$uniform$z)

# The pilot at places, with the edge correction of the surface.
pilot <- function(places, from, edge) {
  switch(edge, uniform = intensity_here(places, from, hp), none = sum_here(places, from, hp),
         diggle = sum_here(places, from, hp, 1 / masses(from, hp)))
}
# h0 times the inverse square root of the pilot over its geometric mean at the pilot's points, a factor of at most
# `trim`.
geometric <- function(at_its_points) exp(mean(log(at_its_points^-0.5)))
abramson <- function(here, at_its_points, trim) h0 * pmin(here^-0.5 / geometric(at_its_points), trim)
exact_adaptive <- function(edge, trim = 5) {
  at_points <- pilot(points, points, edge)
  bandwidths <- abramson(at_points, at_points, trim)
  here <- abramson(pilot(at, points, edge), at_points, trim)
  surface <- switch(edge, none = sum_here(at, points, bandwidths),
                    uniform = sum_here(at, points, bandwidths) / masses(at, here),
                    diggle = sum_here(at, points, bandwidths, 1 / masses(points, bandwidths)))
  list(h = bandwidths, z = surface, here = here)
}
exact <- list(uniform = exact_adaptive("uniform"), diggle = exact_adaptive("diggle"), none = exact_adaptive("none"),
              trimmed = exact_adaptive("uniform", trim = 1.2))
named_exact <- function(list) setNames(list, paste0("exact_", names(list)))
write_table(data.frame(at, lapply(surfaces, function(surface) 1e6 * value(surface$z, at)),
                       named_exact(lapply(exact, function(surface) 1e6 * surface$z)),
                       exact_h_here = exact$uniform$here), "adaptive.csv")
write_table(data.frame(x = points$x, y = points$y, lapply(surfaces, function(surface) surface$h),
                       named_exact(lapply(exact, function(surface) surface$h))), "adaptive_bandwidths.csv")

# Adaptive risk with one pilot, that of both sets together ("symmetric").
f <- adaptive(cases, "uniform", pilot.density = together)
g <- adaptive(others, "uniform", pilot.density = together)
f_integral <- integral(f$z)
g_integral <- integral(g$z)
f$z <- f$z / f_integral
g$z <- g$z / g_integral
both <- risk(f, g, tolerate = TRUE, verbose = FALSE)
all_points <- rbind(points[, 1:2], controls)
at_all <- pilot(all_points, all_points, "uniform")
here <- abramson(pilot(at, all_points, "uniform"), at_all, 5)
mass_here <- masses(at, here)
surface <- function(from) sum_here(at, from, abramson(pilot(from, all_points, "uniform"), at_all, 5)) / mass_here
exact_f <- surface(points) / f_integral
exact_g <- surface(controls) / g_integral
# gamma is the geometric mean for a pilot that integrates to 1.
gamma <- geometric(at_all) * sqrt(integral_of(together, hp))
deviation <- sqrt(2.5 / (4 * pi) * masses(at, here / sqrt(2)) * (1 / nrow(points) + 1 / nrow(controls))) / mass_here *
  gamma / h0
write_table(data.frame(at, f = 1e6 * value(both$f$z, at), g = 1e6 * value(both$g$z, at), log_ratio = value(both$rr, at),
                       p = value(both$P, at), exact_f = 1e6 * exact_f, exact_g = 1e6 * exact_g,
                       exact_log_ratio = log(exact_f / exact_g),
                       exact_p = pnorm(log(exact_f / exact_g) / deviation, lower.tail = FALSE)), "risk_adaptive.csv")
