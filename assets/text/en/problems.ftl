# What is wrong with a file. Sentences begin small and end without a stop: a place stands before them.

problem-error = error
problem-warning = warning
problem-hint = hint
problem-note = note
problem-more = … and { $count } more problems
problem-shown = … { $shown } shown of { $count } problems
problem-count = { $errors ->
    [0] No error
    [one] 1 error
   *[other] { $errors } errors
}, { $warnings ->
    [0] no warning
    [one] 1 warning
   *[other] { $warnings } warnings
}

## Files and folders
problem-folder-missing = there is no such folder
problem-folder-is-file = this is a file; a folder is wanted
problem-unreadable = cannot be read: { $reason }
problem-path-empty = a file name is missing here
problem-path-odd = “{ $path }” is too long or holds characters that no file name has
problem-path-absolute = “{ $path }” is not a path inside this folder
problem-path-leaves = “{ $path }” leads out of the scenario folder
problem-file-missing = there is no file “{ $path }” in the scenario folder
problem-file-unreadable = file “{ $path }” cannot be read: { $reason }
problem-not-a-file = “{ $path }” is a folder or a device, not a file
problem-file-too-large = file “{ $path }” is larger than { $limit } MiB
problem-not-utf8 = file “{ $path }” is not UTF-8 text: the first wrong byte is number { $offset }, in line { $line }
hint-path-inside = write paths from the scenario folder, with “/”, such as terrain/elevation.asc
hint-save-utf8 = save the file again as UTF-8 (not GBK, not UTF-16)

## Text
problem-empty = the file is empty
problem-expected-value = a value is missing here
problem-expected-comma = a comma is missing here
problem-expected-colon = a colon is missing here
problem-unclosed = the file ends, but “{ $bracket }” is still open
problem-unclosed-text = this text has no closing quotation mark
problem-unclosed-line = this text has no closing quotation mark in its line
hint-half-width = switch the keyboard to half-width punctuation: “{ $half }”, not “{ $found }”
hint-quotes = look at the quotation marks before this: one may be missing
hint-quote = if the text should run over several lines, put a comma after its closing quotation mark
problem-unclosed-comment = this comment has no closing */
problem-unexpected = “{ $found }” cannot stand here
problem-trailing = the document ends before this
problem-extension = this extension of RON is not supported
problem-too-deep = brackets are nested deeper than { $limit } levels
problem-too-many-values = the file holds more than { $limit } values
problem-bad-number = “{ $found }” is not a number
problem-not-finite = “{ $found }” is not a usable number
problem-bad-text = this text cannot be read: { $reason }
problem-duplicate-field = field “{ $name }” is given twice
problem-duplicate-key = key { $name } is given twice
note-first-here = given first here
note-opened-here = opened here
note-open-bracket = “{ $bracket }” is still open here

## Types
problem-wrong-type = { $expected } is wanted here, not { $found }
problem-whole-out-of-range = { $found } is out of range: a whole number from { $low } to { $high } is wanted
problem-whole-negative = { $found } cannot stand here: a whole number of at least 0 is wanted
problem-not-whole = { $found } is not a whole number
problem-wrong-name = “{ $found }” cannot stand before this bracket; it would have to be “{ $wanted }” or nothing
problem-tuple-length = { $wanted } values are wanted between the brackets, not { $found }
problem-unknown-field = there is no field “{ $name }” here
problem-missing-field = field “{ $name }” is missing
problem-unknown-variant = there is no “{ $name }” to choose here
problem-variant-form = “{ $name }” has the wrong form here: { $expected } is wanted
problem-refused = this value is not accepted: { $reason }
hint-did-you-mean = did you mean “{ $name }”?
hint-one-of = one of: { $names }
type-number = a number
type-whole-number = a whole number
type-text = text in quotation marks
type-character = a character in single quotation marks
type-bytes = bytes
type-truth = true or false
type-word = a word without brackets
type-list = a list [ … ]
type-map = a map { "{" } … { "}" }
type-tuple = values in round brackets ( … )
type-fields = fields in round brackets (name: value, …)
type-variant = a word to choose by
type-unit = ()

## Versions
problem-version-newer = this file is of version { $found }; this program knows version { $known }
problem-version-older = this file is of version { $found }; this program wants version { $known }
hint-update = update Tuiyan, or save the file with the program version that is used here
hint-migrate = open and save the file with an earlier Tuiyan that knows both versions

## Meaning
problem-out-of-range = { $value } is out of range; allowed: { $low } to { $high }{ $unit }
problem-no-such = there is no { $what } “{ $name }”
problem-key-twice = { $what } “{ $name }” is given twice
problem-key-syntax = “{ $name }” is not a key
problem-text-empty = a text is missing here
problem-text-too-long = the text is { $found } characters long; at most { $limit } are allowed
problem-text-control = the text holds a character that cannot be shown
problem-too-many = there are { $found } { $what } here; at most { $limit } are allowed
hint-key-syntax = a key holds small letters a–z, digits and _ only, 1 to 40 of them

