# The map: buttons, scale, what is under the pointer.

map-name = Map
map-zoom-in = Zoom in
map-zoom-out = Zoom out
map-whole = Whole map
map-layers = Layers
map-legend = Legend
map-measure = Measure
map-measure-hint = Click points to measure a length, the first point again for an area, double-click to end, Esc to leave
map-north = N

## What is under the pointer
map-off = Off the map
map-coordinates = East {$east} m, north {$north} m, column {$column}, row {$row}
map-terrain = Height {$height} m, slope {$slope}°
map-faces = , faces {$where}
map-cover = {$cover}, fuel {$fuel}
map-no-fuel = none
map-road = Nearest road: {$class}, {$distance}
map-place = {$name}, {$kind}
map-place-people = {$name}, {$kind}, {$people} people

## Lengths and areas
map-m = {$n} m
map-km = {$n} km
map-m2 = {$n} m²
map-ha = {$n} ha
map-km2 = {$n} km²

## Layers
layer-relief = Relief
layer-roads = Roads
layer-names = Place names
layer-units = Units
layer-routes = Routes

## Land cover
cover-open = Grass and fields
cover-shrub = Shrubs
cover-forest = Forest
cover-bare = Bare ground
cover-water = Water
cover-built = Built-up

## Classes of roads
road-motorway = motorway
road-trunk = trunk road
road-primary = county road
road-secondary = township road
road-local = village road
road-track = track
road-path = path
