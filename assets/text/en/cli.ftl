# The command line.

cli-about = Tuiyan 推演: emergency drills and incident command, simulated
cli-usage = Usage
cli-options = Options
cli-commands = Commands
cli-help = Show this help
cli-version = Show the version
cli-lang = Language of everything that is shown (else from the environment)
cli-examples = Without a command, the default drill is played with the plan on autopilot.
    Examples:
      tuiyan check scenarios/forest_fire_shiping
      tuiyan run scenarios/forest_fire_shiping --orders scenarios/forest_fire_shiping/drills/too_late/orders.ron
cli-home = Folder of settings and records (otherwise TUIYAN_HOME, then as usual on the system)
cli-value-folder = FOLDER
cli-value-file = FILE
cli-value-record = RECORD
cli-value-name = NAME
cli-value-time = TIME
cli-check = Check a scenario: every problem at once, with its place and a hint
cli-check-folder = The folder of the scenario
cli-check-rehearse = Rehearse it too: nobody acts and by the plan, what differs, and until when people may be told to leave
cli-check-seeds = Rehearse on seeds 1 to N (10 where it is not given)
cli-check-good = { $title }: no errors. { $places } places, { $units } units, { $tasks } plan tasks, { $drills } drills.
cli-run = Play a drill and keep its record
cli-run-folder = The folder of the scenario
cli-run-seed = Seed of chance (else the one of the scenario)
cli-run-orders = A script of orders to follow
cli-run-autopilot = Seats that follow the plan by themselves (all; with a script, as the script says)
cli-run-until = Stop then: T+1:30, 90 (minutes), 1.5h
cli-run-out = Where the record goes: a folder that does not exist yet or is empty
cli-run-no-baselines = Do not also play "nobody acts" and "plan on autopilot" for comparison
cli-run-what-if = Add to the review what the other options of each decision would have come to (20 runs each)
cli-replay = Play a record again and confirm its digests
cli-replay-record = The folder of a record, or its journal
cli-calc = Point calculators of the physics; without a name, list them
cli-calc-name = Which calculator
cli-calc-in = Table of cases, CSV with a header (else standard input)
cli-calc-out = Where the results go, CSV (else standard output)
cli-blocks = Building blocks of plans: tasks, levels and reports by hazard, to be filled in and put into a plan; without a name, list them
cli-blocks-hazard = Which hazard
cli-blocks-block = Which block
cli-blocks-with = What to fill in, such as seat=commander; several keys with commas
cli-import = Turn open map data, elevation and fuel rasters into a ground
cli-import-osm = OpenStreetMap data: .osm.pbf, .osm, .osm.gz
cli-import-elevation = Elevation: SRTM .hgt or .hgt.zip; may be given several times
cli-import-rasters = Folder with LANDFIRE GeoTIFF rasters
cli-import-cell = Side of a cell, m
cli-import-out = Where the ground goes: a folder that does not exist yet or is empty

cli-playing = playing
cli-nothing = nothing
cli-stdin = standard input
cli-wrote = Record and review: { $path }
cli-out-taken = "{ $path }" exists already and is not an empty folder; choose another with --out
cli-no-default = the default drill "{ $path }" is not here; start Tuiyan where it is, or name a scenario: tuiyan run FOLDER
cli-bad-time = "{ $value }" is no time of a drill
cli-no-seat = there is no seat "{ $name }"; there are: { $names }
cli-replay-same = The replay equals the record up to { $tick }: { $orders } orders, { $checkpoints } checkpoints, digest { $digest }
cli-replay-torn = The run was interrupted: it was to go on until { $until }, the record ends at { $tick }{ $bytes ->
    [0] .
   *[other] {" "}and { $bytes } bytes of an unfinished entry, which are left out.
}
cli-replay-event = The replay differs at { $tick }, event { $number }
    recorded: { $recorded }
    replayed: { $replayed }