## Ground: roads and places
problem-off-map = ({ $x }, { $y }) lies off the map, which is { $width } m wide and { $height } m high
problem-road-length = road “{ $name }” would be { $length } m long; 0.1 m to 200 km is allowed
problem-road-short = road “{ $name }” is given as { $length } m, but its ends are { $straight } m apart
problem-cut-off = no way there and back for vehicles between { $main } and { $count ->
    [one] this place: { $names }
   *[other] these { $count } places: { $names }
}
hint-cut-off = look for a missing road, a road of class Path, or one_way in the wrong direction
what-junction = junction
what-road = road
what-place = place
what-point = point
unit-none = {""}
unit-m = {" "}m
unit-km-h = {" "}km/h
unit-kg-m3 = {" "}kg/m³
unit-people = {" "}people

## Ground: layers
problem-layer-form = a layer is the name of a file in quotation marks, or Const(number)
problem-code-unknown = { $value } is not a code this layer knows
problem-grid-short = the grid needs { $wanted } numbers; the file holds { $found }
problem-grid-long = the grid needs { $wanted } numbers; the file goes on here
problem-grid-word = “{ $name }” does not belong in the head of a grid
problem-grid-header-value = “{ $name }” has no number after it
problem-grid-header-missing = the head of the grid lacks { $name }
problem-grid-header-range = { $name } is out of range; allowed: { $low } to { $high }
problem-grid-too-large = the grid has { $found } cells; at most { $limit } are allowed
problem-grid-shape = this grid is { $this }; that of { $file } is { $other }
problem-grid-corner = the south-west corner of this grid is { $this }; that of { $file } is { $other }
problem-grid-given-twice = the grid given here is { $this }; that of the layer { $file } is { $other }
problem-grid-missing = no layer is a file, so the shape of the grid is not known
problem-cell-absent = row { $row }, column { $column } of the map has no elevation
problem-cell-code = row { $row }, column { $column } of the map: { $value } is not a code this layer knows
problem-cell-range = row { $row }, column { $column } of the map: { $value } is out of range; allowed: { $low } to { $high }{ $unit }
problem-cells-more = { $count ->
    [one] one more cell of this layer is wrong
   *[other] { $count } more cells of this layer are wrong
}
problem-cells-absent = { $count ->
    [one] one cell has no number and is taken as 0
   *[other] { $count } cells have no number and are taken as 0
}
problem-canopy-base-above-top = { $count ->
    [one] in one cell the lowest crowns are
   *[other] in { $count } cells the lowest crowns are
} higher than the trees
hint-fill-cells = fill the gap from its neighbours when the map is imported
hint-grid = add { $name }: (columns: 100, rows: 80, cell_m: 30) to { $within }

