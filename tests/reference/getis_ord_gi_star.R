# Local Gi* of the 16 x 16 remote sensing values of Getis and Ord (1996) with binary weights, for five distance bands.
#
#   Rscript getis_ord_gi_star.R > getis_ord_16x16_gi_star.csv
#
# Needs spdep and spData. The values themselves are not written, only our results.
suppressPackageStartupMessages(library(spdep))
data(getisord, package = "spData")

places <- as.matrix(go_xyz[, c("x", "y")])
result <- data.frame(x = go_xyz$x, y = go_xyz$y)
for (distance in c(30, 60, 90, 120, 150)) {
  # dnearneigh takes pairs with 0 < d <= distance; include.self adds the place itself, which makes Gi* of Gi.
  weights <- nb2listw(include.self(dnearneigh(places, 0, distance)), style = "B")
  result[[paste0("z_d", distance)]] <- sprintf("%.10f", as.numeric(localG(go_xyz$val, weights)))
}
write.csv(result, quote = FALSE, row.names = FALSE)