cli-replay-part = The replay differs at { $tick } in part "{ $part }"; all events up to there are alike
cli-replay-end = The replay differs in the final digest at { $tick }
cli-replay-changed = the copy of the scenario in the record was changed after the run: { $path }
cli-record-unreadable = cannot read "{ $path }": { $reason }
cli-record-held = "{ $path }" is being played
cli-record-none = "{ $path }" is not a record of Tuiyan
cli-record-version = "{ $path }" is a record of version { $found }; this program plays version { $known }. Review it with the program that played it
cli-record-misfit = the record names a seat or a time ({ $tick }) that its scenario does not have
cli-record-ended = the drill of { $path } is over
cli-long-note = a note has at most { $limit } characters
cli-record-empty = "{ $path }" ends before anything was recorded
cli-try-help = Help: tuiyan --help, or tuiyan COMMAND --help
cli-arg-unknown = there is no option or argument "{ $arg }" here
cli-command-unknown = there is no command "{ $arg }"
cli-arg-near = {" "}— did you mean "{ $near }"?
cli-arg-missing = missing: { $arg }
cli-arg-no-value = { $arg } needs a value
cli-arg-bad-value = "{ $value }" does not fit { $arg }; allowed: { $allowed }
cli-allowed-seed = whole numbers from 0 to { $most }
cli-allowed-seeds = whole numbers from { $least } to { $most }
cli-allowed-cell = a number of metres above 0
cli-arg-too-many = { $arg } takes one value; "{ $value }" is one too many
cli-arg-twice = { $arg } may be given only once
cli-arg-no-text = an argument is not valid UTF-8 text
cli-arg-other = the command line cannot be understood: { $reason }
cli-stdout = standard output
cli-unwritable = cannot write "{ $path }": { $reason }
cli-io-not-found = there is no such file or folder
cli-io-denied = no permission
cli-io-exists = something of this name exists already
cli-io-no-folder = part of the path is a file, not a folder
cli-io-folder = this is a folder, not a file
cli-io-not-empty = the folder is not empty
cli-io-read-only = the disk is read-only
cli-io-full = the disk is full
cli-io-ends = the file ends early
cli-io-other = { $reason }
cli-out-within = "{ $path }" lies in the folder of the scenario; choose a place outside it with --out
cli-late-time = "{ $value }" lies beyond the end of the drill
cli-times = Times count from the start of the drill: T+1:30, 90 (minutes) or 1.5h. This drill runs from T+00:00 ({ $from_clock } local time) to { $end } ({ $to_clock })
cli-record-damaged = "{ $path }" is damaged at byte { $at }: it can be read up to { $tick } only, and is not confirmed
cli-replay-same-part = The replay equals what there is of the interrupted record; only this part, up to { $tick }, is confirmed: { $orders } orders, { $checkpoints } checkpoints, digest { $digest }
cli-replay-unconfirmed = The record breaks off before its first checkpoint, at { $tick }: there is no digest to compare, so the replay confirms nothing
cli-check-unready = Whether the plan can be played in time is looked at once there is no error left.
cli-calc-wrong = the table from { $path } cannot be calculated:
cli-calc-near = {" "}— is "{ $near }" meant?
cli-calc-no-text = line { $line }: not valid UTF-8 text; save the table as UTF-8
cli-import-flat = !!! FLAT GROUND: no elevation was given, so every height is 0. Fire knows no slope on it, and results for hilly country are wrong. Import again with --elevation.
cli-import-next = This is the ground alone, not yet a drill. Next:
    1. Write { $path }/scenario.ron: weather, fire, units, seats, notices.
    2. Write { $path }/plan.ron: who does what, when.
    3. tuiyan check { $path }
    scenarios/forest_fire_shiping is an example of both files.
