# Writes the synthetic events (points.csv), the study area (window.csv) and the comparison set (controls.csv) that the
# other scripts of this folder and the tests share. Base R only. Metres, as in EPSG:3006 around Ronneby; no real place.
#
# The area has what a municipality has: a concave outline of some 5 km, a lake in it (hole) and an island (second part).
# Events lie at least 1 m from every border, so that no rule about points on a border matters, and no two coincide. They
# lie in the middles of squares of 5 m: on pixels of 5 m spatstat, which moves every point to the middle of its pixel,
# then moves none. The comparison set has its positions to 0.1 m.
RNGkind("Mersenne-Twister", "Inversion", "Rejection")
set.seed(20240301)
east <- 500000
north <- 6230000

# Exteriors counterclockwise, the hole clockwise, the first vertex not repeated.
rings <- list(
  cbind(x = c(-2400, -600, 320, 1500, 2500, 2300, 900, 1115, 2450, 1900, 200, -700, -1100, -2100, -1700),
        y = c(-2300, -2500, -1605, -2450, -1900, -300, -150, 430, 900, 2400, 2050, 2500, 1200, 1700, -100)),
  cbind(x = c(-900, -1100, -500, 100, 300, -250), y = c(-900, -200, 150, 50, -700, -1150)),
  cbind(x = c(2700, 3500, 3650, 3000, 2650), y = c(-700, -900, 350, 600, 100)))

inside_ring <- function(x, y, ring) {
  inside <- rep(FALSE, length(x))
  last <- nrow(ring)
  for (i in seq_len(nrow(ring))) {
    crosses <- (ring[i, 2] > y) != (ring[last, 2] > y)
    at <- ring[i, 1] + (y - ring[i, 2]) / (ring[last, 2] - ring[i, 2]) * (ring[last, 1] - ring[i, 1])
    inside <- xor(inside, crosses & x < at)
    last <- i
  }
  inside
}

distance_to_ring <- function(x, y, ring) {
  nearest <- rep(Inf, length(x))
  last <- nrow(ring)
  for (i in seq_len(nrow(ring))) {
    dx <- ring[last, 1] - ring[i, 1]
    dy <- ring[last, 2] - ring[i, 2]
    along <- pmin(1, pmax(0, ((x - ring[i, 1]) * dx + (y - ring[i, 2]) * dy) / (dx^2 + dy^2)))
    nearest <- pmin(nearest, sqrt((x - ring[i, 1] - along * dx)^2 + (y - ring[i, 2] - along * dy)^2))
    last <- i
  }
  nearest
}

well_inside <- function(x, y) {
  parity <- Reduce(xor, lapply(rings, function(ring) inside_ring(x, y, ring)))
  parity & Reduce(pmin, lapply(rings, function(ring) distance_to_ring(x, y, ring))) >= 1
}

keep <- function(x, y, count) {
  x <- placed(x)
  y <- placed(y)
  good <- which(well_inside(x, y) & !duplicated(cbind(x, y)))
  stopifnot(length(good) >= count)
  cbind(x = x[good], y = y[good])[seq_len(count), ]
}

placed <- function(value) 5 * floor(value / 5) + 2.5
uniform <- function(count) keep(runif(20 * count, -2500, 3700), runif(20 * count, -2600, 2600), count)
cluster <- function(count, x, y, sd) keep(rnorm(50 * count, x, sd), rnorm(50 * count, y, sd), count)

# Clusters in the middle, in a corner, at the shore of the lake, in the notch of the outline and on the island.
events <- rbind(uniform(110), cluster(60, -1500, -1500, 220), cluster(45, 1500, 1300, 300), cluster(30, 300, 250, 120),
                cluster(25, 1700, -500, 180), cluster(20, 3100, -100, 150), cluster(10, -1900, 1500, 90))
placed <- function(value) round(value, 1)
controls <- rbind(uniform(320), cluster(90, -1300, -1300, 500), cluster(60, 1200, 1200, 600),
                  cluster(30, 3100, -200, 300))
stopifnot(!anyDuplicated(events), !anyDuplicated(controls))

write_points <- function(points, file, weights = NULL) {
  table <- data.frame(x = sprintf("%.1f", east + points[, 1]), y = sprintf("%.1f", north + points[, 2]))
  if (!is.null(weights)) {
    table$weight <- weights
  }
  write.csv(table, file, row.names = FALSE, quote = FALSE)
}
write_points(events, "points.csv", sample(c(0.25, 0.5, 1, 2, 3.5), nrow(events), TRUE, c(1, 2, 5, 2, 1)))
write_points(controls, "controls.csv")
outline <- do.call(rbind, lapply(seq_along(rings), function(i) {
  data.frame(ring = i, x = east + rings[[i]][, 1], y = north + rings[[i]][, 2])
}))
write.csv(outline, "window.csv", row.names = FALSE, quote = FALSE)
