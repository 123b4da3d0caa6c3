# Bandwidths that spatstat and sparr choose for points.csv, on the polygon of window.csv and on a rectangle around it.
#
#   Rscript bandwidths.R      writes bandwidths.csv and the curves bandwidths_*.csv (three minutes)
#
# Needs spatstat.geom, spatstat.explore and sparr. Every bandwidth is a sigma, the standard deviation of one coordinate
# of a Gaussian; weights are not used. What each criterion is stands in README.md.
suppressPackageStartupMessages({
  library(spatstat.geom)
  library(spatstat.explore)
  library(sparr)
})
source("shared.R")
windows <- list(polygon = spatstat_window(), rectangle = owin(c(497500, 503700), c(6227400, 6232600)))
# Pixels of 10 m for what spatstat integrates or looks up; on the rectangle the masses at points are exact.
sizes <- list(polygon = c(500, 605), rectangle = c(520, 620))

# spatstat tries a geometric row of bandwidths. Here a coarse one, then its criterion between the neighbours of the
# best, to 0.05 %. `best` is which.min or which.max.
finely <- function(criterion, best) {
  value <- function(sigma) attr(criterion(sigma), "cv")
  coarse <- exp(seq(log(40), log(1600), length.out = 14))
  at <- best(value(coarse))
  stopifnot(at > 1, at < length(coarse))
  found <- optimize(function(log_sigma) value(exp(log_sigma)), log(coarse[at + c(-1, 1)]), tol = 5e-4,
                    maximum = identical(best, which.max))
  exp(found[[1]])
}

at_sigmas <- c(50, 75, 100, 130, 160, 200, 250, 320, 400, 550, 750, 1000)
selected <- list()
for (window in names(windows)) {
  pattern <- suppressWarnings(ppp(points$x, points$y, window = windows[[window]]))
  stopifnot(npoints(pattern) == nrow(points))
  size <- sizes[[window]]
  likelihood <- function(edge, shortcut) function(sigma) {
    bw.ppl(pattern, sigma = sigma, edge = edge, shortcut = shortcut, dimyx = size, warn = FALSE)
  }
  cronie <- function(sigma) bw.CvL(pattern, sigma = sigma, warn = FALSE)
  diggle <- list(isotropic = bw.diggle(pattern, nr = 8192, correction = "isotropic"),
                 translate = bw.diggle(pattern, nr = 8192, correction = "translate"))
  scott <- as.numeric(bw.scott(pattern))
  selected[[window]] <- data.frame(
    polygon = as.numeric(window == "polygon"),
    diggle_isotropic = as.numeric(diggle$isotropic), diggle_translate = as.numeric(diggle$translate),
    likelihood_uniform = finely(likelihood(TRUE, FALSE), which.max),
    likelihood_uniform_logs_only = finely(likelihood(TRUE, TRUE), which.max),
    likelihood_none = finely(likelihood(FALSE, FALSE), which.max),
    likelihood_none_logs_only = finely(likelihood(FALSE, TRUE), which.max),
    cronie_van_lieshout = finely(cronie, which.min), scott = as.numeric(bw.scott(pattern, isotropic = TRUE)),
    scott_x = scott[1], scott_y = scott[2], silverman = NS(pattern), oversmoothing = OS(pattern),
    nearest_10 = mean(nndist(pattern, k = 10)))

  curve <- data.frame(sigma = at_sigmas)
  for (edge in c(TRUE, FALSE)) {
    for (shortcut in c(FALSE, TRUE)) {
      column <- paste0("likelihood_", if (edge) "uniform" else "none", if (shortcut) "_logs_only" else "")
      curve[[column]] <- attr(likelihood(edge, shortcut)(at_sigmas), "cv")
    }
  }
  curve$cronie_van_lieshout <- attr(cronie(at_sigmas), "cv")
  write_table(curve, sprintf("bandwidths_curve_%s.csv", window))

  # Diggle's curve is known where K is: at the sigma nearest to each wished one. With it K itself at r = 2 sigma.
  sigma <- attr(diggle$isotropic, "h")
  near <- vapply(c(30, 50, 75, 100, 115, 130, 145, 160, 200, 240, 280, 310), function(s) which.min(abs(sigma - s)), 1L)
  k_of <- function(correction) {
    k <- Kest(pattern, r = seq(0, rmax.rule("K", windows[[window]], intensity(pattern)), length.out = 8192),
              correction = correction)
    stopifnot(max(abs(k$r[near] - 2 * sigma[near])) < 1e-6)
    k[[if (correction == "isotropic") "iso" else "trans"]][near]
  }
  write_table(data.frame(sigma = sigma[near], isotropic = attr(diggle$isotropic, "cv")[near],
                         translate = attr(diggle$translate, "cv")[near], k_isotropic = k_of("isotropic"),
                         k_translate = k_of("translate")),
              sprintf("bandwidths_diggle_curve_%s.csv", window))
}
write_table(do.call(rbind, selected), "bandwidths.csv")
