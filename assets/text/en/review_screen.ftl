# The review screen, and lines of the log as sentences.

## Lines of the log
line-received = { $order }{ $about }: received
line-done = { $order }{ $about }: done
line-read = { $seat } takes in from { $source }: { $text }
line-moving = { $unit } sets out, { $min } min expected
line-working = { $unit } at work
line-free = { $unit } stops: { $reason }
line-rerouted = { $unit } takes another road
line-spot = Spot fire, { $distance } m ahead
line-road-cut = Fire cuts road { $road }
line-road-closed = Road { $road } closed by order
line-road-opened = Road { $road } open again
line-line = { $unit } finishes cell { $cell } of the line
line-level = Response level { $level } declared
line-reported = { $seat } reported to { $to }. { $said }
line-handed-over = The role of { $role } passes from { $from } to { $to }
line-alerted = Warning sent to { $place }: it will reach { $n } of { $of } people
line-level-ended = The response is ended
line-desk = Finished: { $what }
line-by-notice = scenario

## The screen
review-back = Back
review-export = Export the review
review-exported = Written: { $path }
review-working = Playing the drill again, beside nobody acting and the plan on autopilot…
review-failed-to = This drill cannot be reviewed
review-play = Play { $n }x
review-true = True
review-believed = As believed by
review-branch = Branch here
review-branch-what = A new drill that begins as this one did, up to the cursor
review-cursor = Time cursor
review-lines-count = ({ $n } lines of the log)
review-lines-more = { $n } more lines, see the page

## Cards of decisions
review-decisions = Decisions that mattered
review-nothing-threatened = Up to now no place with people would have been threatened, even if nobody had acted.
review-card-never = No order to leave was given
review-card-late = { $n } min too late
review-card-spare = { $n } min to spare
review-card-cut = Last way out cut (nobody acts)
review-card-plan = Fire (by plan)
review-card-plan-plant = Reached (by plan)
review-card-plan-water = Water (by plan)
review-card-people = People
review-card-people-is = { $safe } safe, { $left } still there, { $dead } dead, { $injured } injured
review-card-to-latest = To the latest moment
review-card-to-order = To the order
review-what-if = What if at another time
review-what-if-what = This order to leave is given earlier, later or not at all; all else is played again as recorded (the autopilot goes on playing its seats and reacts, people do not), on the seed of this drill and the 19 after it, and dead and injured of the public of the whole drill are compared run by run. One place that leaves earlier may take the road or the buses of another. The range is the 95 % interval of the mean difference (bootstrap).
review-what-if-basis = Played { $n } times: with the order as it was { $harmed } of the public harmed on average, in all places
review-earlier = { $span } earlier ({ $at })
review-later = { $span } later ({ $at })
review-not-at-all = Not at all
review-at-latest = By plan, at the latest safe moment ({ $at })
review-no-difference = As many harmed
review-hardly-differs = Hardly differs (by less than one person on average)
review-fewer-harmed = { $mean } fewer harmed ({ $low } to { $high }); fewer in { $less } of { $n }
review-more-harmed = { $mean } more harmed ({ $low } to { $high }); more in { $more } of { $n }
review-luck = Not to be told from luck (fewer in { $less } of { $n }, more in { $more })
review-what-if-refused = The order was refused in { $refused } of { $n }
review-beside = { $played } (nobody acts { $nobody }, by plan { $plan })
review-ordered-latest = ordered { $ordered }, latest safe { $latest }
review-told-arrival = told { $told }, fire { $arrival }
review-told-arrival-plant = told { $told }, reached { $arrival }
review-told-arrival-water = told { $told }, water { $arrival }
review-options-ask = Try every option
review-options-basis = Each played { $n } times; only what can be told from luck is listed
review-option-nothing = Nothing that can be told from luck

# Water.
line-road-flooded = Water cuts road {$road }