## Drill: scenario, plan and orders
problem-clock = “{ $value }” is not a time of day such as 14:30
problem-weather-start = the weather has to begin at minute 0
problem-not-rising = each period has to begin later than the one before it
problem-no-fuel = nothing burns at “{ $name }”: the cell there has no fuel
problem-line-short = a line needs at least two points
problem-no-seats = a drill needs at least one seat
problem-superior-circle = this seat is, by way of others, its own superior
problem-values-in-cases = where a scenario has cases, values stand in the files of the cases, not here
problem-fact-twice = "{ $name }" stands twice in this case
problem-value-unknown = "unknown" means that nobody knows and cannot be the key of a value
problem-again-for-ever = notice "{ $name }" is told again and again and has no unless: it never ends
problem-own-deputy = a seat cannot be its own deputy
problem-outage-ends-before = the outage ends before it begins
problem-caller-channel = seat “{ $to }” does not have the channel “{ $channel }”
problem-no-mast = a channel with a range needs masts, or a kind of unit that relays
problem-no-channel = “{ $from }” has no channel in common with “{ $to }”, to whom it reports
problem-from-and-lead = a unit has either from_min or lead_min (requisition_min), not both
problem-request-and-requisition = a unit has either lead_min (requested) or requisition_min (requisitioned), not both
problem-resource-late = the plan counts on “{ $unit }” after { $ready } min, in the scenario it takes { $comes } min
problem-resource-missing = task “{ $name }” (clause { $clause }) uses “{ $unit }”, which is not among the forces of the plan
problem-addressee = “{ $name }” is neither a contact of the plan nor a seat
problem-order-time = “{ $value }” is not a time of this drill, which ends at { $end }
problem-order-unknown = { $slot }: there is no “{ $name }”
problem-order-missing = { $slot } must not be empty
problem-no-shelter = “{ $name }” is no shelter
problem-order-unfit = “{ $name }” does not fit { $slot }; wanted here: { $lacks }
problem-order-text = a text of this order is empty, or longer than 500 characters
problem-may-not-order = seat “{ $name }” may not give the order “{ $kind }”
problem-sunset = sunset has to be later than sunrise
problem-no-ignition = there is no ignition: nothing will burn
problem-home-off-road = “{ $unit }” waits at “{ $place }”, where no road begins that it can use
problem-line-in-cell = all points of this line lie in one cell ({ $cell } m wide): no firebreak can be built along it
problem-harm-shares = the share of dead, { $dead }, and the share of injured, { $injured }, come to more than 1
problem-limit-zero = a limit of 0 minutes is exceeded as soon as the task begins
problem-task-waits = task “{ $name }” begins only when it is done itself
problem-done-by-anything = it is not said which order shows it done
hint-done-by-anything = name an order, or what it is about, such as (about: "engine_1", stage: OnScene)
problem-task-never-done = no order of this plan brings about what shows that this task is done ({ $kind })
problem-no-road-between = no road joins junctions “{ $from }” and “{ $to }”
problem-shelters-small = the shelters take { $capacity } people; there are { $residents } residents
problem-bounds = the lower bound { $low } is above the upper bound { $high }
what-line = line
what-fact = fact
what-sensor = sensor
what-expert = expert
what-case = case
what-value = value
what-contact = contact
what-alert-means = means of warning
what-notice = notice
what-order = order
what-order-kind = kind of order
what-period = period
what-result = result
what-seat = seat
what-channel = channel
what-outage = outage
what-task = task
what-unit = unit
what-unit-kind = kind of unit
unit-deg = °
unit-h = {" "}h
unit-l = {" "}L
unit-l-min = {" "}L/min
unit-m-h = {" "}m/h
unit-m-s = {" "}m/s
unit-min = {" "}min
unit-percent = {" "}%
unit-s = {" "}s
unit-vehicles-h = {" "}vehicles/h
unit-yuan = {" "}yuan

## Drill: whether it can be played, and what it trains
problem-notice-unanswered = notice “{ $name }” has no expected action
hint-notice-unanswered = write in expected which seat is to give which order within how many minutes; where nobody has to act, write for_information: true
problem-notice-both = notice “{ $name }” has expected actions and is marked as for information only
problem-objective-seat = task “{ $task }” belongs to seat “{ $seat }”, not to “{ $name }”
problem-objective-loose = a standard of { $standard } min is looser than the limit of task “{ $task }” in the plan (clause { $clause }, { $limit } min)
problem-effect-open = this effect has no bound: give at_least, at_most or both
problem-plan-too-large = there are { $found } conditions, more than { $limit }: whether they can hold was not checked
problem-trigger-never = the trigger of task “{ $name }” (clause { $clause }) can never hold
problem-notice-never = what notice “{ $name }” waits for can never hold
problem-objective-never = the condition of objective “{ $name }” can never hold
problem-task-circle = task “{ $name }” (clause { $clause }) waits for task “{ $other }”, which in the end waits for it
note-task-waits = “{ $name }” waits here
hint-never-late = that is minute { $min }; the drill ends at minute { $end }
hint-never-told = notice “{ $notice }” goes to seat “{ $to }”, and from there up, but not to seat “{ $seat }”
hint-never-said = no notice tells seat “{ $seat }” of fact “{ $fact }”, or not in different ways
hint-never-alarm = no alarm of sensor “{ $sensor }” comes to this seat
hint-add-contact = add “{ $name }” to the contacts of the plan, or name a seat
hint-never-sent = notice “{ $notice }” is itself never sent
hint-never-forecast = no notice with a forecast comes to seat “{ $seat }”
hint-never-burns = there is no ignition in this drill
hint-never-looked = neither seat “{ $seat }” nor a seat below it has or can send a unit that looks
hint-never-ordered = no task of the plan gives such an order “{ $kind }”, and no seat could
hint-never-done = task “{ $task }” has no orders, so that nothing of it is ever carried out
hint-never-requested = unit “{ $unit }” comes only if it is requested or requisitioned, and no task of the plan does that
hint-never-unit = unit “{ $unit }” is there at minute { $min } at the earliest; the drill ends at minute { $end }
hint-never-holds = its parts exclude each other, or it fails from the start
problem-two-places = task “{ $name }” (clause { $clause }) sends “{ $unit }” to “{ $here }” at the moment it is sent elsewhere
note-sent-there = at the same moment task “{ $name }” (clause { $clause }) sends “{ $unit }” to “{ $there }”
problem-the-fire = the fire
problem-limit-desk = task “{ $name }” (clause { $clause }) has { $limit } min, but the desk needs { $min } min for it, one call after the other
problem-limit-travel = task “{ $name }” (clause { $clause }) has { $limit } min, but “{ $unit }” takes { $min } min to be there at best
problem-unit-no-way = task “{ $name }” (clause { $clause }) sends “{ $unit }” to “{ $place }”, but no road that it can use leads there from “{ $home }”
problem-shelter-no-way = task “{ $name }” (clause { $clause }) moves the people of “{ $place }” to “{ $shelter }”, but no road for cars leads there
problem-place-no-shelter = “{ $place }” has { $people } people, but no shelter that a car can reach
what-objective = objective
what-thing = place, unit, line or junction
what-tank = tank
what-pump = pump
what-hydrant = hydrant
what-fuel = fuel
problem-no-tanks = the plant has no tanks
problem-not-a-pool = “{ $name }” is a tank; here a pool on the ground is wanted
problem-pools-ring = what runs over into “{ $name }” comes back from there; let it end somewhere else
problem-tank-volume = { $volume } m³ is more than the { $most } m³ that diameter and height give
problem-tanks-overlap = the tanks “{ $one }” and “{ $other }” overlap
problem-monomer = only a tank of styrene has a monomer
problem-pump-curve = the head at no flow has to be above the rated head
unit-m2 = {" "}m²
unit-m3 = {" "}m³
unit-m3-h = {" "}m³/h
unit-l-min-m2 = {" "}L/min/m²
unit-kw-m2 = {" "}kW/m²
unit-kw = {" "}kW
unit-c = {" "}°C
unit-ppm = {" "}ppm
what-drill = drill
what-decision = decision
what-option = option
problem-one-option = a decision needs at least two options
problem-decided-by-nothing = a decision needs the orders by which it is decided
hint-decided-by-nothing = for instance (order: "evacuate", about: "village"): the review puts those of an option in their place

