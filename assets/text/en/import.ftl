# What an import dropped, filled or assumed, and why one failed.

## Notes: $count says how often, $about to what
import-note-nodes-out-of-range = { $count } map nodes have coordinates that are not on Earth: left out
import-note-nodes-repeated = { $count } map nodes are there twice: the last one counts
import-note-missing-nodes = { $count } references to nodes that are not in the file: the line is cut there
import-note-missing-members = { $count } outlines of areas are not in the file
import-note-open-rings = { $count } outlines of areas do not close: left out
import-note-areas-too-complex = { $count } areas are too complex to fill: left out
import-note-coastlines-ignored = { $count } coastlines: the sea is not filled
import-note-roads-not-used = { $count } roads nobody drives on, or that were not asked for: left out
import-note-roads-barred = { $count } roads are barred to every vehicle: left out
import-note-roads-cut-at-edge = Roads are cut { $count } times at the edge of the map
import-note-road-pieces-dropped = { $count } pieces of road cannot be reached from the main network and left again: left out
import-note-road-islands-dropped = { $count } islands of road are left out
import-note-speed-assumed = { $count } links of class { $about } have no speed limit: the usual speed of the class
import-note-lanes-assumed = { $count } links do not say how many lanes they have: the usual number
import-note-population-assumed = { $count } settlements of type { $about } have no population: the usual one. Replace it by local figures
import-note-capacity-assumed = { $count } schools and shelters do not say how many people they take: the usual number. Replace it by local figures
import-note-places-repeated = { $count } places are there twice: kept once
import-note-places-off-map = { $count } places lie outside the map: left out
import-note-places-off-road = { $count } places are too far from any road to be reached by one
import-note-water-points-thinned = { $count } water points lie close to another one: left out
import-note-leaf-type-assumed = { $count } forest cells do not say needle or broadleaved: taken as mixed forest
import-note-cells-unmapped = { $count } cells are not mapped: taken as { $about }
import-note-voids-filled = { $about }: { $count } void heights filled from their neighbours
import-note-cells-on-filled-voids = The heights of { $count } cells rest on filled voids
import-note-cells-outside-elevation = { $count } cells lie outside the elevation data: the height of their neighbours
import-note-terrain-flat = No elevation data: all { $count } cells at height 0
import-note-raster-no-data = Layer { $about }: { $count } cells without data
import-note-unknown-fuel-models = { $count } cells have a fuel model that does not exist: they do not burn
import-note-layer-missing = There is no layer { $about }: taken as 0
import-note-cell-size-from-rasters = The cells are those of the rasters: { $about } m
import-note-grid-north-turned = The map's north is turned { $about } of true north by { $count } hundredths of a degree: turn wind directions by as much

## Problems: $place is the file or setting, $detail what the reader found
import-fault-nothing-asked = Nothing to import is named: { $detail }
import-fault-bad-setting = { $place }: out of range: { $detail }
import-fault-unreadable = { $place } cannot be read: { $detail }
import-fault-unknown-kind = { $place } is of no known kind: { $detail }
import-fault-damaged = { $place } is damaged: { $detail }
import-fault-unsupported = { $place } uses what is not supported: { $detail }
import-fault-too-large = { $place } is too large: { $detail }
import-fault-grids-differ = { $place } does not lie on the grid of the other rasters: { $detail }
import-fault-layer-missing = { $place } lacks layer { $detail }
import-fault-layer-twice = { $place }: layer { $detail } is there twice
import-fault-empty = { $place }: nothing of use lies within the map: { $detail }
