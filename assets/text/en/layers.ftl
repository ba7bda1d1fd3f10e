# Hazard layers, marks, symbols of units and the legend of a map.

layers-arrival = Arrival of fire
layers-flame = Flame length
layers-intensity = Fireline intensity
layers-burnt = Burnt area
layers-none = None
layers-field = Hazard layer
layers-lines = Lines of equal arrival
layers-lines-none = None
layers-every = { $n } min
layers-directions = Direction of spread
layers-marks = Reports

## Times

## Legend
layers-truth = Director: truth
layers-nothing-seen = No fire has been seen yet; nothing is projected
layers-basis-verified = Projected from the fire verified at { $clock } ({ $ago })
layers-basis-told = Projected from the fire told, not verified, at { $clock } ({ $ago })
layers-without-crews = The projection leaves out crews, lines and firebrands
layers-working = Working it out…
layers-isochrones = Arrival, every { $n } min
layers-edge-now = Edge of the fire now
layers-edge-projected = Edge now, projected
layers-symbols = Symbols of units
layers-metres = { $n } m
layers-kw-m = { $n } kW/m
layers-by-hand = limit of hand crews
layers-by-machine = limit of engines, dozers
layers-not-at-head = head out of control

## Marks
layers-fire-verified = Fire, verified
layers-fire-told = Fire, not verified
layers-alarm = Alarm of a sensor, nobody has looked
layers-fire-size = { $area } ha, flames { $flame } m
layers-told = { $clock } ({ $ago }), { $source }
layers-by-call = call
layers-conflict = Two reports of the fire do not agree
layers-apart = { $km } km apart
layers-road-cut = Road cut
layers-reached = { $place }: fire arrived at { $clock }
layers-expected = { $place }: fire expected at { $clock } ({ $in })
layers-unit = { $unit } · { $state }
layers-lost-contact = out of contact
layers-not-heard-of = No report since it set out

## Values under the pointer
layers-burnt-at = Burnt at { $clock } ({ $ago })
layers-came-at = Projected: burnt at { $clock } ({ $ago })
layers-comes-at = Projected: fire at { $clock } ({ $ago })
layers-front = Flames { $flame } m, intensity { $intensity } kW/m, spread { $rate } m/min
layers-toward = Spreads to the { $compass }

## Plant
layers-tanks = Tanks
layers-heat = Heat
layers-air = Smoke and gas
layers-zones = Zones
layers-cutout = Tank farm, enlarged
layers-tank = { $tank } · { $state }
layers-tank-whole = whole
layers-tank-burning = burns
layers-tank-failed = shell failed, burns
layers-tank-covered = out, under foam
layers-tank-burst = burst
layers-tank-burnt-out = burnt out
layers-tank-empty = emptied
layers-tank-level = Level { $n }%
layers-tank-dose = Heat taken by the shell { $n }% (fails at 100%)
layers-tank-water = Cooling water { $n } L/s, keeps { $share }% of the heat away
layers-tank-foam = Foam solution { $n } L/s
layers-tank-styrene = Styrene { $n } °C
layers-heat-unit = Heat, kW/m²
layers-heat-projected = Heat, projected from reports, kW/m²
layers-heat-1 = can be borne for long
layers-heat-2 = crews in gear, some minutes
layers-heat-3 = lights wood and plastics
layers-heat-4 = breaks equipment
layers-heat-at = Heat { $n } kW/m²
layers-heat-projected-at = Projected: heat { $n } kW/m²
layers-smoke = smoke aloft, downwind
layers-air-unit = Smoke and gas (AEGL, one hour)
layers-air-1 = noticed
layers-air-2 = level 2, harm
layers-air-3 = level 3, death
layers-air-to-come = in 30 min
layers-air-ahead = noticed and level 2 in 30 min
layers-air-at = Air: { $second } times level 2, { $third } times level 3
layers-air-place = Air at { $place }: { $level }
layers-zone-hot = Hot zone { $n } m
layers-zone-warm = Warm zone { $n } m
layers-zone-cold = Cordon { $n } m
layers-zone-ordered = { $n } m (being set up)
layers-zone-hot-is = Hot zone
layers-zone-warm-is = Warm zone
layers-zone-cold-is = Cold zone (cordon)
layers-sign-dose = Heat taken by the shell: green little, red near failure
layers-sign-cooled = Being cooled
layers-sign-burns = Burns
layers-sign-hydrant = hydrant
layers-sign-foam = Under foam
layers-sign-lost = Lost
layers-air-expected = { $place }: smoke or gas expected at { $clock } ({ $in })

# Water.
layers-currents = Currents (director, review)
layers-current = { $speed } m/s
layers-depth = Depth of the water (truth)
depth-1 = wet
depth-2 = no cars
depth-3 = no children, no elderly
depth-4 = nobody on foot
depth-5 = light houses fail
depth-6 = houses fail
layers-water-at = Water { $depth } m deep, { $speed } m/s: hazard class { $class }
