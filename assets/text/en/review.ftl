# The review: terminal and page. Numbers are set by the program, units stand here.

review-title = Review
review-of = { $title } · review
review-plan = Plan
review-authority = Issued by
review-seed = Seed
review-time = From, to
review-digest = Digest
review-language-zh = 中文
review-language-en = English
review-summary = Summary
review-lines = line { $lines }
review-lines-title = Evidence: line numbers of events.jsonl
review-more-tasks = { $count } more tasks are not listed here; the page has all of them
review-none = none
review-comma = {", "}
review-played = As played
review-nobody = Nobody acts
review-by-plan = Plan on autopilot
review-total = Total

## Quantities
review-min = { $n } min
review-h-min = { $h } h { $m } min
review-s = { $n } s
review-ha = { $n } ha
review-people = { $n } people
review-person-min = { $n } person-min
review-km = { $n } km
review-times = { $n } times
review-yuan-wan = { $n } × 10,000 yuan

## Seven dials
review-dials = Seven dials
review-dials-note = Seven readings, never summed. Every number rests on lines of the log or on the state at the end.
dial-plan-time = Time to plan
dial-outcome = Outcome
dial-decisions = Decisions
dial-information = Information
dial-coordination = Coordination
dial-resources = Resources
dial-safety = Responder safety
dial-plan-time-what = tasks done within their limit, of those triggered and closed
dial-outcome-what = share of the avoidable loss avoided (one seed, not a statistic)
dial-decisions-what = threatened places ordered to leave before the latest safe moment
dial-information-what = threatened people told to leave before the fire came
dial-coordination-what = orders refused, not acknowledged within 3 min, or failed (flags, not grades)
dial-resources-what = units idle, cut off, dry or lost (flags, not grades)
dial-safety-what = a gate: nothing makes up for it
reading-nothing = no data in this run
reading-count = { $good } of { $of }
reading-flags = { $n } to look at
reading-no-flags = nothing to flag
reading-gate-clear = no breach
reading-gate-concern = breach or near miss, nobody hurt
reading-gate-breach = responders hurt
review-no-orders = No order was given in this run: none of the seven dials counts.

## Summary
review-summary-tasks = Tasks: { $triggered } triggered, { $in_time } in time, { $late } late, { $never } never done, { $open } still within their limit.
review-summary-people = Public: { $dead } dead, { $injured } injured, { $safe } safe. Responders: { $rdead } dead, { $rinjured } injured.
review-summary-fire = Fire: { $area } ha burnt ({ $forest } ha of it forest), { $contained }.
review-edge-run = { $run } { $time }
review-summary-edge = Note: fire came to the edge of the map ({ $runs }). Nothing is worked out beyond it: the burnt area, the losses and the share avoided count only what lies inside.
review-contained-at = stopped spreading at { $time }
review-not-contained = still spreading at the end, or not seen to have stopped

## Tasks
review-tasks = Time to plan
review-tasks-note = The clock starts when the trigger held in what the responsible seat knew. Notice: from when the news was sent until the seat had it (before the clock). Decide: until the order. Transmit: until it was received. Travel: until somebody was there. Act: until the evidence the plan asks for.
review-clause = Clause
review-task = Task
review-seat = Seat
review-triggered = Trigger
review-used-limit = Time / limit (min)
review-split = Where the time went (min)
review-status = Status
review-evidence = Evidence
review-done-at = clock runs until: { $stage }
split-notice = notice
split-decide = decide
split-transmit = transmit
split-travel = travel
split-act = act
task-in-time = in time
task-late = late
task-never = never done
task-open = within limit
task-not-triggered = not triggered
review-from-state = end state
review-before-trigger = done before the trigger
review-limit = limit
review-share-of-limit = share of the limit; the upright line is the limit
review-more-than = { $n } so far
review-waiting = { $n } so far
review-split-legend = Legend

## Outcome
review-outcome = Outcome
review-outcome-note = All columns are of the same seed. A comparison on one seed shows this one run: it is not a statistic.
measure-area = Burnt area (ha)
measure-forest = of it forest (ha)
measure-exposure = People exposed (person-min)
measure-harmed = Dead and injured
measure-public-dead = Public, dead
measure-public-injured = Public, injured
measure-responders-dead = Responders, dead
measure-responders-injured = Responders, injured
measure-safe = People in shelters
measure-places = Villages and facilities reached
measure-loss = Loss of property (10,000 yuan)
measure-contained = Stopped spreading
review-capture = Share avoided
review-capture-note = (nobody − played) ÷ (nobody − plan). This is one seed and no statistic; a conclusion needs at least 20. Above 1 the finding is about the plan.
review-capture-cannot = nobody acting and the plan hardly differ: cannot tell
review-curve = Burnt area over time
review-hectares = ha

## Grades
review-grades = Grades
review-accident-rule = Regulations on Reporting and Investigating Work Safety Accidents, Art. 3 (for comparison)
review-forest-rule = Forest Fire Prevention Regulations, Art. 40
review-grade-none = does not apply
review-grade-by = by { $by }
review-grade-note = “Or more” includes the number, “fewer” does not. All injured count as seriously injured, so a grade by injuries is an upper bound. A fire on forest land is an ordinary forest fire even below 1 ha.
review-grade-table-accident = Ordinary: fewer than 3 dead, fewer than 10 seriously injured, or loss below 10 million yuan. Large: from 3, 10, 10 million. Major: from 10, 50, 50 million. Extraordinarily serious: from 30, 100, 100 million.
review-grade-table-forest = Ordinary: below 1 ha, or from 1 dead, or from 1 seriously injured. Large: from 1 ha, 3, 10. Major: from 100 ha, 10, 50. Extraordinarily serious: from 1,000 ha, 30, 100.
grade-ordinary = Ordinary
grade-large = Large
grade-major = Major
grade-extraordinary = Extraordinarily serious
grade-accident-name = { $grade } accident
grade-forest-name = { $grade } forest fire
grade-by-deaths = deaths
grade-by-injuries = injuries
grade-by-loss = direct loss
grade-by-forest-area = area of forest