# water.ron
problem-cells-walls = { $count ->
    [one] one cell has no number: it is a wall, and no water gets there
   *[other] { $count } cells have no number: they are walls, and no water gets there
}
problem-no-laboratory = a folder without scenario.ron is a case of the laboratory; that needs laboratory: (name: (zh: "…", en: "…"), length_min: 60, every_s: 60)
problem-water-nowhere = there is nothing that could hold water: no grid with ground, no reservoir, no node
problem-full-solver = the full shallow-water equations know only walls and water that stands there at first; leave this out, or take solver: LocalInertial
problem-no-water-ground = without a map the grid needs ground_m: a file, or Const(number) with a shape
problem-no-water-grid = this needs ground: the file has no grid
problem-off-water-grid = ({ $x }, { $y }) m lies off the grid, which goes from (0, 0) to ({ $width }, { $height }) m
problem-no-ground-here = at ({ $x }, { $y }) m the height of the ground is not known: a wall, no water gets there
problem-relief = row { $row }, column { $column } lies { $found } m above the lowest ground; no more than 900 m are possible
problem-water-cell = cells of { $found } m are too small: the step would become unstable below { $low } m
problem-graph = nodes and channels do not fit together: { $reason }
problem-series-empty = a series needs one point at least
problem-series-order = minute { $this } comes after minute { $before }: the points of a series are in order
problem-section-slanted = a section runs along a row or a column of cells; this one does neither
problem-rectangle = a rectangle goes from its south-west to its north-east corner: ((0, 0), (500, 300))
problem-rectangle-empty = no cell has its middle in this rectangle
problem-border-empty = along this part of the border no cell has ground
problem-curve-falls = level and storage have to rise from point to point; { $this } does not lie above { $before }
problem-curve-bottom = the lowest level is that at which nothing is stored, not { $found } m³
problem-curve-short = level and storage need two points at least
problem-level-under-storage = the level at the beginning, { $level } m, lies below the lowest of the storage, { $bottom } m
problem-channel-loop = the channel leads from “{ $name }” back to itself
problem-from-outside = water comes from a node or a cell; only where it goes may be Outside
problem-structure-loop = the structure leads back to where it comes from
problem-gates-nowhere = gates stand at a reservoir or a node: from: Node("…")
problem-lift-curve = from point to point the lift has to rise, and what the pump gives must not
problem-levee-nowhere = the line runs between no two cells with ground that are not parted by another levee already
what-entry = entry
what-node = reservoir or node
what-structure = structure
what-reservoir = reservoir
what-levee = levee
what-gauge = gauge
unit-m3-s = {" "}m³/s
unit-mm = {" "}mm
unit-mm-h = {" "}mm/h
problem-dam-crest = a dam needs crest_m: the height at which water runs over it
