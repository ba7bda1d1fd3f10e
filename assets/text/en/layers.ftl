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