cli-calc-inputs = reads
cli-calc-outputs = gives
cli-calc-whole = (whole numbers)
cli-calc-fuel-model = 1-13, 101-204, or a code such as FM1, TU1
cli-calc-unknown = there is no calculator "{ $name }"; there are: { $names }
cli-blocks-unknown = there is no "{ $name }"; there are: { $names }
cli-blocks-pair = "{ $pair }" should be name=key, such as seat=commander
cli-blocks-need = this block does not need "{ $name }"; it needs: { $names }
cli-blocks-key = "{ $value }" is no key: small letters, digits and underscores
cli-calc-stdin = Waiting for a CSV table on standard input…
cli-calc-no-column = the table has no column "{ $name }"
cli-calc-line = line { $line }
cli-calc-rows-wrong = some rows of the table from { $path } cannot be calculated; the others are, and the column error says why:
cli-calc-options = options
cli-calc-a-name = a name
cli-calc-options-wrong = { $name } cannot be calculated with these options:
cli-calc-option-foreign = --{ $name } is no option of this calculator
cli-calc-option-missing = --{ $name } has to be given
cli-calc-inside-flame = { $name } { $value } m lies inside the flame or under it; allowed: more than { $beyond } m
cli-calc-overlap = tanks "{ $one }" and "{ $other }" overlap
cli-calc-twice = tank "{ $name }" is there twice
cli-calc-too-much = volume_m3 { $volume } is more than diameter and height hold; allowed: up to { $most } m3
cli-calc-empty = tank “{ $name }” is empty and cannot burn
cli-calc-at-source = too near to the source: more than { $most } kg/m3, which no gas is; the equation does not hold there, take a point further away
cli-calc-not-rising = { $name } is { $value }; it has to be more than { $after } of the row before
cli-calc-no-tank = there is no tank "{ $name }" in this farm, which --ignite names
cli-calc-out-of-range = { $name } is "{ $value }"; allowed: { $range } { $unit }
cli-calc-count = { $got } values where { $expected } are needed
cli-calc-grid = the fire reaches the border of { $cells } x { $cells } cells; { $needed } would do
cli-calc-csv = line { $line }: the table cannot be read: { $reason }
cli-imported = { $path }: { $junctions } junctions, { $roads } roads, { $places } places, { $columns } x { $rows } cells of { $cell } m
calc-surface-fire = Surface fire spread (Rothermel 1972, Albini 1976, Andrews 2018), all 53 fuel models
calc-crown-fire = Crown fire start (Van Wagner 1977) and spread (Cruz, Alexander & Wakimoto 2005)
calc-fire-ellipse = Size of an elliptical fire after a time (Anderson 1983)
calc-fire-grid = The same fire simulated on a grid by minimum travel time (Finney 2002), to hold against fire-ellipse
calc-pool-fire = Burning rate, flame and emission of a pool (Babrauskas 1983, Heskestad 1983, Thomas 1963, AGA 1974, Shokri & Beyler 1989, Mudan & Croce 1988)
calc-radiation = Heat at the ground beside a pool without wind: point source, solid flame, Shokri & Beyler's simple model
calc-view-factor = Share of flame in the view of a target at the ground, straight downwind (Mudan 1987)
calc-time-to-failure = When a vessel fails in a steady flux (Cozzani and others 2005, Landucci and others 2009); clamped: volume no larger than was fitted
calc-fireball = Fireball of a propane vessel (CCPS 1999), radiant fraction 0.3, clear air
calc-thermal-probit = Share of people whom heat kills (TNO 1992, Eisenberg and others 1975)
calc-tank-farm = Fire that goes from tank to tank, event by event; events: ignition, failure (the shell fails and the tank burns), burn_out, cooling
calc-plume = Concentration in a plume over flat ground (Briggs 1973 sigmas, fitted to 0.1 to 10 km)
calc-puff = Concentration in a puff let out at the ground (CCPS 1999 sigmas)
calc-smoke-rise = How high the smoke of a pool rises in neutral air (Briggs 1971)
calc-level-pool = A flood through a reservoir whose water stands level; the table is the inflow, the results the outflow, its peak in a row of its own
calc-weir = Flow over a crest, also one that is drowned from below (Villemonte 1947)
calc-breach-drain = A basin that runs out through a breach, without inflow or water below
calc-green-ampt = What soaks into the ground (Green and Ampt 1911; under rain as Mein and Larson 1973); rain_cm_h may be: ponded
calc-scs-cn = Runoff of a storm by the curve number method of the SCS
calc-road-speed = How fast a car can be driven on a road under water (Pregnolato and others 2017)
calc-flood-hazard = Hazard class of water, H1 to H6, by depth and speed (AIDR 2017)
calc-option-ignite = tank-farm: the tank that burns first
calc-option-radiation = tank-farm: solid-flame (if not given), point-source-constant or point-source-nist
calc-option-cool-all-from = tank-farm: when every tank is cooled, s (never if not given)
calc-option-cooling-eta = tank-farm: the share of the heat that cooling keeps away (0 if not given)
calc-option-until = tank-farm: how long it is played, s (86400 if not given)
calc-option-area-m2 = level-pool: area of the water at the crest of the spillway, m2 (1000000 if not given)
calc-option-area-growth-m2-m = level-pool: by how much the area grows with each metre, m2/m (0 if not given)
calc-option-crest-m = level-pool: crest of the spillway, m (0 if not given)
calc-option-level-m = level-pool: level at the beginning, m (the crest if not given)
calc-option-spill-coefficient = level-pool: flow over the spillway at one metre of water, m3/s (100 if not given)
calc-option-spill-exponent = level-pool: exponent of that flow (1.5 if not given)
calc-option-step-h = level-pool: time between results, h (0.5 if not given)

