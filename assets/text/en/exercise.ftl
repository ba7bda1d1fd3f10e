# The exercise screen: units, orders, messages, plan, weather, timeline, log.

## Amounts and times
exercise-s = { $n } s
exercise-min = { $n } min
exercise-every-min = every { $n } min
exercise-h-min = { $h } h { $m } min
exercise-just-now = just now
exercise-ago = { $span } ago
exercise-in = in { $span }
exercise-m = { $n } m
exercise-km = { $n } km
exercise-people = { $n } people
exercise-capacity = takes { $n }
exercise-room-left = { $n } left
exercise-and-more = { $names } and others, { $n } in all
exercise-spot = { $distance } { $direction } of { $place }
exercise-level-1 = I
exercise-level-2 = II
exercise-level-3 = III
exercise-level-4 = IV
warning-level-1 = red
warning-level-2 = orange
warning-level-3 = yellow
warning-level-4 = blue

## What came of an order
exercise-reason-about = { $reason } ({ $about })
exercise-refused = Not accepted: { $reason }
exercise-failed = Could not be carried out: { $reason }

## Units
exercise-units = Units { $ready }/{ $all }
exercise-own-units = mine
exercise-filter = Filter
exercise-all-kinds = All kinds
exercise-all-states = All states
exercise-no-units = No unit fits
exercise-column-name = Name
exercise-column-state = State
exercise-column-order = Order
exercise-column-people = Crew
exercise-at = at { $place }
exercise-since = since { $time }
exercise-from = there at { $time }
exercise-not-requested = not requested
exercise-last-report = Last report: { $time }, { $where }
exercise-no-report = Nothing heard yet; shown at its station

## Messages
exercise-messages = Messages
message-waiting = { $n } waiting
message-waiting-only = waiting only
message-none = No messages
message-older = { $n } older messages
message-orders = Orders of others ({ $n })
message-units = Reports of units ({ $n })
message-seen = as of { $time }
message-waits = waits { $span }
message-acknowledge = Acknowledge
message-acknowledge-all = Acknowledge all
message-acknowledge-unsent = Acknowledged: goes out when the clock goes on
message-reply-unsent = Reply "{ $text }": goes out when the clock goes on
message-acknowledged = acknowledged { $time }
message-locate = Locate
message-reply = Reply
message-reply-hint = Your answer
message-replied = { $time } answered: { $text }
message-from-caller = Call
message-from-weather = Weather office
message-fire = Fire { $where }, about { $area } ha, flames { $flame } m (not verified)
message-fire-verified = Fire { $where }, { $area } ha, flames { $flame } m (verified)
message-forecast = Fire expected: { $places }
message-forecast-place = { $place } { $at }
message-forecast-none = No fire expected at any place before the drill ends
message-unit = { $unit }: { $state }, { $where }
message-order-given = Ordered: { $order }
message-order-received = Received: { $order }
message-order-failed = Could not be carried out: { $order }
message-order-done = Carried out: { $order }
message-level-ended = The response is ended
message-level = Response { $level } is in force
message-claim = { $fact }: { $value }
message-claim-unchecked = { $fact }: { $value } (hearsay, not checked)
message-alarm = { $sensor }: alarm, something burns at { $where }
message-alarm-real = { $sensor }, looked at: there is fire at { $where }
message-alarm-false = { $sensor }, looked at: no fire at { $where }, a false alarm
message-hurt = { $place }: { $n } people hurt, waiting for help
message-verified = Asked back: { $said }
facts-name = What is known
facts-conflicts = { $n } told in different ways
facts-verify = Ask back
facts-verify-one = Ask back: { $fact }
facts-verifying = asking back…
facts-asked-back = asked back
organisation-name = Chain of command
organisation-over = { $n } lead too many
organisation-leads = leads { $n }
organisation-leads-what = { $units } units carry out its orders, { $seats } seats below gave an order in the last half hour
organisation-too-many = { $units } units and { $seats } seats below: more than 7, too many for one person; divide into sectors
organisation-silent = nothing heard
organisation-call = Call
organisation-call-one = Call { $seat }
organisation-call-hint = Both tell each other all they know, about 3 minutes; the only way to learn what a lost message had said
organisation-calling = on the telephone…
fact-fill = fill in what is known
fact-unknown = not known so far
fact-not-said = (not said)
fact-silent = nothing heard
fact-told = heard, not asked back
fact-verified = asked back
fact-conflict = told in different ways
fact-unchecked = { $value } (hearsay)
alarm-raised = alarm, not looked into
alarm-real = looked into, real
alarm-false = looked into, false
message-reached = Fire has reached { $place }
message-road-cut = Road cut: { $where }
message-level-forecast = Forecast for { $gauge }: with the gates as they are, { $level } m at the highest, at { $time }
message-road-flooded = Road under { $depth } m of water: { $where }
message-road-closed = Road closed: { $where }
message-road-open = Road open again: { $where }