## Map
review-map = When the fire arrived
review-map-note = The true fire (director's view), not what the seats knew at the time.
review-map-arrival = Arrival of the fire
review-map-roads = roads
review-map-line = line, planned
review-map-line-built = line, built
review-map-origin = origin
review-map-people = people live here
review-map-reached = reached by fire
review-map-forces = station, staging area, command post
review-map-no-fire = nothing burnt

## Places and decisions
review-places = Threatened places and orders to leave
review-places-note = Latest safe order = when fire, nobody acting, reaches the place or cuts its last way out (whichever comes first) − time the evacuation needs − a margin of { $margin } min. Who has passed the cut is out, so the drive beyond it may come after. The time needed is what the plan on autopilot took on the same seed from its order until { $share } % of the people were safe; without that run it is an estimate, marked so: telling everybody, { $share } % of households ready, buses to and fro as planned, getting onto the road, driving. It is a yardstick from hindsight that nobody had at the time: it shows slack, not the quality of a decision.
review-place = Place
review-residents = People
review-arrival-nobody = Fire (nobody acts)
review-arrival = Fire (as played)
review-cut = road cut { $time }
review-needed = Needs (min)
review-needed-estimate = { $n } (est.)
review-latest = Latest order
review-ordered = Ordered
review-spare = Spare (min)
review-told = Told
review-safe = Safe
review-remaining = Still there
review-dead = Dead
review-injured = Injured
review-impossible = before the start
review-never-ordered = never
review-not-reached = not reached
review-not-told = not told
review-no-baseline = Without the run in which nobody acts there is no latest safe order.

## Other dials
review-details = Information, coordination, resources, safety
review-first-news = First news
review-first-report = First report, after the news
review-items = Items of the first report (Regulations, Art. 12)
review-items-is = { $n } of { $of }
review-said-right = Statements that were so
review-unknown-rightly = Rightly said to be unknown
review-unknown = Said to be unknown, though asking back would have told
review-said-wrong = Statements that were not so
review-wrong = Wrong: { $fact } ({ $time })
review-corrected = put right after { $span }
review-never-corrected = never put right
review-verified = Verified on the spot, after the news
review-given = Orders given
review-refused = Refused
review-unacknowledged = Not acknowledged within 3 min
review-failed = Could not be carried out
review-busiest = Busiest quarter of an hour
review-busiest-is = { $seat }, from { $time }, { $n } orders
review-used = Units used
review-used-is = { $used } of { $available }
review-idle = Never used
review-never-requested = Never requested
review-first-work = First unit fighting the fire, after it began
review-no-water = Stopped for want of water
review-cut-off = Found no open road
review-rerouted = Rerouted under way
review-line-km = Line built
review-lost = Out of action
review-overruns = Overrun by fire
review-overrun-is = { $unit }, { $time }, { $dead } dead, { $injured } injured, { $briefed }
review-unbriefed = At the edge without safety briefing
review-briefings = Safety briefings
review-never = never

## Timeline
review-timeline = Decisions and consequences
entry-decision = decision
entry-action = action
entry-hazard = hazard
entry-people = people
entry-information = information
event-order = { $seat }: { $order }{ $about }
event-about = {" — "}{ $names }
event-order-refused = { $seat }: { $order }{ $about }, not accepted ({ $reason })
event-order-failed = { $order }{ $about }, not carried out ({ $reason })
event-order-lost = { $order }{ $about }: the order is lost on its way
event-message-lost = A message to { $seat } is lost on its way
event-directed = Director, { $what }: { $text }
event-direction-refused = Director, { $what }, not done: { $text } ({ $reason })
event-notice = { $seat } is told: { $text }
event-notice-dropped = Not sent, there was no need any more: { $text }
event-arrived = On scene: { $units }
event-cut-off = { $unit } finds no open road
event-overrun = { $unit } overrun by fire: { $dead } dead, { $injured } injured ({ $briefed })
event-fire-started = Fire starts
event-spot-fires = Spot fires: { $count }
event-reached = Fire reaches { $place }
event-contained = Fire stops spreading, { $area } ha burnt
event-broke-out = Fire spreads again
event-weather = Wind now from the { $from }, { $wind } m/s
event-roads-cut = Roads cut by fire: { $count }
event-line = { $unit } builds line, { $count } cells
event-notified = { $place }: { $count } people told to leave
event-people-refused = { $place }: { $count } people refuse
event-left = { $place }: { $count } people leave
event-sheltered = { $place }: { $count } people arrive at { $shelter }
event-turned-back = { $place }: { $count } people find the road cut and turn back
event-harmed = { $place }, people { $where }: { $count } dead, { $second } injured
word-briefed = briefed
word-unbriefed = not briefed
word-on-road = caught on the road
word-at-place = caught where they live

## Notes
review-notes = Notes
review-note-lines = A line is a line of events.jsonl in the record of the run, counted from 1.
review-note-assumptions = How people comply and prepare, harm to people in fire, and the rates of half-trained and public crews are parameters of the scenario or assumptions of this program; no survey that could be cited was at hand.
review-note-censored = Tasks never done are listed as that: neither dropped nor counted as zero.
review-note-people = People are judged by evaluators. This page lists only what a machine can show.