# Opening the window
cli-no-display = There is no display; playing the default drill in the terminal, by the plan.
cli-window-lacks = The window cannot be opened:
cli-display-refused = the display "{ $name }" cannot be reached: { $reason }
cli-no-library = the system library { $name } is missing
cli-no-graphics = there is no graphics driver (a card's own, or the one in software)
cli-window-install = On Debian, install: { $command }
cli-window-without = Drills can be played without a window: tuiyan run FOLDER

# Pictures
cli-shot = Draw a screen into a picture, without a window
cli-shot-folder = folder of the scenario
cli-shot-screen = which screen; the exercise screen if not given
cli-shot-at = local time up to which the plan is played by itself (the start if not given)
cli-shot-seat = whose desk, by its short name
cli-shot-size = width x height, pixels; 1440x900 if not given
cli-shot-dark = dark look
cli-shot-projector = size for a projector
cli-shot-out = where the picture goes (PNG)
cli-shot-bad-size = "{ $value }" is no size of a picture; write width x height, such as 1440x900 (each 320 to 7680)
cli-shot-bad-at = "{ $value }" is no time of this drill, which lasts from { $from } to { $to }
cli-shot-no-graphics = There is no graphics driver to draw with. On Debian, install: apt install libvulkan1 mesa-vulkan-drivers
cli-shot-failed = the picture could not be written: { $path }

cli-lab-good = { $title }: no errors. { $cells } cells, { $nodes } reservoirs and nodes, { $structures } structures, { $gauges } gauges.
cli-lab-option = this folder is a case of the laboratory: nobody gives orders in it and nothing is drawn, so { $option } means nothing here
cli-lab-ledger = { $title }, { $steps } steps
    There at the beginning  { $initial } m³
    Rain that ran off       { $rain } m³
    Come in                 { $inflow } m³
    Taken away              { $taken } m³
    Run out                 { $left } m³
    There at the end        { $stored } m³
    Missing                 { $missing } units
cli-lab-wrote = Gauges and grids: { $path }
cli-lab-not-finite-cell = row { $row }, column { $column }: the discharge is no number at tick { $tick } ({ $seconds } s); nothing was drawn, so there is no seed
cli-lab-not-finite-channel = channel { $number }: the discharge is no number at tick { $tick } ({ $seconds } s); nothing was drawn, so there is no seed
cli-lab-too-deep = row { $row }, column { $column }: water stands deeper than 100 m after tick { $tick } ({ $seconds } s); look at what comes in there
cli-lab-too-high = node { $number }: water stands too high after tick { $tick } ({ $seconds } s); look at what comes in there