## Plan
exercise-plan = Plan
plan-none = The plan has no task for this seat
plan-others = Other seats ({ $n })
plan-overdue-count = { $n } overdue
plan-running = { $left } left, due { $due }
plan-overdue = overdue by { $over }, was due { $due }
plan-late = done in { $used }, after its limit
plan-done = done in { $used }
plan-done-early = Done before it was due to begin
plan-not-triggered = not triggered
plan-limit = limit { $span }
plan-asks = The plan asks for
plan-fill = Fill
plan-fill-order = Fill { $order }

## Weather
exercise-weather = Weather
weather-wind = Wind { $from }, { $speed } m/s
weather-wind-grade = Wind { $from }, Beaufort { $grade } ({ $speed } m/s)
weather-moisture = fine dead fuel { $dead } % moist, live { $live } %
weather-coming = { $from } { $speed } m/s? { $time }
weather-no-forecast = No forecast heard yet
weather-forecast = Forecast heard { $time }, { $confidence } % sure
weather-from = from { $time }: { $wind }

## Orders
exercise-orders = Orders
form-palette = Palette Ctrl+K
form-select = Click a unit or a place on the map or in the lists, or choose an order
form-deselect = Deselect { $name }
form-lacks = needs: { $lacks }
form-over = The drill is over; no more orders
form-watching = This seat is played by the autopilot or by others; no orders from here
form-give = Send
form-cancel = Cancel
form-change = Change and send again
form-missing = Still missing: { $slot }
form-optional = { $slot } (optional)
form-pick = Pick on the map: { $slot }
form-all-found = Take all { $n } found
form-choose = Choose
form-chosen = { $n } chosen
form-none = Leave empty
form-yes = yes
form-carry = To be carried: { $need } without a car or in need of help; seats chosen: { $seats }
form-intent = Intent: what it is for (optional)
form-effect = Expected: what will be seen, by when (optional)
form-why = Why now (one line, optional)
form-note-close = Close the note
form-waits-for-clock = Given; it goes out when the clock runs
preview-way = { $distance }, { $span } on the way
preview-delay = message { $message }, turnout { $turnout }
preview-arrives = There about { $time }
preview-people = First people in the shelter about { $time }

## Command palette
palette-name = Command palette
palette-hint = Type an order, a unit or a place
palette-keys = Tab completes · ↑↓ choose · Enter confirms · Backspace takes back · Esc closes
palette-nothing = Nothing fits
palette-order = order
palette-command = command
palette-give = Send (Enter)
palette-form = Open the form
palette-back = Back (Backspace)

## Timeline
timeline-name = Timeline
timeline-messages = Messages
timeline-orders = Orders
timeline-plan = Limits
timeline-expected = Expected
timeline-limit = Limit: { $clause } { $task }
timeline-fire-expected = Fire forecast at { $place }
timeline-latest-safe = Latest safe order for { $place }

## Log
log-name = Log
log-issued = Given: { $order }
log-received = Received: { $order }
log-on-scene = On scene: { $order }
log-done = Done: { $order }
log-trouble = { $order } — { $reason }
log-message = { $source }: { $text }
message-tank = { $tank }: { $seen }
message-boilover = { $tank } may boil over between { $from } and { $until }: keep everybody five diameters away
message-foam = { $percent } % of the foam concentrate in store is left
message-heat = { $n ->
    [0] Heat measured: nowhere round { $place } more than turnout gear bears
   *[other] Heat measured: within { $n } m of { $place } it is more than turnout gear bears
}
effect-cooling-enough = enough water, the shell is wet all over
effect-cooling-short = not enough water, parts of the shell stay dry
effect-foam-enough = enough foam, the fire is being covered
effect-foam-short = not enough foam, the fire holds
message-air = Air at { $place }: { $level }
water-name = Water and levees
water-nothing-told = No reading yet
water-gauge = { $gauge } { $level } m
water-deep = { $depth } m deep
water-dry = dry
water-rises = ↑{ $n } m/h
water-falls = ↓{ $n } m/h
water-stands = steady
water-above = Above the { $mark } ({ $level } m)
water-reaches = At this rate at the { $mark } ({ $level } m) about { $time }
water-limit = flood limit
water-design = design level
water-crest = crest of the dam
water-warning = warning level
water-guarantee = guarantee level
water-level = Level
water-forecast = forecast (gates as they were)
water-chart = { $gauge }, level over time, m
water-released = { $reservoir }: gates set for { $n } m³/s (what passes: see the spillway)
water-release-asked = { $reservoir }: { $n } m³/s ordered
water-levee = { $levee }: { $seen }
plant-name = Plant
plant-instruments = Instruments of the control room (DCS)
plant-level = { $tank } level { $level } %
plant-nothing-told = Nothing was told of the tanks yet
plant-done = Done: { $order }
plant-under-way = Under way: { $order }
message-air-forecast = Smoke or gas expected: { $places }
message-air-forecast-none = No smoke or gas expected at any place before the drill ends
timeline-air-expected = Smoke or gas forecast at { $place }

# Water.
message-water-reached = Water has reached {$place }
message-gauge = {$gauge }: {$level } m
message-gauge-flow = {$gauge }: {$level } m, {$flow } m³/s
message-levee = { $levee }: {$seen }
exercise-m3-s = {$n } m³/s
